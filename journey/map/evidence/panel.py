"""The panel of a cell: what it is and how sure, then over time, by group, and the journeys it counts."""

from journey.data.answer import Answer
from journey.data.ask import VIEWS, AnyRow
from journey.data.views.form import EVENTS
from journey.map.answers import Options, Question
from journey.map.evidence.comments import latest_comments
from journey.map.evidence.context import CellText, Context
from journey.map.evidence.emotions import labels
from journey.map.evidence.groups import splits
from journey.map.evidence.kinds import OF_STAGE, OF_TOUCHPOINT
from journey.map.evidence.measures import Measure, measure_of, over_time
from journey.map.evidence.panel_data import Basics, CellPanel, Drawn, Named
from journey.map.evidence.records import records, records_question
from journey.map.evidence.trends import trend
from journey.map.grades import GRADE_WORDS
from journey.map.model import StageColumn, Touchpoint
from journey.model import vocabulary
from journey.model.cells import COUNTING, Cell, cohort_cell
from journey.model.definition import UNASSIGNED
from journey.model.words import capital

COMMENTS_LIMIT, ENDS_OFFERED = 4, 3
END = "end"  # what the map asks for


def title(kind: str) -> str:
    """What stands over the panel of such a cell."""
    if kind in vocabulary.OUTCOMES:
        return vocabulary.outcome(kind).heading
    return (vocabulary.METRICS | vocabulary.CELL_KINDS)[kind].heading


def evidence(cell: Cell, context: Context) -> CellPanel | None:
    """Everything the panel shows, as JSON; None where the map has no such cell."""
    head = basics(cell, context)
    if head is None:
        return None
    is_staged = cell.stage != UNASSIGNED
    measured = measure_of(cell, context) if is_staged else None
    records_answer, comments_answer, *more = context.ask_all(
        [
            records_question(cell),
            ("events", {"at": cell.place, "having": "comment", "top": COMMENTS_LIMIT}),
            *([("emotions", {"at": cell.place})] if cell.kind == "valence" else []),
            *(_group_questions(cell, *measured, context) if measured else []),
        ]
    )
    named: Named = labels(more.pop(0)) if cell.kind == "valence" else {}
    drawn = _drawn(cell, measured[0], more, context) if measured else {"trend": None, "splits": []}
    voices = latest_comments(comments_answer) if is_staged else []
    return {
        **head,
        **drawn,
        "list": records(cell, records_answer, context.definition.timezone),
        "voices": voices,
        "ends": _ends(cell, context),
        **named,
    }


def _ends(cell: Cell, context: Context) -> list[list[str]]:
    """Buttons that say of the touchpoints where the journeys of the cell were last seen: this is an end, not a loss."""
    if cell.kind == "dropped_off":
        stages = [stage for stage in context.journey_map.stages if _holds(stage, cell)]
        names = [exit_point.touchpoint for stage in stages for exit_point in stage.exits]
        largest = list(dict.fromkeys(names))[:ENDS_OFFERED]
        return [[f"{name} is an end, not a loss", END, name] for name in largest]
    if cell.kind == "lost":
        return [["This is an end, not a loss", END, cell.touchpoint]]
    return []


def _group_questions(
    cell: Cell, measure: Measure, options: Options, context: Context
) -> list[Question]:
    """The figure by period, where it can be compared so, then by each of the keys."""
    compared = _over_time(cell, measure, context)
    views = [(compared.view, context.period)] if compared else []
    views += [(measure.view, key) for key in _keys(measure, context)]
    return [(view, {"by": (key,), "at": cell.place, **options}) for view, key in views]


def _over_time(cell: Cell, measure: Measure, context: Context) -> Measure | None:
    return over_time(cell, measure) if context.period else None


def _keys(measure: Measure, context: Context) -> list[str]:
    """What the figure is grouped by: the attributes, and the channel where a row has one."""
    channel = ["channel"] if measure.view in ("volume", "satisfaction", "friction") else []
    of_events = context.event_attributes if VIEWS[measure.view].rule == EVENTS else ()
    return [*context.attributes, *of_events, *channel]


def _drawn(cell: Cell, measure: Measure, answers: list[Answer[AnyRow]], context: Context) -> Drawn:
    """The figure over time and by group."""
    compared = _over_time(cell, measure, context)
    return {
        "trend": trend(compared, answers.pop(0), context) if compared else None,
        "splits": splits(measure, dict(zip(_keys(measure, context), answers)), context.names),
    }


def basics(cell: Cell, context: Context) -> Basics | None:
    """What is known of a cell without further questions: sentence, definition, grade, and its table."""
    cell_text = _cell_text(cell, context)
    if cell_text is None:
        return None
    return {
        "cell": str(cell),
        "title": _title(cell),
        "sentence": cell_text.sentence,
        "definition": cell_text.definition,
        "unit": cell_text.unit,
        "grade": cell_text.grade,
        "grade_words": GRADE_WORDS[cell_text.grade],
        "table": cell_text.table,
        "command": cell_text.command,
        "can_filter": cohort_cell(cell).kind in COUNTING,
    }


def _cell_text(cell: Cell, context: Context) -> CellText | None:
    """What the cell says; None where the map has no such cell."""
    stages = context.journey_map.stages
    stage = next((stage for stage in stages if _holds(stage, cell)), None)
    if stage is None:
        return None
    if not cell.touchpoint:
        return OF_STAGE[cell.kind](stage, context) if cell.kind in OF_STAGE else None
    touchpoint = next(point for point in stage.touchpoints if _is(point, cell))
    of_touchpoint = OF_TOUCHPOINT.get(cell.kind)
    return of_touchpoint(touchpoint, context) if of_touchpoint else None


def _holds(stage: StageColumn, cell: Cell) -> bool:
    """Whether the cell is of this column, which in shared mode may hold several stages."""
    return (
        any(_is(point, cell) for point in stage.touchpoints)
        if cell.touchpoint
        else stage.name == cell.stage
    )


def _is(point: Touchpoint, cell: Cell) -> bool:
    return (point.stage, point.name) == (cell.stage, cell.touchpoint)


def _title(cell: Cell) -> str:
    name = title(cell.kind)
    return (
        f"{name}: {cell.touchpoint}, {cell.stage}"
        if cell.touchpoint
        else f"{name}: {capital(cell.stage)}"
    )
