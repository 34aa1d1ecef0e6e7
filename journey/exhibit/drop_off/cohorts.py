"""Who had not gone on from each stage at the same age, by the week or month in which the journey began."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from journey.charts.cohort_cells import NOT_FINAL, cohort_cells
from journey.data.views.ripe import ripe_age
from journey.data.views.rows import RIPE
from journey.exhibit.chart import Axis, Cell, Cells
from journey.exhibit.drop_off.stage import chosen_stage
from journey.exhibit.exhibit import Exhibit, Nothing
from journey.exhibit.ref import Ref
from journey.exhibit.source import AnswerSource
from journey.model.vocabulary import noun, outcome
from journey.model.words import percent
from journey.presenters.drop_off import cohorts as words

if TYPE_CHECKING:
    from journey.presenters.drop_off.cohorts import CohortRow


def cohorts(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """`ref` has the options cohort, week or month, and stage, which the headline is about."""
    data = source.generation
    kind, age = words.period(data, ref.option("cohort")), ripe_age(data)
    leaving = words.leaving_stages(data)
    title = f"Cohorts by starting {kind}"
    if not leaving:
        return Nothing(ref, title, "No later stage and no good end is in these data.")
    answer = source.ask(RIPE, by=(kind,))
    chosen = chosen_stage(ref, source)
    shown = chosen if chosen in leaving else leaving[0]
    rows = words.by_cohort(answer.rows, kind, leaving)
    names = words.started(rows)
    last = names[-words.COHORTS_LIMIT :]
    drawn = [row for row in rows if row["cohort"] in last]
    too_young = words.too_young(rows, age)
    if not any(row["ripe"] for row in drawn):
        reason = too_young or "No journey began in a stage under these filters."
        return Nothing(ref, title, reason)
    not_yet = words.not_yet_of(data, shown)
    legend = words.legend(drawn, len(names) - len(last), kind, age, not_yet)
    stages = [name for name in leaving if any(row["stage"] == name for row in drawn)]
    emphasised = chosen if chosen in leaving else ""
    return Exhibit(
        ref,
        "figure",
        words.headline([row for row in rows if row["stage"] == shown], kind, shown, age, not_yet),
        f"Share that {not_yet} from each stage after {age}, by the {kind} in which the journey began.",
        _cells(drawn, stages, last, kind),
        (answer,),
        sum(row["ripe"] for row in drawn if row["stage"] == stages[0]),
        source.unit,
        f"Share that {not_yet} from each stage after {age}, by the {kind} in which the journey began.",
        (f"{too_young} {legend}".strip(),),
        lambda theme: cohort_cells(pd.DataFrame(drawn), theme, emphasised, kind, age),
    )


def _cells(rows: "Sequence[CohortRow]", stages: list[str], cohorts: list[str], kind: str) -> Cells:
    """A cell a stage and cohort; the shade runs from the lowest share of all to the highest."""
    known = {(row["stage"], row["cohort"]): row for row in rows}
    rates = [row["neither_rate"] for row in rows if row["neither_rate"] is not None]
    low, high = min(rates, default=0.0), max(rates, default=0.0)
    return Cells(
        tuple(stages),
        tuple(words.cohort_name(cohort, kind) for cohort in cohorts),
        tuple(
            tuple(_cell(known.get((stage, cohort)), low, high) for cohort in cohorts)
            for stage in stages
        ),
        Axis(noun("neither"), "share"),
        tuple([outcome("dropped_off").role] * len(stages)),
        f"{kind} in which the journey began",
    )


def _cell(row: "CohortRow | None", low: float, high: float) -> Cell:
    """Pale, with a dash, where all are too young; empty where there are none or too few for a rate."""
    if row is None or not row["ripe"] and not row["young"]:
        return Cell("")
    if not row["ripe"]:
        return Cell(NOT_FINAL, is_pale=True)
    rate = row["neither_rate"]
    if rate is None:
        return Cell("", n=row["ripe"])
    return Cell(
        percent(rate),
        (rate - low) / (high - low) if high > low else 0.0,
        False,
        rate,
        row["neither_rate_low"],
        row["neither_rate_high"],
        row["ripe"],
    )
