"""Exits: told per touchpoint only. By drop-off stage as well, rows and sums together would give small cells away."""

from typing import Any

from journey.model.local_rule import Row, Rows, blank, hidden_rows, merged
from journey.model.sharing.funnel import total_exits_tell
from journey.model.sharing.rule import Context, blanked


def exits(rows: Rows, context: Context) -> Rows:
    cells: dict[tuple[Any, ...], Row] = {}
    for row in rows:
        cell = cells.setdefault(
            (row["touchpoint_stage"], row["touchpoint"]),
            {**row, "drop_stage": "any stage", "journeys": 0, "revenue": 0, "customers": 0},
        )
        cell |= {
            "journeys": cell["journeys"] + row["journeys"],
            "revenue": cell["revenue"] + row["revenue"],
            "customers": max(cell["customers"], row["customers"]),
        }
    ordered = sorted(cells.values(), key=lambda row: -row["journeys"])
    merged = merge_small(ordered, "touchpoint", ("journeys", "revenue"), ("drop_stage",))
    if total_exits_tell(context):
        merged = [blank(row, ("journeys", "revenue", "customers")) for row in merged]
    return blanked(merged)


def merge_small(
    rows: Rows, label: str, summed: tuple[str, ...], kept: tuple[str, ...] = ()
) -> Rows:
    """Rows of one to four customers as one row 'other, k groups', with the next smallest until it holds five.

    A merged row surely holds as many distinct customers as its largest member; where even all rows together do not
    hold five, its sums are hidden too. `summed` are added up, `kept` taken from a member, the rest is None.
    """
    whole = [frozenset(range(len(rows)))]
    return merged(rows, hidden_rows(rows, whole), label, summed, kept)
