"""The ledger: of the cells whose exits are told, the others together; what could be won back where no share tells of a few."""

from journey.model.local_rule import Row, Rows, blank, is_small
from journey.model.sharing.exits import exits
from journey.model.sharing.rule import Context

SIDES = ("reference_lost", "reference_kept", "others_lost", "others_kept")
TELLS_IN_PROGRESS = (
    "leaves",
    "leaves_low",
    "leaves_high",
    "leaves_n",
    "recoverable_n",
)
RANGE = ("", "_low", "_high")
KEPT = tuple(f"recoverable{end}" for end in RANGE)
FIGURES = ("recoverable", "recoverable_a_year", "revenue_recoverable", "revenue_recoverable_a_year")
WON_BACK = tuple(name + end for name in FIGURES for end in RANGE)


def ledger(rows: Rows, context: Context) -> Rows:
    """Whole journeys alone: with more digits the counts behind a difference of shares could be solved for."""
    told = exits(context.exits, context)
    shown = {
        (row["touchpoint_stage"], row["touchpoint"]) for row in told if row["journeys"] is not None
    }
    listed = [row for row in rows if (row["stage"], row["touchpoint"]) in shown]
    silent = [row for row in rows if row not in listed]
    return [_as_told(row) for row in listed] + _together(silent, told)


def _as_told(row: Row) -> Row:
    tells_few = any(is_small(row[side]) for side in SIDES)
    told = blank(row, (*TELLS_IN_PROGRESS, *((*WON_BACK, "reference") if tells_few else ())))
    return told | {
        name + end: _whole(told[name + end], row[f"recoverable{end}"])
        for name in FIGURES
        for end in RANGE
    }


def _whole(figure: float | None, journeys: float | None) -> float | None:
    """The figure as it is of a whole number of journeys."""
    if figure is None or not journeys:
        return figure
    return round(figure * round(journeys) / journeys, 2)


def _together(silent: Rows, told: Rows) -> Rows:
    """What was lost elsewhere, where the exits tell it."""
    if not silent:
        return []
    lost = [row["journeys"] for row in told if row["touchpoint"].startswith("other, ")]
    number = len(silent)
    words = f"other, {number} touchpoint{'s' * (number > 1)}"
    return [
        dict.fromkeys(silent[0])
        | {
            "touchpoint": words,
            "journeys_lost": sum(lost) if lost and None not in lost else None,
            "passing_customers": 0,
        }
    ]
