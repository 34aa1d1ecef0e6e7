"""What an exhibit shows as one drawing, whatever it is."""

from journey.exhibit.chart import Bars, Cells, Chart, Curves, Dots
from journey.exhibit.drawing.bars import bars_scene
from journey.exhibit.drawing.cells import cells_scene
from journey.exhibit.drawing.curves import curves_scene
from journey.exhibit.drawing.dots import dots_scene
from journey.exhibit.drawing.grid import grid_scene
from journey.exhibit.exhibit import Drawing
from journey.exhibit.grid import Grid
from journey.map.scene import Scene


def scene_of(content: Chart | Grid | Drawing, width: float) -> Scene:
    """The content drawn for a width in CSS pixels; a drawing that needs more than that is as wide as it needs."""
    match content:
        case Bars():
            return bars_scene(content, width)
        case Dots():
            return dots_scene(content, width)
        case Curves():
            return curves_scene(content, width)
        case Cells():
            return cells_scene(content, width)
        case Grid():
            return grid_scene(content, width)
        case Drawing():
            return content.scene(max(width, content.narrowest))
