"""Journeys against an expected one: how many conform, where the others deviate, and what goes with deviating."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from journey.charts.deviations import deviation_dots
from journey.data.ask import VIEWS
from journey.data.views.rows import CONFORMANCE
from journey.exhibit.chart import Axis, Dots
from journey.exhibit.exhibit import TOO_FEW, Exhibit, Nothing
from journey.exhibit.paths.chosen import touchpoint_names
from journey.exhibit.ref import Ref
from journey.exhibit.series import share_series
from journey.exhibit.source import AnswerSource
from journey.exhibit.tables import tabled
from journey.model.words import count
from journey.presenters.paths import expected as words

if TYPE_CHECKING:
    from journey.presenters.paths.expected import ListedRow

OPTIONS = ("expected", "part")
NONE_TOUCHES = (
    "No journey touches the expected journey under these filters. Others may have been passed."
)
SHARES = (("share", "share of journeys", "accent"), ("completion_rate", "complete", "positive"))


def element_names(source: AnswerSource) -> list[str]:
    """The possible elements of an expected journey: stages, then touchpoints."""
    stages = source.generation.definition.stage_names
    return list(dict.fromkeys((*stages, *touchpoint_names(source))))


def through(ref: Ref, source: AnswerSource) -> tuple[str, ...]:
    """The expected touchpoints or stages; none: all stages."""
    data = source.generation
    known, _ = words.known_elements(ref.option("expected"), element_names(source))
    return words.through(known, data.definition.stage_names, list(data.touchpoints.values()))


def expected(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """`ref` has the option expected: the elements in their order."""
    chosen = through(ref, source)
    answer = source.ask(CONFORMANCE, through=chosen)
    elements = chosen or source.generation.definition.stage_names
    rows = words.listed(answer.rows)
    title = _title(answer.rows)
    if not rows:
        is_hidden = any(row["journeys"] is None for row in answer.rows)
        return Nothing(ref, title, TOO_FEW if is_hidden else NONE_TOUCHES, (answer,))
    never = answer.rows[-1]["journeys"] or 0
    return Exhibit(
        ref,
        "figure",
        title,
        words.caption(elements, never),
        _dots(rows),
        (answer,),
        answer.rows[0]["share_n"],
        "journey",
        "Share of journeys and completion rate of each deviation.",
        (words.cost_sentence(answer.rows[0], rows),),
        lambda theme: deviation_dots(pd.DataFrame(rows), theme),
    )


def deviations(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """The same as a table, with completion, feelings and satisfaction of each deviation."""
    answer = source.ask(CONFORMANCE, through=through(ref, source))
    rows = words.listed(answer.rows)
    if not rows:
        is_hidden = any(row["journeys"] is None for row in answer.rows)
        return Nothing(ref, "Deviations", TOO_FEW if is_hidden else NONE_TOUCHES)
    headings = (words.DEVIATION, *VIEWS[CONFORMANCE].table(*words.TABLE))
    content, drawing = tabled(pd.DataFrame(rows), headings, "deviation")
    return Exhibit(
        ref,
        "table",
        words.cost_finding(answer.rows) or _title(answer.rows),
        "What deviations are associated with: association, not cause. A journey may deviate in several ways.",
        content,
        (answer,),
        answer.rows[0]["share_n"],
        "journey",
        "Completion, feelings and satisfaction of each deviation.",
        on_screen=drawing,
    )


def _title(rows: Sequence) -> str:
    if not rows or rows[0]["journeys"] is None:
        return "Journeys against the expected one"
    return words.headline(rows)


def _dots(rows: "Sequence[ListedRow]") -> Dots:
    """The share of each row's journeys, and how many of these complete."""
    return Dots(
        tuple(row["words"] for row in rows),
        tuple(
            share_series(title, colour, rows, name)
            for name, title, colour in SHARES
            if any(row[name] is not None for row in rows)  # type: ignore[literal-required]
        ),
        Axis("share, 95 % interval", "share"),
        tuple(f"n {count(row['journeys'])}" for row in rows),
    )
