"""What follows where something happened at a touchpoint, beside what follows where it did not; an association, not a cause."""

from collections.abc import Iterator

import numpy as np

from journey.data.generation import Generation
from journey.data.views.form import (
    SOMETIMES,
    Column,
    Columns,
    OfColumns,
    Row,
    View,
    names,
)
from journey.data.views.options import ViewOptions
from journey.data.views.sides import (
    LATER_ANSWERS,
    attribute_codes,
    compared_bound,
    side_columns,
    sides,
    told_outcomes,
)
from journey.model import shared_mode

SUBJECTS = (
    "repeats",
    "contact_again",
    "waits",
    "feels_bad",
    "effort",
    "hand_off",
    "broken_promise",
)


def _finish(generation: Generation, columns: Columns, options: ViewOptions) -> list[Row]:
    attributes = attribute_codes(generation, columns)
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
        for name, outcome in told_outcomes(generation).items()
        if name != subject and (row := sides(columns, attributes, happened, outcome))
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
            definition="what followed the first event there. contact_again: another contact; leaves: the journey left in the end, "
            f"those under way not counted; {LATER_ANSWERS}",
        ),
        *side_columns(
            "mean of those to whom it happened",
            "mean of the others where it could be told",
            "journeys",
        ),
    ),
    OfColumns(_finish),
    shared=shared_mode.WITH_WITHOUT,
    notes=lambda rows: [] if rows else ["asked of one touchpoint: name it as STAGE/TOUCHPOINT"],
    needs_time=True,
    bound=compared_bound("passing_there"),
)
