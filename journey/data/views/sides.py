"""Two sides of journeys compared: the columns that such views share, and how they are worked out from arrays, a value a journey."""

from collections.abc import Callable, Mapping

import numpy as np

from journey.data.generation import Generation
from journey.data.sql import part
from journey.data.views.form import RANGE, Bound, Columns, Row
from journey.data.views.leaving import MOST_ATTRIBUTES, compared_attributes
from journey.data.views.options import ViewOptions
from journey.model.intervals import share_difference
from journey.model.stratified import Compared, compared, most_different

DIGITS = 9


def compared_bound(journeys: str) -> Callable[[Generation, ViewOptions], Bound]:
    """The journeys that queries/parts/JOURNEYS.sql has, and their values of the attributes that sides are compared at."""
    relations = (
        part("compared_journeys", journeys),
        part("values_of_journeys", "values_of_journeys"),
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
) -> Row:
    """The difference as the sides are, and at equal values of the attributes in which they differ most, with their ends."""
    adjusted_for = most_different(attributes, is_with)
    adjusted = compared(y, is_with, customers, _strata(attributes, adjusted_for))
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
    if found is None or not is_share or len(np.unique(customers)) < len(customers):
        return found
    one, other = y[is_with], y[~is_with]
    low, high = share_difference(float(one.mean()), len(one), float(other.mean()), len(other))
    return Compared(found.difference, low, high, found.n)


def _strata(attributes: Mapping[str, np.ndarray], names: tuple[str, ...]) -> np.ndarray | None:
    """One code for each combination of the attributes' values."""
    if not names:
        return None
    codes = np.stack([attributes[name] for name in names])
    strata: np.ndarray = np.unique(codes, axis=1, return_inverse=True)[1].reshape(-1)
    return strata


def _ends(name: str, found: Compared | None) -> Row:
    columns = [name + end for end in RANGE]
    if found is None:
        return dict.fromkeys(columns)
    ends = (found.difference, found.low, found.high)
    return {column: round(end, DIGITS) for column, end in zip(columns, ends, strict=True)}
