"""What the journey map says, from the answers of the views: pure data, no drawing."""

from dataclasses import dataclass

from journey.model.definition import UNASSIGNED, Definition

Rows = list[dict]


@dataclass(frozen=True)
class Figure:
    """A satisfaction figure of a stage: value, interval and n as the view gives them, and its place on a scale 0..1."""

    metric: str
    definition: str
    value: float | None
    low: float | None
    high: float | None
    n: int
    base: str

    @property
    def bounds(self) -> tuple[float, float]:
        return (-100.0, 100.0) if self.metric == "nps" else (0.0, 1.0)


@dataclass(frozen=True)
class StageColumn:
    """One stage of the map: its texts, what became of its journeys, how satisfied they are. `place` -1: in no stage."""

    place: int
    name: str
    text: str
    expected_emotion: str
    funnel: dict
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Point:
    """A touchpoint on the emotion curve: mean valence -1..1 with interval, n events, its most frequent label."""

    stage: str
    touchpoint: str
    mean_valence: float
    low: float
    high: float
    n: int
    emotion: str | None
    base: str


FIRST_METRICS = ("nps", "csat", "ces")


def stage_columns(definition: Definition, funnel: Rows, satisfaction: Rows) -> list[StageColumn]:
    """The stages in journey order, then the unassigned where there are any. `satisfaction` is by stage."""
    texts = {stage.name: stage for stage in definition.stages}
    places = {stage.name: place for place, stage in enumerate(definition.stages)}
    columns = []
    for row in funnel:
        stage = texts.get(row["stage"])
        figures = first_figures([answer for answer in satisfaction if answer["stage"] == row["stage"]])
        columns.append(StageColumn(places.get(row["stage"], -1), row["stage"], stage.text if stage else "journeys in no stage",
                                   stage.expected_emotion if stage else "", row, figures))
    return columns


def first_figures(satisfaction: Rows) -> tuple[Figure, ...]:
    """NPS, CSAT and CES of one group, each in the variant that the definition puts first."""
    figures: dict[str, Figure] = {}
    for row in satisfaction:
        if row["metric"] in FIRST_METRICS and row["metric"] not in figures:
            figures[row["metric"]] = Figure(row["metric"], row["definition"], row["value"], row["low"], row["high"],
                                            row["n"], row["base"])
    return tuple(figures[metric] for metric in FIRST_METRICS if metric in figures)


def curve_points(definition: Definition, emotions: Rows, touchpoints: Rows) -> list[Point]:
    """The touchpoints whose feeling may be shown, by stage and median first step; `emotions` is by stage, touchpoint."""
    steps = {(row["stage"], row["touchpoint"]): row["median_first_step"] or 0 for row in touchpoints}
    labels: dict[tuple, dict] = {}
    for row in emotions:
        cell = (row["stage"], row["touchpoint"])
        if row["emotion"] is not None and row["events"] > labels.get(cell, {"events": 0})["events"]:
            labels[cell] = row
    points = [_point(row, labels.get((row["stage"], row["touchpoint"]))) for row in emotions
              if row["emotion"] is None and row["mean_valence"] is not None]
    order = {name: place for place, name in enumerate((*definition.stage_names, UNASSIGNED))}
    return sorted(points, key=lambda point: (order[point.stage], steps.get((point.stage, point.touchpoint), 0), point.touchpoint))


def _point(row: dict, label: dict | None) -> Point:
    return Point(row["stage"], row["touchpoint"], row["mean_valence"], row["low"], row["high"], row["n"],
                 label["emotion"] if label else None, row["base"])
