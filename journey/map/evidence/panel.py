"""The panel of a cell: what differs most, by group, over time, what it is and how sure, and the journeys it counts."""

from dataclasses import replace

from journey.data.answer import Answer
from journey.data.ask import VIEWS, AnyRow
from journey.data.groups import PERIODS
from journey.data.views.form import EVENTS
from journey.map.answers import Options, Question
from journey.map.evidence.by_group import by_group, of_chosen
from journey.map.evidence.comments import latest_comments
from journey.map.evidence.context import CellText, Context
from journey.map.evidence.emotions import labels
from journey.map.evidence.groups import Split, compared, split
from journey.map.evidence.kinds import OF_STAGE, OF_TOUCHPOINT
from journey.map.evidence.measures import Measure, measure_of, over_time, verb_of
from journey.map.evidence.next_steps import next_questions, next_steps
from journey.map.evidence.panel_data import Basics, CellPanel, Drawn, Named
from journey.map.evidence.records import records, records_question
from journey.map.evidence.trends import fitting, named, trend
from journey.map.evidence.values import values_of
from journey.map.grades import GRADE_WORDS
from journey.map.model import StageColumn, Touchpoint
from journey.model import vocabulary
from journey.model.access import Ability
from journey.model.cells import COUNTING, Cell, Place, cohort_cell
from journey.model.definition import UNASSIGNED
from journey.model.words import capital, plural

COMMENTS_LIMIT, ENDS_OFFERED = 4, 3
END = "end"  # what the map asks for


def title(kind: str) -> str:
    """What stands over the panel of such a cell."""
    if kind in vocabulary.OUTCOMES:
        return vocabulary.outcome(kind).heading
    return (vocabulary.METRICS | vocabulary.CELL_KINDS)[kind].heading


def evidence(cell: Cell, context: Context) -> CellPanel | None:
    """Everything the panel shows, as JSON; None where the map has no such cell.

    Journeys, events and single comments are asked only for a key that allows single customers.
    """
    head = basics(cell, context)
    if head is None:
        return None
    is_staged = cell.stage != UNASSIGNED
    is_chosen = context.is_chosen and bool(verb_of(cell.kind))
    measured = measure_of(cell, context) if is_staged and not is_chosen else None
    sees_customers = Ability.SEE_CUSTOMERS in context.allowed
    places = _commented(cell, context) if sees_customers else []
    following = next_questions(cell, context)
    more = context.ask_all(
        [
            *([records_question(cell)] if sees_customers else []),
            *(_comments_question(place) for place in places),
            *following,
            *([("emotions", {"at": cell.place})] if cell.kind == "valence" else []),
            *(_group_questions(cell, *measured, context) if measured else []),
        ]
    )
    counted = more.pop(0) if sees_customers else None
    comments = [more.pop(0) for _ in places]
    told = [more.pop(0) for _ in following]
    tables = next_steps(cell, context, *told) if told else []
    named: Named = labels(more.pop(0)) if cell.kind == "valence" else {}
    drawn = _drawn(cell, *measured, more, context) if measured else _undrawn(is_chosen)
    voices = latest_comments(comments, COMMENTS_LIMIT) if is_staged else []
    return {
        **head,
        **drawn,
        "tables": tables,
        "see": _see(counted, context.journey_map.unit) if counted else "",
        "list": records(cell, counted, context.definition.timezone) if counted else None,
        "voices": voices,
        "ends": _ends(cell, context) if Ability.CHANGE in context.allowed else [],
        **named,
    }


def _commented(cell: Cell, context: Context) -> list[Place]:
    """Where comments are looked for: at the touchpoint of the cell, or of the quote that is open, then at its stage."""
    touchpoint = cell.touchpoint
    if cell.kind == "commented":
        stages = (stage for stage in context.journey_map.stages if _holds(stage, cell))
        touchpoint = next((stage.quote.touchpoint for stage in stages if stage.quote), "")
    of_stage = Place(cell.stage)
    return [Place(cell.stage, touchpoint), of_stage] if touchpoint else [of_stage]


def _comments_question(place: Place) -> Question:
    return "events", {"at": place, "having": "comment", "top": COMMENTS_LIMIT}


def _see(answer: Answer[AnyRow], unit: str) -> str:
    """The button that lists the journeys counted; how many, where the figure counts journeys and not events."""
    journeys = answer.totals.get("journeys")
    return f"See the {plural(journeys, unit)}" if journeys else "See these customers"


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


def _undrawn(is_chosen: bool) -> Drawn:
    """Of what the filter chose, and of touchpoints in no stage."""
    if is_chosen:
        return {**of_chosen(), "trend": None}
    return {"cause": None, "splits": [], "more_splits": [], "trend": None}


def _drawn(
    cell: Cell, measure: Measure, options: Options, answers: list[Answer[AnyRow]], context: Context
) -> Drawn:
    """What differs most, the figure by group, and over time."""
    timed, by_period = _over_time(cell, measure, context), []
    if timed:
        place = {"at": cell.place, **options}
        by_period = [_by_period(timed, *fitting(timed, answers.pop(0), place, context))]
    splits = [
        split(measure, key, answer, context.names)
        for key, answer in zip(_keys(measure, context), answers)
    ]
    found = compared(measure, [*splits, *by_period], bool(timed and timed.is_of_age))
    periods = next((each for each in found.splits if each.key in PERIODS), None)
    return {
        **by_group(cell.kind, found, context.age),
        "trend": trend(found, periods, timed, context) if timed and periods else None,
    }


def _by_period(measure: Measure, period: str, answer: Answer[AnyRow]) -> Split:
    values = values_of(answer.rows, measure, period)
    named_values = [replace(value, name=name) for value, name in zip(values, named(values, period))]
    return Split(period, period, named_values, answer.command)


def basics(cell: Cell, context: Context) -> Basics | None:
    """What is known of a cell without further questions: sentence, definition, grade, and its table."""
    cell_text = _cell_text(cell, context)
    if cell_text is None:
        return None
    known: Basics = {
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
    return known | {"together": cell_text.together} if cell_text.together else known


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
