"""What each lane of the map says in one sentence and its reason: the titles of Present, one lane lit after the other."""

from collections.abc import Callable
from dataclasses import dataclass

from journey.map.captions import counted, figure_words, value_words
from journey.map.headline import (
    Headline,
    largest_gap,
    largest_loss,
    lowest_emotion,
    may_tell_outcomes,
)
from journey.map.lanes.table import LANES, lane_title
from journey.map.model import Figure, JourneyMap, StageColumn, Touchpoint, extremes
from journey.model.end_words import were_seen_words
from journey.model.vocabulary import METRICS, outcome
from journey.model.words import capital, count, percent, signed

NAMED = 3


@dataclass(frozen=True)
class LaneFinding:
    """The lane in the drawing, what it is called there, and what stands above the map while it is lit."""

    region: str
    name: str
    title: str
    reason: str


def lane_findings(journey_map: JourneyMap) -> list[LaneFinding]:
    """Of every lane that has something to say, in the order of the drawing; nothing on losses where the filters chose them."""
    tells_losses = may_tell_outcomes() and not journey_map.is_chosen
    makers: dict[str, Callable[[JourneyMap], Headline | None]] = {
        "river": _losses_by_stage if tells_losses else _reached,
        "emotion": feelings,
        "touchpoints": _volumes,
        "friction": _losses_by_touchpoint if tells_losses else lambda journey_map: None,
        "satisfaction": _satisfaction,
        "quotes": _comments,
    }
    titles = {name: LANES[name].title for name in makers}
    shown = {name: lane_title(name) for name in makers}
    shown["river"] = f"{journey_map.unit.capitalize()}s"
    found = [(name, make(journey_map)) for name, make in makers.items()]
    return [
        LaneFinding(titles[name], shown[name], finding.sentence, finding.reason)
        for name, finding in found
        if finding
    ]


def _staged(journey_map: JourneyMap) -> list[StageColumn]:
    return [stage for stage in journey_map.stages if stage.index >= 0 and stage.is_observed]


def _reached(journey_map: JourneyMap) -> Headline | None:
    stages = [stage for stage in _staged(journey_map) if stage.funnel["reached"]]
    if not stages:
        return None
    first, last = stages[0], stages[-1]
    told = ", ".join(f"{stage.name} {count(stage.funnel['reached'])}" for stage in stages)
    number = counted(first.funnel["reached"], journey_map.unit)
    return Headline(
        f"{number} reached {first.name}, {count(last.funnel['reached'])} {last.name}",
        f"Seen there or in a later stage: {told}.",
    )


def _losses_by_stage(journey_map: JourneyMap) -> Headline | None:
    worst = largest_loss(_staged(journey_map))
    if worst is None:
        return _reached(journey_map)
    row, left = worst.funnel, outcome("dropped_off")
    shares = [
        f"{percent(stage.funnel['drop_off_rate'])} {left.verb} in {stage.name}"
        for stage in _staged(journey_map)
        if stage.funnel["drop_off_rate"] is not None and stage.funnel["dropped_off"]
    ]
    of_all = f"{count(row['dropped_off'])} of {counted(row['reached'], journey_map.unit)}"
    return Headline(
        f"Most {left.verb} in {worst.name}: {of_all}",
        f"{', '.join(shares)}.",
    )


def feelings(journey_map: JourneyMap) -> Headline | None:
    shown = [point for point in journey_map.touchpoints if point.shown_emotion]
    if not shown:
        return None
    lowest, (_, highest), gap = (
        lowest_emotion(journey_map),
        extremes(journey_map),
        largest_gap(journey_map),
    )
    is_partial = journey_map.hides_feelings
    best = f"best at {_felt(highest)}" if highest and not is_partial else ""
    if lowest is None:
        title = f"Customers feel {best}" if best else "No feeling is surely bad"
        return Headline(title, f"Mean feeling on −1 to +1 at {len(shown)} touchpoints.")
    worst = "bad" if is_partial else "worst"
    expected = (
        f"{gap[0].name} lies {signed(gap[1], 2).lstrip('−')} below what was expected" if gap else ""
    )
    reason = "; ".join(part for part in (best, expected) if part)
    return Headline(
        f"Customers feel {worst} at {_felt(lowest)}",
        f"{capital(reason)}." if reason else "Mean feeling on −1 to +1.",
    )


def _felt(touchpoint: Touchpoint) -> str:
    emotion = touchpoint.shown_emotion
    return f"{touchpoint.name}: {signed(emotion.valence, 2)}" if emotion else touchpoint.name


def _volumes(journey_map: JourneyMap) -> Headline | None:
    busiest = sorted(journey_map.touchpoints, key=lambda point: (-point.events, point.name))
    if not busiest or not journey_map.events:
        return None
    first, *others = busiest[:NAMED]
    noun = "answer" if journey_map.is_timeless else "event"
    then = ", ".join(f"{point.name} {count(point.events)}" for point in others)
    return Headline(
        f"Most happens at {first.name}: {percent(first.events / journey_map.events)} of all {noun}s",
        f"{first.name} {count(first.events)}" + (f", then {then}." if then else "."),
    )


def _losses_by_touchpoint(journey_map: JourneyMap) -> Headline | None:
    losing = sorted(
        (point for point in journey_map.touchpoints if point.lost),
        key=lambda point: (-point.lost, point.name),
    )
    if not losing:
        return None
    total, first = sum(point.lost for point in losing), losing[0]
    whom = f"{count(first.lost)} of the {count(total)} that {outcome('dropped_off').clause}"
    causes = [
        f"of those at {point.name} surely more leave: {', '.join(point.cause)}"
        for point in losing
        if point.cause
    ]
    then = ", ".join(f"{count(point.lost)} at {point.name}" for point in losing[1:NAMED])
    reason = causes[0] if causes else f"then {then}" if then else ""
    return Headline(
        f"{whom} {were_seen_words(first.name)}", f"{capital(reason)}." if reason else ""
    )


def _satisfaction(journey_map: JourneyMap) -> Headline | None:
    told = [figure for figure in journey_map.overall if figure.value is not None]
    if not told:
        return None
    whole = {figure.metric: figure for figure in told}
    low = [
        f"{METRICS[figure.metric].noun} in {stage.name} {value_words(figure)}"
        for stage in _staged(journey_map)
        for figure in stage.figures
        if _is_surely_below(figure, whole.get(figure.metric))
    ]
    figures = ", ".join(f"{METRICS[figure.metric].noun} {figure_words(figure)}" for figure in told)
    if not low:
        short = ", ".join(f"{METRICS[figure.metric].noun} {value_words(figure)}" for figure in told)
        return Headline(short, "No stage is surely below the others.")
    return Headline(f"Surely below all together: {', '.join(low)}", f"All together: {figures}.")


def _is_surely_below(figure: Figure, whole: Figure | None) -> bool:
    return bool(
        whole
        and whole.value is not None
        and figure.high is not None
        and figure.definition == whole.definition
        and figure.high < whole.value
    )


def _comments(journey_map: JourneyMap) -> Headline | None:
    quotes = [stage.quote for stage in journey_map.stages if stage.quote]
    if not quotes:
        return None
    is_by_feeling = any(quote.is_by_feeling for quote in quotes)
    chosen = "the one nearest to its mean feeling" if is_by_feeling else "the latest"
    return Headline("What customers say", f"One comment of each stage: {chosen}.")
