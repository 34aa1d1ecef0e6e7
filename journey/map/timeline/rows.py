"""The rows of a timeline: where each event stands below the one before."""

from collections.abc import Sequence
from dataclasses import replace

from journey.map.one_customer import Event
from journey.map.timeline.event_words import event_words
from journey.map.timeline.layout import PILL, Layout, Row, gap_words
from journey.map.timeline.scale import GAP_LIMIT

GAP_ROOM = 22.0


def rows(events: Sequence[Event], layout: Layout) -> list[Row]:
    """The events' rows from the top down; to scale the distance of their dots is that of their times, where it is long enough."""
    placed: list[Row] = []
    for before, event in zip([None, *events], events):
        shapes, height = event_words(event, before, layout)
        row = Row(event, tuple(shapes), height, before is None or before.stage != event.stage)
        placed.append(_below(row, placed[-1] if placed else None, layout))
    return placed


def _below(row: Row, above: Row | None, layout: Layout) -> Row:
    lead = PILL if layout.is_narrow and row.is_new_stage else 0.0
    if above is None:
        return replace(row, top=lead)
    end = above.top + above.height
    top = end + lead + (GAP_ROOM if gap_words(row, layout) else 2.0)
    if layout.pixels is None or not row.event.gap:
        return replace(row, top=top, before_end=end)
    wanted = row.event.gap * layout.pixels
    top = max(top, above.top + min(wanted, GAP_LIMIT))
    return replace(
        row, top=top, before_end=end, is_broken=wanted > GAP_LIMIT and top - above.top < wanted
    )
