"""Two sides compared on what follows: the columns that such views share, and how they are worked out from arrays."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from journey.data.generation import Generation
from journey.data.sql import part
from journey.data.views.form import (
    COUNT,
    NUMBER,
    RANGE,
    SOMETIMES,
    Bound,
    Column,
    Columns,
    Row,
    ranged,
)
from journey.data.views.leaving import MOST_ATTRIBUTES, compared_attributes
from journey.data.views.options import ViewOptions
from journey.model.intervals import share_difference
from journey.model.persons import distinct
from journey.model.stratified import Compared, compared, most_different

DIGITS = 9
SHARES, POINTS, SECONDS, MONEY = "share", "points", "seconds", "money"


@dataclass(frozen=True)
class Outcome:
    """What follows: the column that tells it (-1 where it cannot be told, unless it always can), its unit, and what one counts."""

    column: str
    unit: str
    scale: float = 1.0
    shift: float = 0.0
    is_always_told: bool = False


OUTCOMES = {
    "contact_again": Outcome("contact_again", SHARES),
    "leaves": Outcome("leaves", SHARES),
    "csat": Outcome("later_csat", SHARES),
    "ces": Outcome("later_ces", SHARES),
    "nps": Outcome("later_nps", POINTS, 100, -100),
    "seconds_to_next": Outcome("go_on_s", SECONDS),
    "revenue": Outcome("later_revenue", MONEY, is_always_told=True),
}
LATER_ANSWERS = (
    "csat, ces: whether the first answer after it was good; nps: its points; seconds_to_next: the time until a later stage, of "
    "those that go on; revenue: all after it, 0 where none"
)


def told_outcomes(generation: Generation) -> dict[str, Outcome]:
    """Those that can be told at all: no revenue where none is known."""
    has_revenue = bool(generation.field_counts["revenues"])
    return {name: one for name, one in OUTCOMES.items() if name != "revenue" or has_revenue}


def side_columns(
    with_it: str, without_it: str, counted: str, equal: str = "", adjusted: str = ""
) -> tuple[Column, ...]:
    """The columns of `sides`: what its sides are, what is `counted` on them, and at what else than attributes they are equal;
    `adjusted` says it where they are equal at nothing but places."""
    at_equal = adjusted or (
        f"the difference at equal {equal}values of the two attributes, of those with two to twelve values, in which the sides "
        "differ most (the largest standardised difference of any value's share)"
    )
    return (
        Column("unit", definition="of with, without and the differences"),
        Column("with_it", NUMBER, with_it, rests_on="customers"),
        Column("with_it_n", COUNT),
        Column("without_it", NUMBER, without_it, rests_on="customers"),
        Column("without_it_n", COUNT),
        *ranged(
            "difference",
            NUMBER,
            "with - without as they are; low and high: Newcombe's 95 % interval of shares, else robust where customers come again",
            "customers",
        ),
        *ranged(
            "adjusted",
            NUMBER,
            f"{at_equal}, pooled with weights n1 n0 / n over strata of five customers or more with both sides; association, not "
            "cause",
            "customers",
        ),
        Column("adjusted_n", COUNT, f"{counted} in these strata", blank=SOMETIMES),
        Column("adjusted_for", definition="these attributes", blank=SOMETIMES),
        Column("customers", COUNT, "of the smaller side"),
        Column("parts", COUNT, is_helper=True),
    )


def sides(
    columns: Columns,
    attributes: Columns,
    happened: np.ndarray,
    outcome: Outcome,
    places: np.ndarray | None = None,
) -> Row | None:
    """What follows on both sides; None where either cannot be told, or all or none were so. `happened`: 1 where it did, 0 where it
    did not, -1 where it cannot be told; `places`: codes at which both are compared besides the attributes' values."""
    follows = columns[outcome.column].astype(float)
    is_known = (happened >= 0) & (outcome.is_always_told | (follows >= 0))
    is_with, y = happened[is_known] == 1, follows[is_known] * outcome.scale + outcome.shift
    if not is_with.any() or is_with.all():
        return None
    customers = columns["customer_no"][is_known]
    own = {key: codes[is_known] for key, codes in attributes.items()}
    equal = None if places is None else places[is_known]
    means = {
        name: value
        for side, is_own in (("with_it", is_with), ("without_it", ~is_with))
        for name, value in (
            (side, round(float(y[is_own].mean()), DIGITS)),
            (f"{side}_n", int(is_own.sum())),
        )
    }
    return {
        "unit": outcome.unit,
        **means,
        **differences(y, is_with, customers, own, outcome.unit == SHARES, equal),
        "customers": min(distinct(customers[side]) for side in (is_with, ~is_with)),
        "parts": _parts(y, is_with, customers, outcome.unit),
    }


def _parts(y: np.ndarray, is_with: np.ndarray, customers: np.ndarray, unit: str) -> tuple[int, ...]:
    """The customers behind each count that the figures of both sides tell."""
    told = (y == 1, y == 0) if unit == SHARES else (np.ones(len(y), dtype=bool),)
    return tuple(distinct(customers[side & each]) for side in (is_with, ~is_with) for each in told)


def compared_bound(journeys: str) -> Callable[[Generation, ViewOptions], Bound]:
    """The journeys that queries/parts/JOURNEYS.sql has, and their values of the attributes that sides are compared at."""
    relations = (
        part("compared_journeys", journeys),
        part("values_of_journeys", "values_of_journeys"),
        part("contacts_after", "contacts_after"),
    )

    def bound(generation: Generation, options: ViewOptions) -> Bound:
        """The numbers of the attributes that the query has as value_1 to value_12; -1 where there are fewer."""
        numbers = list(compared_attributes(generation))
        padded = [*numbers, *[-1] * (MOST_ATTRIBUTES - len(numbers))]
        return {f"attribute_{place}": number for place, number in enumerate(padded, 1)}, relations

    return bound


def attribute_codes(generation: Generation, columns: Columns) -> Columns:
    """The codes of each attribute's values, by its key."""
    keys = compared_attributes(generation).values()
    return {key: columns[f"value_{place}"].astype(int) for place, key in enumerate(keys, 1)}


def differences(
    y: np.ndarray,
    is_with: np.ndarray,
    customers: np.ndarray,
    attributes: Mapping[str, np.ndarray],
    is_share: bool,
    places: np.ndarray | None = None,
) -> Row:
    """The difference as the sides are, and at equal values of the attributes in which they differ most, with their ends."""
    adjusted_for = most_different(attributes, is_with)
    equal = [attributes[name] for name in adjusted_for]
    adjusted = compared(
        y, is_with, customers, _strata(equal if places is None else [*equal, places])
    )
    return {
        **_ends("difference", _as_they_are(y, is_with, customers, is_share)),
        **_ends("adjusted", adjusted),
        "adjusted_n": adjusted.n if adjusted else 0,
        "adjusted_for": ", ".join(adjusted_for) or None,
    }


def _as_they_are(
    y: np.ndarray, is_with: np.ndarray, customers: np.ndarray, is_share: bool
) -> Compared | None:
    """Of shares of customers who come once with Newcombe's interval, else with the cluster-robust one."""
    found = compared(y, is_with, customers)
    if found is None or not is_share or distinct(customers) < len(customers):
        return found
    one, other = y[is_with], y[~is_with]
    low, high = share_difference(float(one.mean()), len(one), float(other.mean()), len(other))
    return Compared(found.difference, low, high, found.n)


def _strata(codes: Sequence[np.ndarray]) -> np.ndarray | None:
    """One code for each combination of codes, each from 0 on."""
    if not codes:
        return None
    strata = np.zeros(len(codes[0]), dtype=np.int64)
    for each in codes:
        strata = strata * (int(each.max(initial=0)) + 1) + each
    return strata


def _ends(name: str, found: Compared | None) -> Row:
    columns = [name + end for end in RANGE]
    if found is None:
        return dict.fromkeys(columns)
    ends = (found.difference, found.low, found.high)
    return {column: round(end, DIGITS) for column, end in zip(columns, ends, strict=True)}
