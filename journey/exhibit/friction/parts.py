"""Friction by its parts at one touchpoint: the share of journeys with each, its interval, and what its weight makes of it."""

from journey.data.needs import NOT_COMPUTABLE
from journey.exhibit.chart import Axis, Dots, Series
from journey.exhibit.exhibit import Exhibit, Nothing
from journey.exhibit.friction.ledger import friction_of
from journey.exhibit.friction.place import NO_PLACE, place_of
from journey.exhibit.ref import Ref
from journey.exhibit.source import AnswerSource
from journey.model.metrics import FRICTION_PARTS
from journey.model.vocabulary import noun
from journey.model.words import capital, count, percent
from journey.presenters.friction import ledger as words

NAME = "Friction by its parts"
OPTIONS = ("open", "weights")


def parts(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """`ref` has the options open, which names the touchpoint, and weights."""
    place = place_of(ref, source)
    if place is None:
        return Nothing(ref, NAME, NO_PLACE)
    answer = friction_of(ref, source)
    row = next(
        (
            row
            for row in answer.rows
            if (row["stage"], row["touchpoint"]) == (place.stage, place.touchpoint)
        ),
        None,
    )
    shares = {} if row is None else {part: row[part] for part in FRICTION_PARTS}  # type: ignore[literal-required]  # fmt: skip
    known = [part for part in FRICTION_PARTS if shares.get(part) is not None]
    if row is None or not known:
        return Nothing(ref, f"{NAME}: {place.touchpoint}", source.too_few)
    unseen = [part for part in FRICTION_PARTS if part not in known]
    needed = [part for part in unseen if answer.definitions[part].startswith(NOT_COMPUTABLE)]
    few = [noun(part) for part in unseen if part not in needed]
    notes = [f"{noun(part)}: {answer.definitions[part]}" for part in needed]
    if few:
        notes.append(f"Seen of fewer than ten customers here: {', '.join(few)}")
    return Exhibit(
        ref,
        "figure",
        f"{place.touchpoint}: {words.score_words(row)}",
        f"Of the {source.unit}s that pass {place.touchpoint}, the share with each part of friction.",
        Dots(
            tuple(noun(part) for part in known),
            (
                Series(
                    "share",
                    "negative",
                    tuple(shares[part] for part in known),
                    tuple(percent(shares[part]) for part in known),
                    tuple(row[f"{part}_low"] for part in known),  # type: ignore[literal-required]
                    tuple(row[f"{part}_high"] for part in known),  # type: ignore[literal-required]
                    tuple(row[f"{part}_n"] for part in known),  # type: ignore[literal-required]
                ),
            ),
            Axis(f"share of {source.unit}s, 95 % interval", "share", (0.0, 1.0)),
            tuple(f"n {count(row[f'{part}_n'])}" for part in known),  # type: ignore[literal-required]
        ),
        (answer,),
        row["journeys"],
        source.unit,
        f"Of those that pass {place.touchpoint}, the share with each part of friction, with its 95 % interval.",
        tuple(f"{capital(line)}." for line in notes),
    )
