"""What follows the touchpoint, beside what follows other touchpoints at the same place in the stage."""

from journey.data.answer import Answer
from journey.data.ask import AnyRow
from journey.data.views.rows import AFTER_TOUCHPOINT, CONTRASTS
from journey.exhibit.chart import Axis, Dots, Series
from journey.exhibit.exhibit import Exhibit, Nothing
from journey.exhibit.friction.missing import nobody
from journey.exhibit.friction.place import NO_PLACE, place_of
from journey.exhibit.ref import Ref
from journey.exhibit.source import AnswerSource
from journey.model.cells import Place
from journey.model.words import signed
from journey.presenters.drop_off.stages import has_next
from journey.presenters.friction import after_touchpoint as words
from journey.presenters.friction import follows

NAME = "With and without the touchpoint"
OPTIONS = ("open",)
LANDMARKS = (
    "Leaving is compared by landmarks: of the journeys still in the stage after equally many other events, those that had been "
    "there against those that had not. The shares beside it are those of all, as they are."
)


def after_touchpoint(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """Shares alone are drawn; scores, times and money stand in the table. `ref` has the option open, which names the touchpoint."""
    place = place_of(ref, source)
    if place is None:
        return Nothing(ref, NAME, NO_PLACE)
    answer = source.ask(AFTER_TOUCHPOINT, at=place)
    contrasts = _contrasts(place, source)
    rows = words.compared(answer.rows, contrasts.rows if contrasts else (), place.touchpoint)
    if not rows:
        return nobody(
            ref,
            f"{NAME}: {place.touchpoint}",
            source,
            answer,
            f"What follows {place.touchpoint} cannot be compared with what follows elsewhere in the stage.",
        )
    return Exhibit(
        ref,
        "figure",
        words.headline(rows, place.touchpoint),
        f"The share after {place.touchpoint} less that after another touchpoint at the same place in the stage; an association, "
        "not a cause.",
        Dots(
            tuple(follows.OUTCOMES[row.outcome] for row in rows),
            (
                Series(
                    "at equal places and attributes",
                    "accent",
                    tuple(row.difference for row in rows),
                    tuple(f"{signed(100 * row.difference)} points" for row in rows),
                    tuple(row.low for row in rows),
                    tuple(row.high for row in rows),
                    tuple(row.n for row in rows),
                ),
            ),
            Axis("difference of shares, 95 % interval", "share"),
            tuple(row.sides for row in rows),
            (0.0, "no difference"),
        ),
        (answer, *([contrasts] if contrasts else [])),
        None,
        source.unit,
        f"For each outcome, the difference of shares after {place.touchpoint} and elsewhere, at equal places and attributes.",
        (
            f"At equal places and attributes: {answer.definitions['adjusted']}.",
            *([LANDMARKS] if any(row.outcome == "leaves" for row in rows) else []),
            "The title says what still differs when corrected for how many shares are compared (Benjamini-Hochberg at 5 %). "
            "Scores, times and revenue are in the table.",
        ),
    )


def _contrasts(place: Place, source: AnswerSource) -> Answer[AnyRow] | None:
    """What sets the lost of the stage apart, of which the touchpoint may be one; None where nobody goes on from the stage."""
    if not has_next(source.generation, place.stage):
        return None
    return source.ask(CONTRASTS, stage=place.stage)
