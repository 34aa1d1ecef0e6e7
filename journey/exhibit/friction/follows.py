"""What follows where something happened at the touchpoint, beside what follows where it did not."""

from typing import TYPE_CHECKING

from journey.data.views.rows import WITH_WITHOUT
from journey.exhibit.chart import Axis, Dots, Series
from journey.exhibit.exhibit import Exhibit, Nothing
from journey.exhibit.friction.missing import nobody
from journey.exhibit.friction.place import NO_PLACE, place_of
from journey.exhibit.ref import Ref
from journey.exhibit.source import AnswerSource
from journey.model.words import signed
from journey.presenters.friction import follows as words

if TYPE_CHECKING:
    from journey.data.views.rows import WithWithoutTold

NAME = "With and without"
OPTIONS = ("open",)
DRAWN = 14


def follows(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """Shares alone are drawn; scores, times and money stand in the table. `ref` has the option open, which names the touchpoint."""
    place = place_of(ref, source)
    if place is None:
        return Nothing(ref, NAME, NO_PLACE)
    answer = source.ask(WITH_WITHOUT, at=place)
    rows = [row for row in answer.rows if row["unit"] == "share" and row["adjusted"] is not None]
    if not rows:
        return nobody(
            ref,
            f"{NAME}: {place.touchpoint}",
            source,
            answer,
            f"Nothing happens at {place.touchpoint} to some and not to others "
            "that can be compared.",
        )
    sure = words.surely_other(rows)
    ordered = sorted(rows, key=lambda row: (row not in sure, -abs(row["adjusted"] or 0)))
    drawn = ordered[:DRAWN]
    rest = len(ordered) - len(drawn)
    return Exhibit(
        ref,
        "figure",
        words.headline(answer.rows, place.touchpoint),
        f"Of those that pass {place.touchpoint}: the share of those to whom it happened less that of the others; an association, "
        "not a cause.",
        Dots(
            tuple(words.heading(row) for row in drawn),
            (
                _series(drawn, "at equal attributes", "adjusted", "adjusted_n", "accent"),
                _series(drawn, "as it is", "difference", "with_it_n", "muted"),
            ),
            Axis("difference of shares, 95 % interval", "share"),
            tuple(words.sides(row) for row in drawn),
            (0.0, "no difference"),
        ),
        (answer,),
        None,
        source.unit,
        "For each thing that happens and each outcome, the difference of shares as it is and at equal attributes, with intervals.",
        (
            f"At equal attributes: {answer.definitions['adjusted']}.",
            "The title says what still differs when corrected for how many shares are compared (Benjamini-Hochberg at 5 %).",
            *(
                (f"{rest} more are in the table, with scores, times and revenue.",)
                if rest
                else ("Scores, times and revenue are in the table.",)
            ),
        ),
    )


def _series(rows: "list[WithWithoutTold]", name: str, figure: str, n: str, colour: str) -> Series:
    values = [row[figure] for row in rows]  # type: ignore[literal-required]
    return Series(
        name,
        colour,
        tuple(values),
        tuple("" if value is None else f"{signed(100 * value)} points" for value in values),
        tuple(row[f"{figure}_low"] for row in rows),  # type: ignore[literal-required]
        tuple(row[f"{figure}_high"] for row in rows),  # type: ignore[literal-required]
        tuple(row[n] for row in rows),  # type: ignore[literal-required]
    )
