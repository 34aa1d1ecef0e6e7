"""How the figure of a cell is asked by period and by group: its view, its column, its interval."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from journey.map.answers import Options
from journey.map.captions import score_form, two_digits
from journey.map.evidence.context import Context
from journey.model.cells import SCORES, Cell
from journey.model.metrics import SCORE_VALENCE
from journey.model.words import count, percent, signed


def _share(value: float) -> str:
    return percent(value)


def _whole(value: float) -> str:
    return count(round(value))


@dataclass(frozen=True)
class Measure:
    """How a kind of cell is queried by period and by group: view, column, its interval and n, its words."""

    view: str
    column: str
    low: str = ""
    high: str = ""
    n: str = ""
    form: Callable[[float], str] = _whole
    scale: tuple[float, float] | None = None
    unit: str = "journeys"


def _count(view: str, column: str, unit: str = "journeys", n: str = "") -> Measure:
    return Measure(view, column, n=n or column, unit=unit)


def _rate(view: str, column: str) -> Measure:
    low, high, n = (f"{column}_{end}" for end in ("low", "high", "n"))
    return Measure(view, column, low, high, n, _share, (0.0, 1.0), "share of journeys")


SCORE = Measure("satisfaction", "value", "low", "high", "n")
VALENCE = replace(
    SCORE, form=two_digits, scale=(-1.0, 1.0), unit="mean valence, −1 (bad) to +1 (good)"
)
MEASURES = {
    "reached": _count("funnel", "reached"),
    "advanced": _rate("funnel", "conversion_rate"),
    "dropped_off": _rate("funnel", "drop_off_rate"),
    "ended_well": _rate("funnel", "ended_well_rate"),
    "in_progress": _count("funnel", "in_progress", n="reached"),
    "completed": _count("funnel", "completed", n="reached"),
    "skipped": _count("funnel", "skipped", n="reached"),
    "stage": _count("funnel", "reached"),
    "valence": VALENCE,
    "score_valence": VALENCE,
    "passes": _count("volume", "events", "events"),
    "lost": _rate("friction", "leaves"),
}
# The same over time, of journeys at the same age; who is under way is known of the end of observation alone.
AT_AGE = {
    "reached": _count("ripe", "ripe"),
    "advanced": _rate("ripe", "went_on_rate"),
    "dropped_off": _rate("ripe", "neither_rate"),
    "ended_well": _rate("ripe", "ended_well_rate"),
    "in_progress": None,
    "completed": _count("ripe", "completed", n="ripe"),
    "skipped": _count("ripe", "skipped", n="ripe"),
    "stage": _count("ripe", "ripe"),
    "lost": _rate("ripe_leaves", "leaves"),
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
    scale = (-100.0, 100.0) if metric == "nps" else None if is_mean else (0.0, 1.0)
    return replace(SCORE, form=score_form(metric, definition), scale=scale)


def ends_in_words(scale: tuple[float, float], measure: Measure) -> tuple[str, str]:
    """The ends of an axis, shorter than the measure's values are written."""
    if measure is VALENCE:
        return signed(scale[0], 1), signed(scale[1], 1)
    return measure.form(scale[0]), measure.form(scale[1])
