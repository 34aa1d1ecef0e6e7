"""Conversion times: neighbouring spans merge until each holds nobody or five customers."""

from journey.model.local_rule import HIDDEN_BELOW, Row, Rows, blank, is_unsafe, parts
from journey.model.sharing.rule import Context


def conversion_times(rows: Rows, context: Context) -> Rows:
    """Neighbouring spans together, so that each holds nobody or five customers; nothing where their sum would tell of few."""
    timed, first = sum(row["converted"] for row in rows), (rows or [{}])[0]
    entered, converted = first.get("entered", 0), first.get("all_converted", 0)
    counts = (
        *parts(converted, entered, first.get("customers", 0)),
        *parts(timed, converted, converted - entered + first.get("customers", 0)),
    )
    if is_unsafe(counts):
        return [blank(row, ("converted",)) for row in rows]
    return _joined_spans(rows, entered - first.get("customers", 0))


def _joined_spans(rows: Rows, repeats: int) -> Rows:
    """`repeats`: so many of the journeys at most are of customers counted already."""
    spans: Rows = []
    for row in rows:
        last = spans[-1] if spans else None
        if last and 0 < last["converted"] < HIDDEN_BELOW + repeats:
            spans[-1] = _joined_span(last, row)
        else:
            spans.append(row)
    while len(spans) > 1 and 0 < spans[-1]["converted"] < HIDDEN_BELOW + repeats:
        spans[-2:] = [_joined_span(spans[-2], spans[-1])]
    return spans


def _joined_span(earlier: Row, later: Row) -> Row:
    return {
        **earlier,
        "to_seconds": later["to_seconds"],
        "converted": earlier["converted"] + later["converted"],
    }
