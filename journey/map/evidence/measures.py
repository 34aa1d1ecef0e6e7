"""How the figure of a cell is asked by period and by group: its view, its column, its interval."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from journey.map.answers import Options
from journey.map.captions import score_form, two_digits
from journey.map.evidence.context import Context
from journey.model.cells import SCORES, Cell
from journey.model.metrics import SCORE_VALENCE
from journey.model.vocabulary import METRICS, noun, outcome
from journey.model.words import count, percent, signed


def _share(value: float) -> str:
    return percent(value)


def _whole(value: float) -> str:
    return count(round(value))


SHARES, POINTS = (0.0, 1.0), (-100.0, 100.0)
OF_AGE = ("ripe", "ripe_leaves")  # the views of journeys at the same age


@dataclass(frozen=True)
class Measure:
    """How a kind of cell is queried by period and by group: view, column, its interval and n, its words.

    `good`: 1 where more is better, -1 where less is, 0 where neither is.
    """

    view: str
    column: str
    low: str = ""
    high: str = ""
    n: str = ""
    form: Callable[[float], str] = _whole
    scale: tuple[float, float] | None = None
    unit: str = "journeys"
    good: int = 0

    @property
    def is_share(self) -> bool:
        """Whether its interval is that of a share."""
        return bool(self.low) and self.scale == SHARES

    @property
    def is_in_points(self) -> bool:
        return self.scale == POINTS

    @property
    def least(self) -> float:
        """The least difference that is told: a point, or a hundredth of a mean."""
        return 1.0 if self.is_in_points else 0.01

    @property
    def is_of_age(self) -> bool:
        """Whether it is of journeys as they were at one age."""
        return self.view in OF_AGE


def _count(view: str, column: str, unit: str = "journeys", n: str = "") -> Measure:
    return Measure(view, column, n=n or column, unit=unit)


def _rate(view: str, column: str, good: int) -> Measure:
    low, high, n = (f"{column}_{end}" for end in ("low", "high", "n"))
    return Measure(view, column, low, high, n, _share, SHARES, "share of journeys", good)


SCORE = Measure("satisfaction", "value", "low", "high", "n", good=1)
VALENCE = replace(
    SCORE, form=two_digits, scale=(-1.0, 1.0), unit="mean valence, −1 (bad) to +1 (good)"
)
MEASURES = {
    "reached": _count("funnel", "reached"),
    "advanced": _rate("funnel", "conversion_rate", 1),
    "dropped_off": _rate("funnel", "drop_off_rate", -1),
    "ended_well": _rate("funnel", "ended_well_rate", 1),
    "in_progress": _count("funnel", "in_progress", n="reached"),
    "completed": _count("funnel", "completed", n="reached"),
    "skipped": _count("funnel", "skipped", n="reached"),
    "stage": _count("funnel", "reached"),
    "valence": VALENCE,
    "score_valence": VALENCE,
    "passes": _count("volume", "events", "events"),
    "lost": _rate("friction", "leaves", -1),
}
# The same over time, of journeys at the same age; who is under way is known of the end of observation alone.
AT_AGE = {
    "reached": _count("ripe", "ripe"),
    "advanced": _rate("ripe", "went_on_rate", 1),
    "dropped_off": _rate("ripe", "neither_rate", -1),
    "ended_well": _rate("ripe", "ended_well_rate", 1),
    "in_progress": None,
    "completed": _count("ripe", "completed", n="ripe"),
    "skipped": _count("ripe", "skipped", n="ripe"),
    "stage": _count("ripe", "ripe"),
    "lost": _rate("ripe_leaves", "leaves", -1),
}


def measure_of(cell: Cell, context: Context) -> tuple[Measure, Options] | None:
    """The measure of the cell and the options of its view; None where it is no number."""
    if cell.kind in SCORES:
        return _score(cell.kind, context), {"metrics": (cell.kind,)}
    metric = {"valence": "sentiment", SCORE_VALENCE: SCORE_VALENCE}.get(cell.kind)
    options: Options = {"metrics": (metric,)} if metric else {}
    return (MEASURES[cell.kind], options) if cell.kind in MEASURES else None


def over_time(cell: Cell, measure: Measure) -> Measure | None:
    """The measure in which periods are compared: of journeys at the same age; of answers and events the same one."""
    return AT_AGE.get(cell.kind, measure)


def _score(metric: str, context: Context) -> Measure:
    """Points, a mean or a share, as the first definition of the metric has it."""
    rows = context.answers.answers["stage_satisfaction"].rows
    definition = next((row["definition"] for row in rows if row["metric"] == metric), "")
    is_mean = definition.startswith("mean")
    scale = POINTS if metric == "nps" else None if is_mean else SHARES
    return replace(SCORE, form=score_form(metric, definition), scale=scale)


def verb_of(kind: str, is_of_age: bool = False) -> str:
    """What those of a share do, 'leave here' or, of an age, 'had not gone on'; '' where the figure is none of journeys."""
    if is_of_age and kind in ("advanced", "ended_well", "dropped_off"):
        return {"advanced": noun("went_on"), "dropped_off": noun("neither")}.get(
            kind, f"had {outcome(kind).clause}"
        )
    if kind in ("lost", "dropped_off"):
        return f"{outcome('dropped_off').verb} here"
    return outcome(kind).verb if kind in ("advanced", "ended_well") else ""


def name_of(kind: str) -> str:
    """What the figure is called: 'share who leave here', 'NPS', 'mean feeling'."""
    if verb := verb_of(kind):
        return f"share who {verb}"
    return METRICS[kind].noun if kind in SCORES else "mean feeling"


def ends_in_words(scale: tuple[float, float], measure: Measure) -> tuple[str, str]:
    """The ends of an axis, shorter than the measure's values are written."""
    if measure is VALENCE:
        return signed(scale[0], 1), signed(scale[1], 1)
    return measure.form(scale[0]), measure.form(scale[1])
