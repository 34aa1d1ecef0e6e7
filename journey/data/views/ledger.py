"""What is lost at each touchpoint, and how much of it is beyond what the best value of one attribute loses there."""

from collections.abc import Mapping

from journey.data.generation import Generation
from journey.data.groups import group_columns, group_names
from journey.data.needs import CHANNEL as CHANNEL_NEEDED
from journey.data.needs import lacking
from journey.data.sql import Relation, filled, query
from journey.data.views.form import (
    COUNT,
    MONEY,
    NUMBER,
    RANGE,
    SHARE,
    SOMETIMES,
    Bound,
    Column,
    Row,
    Totals,
    View,
    names,
    ranged,
    share,
    with_interval_and_n,
)
from journey.data.views.losses import EXIT_LOSSES, revenue_lost, revenue_words
from journey.data.views.options import CHANNEL, ViewOptions
from journey.model import shared_mode
from journey.model.definition import DAY_SECONDS
from journey.model.errors import BadOption
from journey.model.recoverable import MIN_N, Leaving, Recoverable, recoverable

DRAWN = 20
YEAR_SECONDS = 365 * DAY_SECONDS
DIGITS = 9


def comparable_keys(generation: Generation) -> tuple[str, ...]:
    """The attributes whose values can be held against each other: the channel, and those that group journeys."""
    return (CHANNEL, *generation.journey_keys)


def _bound(generation: Generation, options: ViewOptions) -> Bound:
    """The cells that journeys pass, each with the value that it counts at: of the channel that of the last event there."""
    key = options.attribute
    if key not in comparable_keys(generation):
        known = ", ".join(comparable_keys(generation))
        raise BadOption("attribute", f"takes {known}, not '{key}'.")
    columns, values = group_columns(generation, (key,), "first_s")
    sql = filled(query("selection", "grouped_journey_touchpoints"), columns)
    return values, (Relation("valued_journey_touchpoints", sql, is_inlined=True), EXIT_LOSSES)


def _finish(generation: Generation, sums: list[Row], options: ViewOptions) -> list[Row]:
    words = group_names(generation, options.attribute)
    cells: dict[tuple[int, int], list[Row]] = {}
    for row in sums:
        cells.setdefault((row["stage_no"], row["touchpoint_no"]), []).append(row)
    rows = [
        _row(generation, values, words) for values in cells.values() if values[0]["lost_in_all"]
    ]
    rows.sort(
        key=lambda row: (
            -int(row["recoverable_low"] or 0),  # whole journeys: less than one is none
            -row["journeys_lost"],
            row["touchpoint"],
        )
    )
    listed = len(rows) if options.protected else options.top
    return rows[:listed] + _others(rows[listed:])


def _row(generation: Generation, values: list[Row], words: Mapping[int, str | None]) -> Row:
    """The row of a cell, from its values' rows."""
    first = values[0]
    own = {words[row["value_no"]] or "": _leaving(row) for row in values}
    n, lost = sum(each.n for each in own.values()), sum(each.lost for each in own.values())
    singles = sum(row["single_passing"] for row in values)
    others = {
        words[row["value_no"]] or "": _leaving_of_others(
            row, own[words[row["value_no"]] or ""], n, lost, singles
        )
        for row in values
    }
    kept = recoverable(own, others)
    money = revenue_lost(generation, first)
    return {
        "stage": generation.stages[first["stage_no"]],
        "touchpoint": generation.touchpoints[first["touchpoint_no"]],
        "journeys_lost": first["lost_in_all"],
        **share("leaves", lost, n),
        **_figures(kept, money, first),
        "customers": first["lost_customers"],
        "passing_customers": singles + first["whole_returners"],
        **_sides(kept),
    }


def _leaving(row: Row) -> Leaving:
    """Those of the row's value."""
    singles, lost = row["single_passing"], row["single_lost"]
    return Leaving(
        singles + row["passing"],
        lost + row["lost"],
        singles + row["returners"],
        singles + row["sizes2"],
        lost + row["totals2"],
        lost + row["crossing"],
    )


def _leaving_of_others(row: Row, own: Leaving, n: int, lost: int, all_singles: int) -> Leaving:
    """Those of all other values at the cell, where n pass and `lost` leave; a customer may be on both sides."""
    singles = all_singles - row["single_passing"]
    single_lost = row["all_single_lost"] - row["single_lost"]
    return Leaving(
        n - own.n,
        lost - own.lost,
        singles + row["whole_returners"] - row["returners"] + row["both_customers"],
        singles + row["other_sizes2"],
        single_lost + row["other_totals2"],
        single_lost + row["other_crossing"],
    )


def _figures(kept: Recoverable | None, money: float | None, row: Row) -> Row:
    """What could be won back, in journeys and in money, as observed and a year; money as a journey lost here is worth."""
    each = None if money is None else max(0.0, money) / row["lost_in_all"]
    year = YEAR_SECONDS / row["observed_s"] if row["observed_s"] > 0 else None
    journeys = {end: _end(kept, end) for end in RANGE}
    revenue = {end: _times(value, each) for end, value in journeys.items()}
    return {
        **_ranged_figure("recoverable", journeys),
        "recoverable_n": kept.of_reference.n + kept.of_others.n if kept else 0,
        "reference": kept.reference if kept and kept.point else None,
        **_ranged_figure("recoverable_a_year", journeys, year),
        "revenue_lost": money,
        "revenue_lost_a_year": _times(money, year),
        **_ranged_figure("revenue_recoverable", revenue),
        **_ranged_figure("revenue_recoverable_a_year", revenue, year),
    }


def _ranged_figure(name: str, ends: Mapping[str, float | None], factor: float | None = 1.0) -> Row:
    """The figure and both ends of its range, times the factor."""
    return {name + end: _times(value, factor) for end, value in ends.items()}


def _end(kept: Recoverable | None, end: str) -> float | None:
    if kept is None:
        return None
    return round({"": kept.point, "_low": kept.low, "_high": kept.high}[end], DIGITS)


def _times(value: float | None, factor: float | None) -> float | None:
    return None if value is None or factor is None else round(value * factor, DIGITS)


def _sides(kept: Recoverable | None) -> Row:
    """The counts that the shares behind the recoverable journeys tell, for shared mode."""
    if kept is None:
        return dict.fromkeys(SIDES, 0)
    own, others = kept.of_reference, kept.of_others
    return dict(zip(SIDES, (own.lost, own.n - own.lost, others.lost, others.n - others.lost)))


def _others(rows: list[Row]) -> list[Row]:
    """The rows that are not listed as one: what was lost there in all."""
    if not rows:
        return []
    known = [row["revenue_lost"] for row in rows if row["revenue_lost"] is not None]
    first = rows[0]
    return [
        dict.fromkeys(first)
        | {
            "touchpoint": f"other, {len(rows)} touchpoint{'s' * (len(rows) > 1)}",
            "journeys_lost": sum(row["journeys_lost"] for row in rows),
            "leaves_n": None,
            "revenue_lost": round(sum(known), 2) if known else None,
            "customers": max(row["customers"] for row in rows),
            "passing_customers": 0,
        }
    ]


def _totals(rows: list[Row]) -> Totals:
    lost = [row["journeys_lost"] for row in rows]
    return {"journeys_lost": None if None in lost else sum(lost)}


SIDES = ("reference_lost", "reference_kept", "others_lost", "others_kept")
RECOVERABLE = (
    f"journeys lost beyond what the best value loses, of the values with {MIN_N} journeys or more here: others' journeys x (their "
    "share lost - that of the best), at the value whose low end is largest; low and high: the largest ends over all such values "
    "by Newcombe's interval at level 1 - .05 / values, of effective n where customers come again; 0 at least"
)
VIEW = View(
    "ledger",
    "journeys",
    (
        *names("stage", blank=SOMETIMES),
        *names("touchpoint"),
        Column(
            "journeys_lost",
            COUNT,
            "journeys that dropped off with their last event here; sums to the total drop-off",
        ),
        *with_interval_and_n(
            Column(
                "leaves",
                SHARE,
                "journeys that dropped off here / passing journeys, those still under way here left out",
                rests_on="passing_customers",
                blank=SOMETIMES,
            )
        ),
        *with_interval_and_n(
            Column(
                "recoverable",
                NUMBER,
                lambda generation: lacking(generation, CHANNEL_NEEDED) or RECOVERABLE,
                rests_on="passing_customers",
                blank=SOMETIMES,
            )
        ),
        Column(
            "reference", definition="the value that the others are held against", blank=SOMETIMES
        ),
        *ranged(
            "recoverable_a_year",
            NUMBER,
            "recoverable x 365 / days observed, within the dates asked for",
            "passing_customers",
        ),
        Column("revenue_lost", MONEY, revenue_words),
        Column("revenue_lost_a_year", MONEY, "revenue_lost x 365 / days observed"),
        *ranged(
            "revenue_recoverable",
            MONEY,
            "recoverable x revenue_lost / journeys_lost; how unsure the revenue of a journey is does not enter its ends",
            "passing_customers",
        ),
        *ranged(
            "revenue_recoverable_a_year",
            MONEY,
            "revenue_recoverable x 365 / days observed",
            "passing_customers",
        ),
        Column("customers", COUNT, "those of the journeys lost here", blank=SOMETIMES),
        Column("passing_customers", COUNT, is_helper=True),
        *(Column(name, COUNT, is_helper=True) for name in SIDES),
    ),
    _finish,
    shared=shared_mode.LEDGER,
    options=("attribute",),
    needs_time=True,
    bound=_bound,
    totals=_totals,
)
