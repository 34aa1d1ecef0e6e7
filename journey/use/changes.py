"""What changed in the numbers from one version of a dataset to another."""

from dataclasses import asdict, dataclass

from journey.data.ask import ask
from journey.data.generation import Generation
from journey.model.errors import UserError
from journey.model.filters import Filters
from journey.model.words import count, percent, signed

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
    summary = ask(generation, "summary", Filters()).rows[0]
    figures = {
        (name, "all"): summary[name] for name in ("events", "customers", "journeys", "touchpoints")
    }
    for row in _rows(generation, "funnel"):
        figures |= {
            (name, row["stage"]): row[name]
            for name in ("reached", "dropped_off", "in_progress", "drop_off_rate")
        }
    for by in ((), ("stage",)):
        for row in _rows(generation, "satisfaction", by):
            of = row.get("stage", "all")
            figures.setdefault((row["metric"], of), row["value"])  # the form that stands first
            figures.setdefault((f"{row['metric']} answers", of), row["n"])
    for row in _rows(generation, "touchpoints"):
        figures[("events", row["stage"])] = figures.get(("events", row["stage"]), 0) + row["events"]
    return figures


def _rows(generation: Generation, view: str, by: tuple[str, ...] = ()) -> list[dict]:
    """The view's rows; none where the data have not what it needs, such as times."""
    try:
        return ask(generation, view, Filters(), by).rows
    except UserError:
        return []
