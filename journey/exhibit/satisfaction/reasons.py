"""Why customers come: reasons ranked by how many cases they make, how satisfied customers are with them, and what they cost."""

from journey.data.ask import AnyRow
from journey.data.groups import REASON
from journey.data.needs import NOT_COMPUTABLE
from journey.data.views.rows import SATISFACTION, SERVICE
from journey.exhibit.exhibit import Exhibit, Nothing
from journey.exhibit.grid import Column, Grid, Plain
from journey.exhibit.ref import Ref
from journey.exhibit.satisfaction import choices
from journey.exhibit.satisfaction.service import no_cases
from journey.exhibit.source import AnswerSource
from journey.model.filters import value_words
from journey.model.vocabulary import METRICS
from journey.model.words import capital, count, percent, plural
from journey.presenters.satisfaction import figures

NAME = "Reasons"
NO_REASON = "Not computable: needs reason."
DRAWN = 20
UNTOLD: tuple[str, Plain] = ("–", None)
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
        return Nothing(ref, NAME, source.too_few if answer.rows else no_cases(source), (answer,))
    told = {row[REASON]: row for row in _first(source, scores.rows, metric)}
    metric = metric if told else ""
    has_cost = not answer.definitions["cost_per_case"].startswith(NOT_COMPUTABLE)
    total = sum(row["cases"] for row in rows)
    of_rows = [told[row[REASON]] for row in rows if row[REASON] in told]
    ranked = sorted(of_rows, key=lambda row: -row["value"])
    columns = [Column("Reason"), Column("Cases", True), Column("Contacts a case", True)]
    if metric:
        columns += [Column(METRICS[metric].noun, True), Column("rank", True)]
    if has_cost:
        columns += [Column("Cost", True), Column("rank", True)]
    lines = [_line(row, total, told, ranked, rows, metric, has_cost) for row in rows[:DRAWN]]
    rest = len(rows) - DRAWN
    return Exhibit(
        ref,
        "table",
        _title(rows, total, ranked, metric),
        "Cases by the reason of their first contact, the most frequent first; satisfaction is that of answers given in these cases "
        "or with this reason.",
        Grid(
            tuple(columns),
            tuple(tuple(said for said, _ in line) for line in lines),
            tuple(tuple(value for _, value in line) for line in lines),
            f"and {count(rest)} more" if rest > 0 else "",
        ),
        (answer, scores),
        total,
        "case",
        "Reasons with their cases, satisfaction and cost.",
        (
            "Satisfaction with its 95 % interval; ranks count what is better, and what costs more in all. Costs are those of all "
            "events of these cases.",
        ),
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
) -> list[tuple[str, Plain]]:
    """Words and value of each field; a rank is one more than the reasons that are better, or cost more."""
    named, contacts = value_words(REASON, row[REASON]), row["contacts_per_case"]
    line: list[tuple[str, Plain]] = [
        (named, named),
        (f"{count(row['cases'])} · {percent(row['cases'] / total)}", row["cases"]),
        UNTOLD if contacts is None else (f"{contacts:.2f}", contacts),
    ]
    if metric:
        score = told.get(row[REASON])
        line += [UNTOLD, UNTOLD]
        if score:
            ends = [figures.written(score, score[end]) for end in ("low", "high")]
            said = f"{figures.written(score, score['value'])} ({ends[0]} to {ends[1]})"
            rank = ranked.index(score) + 1
            line[-2:] = [(said, score["value"]), (str(rank), rank)]
    if has_cost:
        cost = _cost(row)
        rank = 1 + sum(_cost(other) > cost for other in rows)
        is_told = row["cost_per_case"] is not None
        line += [(f"{cost:,.0f}", cost), (str(rank), rank)] if is_told else [UNTOLD, UNTOLD]
    return line


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
