"""The finding in one sentence and its reason in another, computed from the numbers by the rules below.

The lowest emotion is that of the touchpoint with the lowest mean valence among those with 30 customers or more, if its
interval lies below zero. The largest loss is the stage where most journeys dropped off, among those reached by 30
customers or more. Where both fall into one stage they make one sentence. The reason names the touchpoint after which
most of the lost left; what could be recovered there at the rate of its best channel (only if that rate is surely
lower); and the largest distance below what was expected (only if the expectation lies outside the interval).
"""

from dataclasses import dataclass

from journey.map.captions import counted, figure_words
from journey.map.grades import MEASURED
from journey.map.model import Emotion, JourneyMap, StageColumn, Touchpoint, emotion_grade
from journey.map.recoverable import Recoverable
from journey.model.definition import UNASSIGNED
from journey.model.words import capital, count, percent, signed

OUTSIDE_LIMIT = 0.5  # of all events may be in no stage for a finding on the rest
MIN_REACHED = 30  # customers, from which on a share needs no caveat


@dataclass(frozen=True)
class Headline:
    """The finding, and the numbers that it rests on."""

    sentence: str
    reason: str


def headline(
    journey_map: JourneyMap, recoverable: Recoverable | None = None, is_chosen: bool = False
) -> Headline:
    """The headline of a map. Names come as they are in the data, unescaped.

    `is_chosen`: the journeys were chosen by what became of them, so that losses say nothing.
    """
    staged, unit = [stage for stage in journey_map.stages if stage.index >= 0], journey_map.unit
    total = journey_map.summary["journeys"] or 0
    if not total:
        return Headline("Nothing matches these filters", "Take a filter away, or take other dates.")
    if not any(stage.funnel["reached"] for stage in staged):
        return Headline(
            "No touchpoint is in a stage yet",
            f"Loaded: {counted(total, unit)}. Below stands how to say which stage each touchpoint belongs to.",
        )
    outside = [
        touchpoint for touchpoint in journey_map.touchpoints if touchpoint.stage == UNASSIGNED
    ]
    share = sum(touchpoint.events for touchpoint in outside) / (
        sum(touchpoint.events for touchpoint in journey_map.touchpoints) or 1
    )
    if share > OUTSIDE_LIMIT:
        return Headline(
            f"{len(outside)} of {len(journey_map.touchpoints)} touchpoints are in no stage yet, "
            f"with {percent(share)} of the events",
            "Place them first: losses and feelings of the others alone would mislead.",
        )
    lowest, gap = lowest_emotion(journey_map), largest_gap(journey_map)
    worst = None if is_chosen else largest_loss(staged)
    return Headline(
        _sentence(lowest, worst, gap, journey_map),
        _reason(lowest, worst, gap, None if is_chosen else recoverable, journey_map),
    )


def _sentence(
    lowest: Touchpoint | None,
    worst: StageColumn | None,
    gap: tuple[Touchpoint, float] | None,
    journey_map: JourneyMap,
) -> str:
    unit = journey_map.unit
    whose = (
        "Most"
        if worst is None or not _loses_more(journey_map, worst)
        else f"Of the stages that {MIN_REACHED} or more reached, most"
    )
    if lowest and worst and lowest.stage == worst.name:
        return (
            f"{capital(worst.name)} is where customers feel worst, and {_left(worst)} leave there"
        )
    if lowest and worst:
        return f"Customers feel worst at {lowest.name}; {whose[0].lower()}{whose[1:]} {unit}s leave in {worst.name}: {_lost(worst)}"
    if worst:
        return f"{whose} {unit}s leave in {worst.name}: {_lost(worst)}"
    if lowest:
        return f"Customers feel worst at {lowest.name}"
    return (
        f"Customers feel less good at {gap[0].name} than expected"
        if gap
        else _satisfaction(journey_map)
    )


def _satisfaction(journey_map: JourneyMap) -> str:
    """Where neither an emotion nor a loss stands out: the first satisfaction figure that rests on 30 customers or more."""
    measured = next(
        (
            figure
            for figure in journey_map.overall
            if figure.value is not None and figure.base == "full"
        ),
        None,
    )
    return (
        f"{measured.metric.upper()} is {figure_words(measured)}; nothing else stands out"
        if measured
        else "Nothing stands out"
    )


def _reason(
    lowest: Touchpoint | None,
    worst: StageColumn | None,
    gap: tuple[Touchpoint, float] | None,
    recoverable: Recoverable | None,
    journey_map: JourneyMap,
) -> str:
    parts = []
    if worst:
        parts.append(_loss(worst, journey_map.unit))
        highest = max(
            _surely_reached(journey_map), key=lambda stage: stage.funnel["drop_off_rate"] or 0
        )
        if highest is not worst:
            parts.append(f"the largest share leaves in {highest.name}: {_left(highest)}")
    if recoverable:
        parts.append(
            f"at the rate of its channel {recoverable.channel}, about {count(round(recoverable.journeys))} fewer would leave at "
            f"{recoverable.touchpoint}"
        )
    if lowest:
        parts.append(_emotion_words(lowest))
    if gap and (not lowest or gap[0].name != lowest.name):
        n = gap[0].emotion.n if gap[0].emotion else 0
        parts.append(
            f"furthest below expectation: {gap[0].name}, by {signed(gap[1], 2).lstrip('−')} (n {count(n)})"
        )
    if not parts and journey_map.is_timeless:
        return f"{counted(journey_map.summary['customers'], 'customer')} answered; losses need times, and no bad feeling was found."
    if not parts:
        return (
            f"{counted(journey_map.summary['journeys'], journey_map.unit)}: "
            "too few, or no loss and no bad feeling could be told."
        )
    return capital("; ".join(parts)) + "."


def lowest_emotion(journey_map: JourneyMap) -> Touchpoint | None:
    """The touchpoint of the lowest mean valence, if its interval lies below zero."""
    below_zero = [
        (emotion.valence, touchpoint)
        for stage in journey_map.stages
        for touchpoint, emotion in _with_emotion(stage)
        if emotion.ends[1] < 0
    ]
    return min(below_zero, key=lambda entry: entry[0], default=(0.0, None))[1]


def largest_gap(journey_map: JourneyMap) -> tuple[Touchpoint, float] | None:
    """The touchpoint furthest below what its stage leads to expect, and by how much; None where none is surely below."""
    gaps = [
        (touchpoint, emotion.valence - stage.expected)
        for stage in journey_map.stages
        if stage.expected is not None
        for touchpoint, emotion in _with_emotion(stage)
        if emotion.ends[1] < stage.expected
    ]
    return min(gaps, key=lambda entry: entry[1], default=None)


def _with_emotion(stage: StageColumn) -> list[tuple[Touchpoint, Emotion]]:
    """The touchpoints whose emotion rests on a full base; those in no stage do not count."""
    return [
        (touchpoint, emotion)
        for touchpoint in stage.touchpoints
        if touchpoint.stage != UNASSIGNED
        and (emotion := touchpoint.shown_emotion)
        and emotion_grade(emotion) == MEASURED
    ]


def largest_loss(staged: list[StageColumn]) -> StageColumn | None:
    return max(_losing(staged), key=lambda stage: stage.funnel["dropped_off"] or 0, default=None)


def _loses_more(journey_map: JourneyMap, worst: StageColumn) -> bool:
    """Whether a stage that too few reached for a share lost more journeys."""
    return any(
        stage.index >= 0 and (stage.funnel["dropped_off"] or 0) > (worst.funnel["dropped_off"] or 0)
        for stage in journey_map.stages
    )


def _surely_reached(journey_map: JourneyMap) -> list[StageColumn]:
    return _losing([stage for stage in journey_map.stages if stage.index >= 0])


def _losing(staged: list[StageColumn]) -> list[StageColumn]:
    """Stages reached by 30 customers or more, from which journeys dropped off."""
    return [
        stage
        for stage in staged
        if stage.funnel["base"] == "full"
        and stage.funnel["dropped_off"]
        and stage.funnel["drop_off_rate"] is not None
    ]


def _left(stage: StageColumn) -> str:
    return percent(stage.funnel["drop_off_rate"])


def _lost(stage: StageColumn) -> str:
    return f"{count(stage.funnel['dropped_off'])}, {_left(stage)}"


def _loss(stage: StageColumn, unit: str) -> str:
    row = stage.funnel
    words = (
        f"{count(row['dropped_off'])} of the {counted(row['reached'], unit)} in {stage.name} left "
        f"(95 % interval {100 * (row['drop_off_rate_low'] or 0):.0f} to {percent(row['drop_off_rate_high'])})"
    )
    if not stage.exits:
        return words
    last = stage.exits[0]
    return f"{words}, {count(last.journeys)} of them right after {last.touchpoint}"


def _emotion_words(touchpoint: Touchpoint) -> str:
    emotion = touchpoint.emotion
    if emotion is None:
        return ""
    return (
        f"{touchpoint.name} in {touchpoint.stage} feels {signed(emotion.mean_valence, 2)} on −1 to +1 "
        f"({signed(emotion.low, 2)} to {signed(emotion.high, 2)}, n {count(emotion.n)})"
    )
