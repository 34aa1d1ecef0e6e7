"""How customers feel at each touchpoint, in the order of the journey."""

from collections.abc import Sequence

from journey.exhibit.chart import Axis, Dots, Series
from journey.exhibit.exhibit import Exhibit, Nothing
from journey.exhibit.journey_map.whole import built, nothing
from journey.exhibit.ref import Ref
from journey.exhibit.source import AnswerSource
from journey.map.headline import lowest_emotion
from journey.map.lane_findings import feelings
from journey.map.model import Emotion, Touchpoint
from journey.model.words import count, signed

NAME, DRAWN_LIMIT, WORST, BEST = "Emotion by touchpoint", 16, 4, 3
Felt = tuple[Touchpoint, Emotion]
SOURCES = ((False, "recorded or by emotion label", "accent"), (True, "by scores", "muted"))


def emotion(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """The touchpoints felt worst, best and by most; always the one that the finding names."""
    journey_map, answers = built(source)
    if not journey_map.summary["events"]:
        return nothing(ref, NAME, journey_map)
    felt = [(point, own) for point in journey_map.touchpoints if (own := point.shown_emotion)]
    finding = feelings(journey_map)
    if not felt or finding is None:
        reason = "No touchpoint has a feeling of at least 10 customers under these filters."
        return Nothing(ref, NAME, reason)
    if len(felt) == 1:
        point, own = felt[0]
        known = f"{point.name}, {signed(own.valence, 2)}, n {count(own.n)}"
        return Nothing(ref, NAME, f"Only one touchpoint has a feeling to tell: {known}.")
    lowest = lowest_emotion(journey_map)
    drawn = _drawn(felt, lowest)
    n = sum(own.n for _, own in felt)
    return Exhibit(
        ref,
        "figure",
        finding.sentence,
        f"Mean valence of events with a feeling, −1 (bad) to +1 (good), with its 95 % interval{_of_how_many(felt, drawn)}.",
        _dots(drawn, lowest),
        (answers.answers["emotions"],),
        n,
        "event",
        "A dot a touchpoint: how customers feel there, from −1 to +1, with its 95 % interval.",
        (finding.reason,),
    )


def _of_how_many(felt: Sequence[Felt], drawn: Sequence[Felt]) -> str:
    """Which touchpoints are drawn, where not all of them are."""
    if len(drawn) == len(felt):
        return ""
    return (
        f"; of {count(len(felt))} touchpoints the {len(drawn)} that are felt worst, best or by most"
    )


def _drawn(felt: list[Felt], lowest: Touchpoint | None) -> list[Felt]:
    """The lowest, those felt worst and best and those with the most events, as many as fit, in the order of the journey."""
    by_feeling = sorted(felt, key=lambda entry: (entry[0] is not lowest, entry[1].valence))
    by_size = sorted(felt, key=lambda entry: -entry[1].n)
    first = [*by_feeling[:WORST], *by_feeling[len(felt) - BEST :], *by_size]
    kept = list(dict.fromkeys(id(point) for point, _ in first))[:DRAWN_LIMIT]
    return [entry for entry in felt if id(entry[0]) in kept]


def _dots(felt: list[Felt], lowest: Touchpoint | None) -> Dots:
    """A series for what was recorded, and one for what is made from scores, where there is any."""
    emotions = [own for _, own in felt]
    return Dots(
        tuple(point.name for point, _ in felt),
        tuple(
            Series(
                name,
                colour,
                tuple(own.valence if own.is_by_scores == by_scores else None for own in emotions),
                tuple(
                    signed(own.valence, 2) if own.is_by_scores == by_scores else ""
                    for own in emotions
                ),
                tuple(own.low if own.is_by_scores == by_scores else None for own in emotions),
                tuple(own.high if own.is_by_scores == by_scores else None for own in emotions),
                tuple(own.n if own.is_by_scores == by_scores else None for own in emotions),
            )
            for by_scores, name, colour in SOURCES
            if any(own.is_by_scores == by_scores for own in emotions)
        ),
        Axis("mean valence, 95 % interval", "valence", (-1.0, 1.0)),
        tuple(f"{point.stage} · n {count(own.n)}" for point, own in felt),
        (0.0, "neither good nor bad"),
        next((place for place, (point, _) in enumerate(felt) if point is lowest), None),
    )
