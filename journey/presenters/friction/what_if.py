"""Changes that can be tried together, and what the model says of them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote
from uuid import uuid4

from journey.graph.views.what_if import LEAVING, RETURN
from journey.model.cells import UNCODED, Cell
from journey.model.definition import UNASSIGNED
from journey.model.words import capital, count, plural, signed
from journey.presenters.friction.hand_offs import surely_more
from journey.presenters.friction.ledger import is_sure
from journey.presenters.paths.graph import NOTABLE_JOURNEYS
from journey.workshop.actions import TITLE_LIMIT
from journey.workshop.board import Write
from journey.workshop.things import Action

if TYPE_CHECKING:
    from journey.data.ask import AnyRow
    from journey.data.views.rows import FrictionTold, HandOffsTold, LedgerTold
    from journey.graph.rows import WhatIfRow
    from journey.workshop.measured import Measured

BETWEEN = "|"  # changes in a link
NONE = "none"  # in a link: the reader has taken all changes away
OFFERED, HALF = 8, 0.5
MODEL = (
    "A model, not a forecast: the next step follows from the touchpoint alone, and whoever would not leave goes on as those do who "
    "go on from there. Its range takes the change as given; how sure the change is comes on top."
)


def offered(
    ledger: "Sequence[LedgerTold]",
    hand_offs: "Sequence[HandOffsTold]",
    touchpoints: "Sequence[AnyRow]",
    friction: "Sequence[FrictionTold]",
    attribute: str,
) -> dict[str, str]:
    """Changes as the view what_if takes them, in words: what can surely be won back, half as many lost, no hand-off, and what is
    not sure. The first is tried where the reader has chosen none."""
    placed = [row for row in ledger if row["stage"] not in (None, UNASSIGNED)]
    return {
        **_as_good(filter(is_sure, placed), attribute),
        **_half(placed),
        **_no_hand_off(hand_offs, touchpoints, friction),
        **_as_good((row for row in placed if not is_sure(row)), attribute),
    }


def _as_good(rows: "Iterable[LedgerTold]", attribute: str) -> dict[str, str]:
    found = {}
    for row in rows:
        kept, lost = row["recoverable"] or 0.0, row["journeys_lost"]
        if kept >= 1 and lost:
            share = min(1.0, kept / lost)
            change = f"{LEAVING}/{_encoded(row['stage'] or '', row['touchpoint'])}={share:.3f}"
            found[change] = (
                f"{row['touchpoint']}: by every {attribute} as good as {row['reference']} ({_fewer(row)})"
            )
    return dict(list(found.items())[:OFFERED])


def _fewer(row: "LedgerTold") -> str:
    """'about 64 fewer lost, 19 to 108'."""
    low, high = row["recoverable_low"] or 0.0, row["recoverable_high"] or 0.0
    return f"about {count(round(row['recoverable'] or 0.0))} fewer lost, {count(round(low))} to {count(round(high))}"


def _half(rows: "Sequence[LedgerTold]") -> dict[str, str]:
    largest = sorted(rows, key=lambda row: -(row["journeys_lost"] or 0))[:OFFERED]
    return {
        f"{LEAVING}/{_encoded(row['stage'] or '', row['touchpoint'])}={HALF:g}": f"{row['touchpoint']}: half as many lost "
        f"({count(round((row['journeys_lost'] or 0) / 2))} fewer)"
        for row in largest
    }


def _no_hand_off(
    hand_offs: "Sequence[HandOffsTold]",
    touchpoints: "Sequence[AnyRow]",
    friction: "Sequence[FrictionTold]",
) -> dict[str, str]:
    """Of the hand-offs after which surely more make contact again: no move from the one channel's busiest touchpoint with cases in
    a stage to the other's."""
    with_cases = {(row["stage"], row["touchpoint"]) for row in friction if row["hand_off_n"]}
    busiest: dict[tuple[str, str], tuple[int, str]] = {}
    for row in touchpoints:
        if row["channel"] and (row["stage"], row["touchpoint"]) in with_cases:
            place = (row["channel"], row["stage"])
            busiest[place] = max(busiest.get(place, (0, "")), (row["events"], row["touchpoint"]))
    found = {}
    for hand_off in surely_more(hand_offs):
        source, target = hand_off["source"], hand_off["target"]
        stages = [
            stage for channel, stage in busiest if channel == source and (target, stage) in busiest
        ]
        if stages:
            stage = max(stages, key=lambda stage: busiest[source or "", stage][0])
            one, other = (busiest[channel or "", stage][1] for channel in (source, target))
            change = f"{RETURN}/{_encoded(stage, one, stage, other)}=1"
            found[change] = f"No hand-off from {one} to {other}"
    return found


def _encoded(*parts: str) -> str:
    return "/".join(quote(part, safe=UNCODED) for part in parts)


def chosen(text: str, known: Mapping[str, str]) -> tuple[str, ...]:
    """Those of a link's changes that are offered; the first of each touchpoint."""
    return tuple(change for change in dict.fromkeys(text.split(BETWEEN)) if change in known)


def headline(rows: "Sequence[WhatIfRow]", changes: Sequence[str]) -> str:
    """How many more would reach the last stage that the changes reach."""
    together = "With this change" if len(changes) == 1 else f"With these {len(changes)} changes"
    changed = [row for row in rows if abs(row["difference"]) >= NOTABLE_JOURNEYS]
    if not changed:
        return f"{together} nothing changes in the model"
    row = changed[-1]
    low, high = row["difference_low"], row["difference_high"]
    span = f" (95 % range {signed(low)} to {signed(high)})" if low is not None and high is not None else ""  # fmt: skip
    more = "more" if row["difference"] > 0 else "fewer"
    number = plural(round(abs(row["difference"])), "journey")
    return f"{together} about {number} {more} would reach {row['stage']}{span}"


def basis(known: Mapping[str, str], changes: Sequence[str]) -> str:
    return f"{capital('; '.join(known[change] for change in changes))}. {MODEL}"


def actions(
    changes: Sequence[str], known: Mapping[str, str], measured: "Measured"
) -> Iterator[Write]:
    """An action for each change; where the share that leaves there is measured, from it to what the change would make of it."""
    for change in changes:
        name, _, share = change.rpartition("=")
        kind, *places = (unquote(part) for part in name.split("/"))
        title = known[change].partition(" (")[0][:TITLE_LIMIT]
        action = Action(title)
        if kind == LEAVING:
            then = measured.told.get(str(Cell("lost", *places)))
            if then is not None:
                target = round(then.value * (1 - float(share)), 1)
                action = Action(
                    title,
                    metric="lost",
                    stage=places[0],
                    touchpoint=places[1],
                    value_then=then.value,
                    target=target,
                    unit=then.unit,
                )
        yield Write("action", f"a{uuid4().hex[:15]}", None, action)
