"""The bands of a timeline: which events lie in which stage."""

from journey.map.lettering import cut, text_width, wrapped
from journey.map.scene import Shape, lines, rect, text
from journey.map.timeline.layout import BODY, PILL, SMALL, Layout, Row
from journey.model.theme import ON_COLOUR, stage_hue
from journey.model.words import capital


def stage_bands(rows: list[Row], layout: Layout) -> list[Shape]:
    """A band a stage, from its first event to the first of the next one, its name at its beginning."""
    starts = [row for row in rows if row.is_new_stage]
    lead = PILL if layout.is_narrow else 0.0
    bottom = rows[-1].top + rows[-1].height
    ends = [row.top - lead - 3 for row in starts[1:]] + [bottom]
    return [
        shape for row, end in zip(starts, ends) for shape in _band(row, row.top - lead, end, layout)
    ]


def _band(row: Row, top: float, end: float, layout: Layout) -> list[Shape]:
    hue, name = stage_hue(row.event.stage_index), capital(row.event.stage)
    if layout.is_narrow:
        shown = cut(name, SMALL, layout.width - 40, True)
        return [
            rect(0, top, layout.band, end - top, fill=hue, rx=3),
            rect(0, top, text_width(shown, SMALL, True) + 20, 20, fill=hue, rx=5),
            text(10, top + 14, shown, SMALL, ON_COLOUR, font_weight=600),
        ]
    room = max(1, min(3, int((end - top - 10) // 16)))
    name_lines = wrapped(name, BODY, layout.band - 22, room, True)
    return [
        rect(0, top, layout.band, end - top, fill=hue, fill_opacity=0.16, rx=5),
        rect(0, top, 6, end - top, fill=hue, rx=3),
        *lines(15, top + 21, name_lines, BODY, 16, font_weight=600),
    ]
