"""What the journey map says: pure data, no drawing."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from journey.map.grades import MEASURED, NOTHING, grade
from journey.model.definition import UNASSIGNED
from journey.model.metrics import SCORE_VALENCE
from journey.model.small_numbers import NOT_OBSERVED

if TYPE_CHECKING:
    from journey.data.views.rows import FrictionTold, FunnelTold, SummaryTold


def _known(value: float | None) -> float:
    if value is None:
        raise ValueError("A value that may not be shown was about to be drawn.")
    return value


@dataclass(frozen=True)
class Figure:
    """A satisfaction figure of a stage: value, interval and n as the view gives them, and the scale it is drawn on."""

    metric: str
    definition: str
    value: float | None
    low: float | None
    high: float | None
    n: int
    base: str
    target: float | None = None  # what it should reach, in its own unit

    @property
    def ends(self) -> tuple[float, float]:
        """The ends of the interval of a figure that has a value."""
        return _known(self.low), _known(self.high)

    @property
    def known_value(self) -> float:
        """The value of a figure that has one."""
        return _known(self.value)

    @property
    def bounds(self) -> tuple[float, float]:
        """Ends of the scale it is drawn on."""
        if self.metric == "nps":
            return -100.0, 100.0
        return (
            (1.0, 7.0 if self.metric == "ces" else 5.0) if "mean" in self.definition else (0.0, 1.0)
        )


@dataclass(frozen=True)
class Emotion:
    """The emotion at a touchpoint: mean valence -1..1 with interval, n events, their most frequent label.

    `is_by_scores`: made from NPS, CSAT and CES, as too few customers were recorded to feel anything; `others` counts the events
    that the other source has.
    """

    mean_valence: float | None
    low: float | None
    high: float | None
    n: int
    label: str | None
    base: str
    is_by_scores: bool = False
    others: int = 0

    @property
    def kind(self) -> str:
        """The kind of its cell."""
        return SCORE_VALENCE if self.is_by_scores else "valence"

    @property
    def is_shown(self) -> bool:
        return self.mean_valence is not None

    @property
    def valence(self) -> float:
        """The mean valence of an emotion that is shown."""
        return _known(self.mean_valence)

    @property
    def ends(self) -> tuple[float, float]:
        """The ends of the interval of an emotion that is shown."""
        return _known(self.low), _known(self.high)


@dataclass(frozen=True)
class Friction:
    """Friction at a touchpoint: journeys lost there, score 0..100 where it is measured, its rank, the view's whole row."""

    journeys_lost: int | None
    score: float | None
    rank: float | None
    row: "FrictionTold"


@dataclass(frozen=True)
class Touchpoint:
    """A touchpoint within a stage: events per channel (most first), order, emotion and friction."""

    stage: str
    name: str
    events: int
    channels: tuple[tuple[str | None, int], ...]
    order: float
    emotion: Emotion | None
    friction: Friction | None
    compared: tuple[tuple[str, Emotion], ...] = ()
    cause: tuple[str, ...] = ()  # what surely sets those who left apart, in two short lines
    finding_lines: tuple[str, ...] = ()  # what a finding tells of it, in two short lines, and
    finding: str = ""  # its whole sentence

    @property
    def words_below(self) -> tuple[str, ...]:
        """What stands below its losses."""
        return self.cause or self.finding_lines

    @property
    def shown_emotion(self) -> Emotion | None:
        """The emotion, unless too few customers showed one."""
        return self.emotion if self.emotion and self.emotion.is_shown else None

    @property
    def lost(self) -> int:
        """Journeys lost there; 0 where the number is hidden or there is none."""
        return (self.friction.journeys_lost or 0) if self.friction else 0


@dataclass(frozen=True)
class Exit:
    touchpoint: str
    touchpoint_stage: str | None
    journeys: int


@dataclass(frozen=True)
class Quote:
    """A comment; `is_by_feeling`: its valence is nearest to the group's mean, else it is the newest."""

    words: str
    touchpoint: str
    comments: int | None  # hidden in shared mode where it would tell of few
    customers: int | None
    is_by_feeling: bool = True


@dataclass(frozen=True)
class StageColumn:
    """One stage of the map. `index` -1: journeys and touchpoints in no stage. `expected` is the emotion's valence."""

    index: int
    name: str
    text: str
    expected_emotion: str
    expected: float | None
    funnel: "FunnelTold"
    figures: tuple[Figure, ...]
    touchpoints: tuple[Touchpoint, ...]
    channels: tuple[tuple[str | None, int], ...]
    exits: tuple[Exit, ...]
    quote: Quote | None
    compared: "tuple[tuple[str, FunnelTold], ...]" = ()
    compared_figures: tuple[tuple[str, tuple[Figure, ...]], ...] = ()
    notes: tuple[str, ...] = ()
    may_be_assigned: bool = False  # touchpoints are in no stage yet
    began: int = 0  # journeys in the first stage, of which those in the last are a share; 0 where it is not known

    @property
    def events(self) -> int:
        return sum(touchpoint.events for touchpoint in self.touchpoints)

    @property
    def absence(self) -> str:
        """Why a stage that no event is in has none: nothing assigned to it yet, or not in the data."""
        return "none assigned yet" if self.may_be_assigned else "not in these data"

    @property
    def is_observed(self) -> bool:
        """Whether any event of the dataset, whatever the filters, is in the stage."""
        return self.funnel["base"] != NOT_OBSERVED


@dataclass(frozen=True)
class JourneyMap:
    """The whole map: stages in journey order, then what is in no stage; `unit` is what is counted, journey or customer.

    `is_chosen`: the filters chose the journeys by a figure that counts them, so that it has no shares of what became of them.
    """

    unit: str
    stages: tuple[StageColumn, ...]
    summary: "SummaryTold"
    overall: tuple[Figure, ...]
    compared_key: str = ""
    compared: tuple[str, ...] = ()
    is_shared: bool = False
    is_chosen: bool = False
    marked: tuple[str, str] | None = (
        None  # stage and touchpoint that the headline speaks of, where a finding is it
    )

    @property
    def is_timeless(self) -> bool:
        """Whether it is of answers without a time."""
        return bool(self.summary.get("events")) and self.summary.get("first_at") is None

    @property
    def touchpoints(self) -> list[Touchpoint]:
        return [touchpoint for stage in self.stages for touchpoint in stage.touchpoints]

    @property
    def events(self) -> int:
        return sum(stage.events for stage in self.stages)

    @property
    def hides_losses(self) -> bool:
        """Whether shared mode hides how many left a stage, so that of none may be said that most or nobody left there."""
        return self.is_shared and any(
            stage.is_observed and stage.funnel["dropped_off"] is None for stage in self.stages
        )

    @property
    def hides_feelings(self) -> bool:
        """Whether shared mode hides a feeling, so that none of those shown may be called the worst or the best."""
        return self.is_shared and any(
            point.emotion and not point.shown_emotion for point in self.touchpoints
        )


def emotion_grade(emotion: Emotion | None) -> str:
    """The grade of an emotion; nothing where no valence may be shown."""
    return grade(emotion.base) if emotion and emotion.is_shown else NOTHING


def extremes(journey_map: JourneyMap) -> tuple[Touchpoint | None, Touchpoint | None]:
    """The touchpoints of lowest and highest valence among those with a full base; None where there are fewer than two, or where
    chance may have put one below the other.

    Of one source alone: where any was recorded, those made from scores are none of them.
    """
    found = [
        (emotion, touchpoint)
        for touchpoint in journey_map.touchpoints
        if touchpoint.stage != UNASSIGNED and emotion_grade(touchpoint.emotion) == MEASURED
        for emotion in [touchpoint.shown_emotion]
        if emotion
    ]
    is_by_scores = all(emotion.is_by_scores for emotion, _ in found)
    measured = [
        (emotion.valence, touchpoint)
        for emotion, touchpoint in found
        if emotion.is_by_scores == is_by_scores
    ]
    if len(measured) < 2:
        return None, None
    order = sorted(measured, key=lambda entry: entry[0])
    lowest, highest = order[0][1], order[-1][1]
    return (lowest, highest) if _is_surely_below(lowest, highest) else (None, None)


def marked(journey_map: JourneyMap) -> tuple[Touchpoint | None, Touchpoint | None]:
    """Those of `extremes` that nothing drawn lies beyond: a point of few customers may be lower than the lowest that is sure."""
    if journey_map.hides_feelings:
        return None, None
    lowest, highest = extremes(journey_map)
    shown = [
        emotion.valence
        for touchpoint in journey_map.touchpoints
        if (emotion := touchpoint.shown_emotion)
    ]
    if lowest and lowest.shown_emotion and lowest.shown_emotion.valence > min(shown):
        lowest = None
    if highest and highest.shown_emotion and highest.shown_emotion.valence < max(shown):
        highest = None
    return lowest, highest


def _is_surely_below(lowest: Touchpoint, highest: Touchpoint) -> bool:
    """Whether the intervals of both do not touch."""
    low, high = lowest.shown_emotion, highest.shown_emotion
    return bool(
        low and high and low.high is not None and high.low is not None and low.high < high.low
    )
