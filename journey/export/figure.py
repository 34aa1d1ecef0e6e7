"""What an exhibit draws, as it stands on a page: light, without a ground, and its size."""

from dataclasses import dataclass

from journey.exhibit.drawing.drawing import scene_of
from journey.exhibit.exhibit import Drawing, Exhibit
from journey.exhibit.grid import Grid
from journey.export.table import for_reading, table_of
from journey.map.scene import svg
from journey.model.theme import LIGHT

WIDTH = 960.0  # CSS pixels of a chart
WIDE_FROM, WIDE_TABLE_FROM = (
    1.5,
    9,
)  # width of a drawing over its height, columns of a table: larger on a page that lies
ROWS_LIMIT = 40  # of a table on a page
GROUND = f'<rect width="100%" height="100%" fill="{LIGHT.background}"/>'  # paper has its own


@dataclass(frozen=True)
class Figure:
    svg: str
    width: float
    height: float
    alt: str


def figure_of(exhibit: Exhibit) -> Figure | None:
    """The drawing; None of a table, which stands on the page as one."""
    content = exhibit.content
    if isinstance(content, Grid):
        return None
    narrowest = content.narrowest if isinstance(content, Drawing) else WIDTH
    scene = scene_of(content, max(narrowest, WIDTH))
    drawn = svg(scene, LIGHT, exhibit.alt).replace(GROUND, "", 1)
    return Figure(drawn, scene.width, scene.height, exhibit.alt)


def page_table(exhibit: Exhibit) -> Grid:
    """The table below the drawing; none where it is the many columns of an answer of which the drawing shows something else."""
    table = table_of(exhibit)
    is_own = isinstance(exhibit.content, Grid)  # as long as its maker wants it
    table = for_reading(table, len(table.words) if is_own else ROWS_LIMIT)
    is_beside = isinstance(exhibit.content, Drawing) and len(table.columns) >= WIDE_TABLE_FROM
    return Grid((), (), ()) if is_beside else table


def is_across(figure: Figure | None, table: Grid) -> bool:
    """Whether the page has to lie on its side: for a drawing far wider than tall, or a table of many columns."""
    is_wide = figure is not None and figure.width >= WIDE_FROM * figure.height > WIDTH
    return is_wide or len(table.columns) >= WIDE_TABLE_FROM
