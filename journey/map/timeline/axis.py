"""The axis of time: from dot to dot, with the length of each gap; a dot is the valence of its event."""

from journey.map.scene import Shape, circle, group, line, text
from journey.map.timeline.layout import DOT, DOT_AT, PILL, SMALL, Layout, Row, gap_words, is_silent
from journey.model.theme import ON_COLOUR, point_colour
from journey.model.words import signed


def axis(rows: list[Row], layout: Layout) -> list[Shape]:
    """The line from event to event, broken where a silence is drawn shorter than it was, with the length of each gap."""
    return [
        shape
        for above, row in zip(rows, rows[1:])
        for shape in [*_stretch(above, row, layout), *_gap(row, layout)]
    ]


def _middle(row: Row, layout: Layout) -> float:
    """The middle between the words of the row and those of the row before."""
    lead = PILL if layout.is_narrow and row.is_new_stage else 0.0
    return (row.before_end + row.top - lead) / 2


def _stretch(above: Row, row: Row, layout: Layout) -> list[Shape]:
    x, start, end = layout.axis, above.top + DOT_AT, row.top + DOT_AT
    if row.is_broken:
        return _broken(x, start, end, _middle(row, layout))
    if is_silent(row, layout):
        style = {"stroke": "muted", "stroke_width": 2, "stroke_dasharray": "2 5"}
        return [line(x, start, x, end, **style)]
    return [line(x, start, x, end, stroke="line", stroke_width=2)]


def _gap(row: Row, layout: Layout) -> list[Shape]:
    words = gap_words(row, layout)
    if not words:
        return []
    silent = is_silent(row, layout)
    colour, style = ("warm", {"font_weight": 600}) if silent else ("muted", {})
    y = _middle(row, layout) + 4
    if layout.is_narrow:
        return [text(layout.words, y, words, SMALL, colour, **style)]
    return [text(layout.dates, y, words, SMALL, colour, text_anchor="end", **style)]


def _broken(x: float, start: float, end: float, middle: float) -> list[Shape]:
    parts = [
        line(x, start, x, middle - 4, stroke="line", stroke_width=2),
        line(x, middle + 4, x, end, stroke="line", stroke_width=2),
    ]
    return parts + [
        line(x - 8, y + 4, x + 8, y - 4, stroke="warm", stroke_width=2)
        for y in (middle - 4, middle + 4)
    ]


def dot(row: Row, layout: Layout) -> Shape:
    """The valence: a point that holds the value; hollow where nothing is known."""
    x, y, valence = layout.axis, row.top + DOT_AT, row.event.valence
    if valence is None:
        return circle(x, y, 5, fill="background", stroke="muted", stroke_width=1.8)
    style = {"font_weight": 600, "text_anchor": "middle"}
    point = circle(x, y, DOT, fill=point_colour(valence), stroke="background", stroke_width=2)
    return group([point, text(x, y + 4, signed(valence, 1), 11.5, ON_COLOUR, **style)])
