"""The stages of the map as HTML: every text from data escaped, no script, no outside request."""

import html
from pathlib import Path

from journey.charts.theme import DARK, Theme, stage_hue
from journey.map.model import Figure, StageColumn
from journey.model.words import count, percent, signed

STYLE = (Path(__file__).parent / "page.css").read_text(encoding="utf-8")
OUTCOMES = (("advanced", "advanced"), ("completed", "completed"), ("in_progress", "in progress"), ("dropped_off", "dropped off"))
METRIC_NAMES = {"nps": "NPS", "csat": "CSAT", "ces": "CES"}


def stages_html(columns: list[StageColumn], unit: str, theme: Theme) -> str:
    """A list of stage cards, side by side on a wide screen and under each other on a phone."""
    cards = "".join(_card(column, unit) for column in columns)
    kind = "dark" if theme is DARK else "light"
    return f'<style>{STYLE}</style><ol class="jm {kind}" style="--n:{len(columns)}" aria-label="Stages">{cards}</ol>'


def _card(column: StageColumn, unit: str) -> str:
    hue, row = stage_hue(column.place), column.funnel
    return (
        f'<li class="card"><header style="background:{hue}"><b>{_text(column.name)}</b><span>{_text(column.text)}</span></header>'
        f'<p class="reached"><b>{count(row["reached"])}</b> {_text(_plural(unit, row["reached"]))} reached it</p>{_bar(row)}'
        f'<dl>{"".join(_outcome(row, name, word) for name, word in OUTCOMES)}{_skipped(row)}</dl>'
        f'<div class="figures">{"".join(_figure(figure) for figure in column.figures) or _no_figures()}</div></li>'
    )


def _plural(unit: str, number: int | None) -> str:
    return unit if number == 1 else f"{unit}s"


def _bar(row: dict) -> str:
    """Shares of those who reached the stage as one bar; the same numbers stand below in words."""
    if not row["reached"]:
        return '<div class="bar" aria-hidden="true"></div>'
    parts = "".join(f'<i class="{name}" style="flex:{row[name]}"></i>' for name, _ in OUTCOMES if row[name])
    return f'<div class="bar" aria-hidden="true">{parts}</div>'


def _outcome(row: dict, name: str, word: str) -> str:
    rate = {"advanced": "conversion_rate", "dropped_off": "drop_off_rate"}.get(name)
    known = rate is not None and row[rate] is not None
    share = f" <small>{percent(row[rate])}</small>" if known else ""
    some = " some" if row[name] else ""
    return (f'<div class="{name}{some}"{_interval_title(row, rate) if known else ""}><dt><i class="{name}"></i>{word}</dt>'
            f"<dd>{count(row[name])}{share}</dd></div>")


def _interval_title(row: dict, rate: str) -> str:
    low, high = (percent(row[f"{rate}_{end}"], 1000) for end in ("low", "high"))
    return f' title="95 % interval {low} to {high}, n {count(row["reached"])}"'


def _skipped(row: dict) -> str:
    return f'<div class="skipped"><dt>skipped it</dt><dd>{count(row["skipped"])}</dd></div>' if row["skipped"] else ""


def _figure(figure: Figure) -> str:
    low, high = figure.bounds
    name = METRIC_NAMES[figure.metric]
    if figure.value is None:
        words = "fewer than 10 customers" if figure.base == "counts only" else "fewer than 5 customers"
        return f'<div class="figure"><b>{name}</b><span class="thin">{words}</span><small>n {count(figure.n)}</small></div>'
    at = [100 * (value - low) / (high - low) for value in (figure.low, figure.high, figure.value)]
    words = figure_words(figure)
    base = " · low base" if figure.base == "low base" else ""
    return (f'<div class="figure" title="{_text(figure.definition)}: {words}, n {count(figure.n)}{base}"><b>{name}</b>'
            f'<span class="scale" aria-hidden="true"><i style="left:{at[0]:.1f}%;width:{max(1.0, at[1] - at[0]):.1f}%"></i>'
            f'<u style="left:{at[2]:.1f}%"></u></span><em>{words}</em><small>n {count(figure.n)}{base}</small></div>')


def figure_words(figure: Figure) -> str:
    """'+42 (36 to 48)' for NPS in points, '63 % (60 to 66)' for shares."""
    if figure.metric == "nps":
        return f"{signed(figure.value)} ({signed(figure.low)} to {signed(figure.high)})"
    if "mean" in figure.definition:
        return f"{figure.value:.2f} ({figure.low:.2f} to {figure.high:.2f})"
    return f"{percent(figure.value)} ({100 * figure.low:.0f} to {100 * figure.high:.0f})"


def _no_figures() -> str:
    return '<p class="thin">no NPS, CSAT or CES answers here in this selection</p>'


def _text(text: str) -> str:
    return html.escape(" ".join(text.split()))
