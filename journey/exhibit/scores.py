"""One metric of a survey by question or by group, beside the figure of all together."""

from collections.abc import Callable

from journey.charts.score_dots import score_dots
from journey.data.ask import AnyRow
from journey.data.views.rows import SATISFACTION
from journey.exhibit.chart import Axis, Dots, Series, Unit
from journey.exhibit.exhibit import TOO_FEW, Exhibit, Nothing
from journey.exhibit.ref import Ref
from journey.exhibit.source import AnswerSource
from journey.exhibit.target import target_line
from journey.model.filters import value_words
from journey.model.metrics import is_share
from journey.model.vocabulary import METRICS
from journey.model.words import count, plural
from journey.presenters import survey as words
from journey.presenters.attributes import splitting
from journey.presenters.attributes import words as attribute_words

QUESTION, GROUPS_LIMIT = "touchpoint", 12


def by_question(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """`ref` has the option metric, by default the first with a figure."""
    return _scores(ref, source, QUESTION, "question")


def by_group(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """`ref` has the options attribute and metric."""
    names = splitting(source.generation, GROUPS_LIMIT)
    if not names:
        reason = "The data has no attribute to group by. Load a column such as segment or region."
        return Nothing(ref, "Scores by group", reason)
    name = ref.option("attribute") if ref.option("attribute") in names else names[0]
    return _scores(ref, source, name, attribute_words(source.generation, name))


def _scores(ref: Ref, source: AnswerSource, by: str, label: str) -> Exhibit | Nothing:
    answer, whole = source.ask_all([(SATISFACTION, {"by": (by,)}), (SATISFACTION, {})])
    found = words.by_metric(answer.rows)
    metric = ref.option("metric") if ref.option("metric") in found else next(iter(found), "")
    if not metric:
        is_hidden = source.is_shared and answer.rows
        reason = TOO_FEW if is_hidden else "No score of at least 10 customers is in these data."
        return Nothing(ref, f"Scores by {label}", reason)
    question, rows = words.without_common_start(found[metric], by)
    drawn = rows[: words.ROWS_LIMIT]
    figures = words.by_metric(whole.rows).get(metric)
    all_together = figures[0]["value"] if figures else None
    form, target = words.form_of(rows), target_line(source, metric)
    is_partial = source.is_shared and any(
        row["value"] is None and row["metric"] == metric for row in answer.rows
    )
    rest = len(rows) - len(drawn)
    return Exhibit(
        ref,
        "figure",
        f"{METRICS[metric].noun} by {label}" if is_partial else words.headline(rows, by),
        f"{words.basis(question, rows)} By {label}.",
        _dots(drawn, by, all_together, form, target),
        (answer, whole),
        figures[0]["n"] if figures else None,
        "answer",
        f"{metric.upper()} for each {label}, with its 95 % interval.",
        (f"{plural(rest, f'more {label}')} not drawn.",) if rest else (),
        lambda theme: score_dots(drawn, by, theme, form, all_together, target),
    )


def _dots(
    rows: list[AnyRow],
    by: str,
    whole: float | None,
    form: Callable[[float], str],
    target: tuple[float, str] | None,
) -> Dots:
    metric, definition = rows[0]["metric"], rows[0]["definition"] or ""
    noun = METRICS[metric].noun
    return Dots(
        tuple(value_words(by, row[by]) for row in rows),
        (
            Series(
                noun,
                "accent",
                tuple(row["value"] for row in rows),
                tuple(form(row["value"]) for row in rows),
                tuple(row["low"] for row in rows),
                tuple(row["high"] for row in rows),
                tuple(row["n"] for row in rows),
            ),
        ),
        Axis(f"{noun}, 95 % interval", _unit(metric, definition)),
        tuple(f"n {count(row['n'])}" for row in rows),
        None if whole is None else (whole, f"all: {form(whole)}"),
        target=target,
    )


def _unit(metric: str, definition: str) -> Unit:
    if is_share(definition):
        return "share"
    return "valence" if metric == "sentiment" else "number"
