"""The funnel: neighbouring stages merge until nobody is alone between two of them, then ends are hidden where they are few."""

from journey.model.definition import UNASSIGNED
from journey.model.local_rule import HIDDEN_BELOW, Row, Rows, blank, is_small
from journey.model.sharing.rule import Context
from journey.model.vocabulary import ENDS

RATES_OF_ENDS = tuple(
    f"{rate}{end}" for rate in ("drop_off_rate", "ended_well_rate") for end in ("", "_low", "_high")
)
OPEN_ENDS = ("dropped_off", "in_progress", "ended_well")  # hidden together


def funnel(rows: Rows, context: Context) -> Rows:
    groups = merged_stages(observed(rows))
    hidden = _hidden_ends(groups)
    shown = [
        blank(row, (*ENDS, *RATES_OF_ENDS)) if place in hidden else row
        for place, row in enumerate(groups)
    ]
    if all(is_small(row["customers"]) or not row["reached"] for row in groups):
        shown = [blank(row, ("reached", "advanced", "customers", *ENDS)) for row in shown]
    unobserved = [row for row in rows if row["reached"] is None]
    names = [row["stage"] for row in rows]
    return sorted(
        [*(blank(row, ("skipped",)) for row in shown), *unobserved],
        key=lambda row: _first_place(row["stage"], names),
    )


def observed(rows: Rows) -> Rows:
    """The stages that any event of the dataset is in."""
    return [row for row in rows if row["reached"] is not None]


def _first_place(stage: str, names: list[str]) -> int:
    """Where a stage, or the first of some put together, stands in the order; no stage counts only where it is alone."""
    if stage in names:
        return names.index(stage)
    parts = [part for part in stage.split(" + ") if part in names and part != UNASSIGNED]
    return min(map(names.index, parts), default=0)


def _ended(row: Row) -> int:
    return sum(row[end] for end in ENDS)


def merged_stages(rows: Rows) -> Rows:
    """Stages put together so that each group is the last of nobody, or of five customers or more.

    Journeys in no stage stand before the first stage: with the summary's total they would tell the same.
    """
    groups = sorted(rows, key=lambda row: row["stage"] != UNASSIGNED)
    place = len(groups) - 1
    while place >= 0 and len(groups) > 1:
        if (
            _ended(groups[place])
            and max(groups[place][f"{end}_customers"] for end in ENDS) < HIDDEN_BELOW
        ):
            first = max(0, place - 1)
            groups[first : first + 2] = [_joined(groups[first], groups[first + 1])]
            place = min(place, len(groups) - 1)
        else:
            place -= 1
    return sorted(groups, key=lambda row: row["stage"] == UNASSIGNED)


def _joined(earlier: Row, later: Row) -> Row:
    is_outside = earlier["stage"] == UNASSIGNED
    joined = {
        **earlier,
        **{end: earlier[end] + later[end] for end in ENDS},
        **{
            f"{end}_customers": max(earlier[f"{end}_customers"], later[f"{end}_customers"])
            for end in ENDS
        },
        "stage": f"{earlier['stage']} + {later['stage']}",
        "advanced": later["advanced"],
        "reached": earlier["reached"] + (later["reached"] if is_outside else 0),
        "customers": max(earlier["customers"], later["customers"]),
    }
    return blank(
        joined,
        [
            name
            for name in joined
            if name.startswith(("conversion_rate", "drop_off_rate", "ended_well_rate", "median"))
        ],
    )


def _hidden_ends(groups: Rows) -> set[int]:
    """Places of the rows whose ends are hidden: those with a small end, and others until their sums tell nothing."""
    hidden = {
        place
        for place, row in enumerate(groups)
        if any(is_small(row[f"{end}_customers"]) for end in ENDS)
    }
    others = sorted(
        (place for place, row in enumerate(groups) if place not in hidden and _is_open(row)),
        key=lambda place: _ended(groups[place]),
    )
    while hidden and others and not _is_safe([groups[place] for place in hidden]):
        hidden.add(others.pop(0))
    return hidden


def _is_open(row: Row) -> bool:
    return any(row[end] > 0 for end in OPEN_ENDS)


def _is_safe(hidden: Rows) -> bool:
    """Whether the hidden rows' total drop-off, which exits tell, leaves each of them open."""
    sums = [sum(row[end] for row in hidden) for end in OPEN_ENDS]
    return sum(map(_is_open, hidden)) >= 2 and all(
        total == 0 or total >= HIDDEN_BELOW for total in sums
    )


def total_exits_tell(context: Context) -> bool:
    groups = merged_stages(observed(context.funnel))
    hidden = _hidden_ends(groups)
    return bool(hidden) and not _is_safe([groups[place] for place in hidden])
