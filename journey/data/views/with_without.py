"""What follows where something happened at a touchpoint, beside what follows where it did not; an association, not a cause."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from journey.data.generation import Generation
from journey.data.views.form import (
    COUNT,
    NUMBER,
    SOMETIMES,
    Column,
    Columns,
    OfColumns,
    Row,
    View,
    names,
    ranged,
)
from journey.data.views.options import ViewOptions
from journey.data.views.sides import DIGITS, attribute_codes, compared_bound, differences
from journey.model import shared_mode

SHARES, POINTS = "share", "points"


@dataclass(frozen=True)
class Outcome:
    """What follows: the column that tells it (-1 where it cannot be told, unless it always can), its unit, and what one counts."""

    column: str
    unit: str
    scale: float = 1.0
    shift: float = 0.0
    is_always_told: bool = False


SUBJECTS = (
    "repeats",
    "contact_again",
    "waits",
    "feels_bad",
    "effort",
    "hand_off",
    "broken_promise",
)
OUTCOMES = {
    "contact_again": Outcome("contact_again", SHARES),
    "leaves": Outcome("leaves", SHARES),
    "csat": Outcome("later_csat", SHARES),
    "ces": Outcome("later_ces", SHARES),
    "nps": Outcome("later_nps", POINTS, 100, -100),
    "seconds_to_next": Outcome("go_on_s", "seconds"),
    "revenue": Outcome("later_revenue", "money", is_always_told=True),
}


def _finish(generation: Generation, columns: Columns, options: ViewOptions) -> list[Row]:
    attributes = attribute_codes(generation, columns)
    has_revenue = bool(generation.field_counts["revenues"])
    return [
        {
            "stage": options.at.stage,
            "touchpoint": options.at.touchpoint,
            "subject": subject,
            "target": target,
            "outcome": name,
            **row,
        }
        for subject, target, happened in _subjects(generation, columns)
        for name, outcome in OUTCOMES.items()
        if name != subject and (name != "revenue" or has_revenue)
        if (row := _row(columns, attributes, happened, outcome))
    ]


def _subjects(
    generation: Generation, columns: Columns
) -> Iterator[tuple[str, str | None, np.ndarray]]:
    """What can have happened, with 1 where it did, 0 where it did not, -1 where it cannot be told; a hand-off by its channel."""
    for subject in SUBJECTS:
        if subject != "hand_off":
            yield subject, None, columns[subject]
    handed = columns["handed_to_no"]
    for number in np.unique(handed[handed > 0]):
        yield (
            "hand_off",
            generation.channels[int(number)],
            np.where(handed < 0, -1, handed == number),
        )


def _row(
    columns: Columns, attributes: Columns, happened: np.ndarray, outcome: Outcome
) -> Row | None:
    """What follows on both sides; None where either cannot be told, or all or none were so."""
    follows = columns[outcome.column].astype(float)
    is_known = (happened >= 0) & (outcome.is_always_told | (follows >= 0))
    is_with, y = happened[is_known] == 1, follows[is_known] * outcome.scale + outcome.shift
    if not is_with.any() or is_with.all():
        return None
    customers = columns["customer_no"][is_known]
    own = {key: codes[is_known] for key, codes in attributes.items()}
    sides = {"with_it": y[is_with], "without_it": y[~is_with]}
    return {
        "unit": outcome.unit,
        **{
            name: value
            for side, values in sides.items()
            for name, value in (
                (side, round(float(values.mean()), DIGITS)),
                (f"{side}_n", len(values)),
            )
        },
        **differences(y, is_with, customers, own, outcome.unit == SHARES),
        "customers": min(len(np.unique(customers[side])) for side in (is_with, ~is_with)),
        "parts": _parts(outcome, sides),
    }


def _parts(outcome: Outcome, sides: Columns) -> tuple[int, ...]:
    """The counts that the shares of both sides tell."""
    if outcome.unit != SHARES:
        return tuple(len(values) for values in sides.values())
    return tuple(
        int(part)
        for values in sides.values()
        for part in (values.sum(), len(values) - values.sum())
    )


VIEW = View(
    "with_without",
    "journeys",
    (
        *names("stage", "touchpoint"),
        Column(
            "subject",
            definition="what happened to the journeys with it at the touchpoint: a part of friction (hand_off: a case went on "
            "with customer or agent on another channel, whether contact followed or not; the first time alone), or a promise not "
            "kept in time",
        ),
        Column("target", definition="of a hand-off: the channel it goes to", blank=SOMETIMES),
        Column(
            "outcome",
            definition="what followed: contact_again: another contact; leaves: the journey left in the end, those under way not "
            "counted; csat, ces: whether the first answer after the first event there was good; nps: its points; seconds_to_next: "
            "the time until a later stage, of those that go on; revenue: after the first event there, 0 where none",
        ),
        Column("unit", definition="of with, without and the differences"),
        Column("with_it", NUMBER, "mean of those to whom it happened", rests_on="customers"),
        Column("with_it_n", COUNT),
        Column(
            "without_it", NUMBER, "mean of the others where it could be told", rests_on="customers"
        ),
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
            "the difference at equal values of the two attributes, of those with two to twelve values, in which the sides differ "
            "most (the largest standardised difference of any value's share), pooled with weights n1 n0 / n over strata of five "
            "customers or more with both sides; association, not cause",
            "customers",
        ),
        Column("adjusted_n", COUNT, "journeys in these strata", blank=SOMETIMES),
        Column("adjusted_for", definition="these attributes", blank=SOMETIMES),
        Column("customers", COUNT, "of the smaller side"),
        Column("parts", COUNT, is_helper=True),
    ),
    OfColumns(_finish),
    shared=shared_mode.WITH_WITHOUT,
    notes=lambda rows: [] if rows else ["asked of one touchpoint: name it as STAGE/TOUCHPOINT"],
    needs_time=True,
    bound=compared_bound("passing_there"),
)
