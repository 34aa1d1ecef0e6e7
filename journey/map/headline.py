"""The finding in one sentence and its reason in another, computed from the numbers by the rules below.

Where good ends or a goal are declared, first how many journeys came through and where those that dropped off were last seen;
where none is, the stage in which most fall silent; where more than 5 % of the silent came back, no outcome at all. The
lowest emotion is that of the touchpoint with the lowest mean valence among those with 30 customers or more, if its
interval lies below zero. The largest loss is the stage where most journeys dropped off, among those reached by 30
customers or more. Where both fall into one stage they make one sentence. The reason names the touchpoint after which
most of the lost left; what could be recovered there at the rate of its best channel (only if that rate is surely
lower); and the largest distance below what was expected (only if the expectation lies outside the interval).
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from journey.map.captions import counted, figure_words
from journey.map.grades import MEASURED
from journey.map.model import Emotion, JourneyMap, StageColumn, Touchpoint, emotion_grade
from journey.model.definition import UNASSIGNED
from journey.model.end_words import exit_words, is_failure, were_seen_words
from journey.model.vocabulary import OUTCOMES, SERVICE_LOG, SURVEY, outcome, words_in_force
from journey.model.words import capital, count, percent, signed

if TYPE_CHECKING:
    from journey.data.views.rows import LedgerTold

OUTSIDE_LIMIT = 0.5  # of all events may be in no stage for a finding on the rest
MIN_REACHED = 30  # customers, from which on a share needs no caveat


@dataclass(frozen=True)
class Headline:
    """The finding, and the numbers that it rests on."""

    sentence: str
    reason: str


def headline(journey_map: JourneyMap, recoverable: "LedgerTold | None" = None) -> Headline:
    """The headline of a map. Names come as they are in the data, unescaped.

    Of journeys that were chosen by what became of them no loss is told.
    """
    is_chosen = journey_map.is_chosen
    staged, unit = [stage for stage in journey_map.stages if stage.index >= 0], journey_map.unit
    total = journey_map.summary["journeys"] or 0
    if not total:
        return Headline("Nothing matches these filters", "Take a filter away, or take other dates.")
    if words_in_force().kind == SURVEY:
        return Headline(
            _answers(journey_map),
            f"{counted(journey_map.summary['customers'], 'customer')} answered; a survey tells no path and no end.",
        )
    came_through = "" if is_chosen else outcome_words(journey_map)
    if not any(stage.funnel["reached"] for stage in staged):
        return Headline(
            capital(came_through) or "No touchpoint is in a stage yet",
            f"Loaded: {counted(total, unit)}. Nobody has said yet which stage each touchpoint belongs to.",
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
    lowest = lowest_emotion(journey_map)
    gap = None if journey_map.hides_feelings else largest_gap(journey_map)
    is_silent = is_chosen or not may_tell_outcomes() or journey_map.hides_losses
    worst = None if is_silent else largest_loss(staged)
    return Headline(
        _sentence(lowest, worst, gap, journey_map, came_through),
        _reason(lowest, worst, gap, None if is_chosen else recoverable, journey_map),
    )


def largest_recoverable(ledger: "Sequence[LedgerTold]") -> "LedgerTold | None":
    """The touchpoint where most journeys could be won back, of those where some surely could; None where nowhere."""
    sure = [
        row
        for row in ledger
        if row["stage"] not in (None, UNASSIGNED)
        and (row["recoverable_low"] or 0) > 0
        and (row["recoverable"] or 0) >= 1
    ]
    return max(sure, key=lambda row: row["recoverable"] or 0, default=None)


def _sentence(
    lowest: Touchpoint | None,
    worst: StageColumn | None,
    gap: tuple[Touchpoint, float] | None,
    journey_map: JourneyMap,
    came_through: str,
) -> str:
    how = "bad" if journey_map.hides_feelings else "worst"
    feeling = f"customers feel {how} at {lowest.name}" if lowest else ""
    silent = "" if came_through or worst is None else _fall_silent(worst, journey_map)
    parts = [part for part in (came_through, silent, feeling) if part]
    if parts:
        return capital("; ".join(parts))
    return (
        f"Customers feel less good at {gap[0].name} than expected"
        if gap
        else _satisfaction(journey_map)
    )


def may_tell_outcomes() -> bool:
    """Whether the data can tell what became of journeys: not of a survey, and not where too many of the silent came back."""
    return words_in_force().kind != SURVEY and not words_in_force().come_back


def outcome_words(journey_map: JourneyMap) -> str:
    """How many came through and where the others were last seen; empty where the data do not tell."""
    staged = [stage for stage in journey_map.stages if stage.index >= 0]
    ends = [
        number
        for stage in journey_map.stages
        if stage.is_observed
        for number in (stage.funnel["completed"], stage.funnel["ended_well"])
    ]
    came = sum(number or 0 for number in ends)
    is_reached = any(stage.funnel["reached"] for stage in staged)
    is_declared = came > 0 or is_reached and staged[-1].is_observed
    if not may_tell_outcomes() or not is_declared or None in ends:
        return ""
    total = journey_map.summary["journeys"] or 0
    words = f"{count(came)} of {counted(total, journey_map.unit)} {_came_words(staged)}"
    last = _last_seen(journey_map)
    return f"{words}; {last}" if last else words


def _came_words(staged: list[StageColumn]) -> str:
    """What those did that came through; where nobody has said what is an end, that they reached the last stage."""
    if not words_in_force().are_ends_known:
        return f"reached {staged[-1].name}"
    noun = outcome("ended_well").noun
    return "came through" if noun == OUTCOMES["ended_well"].noun else f"are {noun}"


def _last_seen(journey_map: JourneyMap) -> str:
    """Where most of those that dropped off were last seen, or at which two, where one has no majority."""
    exits: Counter[str] = Counter()
    for stage in journey_map.stages:
        for exit_point in stage.exits:
            exits[exit_point.touchpoint] += exit_point.journeys
    if not exits:
        return ""
    name, *others = sorted(exits, key=lambda touchpoint: (-exits[touchpoint], touchpoint))
    total, clause = sum(exits.values()), outcome("dropped_off").clause
    next_one = f", {_next_seen(others[0], exits, name)}" if 2 * exits[name] <= total else ""
    if words_in_force().kind == SERVICE_LOG and not words_in_force().silence:
        these = "all" if exits[name] == total else count(exits[name])
        return f"{count(total)} {clause} unsolved, {these} of them {exit_words(name)}{next_one}"
    these = "all" if exits[name] == total else f"{count(exits[name])} of the"
    rest = "" if words_in_force().are_ends_known else " others"
    return f"{these} {count(total)}{rest} that {clause} {were_seen_words(name)}{next_one}"


def _next_seen(touchpoint: str, exits: Mapping[str, int], before: str) -> str:
    """How many were last seen at the second of them: '188 at Basket', where the first is no majority."""
    words = exit_words(touchpoint)
    is_alike = is_failure(touchpoint) == is_failure(before)
    return f"{count(exits[touchpoint])} {f'at {touchpoint}' if is_alike and words.startswith('last') else words}"


def _answers(journey_map: JourneyMap) -> str:
    """The figures of a survey that rest on 30 customers or more, one after the other."""
    figures = [
        f"{figure.metric.upper()} is {figure_words(figure)}, n {count(figure.n)}"
        for figure in journey_map.overall
        if figure.value is not None and figure.base == "full"
    ]
    return "; ".join(figures) or "Too few answers to tell"


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
    if not measured:
        return "No weak spot is named yet"
    told = f"{measured.metric.upper()} is {figure_words(measured)}, n {count(measured.n)}"
    return told if journey_map.hides_losses else f"{told}; no weak spot is named yet"


def _reason(
    lowest: Touchpoint | None,
    worst: StageColumn | None,
    gap: tuple[Touchpoint, float] | None,
    recoverable: "LedgerTold | None",
    journey_map: JourneyMap,
) -> str:
    parts = []
    if worst:
        parts.append(_loss(worst, journey_map.unit))
        highest = max(
            _surely_reached(journey_map), key=lambda stage: stage.funnel["drop_off_rate"] or 0
        )
        if highest is not worst:
            parts.append(f"the largest share in {highest.name}: {_left(highest)}")
    if recoverable and words_in_force().tells_leaving:
        parts.append(
            f"at the rate of its channel {recoverable['reference']}, about {count(round(recoverable['recoverable'] or 0))} fewer "
            f"would {outcome('dropped_off').verb} at {recoverable['touchpoint']}"
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
        of_losses, of_feelings = _without_losses(journey_map), _without_feelings(journey_map)
        total = counted(journey_map.summary["journeys"], journey_map.unit)
        return f"{total}: {of_losses}, and {of_feelings}."
    return capital("; ".join(parts)) + "."


def _without_losses(journey_map: JourneyMap) -> str:
    """Why no stage is named for its losses."""
    if journey_map.hides_losses:
        return f"how many {outcome('dropped_off').clause} is hidden, since in some stage few did"
    if words_in_force().come_back:
        return "silence does not tell where customers are lost, as too many of the silent came back"
    staged = [stage for stage in journey_map.stages if stage.index >= 0]
    if not any(stage.funnel["base"] == "full" for stage in staged if stage.funnel["reached"]):
        return f"no stage was reached by {MIN_REACHED} customers"
    if any(stage.funnel["dropped_off"] for stage in staged):
        return f"too few {outcome('dropped_off').clause} to compare stages"
    return f"none of them {outcome('dropped_off').clause}"


def _without_feelings(journey_map: JourneyMap) -> str:
    """Why no touchpoint is named for what customers feel."""
    felt = [
        emotion
        for touchpoint in journey_map.touchpoints
        if (emotion := touchpoint.shown_emotion) and not emotion.is_by_scores
    ]
    if not any(felt):
        is_scored = any(touchpoint.shown_emotion for touchpoint in journey_map.touchpoints)
        return "feelings are read from scores alone" if is_scored else "no emotions are recorded"
    if not any(emotion and emotion_grade(emotion) == MEASURED for emotion in felt):
        return f"no touchpoint has {MIN_REACHED} customers with a known feeling"
    return "no feeling is surely bad"


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
    """The touchpoints whose recorded emotion rests on a full base; those in no stage do not count, nor what scores say."""
    return [
        (touchpoint, emotion)
        for touchpoint in stage.touchpoints
        if touchpoint.stage != UNASSIGNED
        and (emotion := touchpoint.shown_emotion)
        and emotion_grade(emotion) == MEASURED
        and not emotion.is_by_scores
    ]


def largest_loss(staged: list[StageColumn]) -> StageColumn | None:
    return max(_losing(staged), key=lambda stage: stage.funnel["dropped_off"] or 0, default=None)


def _fall_silent(worst: StageColumn, journey_map: JourneyMap) -> str:
    """That most fall silent there, or more than in any other stage; nothing where a stage that few reached lost more."""
    lost = [stage.funnel["dropped_off"] or 0 for stage in journey_map.stages if stage.index >= 0]
    there = worst.funnel["dropped_off"] or 0
    if there < max(lost):
        return ""
    if 2 * there > sum(lost):
        return f"most fall silent in {worst.name}"
    return f"more fall silent in {worst.name} than in any other stage"


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


def _loss(stage: StageColumn, unit: str) -> str:
    row = stage.funnel
    return (
        f"{count(row['dropped_off'])} of the {counted(row['reached'], unit)} that reached {stage.name} "
        f"{outcome('dropped_off').clause} "
        f"(95 % interval {100 * (row['drop_off_rate_low'] or 0):.0f} to {percent(row['drop_off_rate_high'])})"
    )


def _emotion_words(touchpoint: Touchpoint) -> str:
    emotion = touchpoint.emotion
    if emotion is None:
        return ""
    return (
        f"{touchpoint.name} in {touchpoint.stage} feels {signed(emotion.mean_valence, 2)} on −1 to +1 "
        f"({signed(emotion.low, 2)} to {signed(emotion.high, 2)}, n {count(emotion.n)})"
    )
