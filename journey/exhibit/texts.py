"""What stands on an exhibit for a reader: its words, and the letters of what is drawn."""

from collections.abc import Iterable, Iterator

from journey.exhibit.drawing.drawing import scene_of
from journey.exhibit.exhibit import Exhibit
from journey.map.scene import Shape

WIDTH = 760


def texts(exhibit: Exhibit) -> str:
    """All of it, a line each."""
    drawn = _letters(scene_of(exhibit.content, WIDTH).shapes)
    return "\n".join([exhibit.title, exhibit.subtitle, *exhibit.notes, *drawn])


def _letters(shapes: Iterable[Shape]) -> Iterator[str]:
    for shape in shapes:
        if shape.text:
            yield shape.text
        yield from _letters(shape.children)
