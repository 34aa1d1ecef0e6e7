"""Why customers come: reasons ranked by how many cases they make, how satisfied customers are with them, and what they cost."""

from journey.data.ask import AnyRow
from journey.data.groups import REASON
from journey.data.needs import NOT_COMPUTABLE
from journey.data.views.rows import SATISFACTION, SERVICE
from journey.exhibit.exhibit import TOO_FEW, Exhibit, Nothing
from journey.exhibit.grid import Column, Grid, Plain
from journey.exhibit.ref import Ref
from journey.exhibit.satisfaction import choices
from journey.exhibit.satisfaction.service import NO_CASES
from journey.exhibit.source import AnswerSource
from journey.model.filters import value_words
from journey.model.vocabulary import METRICS
from journey.model.words import capital, count, percent, plural
from journey.presenters.satisfaction import figures

NAME = "Reasons"
NO_REASON = "Not computable: needs reason."
DRAWN = 20
OPTIONS = (choices.METRIC,)


def reasons(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """`ref` has the option metric: a row a reason of a case, those with most cases first."""
    metric = choices.metric(ref, source)
    if not source.generation.reasons:
        return Nothing(ref, NAME, NO_REASON)
    answer, scores = source.ask_all(
        [(SERVICE, {"by": (REASON,)}), (SATISFACTION, {"by": (REASON,)})]
    )
    rows = sorted(
        (row for row in answer.rows if row["cases"] is not None), key=lambda row: -row["cases"]
    )
    if not rows:
        return Nothing(ref, NAME, TOO_FEW if answer.rows else NO_CASES, (answer,))
    told = {row[REASON]: row for row in _first(source, scores.rows, metric)}
    metric = metric if told else ""
    has_cost = not answer.definitions["cost_per_case"].startswith(NOT_COMPUTABLE)
    total = sum(row["cases"] for row in rows)
    ranked = sorted(told.values(), key=lambda row: -row["value"])
    lines = [_line(row, total, told, ranked, rows, metric, has_cost) for row in rows[:DRAWN]]
    columns = [
        Column("Reason"),
        Column("Cases", True),
        Column("share", True),
        Column("Contacts a case", True),
    ]
    if metric:
        columns += [
            Column(METRICS[metric].noun, True),
            Column("95 % interval"),
            Column("n", True),
            Column("rank", True),
        ]
    if has_cost:
        columns += [Column("Cost a case", True), Column("Cost of all", True), Column("rank", True)]
    values = tuple(lines)
    rest = len(rows) - DRAWN
    return Exhibit(
        ref,
        "table",
        _title(rows, total, ranked, metric),
        "Cases by the reason of their first contact, the most frequent first; satisfaction is that of answers given in these cases "
        "or with this reason.",
        Grid(
            tuple(columns),
            tuple(tuple("–" if value is None else str(value) for value in line) for line in values),
            values,
            f"and {count(rest)} more" if rest > 0 else "",
        ),
        (answer, scores),
        total,
        "case",
        "Reasons with their cases, satisfaction and cost.",
    )


def _first(source: AnswerSource, rows: list[AnyRow], metric: str) -> list[AnyRow]:
    if metric not in {row["metric"] for row in rows}:
        return []
    variant = next(iter(figures.variants(source.generation, metric)))
    return figures.in_variant(source.generation, rows, metric, variant)


def _line(
    row: AnyRow,
    total: int,
    told: dict[str | None, AnyRow],
    ranked: list[AnyRow],
    rows: list[AnyRow],
    metric: str,
    has_cost: bool,
) -> tuple[Plain, ...]:
    line: list[Plain] = [
        value_words(REASON, row[REASON]),
        row["cases"],
        percent(row["cases"] / total),
    ]
    line.append(None if row["contacts_per_case"] is None else f"{row['contacts_per_case']:.2f}")
    if metric:
        score = told.get(row[REASON])
        line += (
            [
                figures.written(score, score["value"]),
                f"{figures.written(score, score['low'])} to {figures.written(score, score['high'])}",
                score["n"],
                ranked.index(score) + 1,
            ]
            if score
            else [None] * 4
        )
    if has_cost:
        costs = sorted((_cost(one) for one in rows), reverse=True)
        line += [
            None if row["cost_per_case"] is None else f"{row['cost_per_case']:.2f}",
            None if row["cost_per_case"] is None else f"{_cost(row):,.0f}",
            None if row["cost_per_case"] is None else costs.index(_cost(row)) + 1,
        ]
    return tuple(line)


def _cost(row: AnyRow) -> float:
    return float((row["cost_per_case"] or 0) * row["cases"])


def _title(rows: list[AnyRow], total: int, ranked: list[AnyRow], metric: str) -> str:
    first = rows[0]
    named = value_words(REASON, first[REASON])
    title = f"Most cases are about {named}: {percent(first['cases'] / total)} of {plural(total, 'case')}"
    known = [row for row in ranked if row[REASON] is not None]
    if len(known) > 1 and figures.are_apart(known[-1], known[0], len(known)):
        worst = known[-1]
        score = figures.written(worst, worst["value"])
        title += f"; {METRICS[metric].noun} is lowest about {value_words(REASON, worst[REASON])} ({score})"
    return capital(title)
