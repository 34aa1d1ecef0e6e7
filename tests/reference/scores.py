"""The view of satisfaction."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.reference.groups import grouped
from tests.reference.intervals import (
    by_customer,
    mean_interval,
    mean_of,
    nps_interval,
    share_interval,
)
from tests.reference.log import Answers, Event, Filters, Log, Row
from tests.reference.steps import within


def nps_score(answer: float) -> int:
    """Score an answer: promoter 1, passive 0, detractor -1."""
    if answer >= 9:
        return 1
    return -1 if answer <= 6 else 0


def satisfaction(log: Log, filters: Filters, by: list[str]) -> list[Row]:
    """Give NPS, CSAT, CES and sentiment of each group by every definition."""
    rows = []
    for values, events in grouped(log, filters, by).items():
        for figure in satisfaction_figures(events, log.definition):
            rows.append({**dict(zip(by, values)), **figure})
    return rows


def satisfaction_figures(events: list[Event], definition: dict[str, Any]) -> list[Row]:
    """Work out all figures that the answers in some events allow."""
    answers: dict[str, Answers] = {
        "nps": [(e.customer, nps_score(e.nps)) for e in events if e.nps is not None],
        "csat": [(e.customer, e.csat) for e in events if e.csat is not None],
        "ces": [(e.customer, e.ces) for e in events if e.ces is not None],
        "sentiment": [(e.customer, e.valence) for e in events if e.valence is not None],
        "score_valence": [
            (e.customer, f) for e in events if (f := feeling_by_scores(e, definition)) is not None
        ],
    }

    def is_good(value: float) -> bool:
        return within(value, definition["csat_good"])

    def is_easy(value: float) -> bool:
        return within(value, definition["ces_easy"])

    figures = [
        nps_figure(answers["nps"]),
        share_figure("csat", "good", answers["csat"], is_good),
        mean_figure("csat", answers["csat"], definition["csat_scale"]),
        share_figure("ces", "easy", answers["ces"], is_easy),
        share_figure(
            "ces", "very_easy", answers["ces"], lambda value: within(value, definition["ces_best"])
        ),
        mean_figure("ces", answers["ces"], definition["ces_scale"]),
        mean_figure("sentiment", answers["sentiment"], (-1.0, 1.0)),
        share_figure("sentiment", "negative", answers["sentiment"], is_negative),
        share_figure("sentiment", "neutral", answers["sentiment"], is_neutral),
        share_figure("sentiment", "positive", answers["sentiment"], is_positive),
        mean_figure("score_valence", answers["score_valence"], (-1.0, 1.0)),
    ]
    return [figure for figure in figures if figure["n"] > 0]


def feeling_by_scores(event: Event, definition: dict[str, Any]) -> float | None:
    """Give +0.6, 0 or -0.6 for a good, middling or bad answer, those of one event averaged; None without an answer."""
    feelings = []
    if event.nps is not None:
        feelings.append(0.6 * nps_score(event.nps))
    if event.csat is not None:
        is_good, is_bad = (
            within(event.csat, definition[name]) for name in ("csat_good", "csat_bad")
        )
        feelings.append(0.6 if is_good else -0.6 if is_bad else 0.0)
    if event.ces is not None:
        lowest, highest = definition["ces_scale"]
        low, high = definition["ces_easy"]
        is_hard = within(event.ces, (lowest + highest - high, lowest + highest - low))
        feelings.append(0.6 if within(event.ces, (low, high)) else -0.6 if is_hard else 0.0)
    return sum(feelings) / len(feelings) if feelings else None


def is_negative(valence: float) -> bool:
    """Tell whether a valence counts as negative."""
    return valence <= -0.05


def is_positive(valence: float) -> bool:
    """Tell whether a valence counts as positive."""
    return valence >= 0.05


def is_neutral(valence: float) -> bool:
    """Tell whether a valence is neither negative nor positive."""
    return not is_negative(valence) and not is_positive(valence)


def figure_row(
    metric: str, name: str, answers: Answers, value: Any, interval: tuple[Any, Any]
) -> Row:
    """Name a satisfaction figure's columns."""
    return {
        "metric": metric,
        "definition": name,
        "value": value,
        "low": interval[0],
        "high": interval[1],
        "n": len(answers),
        "customers": len(by_customer(answers)),
    }


def nps_figure(answers: Answers) -> Row:
    """Give the NPS in points of answers scored 1, 0 and -1."""
    mean = mean_of(answers)
    value = None if mean is None else 100 * mean
    return figure_row("nps", "nps", answers, value, nps_interval(answers))


def mean_figure(metric: str, answers: Answers, scale: tuple[float, float]) -> Row:
    """Give the mean answer."""
    return figure_row(metric, "mean", answers, mean_of(answers), mean_interval(answers, scale))


def share_figure(metric: str, name: str, answers: Answers, hit: Callable[[float], bool]) -> Row:
    """Give the share of answers that hit."""
    hits = [(customer, 1 if hit(value) else 0) for customer, value in answers]
    return figure_row(metric, name, answers, mean_of(hits), share_interval(hits))


def distribution(log: Log, filters: Filters, by: list[str]) -> list[Row]:
    """Give how many answered each answer, with the share of all and its interval."""
    rows = []
    for values, events in grouped(log, filters, by).items():
        for metric in ("nps", "csat", "ces"):
            given = [
                (e.customer, getattr(e, metric)) for e in events if getattr(e, metric) is not None
            ]
            for answer in sorted({value for _, value in given}):
                low, high = share_interval([(c, float(value == answer)) for c, value in given])
                rows.append(
                    {
                        **dict(zip(by, values)),
                        "metric": metric,
                        "answer": answer,
                        "answers": sum(value == answer for _, value in given),
                        "share_n": len(given),
                        "share_low": low,
                        "share_high": high,
                        "customers": len({customer for customer, _ in given}),
                    }
                )
    return rows
