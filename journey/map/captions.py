"""The map's figures in whole sentences: for screen readers, for what shows on hovering, for the evidence."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from journey.data.ask import AnyRow
from journey.map.grades import GRADE_WORDS, MEASURED, grade
from journey.map.model import (
    Emotion,
    Figure,
    Friction,
    JourneyMap,
    StageColumn,
    Touchpoint,
    emotion_grade,
)
from journey.model.metrics import FRICTION_PARTS
from journey.model.vocabulary import METRICS, outcome, words_in_force
from journey.model.words import capital, count, percent, signed

Form = Callable[[float], str]
MIN_SHARE = 0.005  # what would round to 0 % is left out
RATES = {
    "advanced": "conversion_rate",
    "ended_well": "ended_well_rate",
    "dropped_off": "drop_off_rate",
}


def counted(number: int | None, unit: str) -> str:
    """'1 journey', '2 journeys', 'hidden journeys'."""
    return f"{count(number)} {unit}" if number == 1 else f"{count(number)} {unit}s"


def interval(low: float | None, high: float | None, form: Form) -> str:
    """'95 % interval 28 to 32 %'; nothing where there is none."""
    return "" if low is None or high is None else f"95 % interval {form(low)} to {form(high)}"


def whole_percent(share: float) -> str:
    return f"{100 * share:.0f}"


def outcome_sentence(stage: StageColumn, kind: str, unit: str) -> str:
    """What became of those who reached the stage, one outcome."""
    row: AnyRow = stage.funnel
    if not stage.is_observed:
        return f"{capital(stage.name)}: {stage.absence}."
    if kind == "reached":
        return f"{capital(stage.name)}: {counted(row['reached'], unit)} reached it."
    rate = RATES.get(kind)
    share = (
        f", {percent(row[kind] / stage.began)} of all who began"
        if kind == "completed" and stage.began and row[kind] is not None
        else ""
    )
    if rate and row[rate] is not None:
        share = f" ({percent(row[rate])}, {interval(row[f'{rate}_low'], row[f'{rate}_high'], whole_percent)} %)"
    of_all = f"{count(row[kind])} of the {counted(row['reached'], unit)} that reached it"
    return f"{capital(stage.name)}: {of_all} {outcome(kind).clause_of(row[kind])}{share}."


def emotion_sentence(touchpoint: Touchpoint) -> str:
    """How customers feel at a touchpoint."""
    emotion = touchpoint.emotion
    if emotion is None or not emotion.is_shown:
        n = emotion.n if emotion else 0
        return f"{touchpoint.name}: no emotion can be told, {GRADE_WORDS[emotion_grade(emotion)]} (n {count(n)} events)."
    mostly = f", mostly {emotion.label}" if emotion.label else ""
    mostly += ", by its scores" if emotion.is_by_scores else ""
    return (
        f"{touchpoint.name}: mean feeling {signed(emotion.mean_valence, 2)} on −1 to +1{mostly} "
        f"({interval(emotion.low, emotion.high, two_digits)}, n {count(emotion.n)} events{caution(emotion.base)})."
    )


def two_digits(value: float) -> str:
    return signed(value, 2)


def caution(base: str) -> str:
    """The caveat of a figure that is not plainly measured."""
    return "" if grade(base) == MEASURED else f"; {GRADE_WORDS[grade(base)]}"


def volume_sentence(touchpoint: Touchpoint, all_events: int) -> str:
    channels = ", ".join(
        f"{name or 'no channel'} {count(events)}" for name, events in touchpoint.channels
    )
    share = f", {percent(touchpoint.events / all_events)} of all" if all_events else ""
    of_journey = "of journeys that came in by " if words_in_force().is_channel_of_journey else ""
    through = f" ({of_journey}{channels})" if channels else ""
    return f"{touchpoint.name}: {counted(touchpoint.events, 'event')}{share}{through}."


def friction_sentence(touchpoint: str, friction: Friction, unit: str) -> str:
    """How many journeys dropped off after being last seen at the touchpoint of this name, and its score."""
    score = (
        f"; friction score {friction.score:.0f} of 100"
        if friction.score is not None
        else "; no friction score: too few customers"
    )
    rank = f", rank {friction.rank}" if friction.rank else ""
    if not words_in_force().tells_leaving:
        score = rank = ""  # it would weigh silence as leaving
    clause = outcome("dropped_off").clause_of(friction.journeys_lost)
    return f"{touchpoint}: {counted(friction.journeys_lost, unit)} {clause}, last seen here{score}{rank}."


def short_of_the_last_stage(journey_map: JourneyMap) -> str:
    """After those that are called silent: that whoever reached the last stage is none of them."""
    is_reached = any(stage.funnel["completed"] for stage in journey_map.stages)
    is_told_apart = is_reached and not words_in_force().tells_leaving
    return " short of the last stage" if is_told_apart else ""


def worst_part(friction: Friction, weights: Mapping[str, float]) -> tuple[str, float] | None:
    """The part that adds most to the score, beside leaving itself: (part, share)."""
    row: AnyRow = friction.row
    parts = {
        part: row[part]
        for part in FRICTION_PARTS
        if part != "leaves" and (row[part] or 0) >= MIN_SHARE
    }
    if friction.score is None or not parts:
        return None
    part = max(parts, key=lambda name: weights[name] * parts[name])
    return part, parts[part]


def figure_sentence(stage: str, figure: Figure) -> str:
    name = METRICS[figure.metric].noun
    if figure.value is None:
        return f"{name} in {stage}: {GRADE_WORDS[grade(figure.base)]}, n {count(figure.n)}."
    aim = (
        ""
        if figure.target is None
        else f" Target {value_words(replace(figure, value=figure.target))}."
    )
    said = f"{name} in {stage}: {figure_words(figure)}, n {count(figure.n)}{caution(figure.base)}."
    return f"{said}{aim} {figure.definition}."


def figure_words(figure: Figure) -> str:
    """'+42 (+36 to +48)' for NPS in points, '63 % (60 to 66)' for shares, '4.50 (4.25 to 4.75)' for means."""
    return f"{value_words(figure)} ({', '.join(interval_words(figure))})".replace(", ", " to ", 1)


def value_words(figure: Figure) -> str:
    return _form(figure)(figure.known_value) + (" %" if figure.bounds == (0.0, 1.0) else "")


def interval_words(figure: Figure) -> tuple[str, str]:
    form = _form(figure)
    return (form(figure.ends[0]), form(figure.ends[1])) if figure.low is not None else ("?", "?")


def _form(figure: Figure) -> Form:
    if figure.bounds == (0.0, 1.0):
        return whole_percent
    return signed if figure.metric == "nps" else _mean


def score_form(metric: str, definition: str) -> Form:
    """How a figure of satisfaction is written: points, valence, a mean with two digits, else a share."""
    if metric in ("nps", "sentiment"):
        return signed if metric == "nps" else two_digits
    return _mean if definition.startswith("mean") else percent


def _mean(value: float) -> str:
    return f"{value:.2f}"


def short_valence(emotion: Emotion) -> str:
    return signed(emotion.mean_valence, 1)
