"""What changed in the numbers from one version of a dataset to another."""

from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import TypeVar

from journey.data.answer import Answer
from journey.data.ask import AnyRow, ask
from journey.data.generation import Generation
from journey.data.views.rows import FUNNEL, SATISFACTION, SUMMARY, TOUCHPOINTS
from journey.model.errors import UserError
from journey.model.filters import Filters
from journey.model.words import count, percent, signed

R = TypeVar("R", bound=AnyRow)
SHARES = ("drop_off_rate",)


@dataclass(frozen=True)
class Change:
    """One figure: of what, of which stage or metric, and its value before and after (None: there is none)."""

    figure: str
    of: str
    before: float | None
    after: float | None

    def as_dict(self) -> dict:
        return asdict(self)

    def sentence(self) -> str:
        return f"{self.of}, {self.figure}: {worded(self.figure, self.before)} → {worded(self.figure, self.after)}"


def worded(figure: str, value: float | None) -> str:
    """A figure as people read it."""
    if value is None:
        return "none"
    if figure in SHARES or figure in ("csat", "ces"):
        return percent(value, 1000)
    if figure == "nps":
        return signed(value, 1)
    return count(int(value)) if float(value).is_integer() else f"{value:,.2f}"


def changes(before: Generation, after: Generation) -> list[Change]:
    """The figures that differ between two versions: counts, stages, satisfaction; none where nothing does."""
    old, new = _figures(before), _figures(after)
    names = dict.fromkeys([*old, *new])
    return [
        Change(figure, of, old.get((figure, of)), new.get((figure, of)))
        for figure, of in names
        if old.get((figure, of)) != new.get((figure, of))
    ]


def _figures(generation: Generation) -> dict[tuple[str, str], float | None]:
    """Figures by what they measure and of what."""
    summary = ask(generation, SUMMARY, Filters()).rows[0]
    figures: dict[tuple[str, str], float | None] = {
        (name, "all"): summary[name] for name in ("events", "customers", "journeys", "touchpoints")
    }
    for stage in _rows(lambda: ask(generation, FUNNEL, Filters())):
        figures |= {
            (name, stage["stage"]): stage[name]
            for name in ("reached", "ended_well", "dropped_off", "in_progress", "drop_off_rate")
        }
    for score in (
        *_rows(lambda: ask(generation, SATISFACTION, Filters())),
        *_rows(lambda: ask(generation, SATISFACTION, Filters(), ("stage",))),
    ):
        of = score.get("stage", "all")
        figures.setdefault((score["metric"], of), score["value"])  # the form that stands first
        figures.setdefault((f"{score['metric']} answers", of), score["n"])
    events: Counter[str] = Counter()
    for touchpoint in _rows(lambda: ask(generation, TOUCHPOINTS, Filters())):
        events[touchpoint["stage"]] += touchpoint["events"]
    return figures | {("events", name): number for name, number in events.items()}


def _rows(answer: Callable[[], Answer[R]]) -> list[R]:
    """The view's rows; none where the data have not what it needs, such as times."""
    try:
        return answer().rows
    except UserError:
        return []
