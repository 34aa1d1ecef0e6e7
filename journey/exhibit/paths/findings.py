"""Findings of searches in the journey graph, each a table, and the model of what would be."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from journey.charts.what_if import what_if_dots
from journey.data.answer import Answer
from journey.data.ask import VIEWS
from journey.data.views.rows import ENTRIES, TOUCHPOINT_NODES
from journey.exhibit.chart import Axis, Dots, Series
from journey.exhibit.exhibit import NO_JOURNEY, TOO_FEW, Exhibit, Nothing
from journey.exhibit.paths import searches
from journey.exhibit.paths.searches import ROWS_LIMIT
from journey.exhibit.ref import Ref
from journey.exhibit.source import AnswerSource
from journey.exhibit.tables import tabled
from journey.findings.asking import FORMS
from journey.graph.rows import BOTTLENECKS, COMMUNITIES
from journey.model.words import count, signed
from journey.presenters.paths import graph as words
from journey.presenters.paths.touchpoints import are_staged

if TYPE_CHECKING:
    from journey.graph.rows import WhatIfRow

OPTIONS = ("find", "part")
NOT_TOLD = "Not told in shared mode: beside the other tables it would tell of few."
NO_STAGES = "No touchpoint is in a stage, so there is no goal to reach. Assign stages under Define on the Data screen."


def observed(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """The paths that journeys take from one touchpoint to another; `ref` has the options source and target."""
    answer, name = searches.observed_paths(ref, source), "Observed paths"
    if not answer.rows:
        return Nothing(ref, name, "No journey goes from the first to the second.")
    if len(answer.rows[0]["path"]) == 1:  # shared mode has put all of them together
        return Nothing(ref, name, source.too_few)
    title, rest = words.observed_finding(answer.rows, answer.totals)
    hidden = words.hidden_sentence(answer.totals)
    return _table(ref, title, rest, answer, "path", answer.totals["journeys"], hidden)


def likely(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """The most likely paths of the model; `ref` has the options source and target."""
    answer, name = searches.likely_paths(ref, source), "Most likely paths"
    if not answer.rows:
        return Nothing(ref, name, "No journey goes from the first to the second.")
    title, rest = words.likely_finding(answer.rows[0])
    return _table(ref, title, rest, answer, "path")


def ends(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """Where journeys begin and end."""
    answer, name = source.ask(TOUCHPOINT_NODES), "Where journeys begin and end"
    begun = answer.totals["begun"]
    if not begun:
        is_hidden = source.is_shared and begun is None
        return Nothing(ref, name, NOT_TOLD if is_hidden else NO_JOURNEY)
    return _table(ref, words.ends_finding(answer.rows, begun), name, answer, "touchpoint", begun)


def entries(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """What became of journeys by the touchpoint and channel that they began with."""
    answer, name = source.ask(ENTRIES), "First touchpoints and channels"
    if not answer.rows:
        return Nothing(ref, name, NO_JOURNEY)
    journeys = answer.totals["journeys"]
    title = words.entries_finding(answer.rows, journeys) or name
    sentence = "What became of journeys, by the touchpoint and channel that they began with."
    return _table(ref, title, sentence, answer, "entry", journeys)


def bottlenecks(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """Where most time passes."""
    answer = source.ask(BOTTLENECKS)
    if not answer.rows:
        return Nothing(ref, "Bottlenecks", "No journey has two events under these filters.")
    title, rest = words.bottlenecks_finding(answer.rows)
    return _table(ref, title, f"Bottlenecks. {rest}", answer, "touchpoint")


def loops(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """Loops and rework."""
    answer = searches.loops(source)
    if not answer.rows:
        return Nothing(ref, "Loops and rework", "No journey returns to a touchpoint.")
    title, rest = words.loops_finding(answer.rows)
    return _table(ref, title, f"Loops and rework. {rest}", answer, "loop")


def returned_to(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """The touchpoints that most journeys return to."""
    answer, name = source.ask(TOUCHPOINT_NODES), "Touchpoints that journeys return to"
    if not any(row["again"] for row in answer.rows):
        return Nothing(ref, name, _nobody(answer, "again"))
    rows = words.returned_to(answer.frame(), 2 * ROWS_LIMIT)
    content, drawing = tabled(rows, VIEWS[TOUCHPOINT_NODES].table(*words.RETURNED_TO), "touchpoint")
    return Exhibit(
        ref,
        "table",
        words.returned_sentence(rows.iloc[0]),
        f"{name}, after any number of steps.",
        content,
        (answer,),
        None,
        "journey",
        f"{name}, those with most journeys first.",
        on_screen=drawing,
    )


def communities(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """Groups of touchpoints between which most moves stay."""
    answer, name = source.ask(COMMUNITIES), "Communities of touchpoints"
    if not answer.rows:
        return Nothing(ref, name, "No journey has two events under these filters.")
    return _table(ref, words.communities_finding(answer.rows), name, answer, "group")


def contributions(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """How much the goal needs each touchpoint; `ref` has the option stage."""
    goal = searches.goal(ref, source)
    name = f"Contributions to reaching {goal}"
    if not are_staged(source.ask(TOUCHPOINT_NODES).rows):
        return Nothing(ref, name, NO_STAGES)
    answer = searches.contributions(ref, source)
    if not answer.rows:
        return Nothing(ref, name, "Nobody reaches this stage.")
    title, rest = words.contributions_finding(answer.rows[0], goal)
    return _table(ref, title, rest, answer, "touchpoint")


def what_if(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """How many more would reach each stage; `ref` has the options change and by."""
    name = "What if"
    if not are_staged(source.ask(TOUCHPOINT_NODES).rows):
        return Nothing(ref, name, NO_STAGES)
    change, answer = searches.change(ref, source), searches.what_if(ref, source)
    if answer is None or not answer.rows:
        reason = (
            "Nobody leaves and nobody goes back under these filters: there is nothing to change."
        )
        return Nothing(ref, name, reason)
    frame = answer.frame()
    title, rest = words.what_if_finding(answer.rows, change, searches.reduction(ref))
    return Exhibit(
        ref,
        "figure",
        title,
        rest,
        difference_dots(answer.rows, source.unit),
        (answer,),
        None,
        source.unit,
        "How many more or fewer journeys would reach each stage with the change.",
        on_screen=lambda theme: what_if_dots(frame, theme, source.unit),
    )


def difference_dots(rows: "Sequence[WhatIfRow]", unit: str) -> Dots:
    """A dot a stage: how many more or fewer reach it."""
    return Dots(
        tuple(row["stage"] for row in rows),
        (
            Series(
                "difference",
                "accent",
                tuple(row["difference"] for row in rows),
                tuple(signed(row["difference"]) for row in rows),
                tuple(row["difference_low"] for row in rows),
                tuple(row["difference_high"] for row in rows),
            ),
        ),
        Axis(f"more or fewer {unit}s that reach the stage, 95 % range", "number"),
        tuple(f"{count(round(row['before']))} → {count(round(row['after']))}" for row in rows),
        (0.0, ""),
    )


def _nobody(answer: Answer[Any], column: str) -> str:
    is_hidden = any(row[column] is None for row in answer.rows)
    return TOO_FEW if is_hidden else "No journey does under these filters."


def _table(
    ref: Ref,
    title: str,
    subtitle: str,
    answer: Answer[Any],
    noun: str,
    n: int | None = None,
    note: str = "",
) -> Exhibit:
    """The rows for reading."""
    headings = FORMS[answer.view].table(*words.TABLES[answer.view])
    content, drawing = tabled(words.table(answer.view, answer.frame()), headings, noun)
    return Exhibit(
        ref,
        "table",
        title,
        subtitle,
        content,
        (answer,),
        n,
        "journey",
        f"{title}: a row each.",
        (note,) if note else (),
        on_screen=drawing,
    )
