"""The finding in one sentence, computed from the numbers by the rules below.

The lowest feeling is the touchpoint with the lowest mean valence among those felt by 30 customers or more, if its
interval lies below zero. The largest loss is the stage where most journeys dropped off, among those reached by 30
customers or more. Where both fall into one stage they make one sentence.
"""

from dataclasses import dataclass

from journey.map.model import Point
from journey.model.definition import UNASSIGNED
from journey.model.words import count, percent, plural, signed

Rows = list[dict]


@dataclass(frozen=True)
class Headline:
    """The finding, and the numbers that it rests on."""

    sentence: str
    reason: str


def headline(funnel: Rows, points: list[Point], unit: str) -> Headline:
    """The headline of a map; `unit` is 'journey' or 'customer'. Names come as they are in the data, unescaped."""
    staged = [row for row in funnel if row["stage"] != UNASSIGNED]
    total = sum(row["reached"] for row in (*staged[:1], *(row for row in funnel if row["stage"] == UNASSIGNED)))
    if not total:
        return Headline("Nothing matches these filters", "Take a filter away, or choose other dates.")
    if not staged[0]["reached"]:
        return Headline("No touchpoint is in a stage yet",
                        f"Loaded: {plural(total, unit)}. Below stands how to say which stage each touchpoint belongs to.")
    lowest, worst = lowest_feeling(points), largest_loss(staged)
    if lowest and worst and lowest.stage == worst["stage"]:
        return Headline(f"{_capital(worst['stage'])} is where customers feel worst, and {_left(worst)} leave there",
                        _reasons(lowest, worst, staged, unit))
    if lowest and worst:
        return Headline(f"Customers feel worst at {lowest.touchpoint}; most {unit}s leave in {worst['stage']}: {_left(worst)}",
                        _reasons(lowest, worst, staged, unit))
    if worst:
        return Headline(f"Most {unit}s leave in {worst['stage']}: {_left(worst)}", _loss(worst, staged, unit))
    if lowest:
        return Headline(f"Customers feel worst at {lowest.touchpoint}", _feeling(lowest))
    return Headline("Nothing stands out", f"{plural(total, unit)}: too few, or none lost and no touchpoint that feels bad.")


def lowest_feeling(points: list[Point]) -> Point | None:
    sure = [point for point in points if point.base == "full" and point.high < 0]
    return min(sure, key=lambda point: point.mean_valence, default=None)


def largest_loss(staged: Rows) -> dict | None:
    return max(_sure(staged), key=lambda row: row["dropped_off"], default=None)


def highest_rate(staged: Rows) -> dict | None:
    """The stage with the largest drop-off rate, among the same stages as the largest loss."""
    return max(_sure(staged), key=lambda row: row["drop_off_rate"], default=None)


def _sure(staged: Rows) -> Rows:
    return [row for row in staged if row["base"] == "full" and row["dropped_off"] and row["drop_off_rate"] is not None]


def _left(row: dict) -> str:
    return percent(row["drop_off_rate"])


def _reasons(lowest: Point, worst: dict, staged: Rows, unit: str) -> str:
    return f"{_feeling(lowest)} {_loss(worst, staged, unit)}"


def _feeling(point: Point) -> str:
    return (f"{_capital(point.touchpoint)} in {point.stage}: mean valence {signed(point.mean_valence, 2)} "
            f"(95 % interval {signed(point.low, 2)} to {signed(point.high, 2)}, n {count(point.n)} events).")


def _loss(row: dict, staged: Rows, unit: str) -> str:
    sentence = (f"{count(row['dropped_off'])} of the {count(row['reached'])} {unit}s that reached {row['stage']} dropped off "
            f"there ({_left(row)}, 95 % interval {100 * row['drop_off_rate_low']:.0f} to {percent(row['drop_off_rate_high'])}).")
    highest = highest_rate(staged)
    return sentence if highest is row else f"{sentence} By share, most leave in {highest['stage']}: {_left(highest)}."


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]
