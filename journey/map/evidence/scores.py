"""Evidence on NPS, CSAT and CES of a stage: every definition with its interval."""

from journey.data.ask import AnyRow
from journey.map.captions import figure_sentence, score_form
from journey.map.evidence.context import INTERVAL, CellText, Context, nouns, table
from journey.map.grades import grade
from journey.map.model import Figure, StageColumn
from journey.model.vocabulary import METRICS
from journey.model.words import count


def score_text(metric: str, stage: StageColumn, context: Context) -> CellText | None:
    figure = next((figure for figure in stage.figures if figure.metric == metric), None)
    if figure is None:
        return None
    answer = context.answers.answers["stage_satisfaction"]
    rows = [row for row in answer.rows if row["stage"] == stage.name and row["metric"] == metric]
    columns = nouns("satisfaction", "definition", "value", INTERVAL, "n", "customers")
    return CellText(
        _sentence(stage, figure),
        f"{figure.definition}; {answer.definitions['low']}",
        "points" if metric == "nps" else "share of answers",
        grade(figure.base),
        table(columns, [_line(row) for row in rows]),
        answer.command,
    )


def _sentence(stage: StageColumn, figure: Figure) -> str:
    record = METRICS[figure.metric]
    asks = f"{record.noun} asks whether customers {record.meaning}."
    return f"{figure_sentence(stage.name, figure)} {asks}"


def _line(row: AnyRow) -> list[str]:
    value, span = _number(row["value"], row), _span(row)
    return [row["definition"], value, span, count(row["n"]), count(row["customers"])]


def _number(value: float | None, row: AnyRow) -> str:
    return "too few" if value is None else score_form(row["metric"], row["definition"])(value)


def _span(row: AnyRow) -> str:
    return (
        "–" if row["low"] is None else f"{_number(row['low'], row)} to {_number(row['high'], row)}"
    )
