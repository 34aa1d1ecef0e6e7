"""What the journey map says, from the answers of the views: pure data, no drawing."""

from collections.abc import Mapping
from dataclasses import dataclass

from journey.map.answers import MapAnswers
from journey.model.cells import SCORES
from journey.model.definition import UNASSIGNED, Definition
from journey.model.small_numbers import NOT_OBSERVED, SHARED

Rows = list[dict]
Order = Mapping[tuple[str, str], float]

# An evidence grade tells how far a cell carries; the words are for people who never heard of a base.
MEASURED, LOW_BASE, FROM_TEXT, NOTHING = "measured", "low base", "inferred from text", "nothing"
GRADE_WORDS = {
    MEASURED: "measured",
    LOW_BASE: "few customers (10 to 29): read with care",
    FROM_TEXT: "inferred from what customers wrote",
    NOTHING: "too few customers to say (under 10)",
}
GRADES = {
    "full": MEASURED,
    "low base": LOW_BASE,
    **dict.fromkeys(("counts only", "fewer than 5", NOT_OBSERVED), NOTHING),
}
SEVERAL = "several stages"  # of small groups that shared mode has put together over stages
OTHER_TEXTS = {
    UNASSIGNED: "touchpoints and journeys in no stage",
    SEVERAL: "small groups put together",
}


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
    """The emotion at a touchpoint: mean valence -1..1 with interval, n events, their most frequent label."""

    mean_valence: float | None
    low: float | None
    high: float | None
    n: int
    label: str | None
    base: str

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
    rank: int | None
    row: dict


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
    touchpoint_stage: str
    journeys: int


@dataclass(frozen=True)
class Quote:
    words: str
    touchpoint: str
    comments: int | None  # hidden in shared mode where it would tell of few
    customers: int | None


@dataclass(frozen=True)
class StageColumn:
    """One stage of the map. `index` -1: journeys and touchpoints in no stage. `expected` is the emotion's valence."""

    index: int
    name: str
    text: str
    expected_emotion: str
    expected: float | None
    funnel: dict
    figures: tuple[Figure, ...]
    touchpoints: tuple[Touchpoint, ...]
    channels: tuple[tuple[str | None, int], ...]
    exits: tuple[Exit, ...]
    quote: Quote | None
    compared: tuple[tuple[str, dict], ...] = ()
    compared_figures: tuple[tuple[str, tuple[Figure, ...]], ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def events(self) -> int:
        return sum(touchpoint.events for touchpoint in self.touchpoints)

    @property
    def is_observed(self) -> bool:
        """Whether any event of the dataset, whatever the filters, is in the stage."""
        return self.funnel["base"] != NOT_OBSERVED


@dataclass(frozen=True)
class JourneyMap:
    """The whole map: stages in journey order, then what is in no stage; `unit` is what is counted, journey or customer."""

    unit: str
    stages: tuple[StageColumn, ...]
    summary: dict
    overall: tuple[Figure, ...]
    compared_key: str = ""
    compared: tuple[str, ...] = ()
    is_shared: bool = False

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


def build_journey_map(
    definition: Definition,
    answers: MapAnswers,
    unit: str,
    order: Order,
    notes: dict[str, list[str]] | None = None,
) -> JourneyMap:
    """The map from the answers, in analyst or shared mode.

    `order` says at which step journeys first pass a (stage, touchpoint); `notes` are the workshop's, by stage.
    """
    touchpoints = _touchpoints(answers, order)
    stages = []
    for row in answers.rows("funnel"):
        inside = [
            point
            for part in _parts(row["stage"], definition)
            for point in touchpoints.pop(part, [])
        ]
        stages.append(_stage(definition, answers, row, inside, (notes or {}).get(row["stage"], [])))
    stages += [
        _stage(definition, answers, _empty(name, answers.rows("funnel")[0]), inside, [])
        for name, inside in touchpoints.items()
    ]
    comparison = answers.comparison
    return JourneyMap(
        unit,
        tuple(stages),
        answers.rows("summary")[0],
        first_figures(answers.rows("satisfaction")),
        comparison.key if comparison else "",
        comparison.values if comparison else (),
        answers.answers["funnel"].mode == SHARED,
    )


def _parts(name: str, definition: Definition) -> tuple[str, ...]:
    """The stages of a funnel row: one, or those that shared mode has put together as 'a + b'."""
    if name in (*definition.stage_names, UNASSIGNED):
        return (name,)
    return tuple(
        part for part in (UNASSIGNED, *definition.stage_names) if part in name.split(" + ")
    )


def _empty(stage: str, like: dict) -> dict:
    """The funnel row of touchpoints in no stage where every journey has a stage: nobody is there."""
    return {name: 0 if isinstance(value, int) else None for name, value in like.items()} | {
        "stage": stage,
        "base": "fewer than 5",
    }


def _stage(
    definition: Definition,
    answers: MapAnswers,
    row: dict,
    touchpoints: list[Touchpoint],
    notes: list[str],
) -> StageColumn:
    name, parts = row["stage"], _parts(row["stage"], definition)
    indices = [index for index, stage in enumerate(definition.stages) if stage.name in parts]
    stage = definition.stages[indices[0]] if len(indices) == 1 and len(parts) == 1 else None
    return StageColumn(
        index=indices[0] if indices else -1,
        name=name,
        text=stage.text if stage else OTHER_TEXTS.get(name, "put together because few are in them"),
        expected_emotion=stage.expected_emotion if stage else "",
        expected=definition.valences.get(stage.expected_emotion) if stage else None,
        funnel=row,
        figures=first_figures(
            [answer for answer in answers.rows("stage_satisfaction") if answer["stage"] == name]
        ),
        touchpoints=tuple(touchpoints),
        channels=_channels(touchpoints),
        exits=tuple(
            Exit(row["touchpoint"], row["touchpoint_stage"], row["journeys"])
            for row in answers.rows("exits")
            if row["drop_stage"] == name and row["journeys"] is not None
        ),
        quote=_quote(answers.rows("quotes"), name),
        compared=tuple(
            (value, row)
            for value, rows in answers.funnels.items()
            for row in rows
            if row["stage"] == name
        ),
        compared_figures=tuple(
            (value, first_figures([row for row in rows if row["stage"] == name]))
            for value, rows in answers.scores.items()
        ),
        notes=tuple(notes),
    )


def first_figures(satisfaction: Rows) -> tuple[Figure, ...]:
    """NPS, CSAT and CES of one group, each in the variant that the definition puts first."""
    figures: dict[str, Figure] = {}
    for row in satisfaction:
        if row["metric"] in SCORES and row["metric"] not in figures:
            figures[row["metric"]] = Figure(
                row["metric"],
                row["definition"],
                row["value"],
                row["low"],
                row["high"],
                row["n"],
                row["base"],
            )
    return tuple(figures[metric] for metric in SCORES if metric in figures)


def _touchpoints(answers: MapAnswers, order: Order) -> dict[str, list[Touchpoint]]:
    """By stage, in the order in which journeys first pass them: all with an event, or with a journey lost, in the selection."""
    emotions = emotions_by_cell(answers.rows("emotions"), answers.rows("labels"))
    compared = {value: emotions_by_cell(rows, []) for value, rows in answers.curves.items()}
    frictions = {
        (row["stage"], row["touchpoint"]): Friction(
            row["journeys_lost"], row["score"], row["rank"], row
        )
        for row in answers.rows("friction")
    }
    volumes: dict[tuple[str, str], Rows] = {
        cell: [] for cell, friction in frictions.items() if friction.journeys_lost
    }
    for row in answers.rows("volume"):
        volumes.setdefault((row["stage"] or SEVERAL, row["touchpoint"]), []).append(row)
    by_stage: dict[str, list[Touchpoint]] = {}
    for cell, rows in volumes.items():
        groups = tuple((value, cells[cell]) for value, cells in compared.items() if cell in cells)
        events = sum(row["events"] or 0 for row in rows)
        by_stage.setdefault(cell[0], []).append(
            Touchpoint(
                *cell,
                events,
                _by_channel(rows),
                order.get(cell, 0),
                emotions.get(cell),
                frictions.get(cell),
                groups,
            )
        )
    return {
        stage: sorted(inside, key=lambda touchpoint: (touchpoint.order, touchpoint.name))
        for stage, inside in by_stage.items()
    }


def _by_channel(rows: Rows) -> tuple[tuple[str | None, int], ...]:
    return tuple(
        sorted(
            ((row["channel"], row["events"]) for row in rows if row["events"]),
            key=lambda pair: (-pair[1], pair[0] or ""),
        )
    )


def _channels(touchpoints: list[Touchpoint]) -> tuple[tuple[str | None, int], ...]:
    sums: dict[str | None, int] = {}
    for touchpoint in touchpoints:
        for channel, events in touchpoint.channels:
            sums[channel] = sums.get(channel, 0) + events
    return tuple(sorted(sums.items(), key=lambda pair: (-pair[1], pair[0] or "")))


def emotions_by_cell(sentiment_rows: Rows, label_rows: Rows) -> dict[tuple[str, str], Emotion]:
    """The emotion at each (stage, touchpoint): the mean of sentiment, and the label that most events carry."""
    top_labels: dict[tuple, dict] = {}
    for row in label_rows:
        cell = (row["stage"], row["touchpoint"])
        if row["emotion"] is not None and (
            cell not in top_labels or (row["events"] or 0) > (top_labels[cell]["events"] or 0)
        ):
            top_labels[cell] = row
    emotions = {}
    for row in sentiment_rows:
        if row["definition"].startswith("mean"):
            cell = (row["stage"], row["touchpoint"])
            emotions[cell] = Emotion(
                row["value"],
                row["low"],
                row["high"],
                row["n"],
                top_labels.get(cell, {}).get("emotion"),
                row["base"],
            )
    return emotions


def _quote(quotes: Rows, stage: str) -> Quote | None:
    row = next((row for row in quotes if row["stage"] == stage), None)
    return (
        Quote(row["quote"], row["quote_touchpoint"], row["comments"], row["customers"])
        if row
        else None
    )


def grade(base: str) -> str:
    """The evidence grade of a figure with this base."""
    return GRADES[base]


def emotion_grade(emotion: Emotion | None) -> str:
    """The grade of an emotion; nothing where no valence may be shown."""
    return grade(emotion.base) if emotion and emotion.is_shown else NOTHING


def extremes(journey_map: JourneyMap) -> tuple[Touchpoint | None, Touchpoint | None]:
    """The touchpoints of lowest and highest valence among those with a full base; None where there are fewer than two."""
    measured = [
        (emotion.valence, touchpoint)
        for touchpoint in journey_map.touchpoints
        if touchpoint.stage != UNASSIGNED and emotion_grade(touchpoint.emotion) == MEASURED
        for emotion in [touchpoint.shown_emotion]
        if emotion
    ]
    if len(measured) < 2:
        return None, None
    order = sorted(measured, key=lambda entry: entry[0])
    return order[0][1], order[-1][1]
