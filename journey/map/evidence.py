"""The evidence for one cell of the map: what it is, how sure, over time, by group, and the journeys it counts."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from journey.data.answer import Answer
from journey.data.ask import VIEWS
from journey.map.answers import AskAll, MapAnswers
from journey.map.captions import (
    counted,
    emotion_sentence,
    figure_sentence,
    friction_sentence,
    outcome_sentence,
    volume_sentence,
)
from journey.map.model import (
    GRADE_WORDS,
    LOW_BASE,
    MEASURED,
    NOTHING,
    JourneyMap,
    StageColumn,
    Touchpoint,
    emotion_grade,
    grade,
)
from journey.map.small_charts import Value, by_group, over_time
from journey.model import vocabulary
from journey.model.cells import COUNTING, OUTCOMES, SCORES, Cell, cohort_cell
from journey.model.definition import UNASSIGNED, Definition
from journey.model.metrics import FRICTION_PARTS
from journey.model.vocabulary import FRICTION, METRICS, noun
from journey.model.words import capital, count, percent, signed

OPEN_SHARE = 0.03
LISTED_LIMIT, GROUPS_LIMIT, SPLITS_LIMIT, TABLE_ROWS_LIMIT, COMMENTS_LIMIT = 25, 6, 3, 12, 4


@dataclass(frozen=True)
class Measure:
    """How a kind of cell is queried by period and by group: view, column, its interval and n, its words."""

    view: str
    column: str
    low: str = ""
    high: str = ""
    n: str = ""
    form: Callable[[float], str] = count
    scale: tuple[float, float] | None = None
    unit: str = "journeys"


def _share(value: float) -> str:
    return percent(value)


def _two_digits(value: float) -> str:
    return signed(value, 2)


RATE = {"form": _share, "scale": (0.0, 1.0), "unit": "share of journeys"}
MEASURES = {
    "reached": Measure("funnel", "reached", n="reached"),
    "advanced": Measure(
        "funnel",
        "conversion_rate",
        "conversion_rate_low",
        "conversion_rate_high",
        "conversion_rate_n",
        **RATE,
    ),
    "dropped_off": Measure(
        "funnel",
        "drop_off_rate",
        "drop_off_rate_low",
        "drop_off_rate_high",
        "drop_off_rate_n",
        **RATE,
    ),
    "in_progress": Measure("funnel", "in_progress", n="reached"),
    "completed": Measure("funnel", "completed", n="reached"),
    "skipped": Measure("funnel", "skipped", n="reached"),
    "stage": Measure("funnel", "reached", n="reached"),
    "valence": Measure(
        "satisfaction",
        "value",
        "low",
        "high",
        "n",
        _two_digits,
        (-1.0, 1.0),
        "mean valence, −1 (bad) to +1 (good)",
    ),
    "passes": Measure("volume", "events", n="events", unit="events"),
    "lost": Measure("friction", "leaves", "leaves_low", "leaves_high", "leaves_n", **RATE),
}
TITLES = {
    name: record.heading
    for name, record in (vocabulary.OUTCOMES | vocabulary.METRICS | vocabulary.CELL_KINDS).items()
}
INTERVAL = "95 % interval"
HAVING = {
    "valence": "valence",
    "commented": "comment",
    "passes": "",
    "channels": "",
    "more": "",
    **{metric: metric for metric in SCORES},
}


NEED_TIME = ("dropped_off", "in_progress")


@dataclass(frozen=True)
class Context:
    """What evidence is made from: the map, its answers, how to ask more, and the data set's own words."""

    journey_map: JourneyMap
    answers: MapAnswers
    ask_all: AskAll
    definition: Definition
    attributes: tuple[str, ...]
    period: str  # empty where answers have no time
    open_from: date | None


def evidence(cell: Cell, context: Context) -> dict | None:
    """Everything the panel shows, as JSON; None where the map has no such cell."""
    head = basics(cell, context)
    if head is None:
        return None
    measured = _measure(cell, context) if cell.stage != UNASSIGNED else None
    keys = _keys(measured[0], context) if measured else []
    group_questions = [
        (measured[0].view, {"by": (key,), "at": cell.place, **measured[1]}) for key in keys
    ]
    label_questions = [("emotions", {"at": cell.place})] if cell.kind == "valence" else []
    comment_question = ("events", {"at": cell.place, "having": "comment", "top": COMMENTS_LIMIT})
    *answers, list_answer, comment_answer = context.ask_all(
        [*group_questions, *label_questions, _listed(cell), comment_question]
    )
    groups = dict(zip(keys, answers))
    return (
        head
        | {
            "trend": _trend(measured[0], groups.pop(context.period), context)
            if measured and context.period
            else None,
            "splits": splits(measured[0], groups) if measured else [],
            "list": _list(cell, list_answer),
            "voices": _voices(comment_answer) if cell.stage != UNASSIGNED else [],
        }
        | (_labels(answers[-1]) if label_questions else {})
    )


def _voices(answer: Answer) -> list[str]:
    """The latest comments given there, with day and emotion."""
    return [
        f"“{row['comment']}” {_day(row)}{row['touchpoint']}{_emotion_words(row['emotion'])}"
        for row in answer.rows
    ]


def _day(row: dict) -> str:
    """The day of a comment; nothing where answers have no time."""
    return f"{row['occurred_at'][:10]}, " if row["occurred_at"] else ""


def _emotion_words(emotion: str | None) -> str:
    return f", {emotion}" if emotion else ""


def _keys(measure: Measure, context: Context) -> list[str]:
    """What the figure is grouped by: the period, the attributes, and the channel where a row has one."""
    channel = ["channel"] if measure.view in ("volume", "satisfaction", "friction") else []
    return [*filter(None, [context.period]), *context.attributes, *channel]


def basics(cell: Cell, context: Context) -> dict | None:
    """What is known of a cell without further questions: sentence, definition, grade, and its table."""
    stage = next((stage for stage in context.journey_map.stages if _holds(stage, cell)), None)
    touchpoint = (
        next((point for point in stage.touchpoints if _is(point, cell)), None) if stage else None
    )
    if stage is None or (cell.touchpoint and touchpoint is None):
        return None
    cell_text = _cell_text(cell, stage, touchpoint, context)
    if cell_text is None:
        return None
    sentence, definition, unit, evidence_grade, table, command = cell_text
    return {
        "cell": str(cell),
        "title": _title(cell),
        "sentence": sentence,
        "definition": definition,
        "unit": unit,
        "grade": evidence_grade,
        "grade_words": GRADE_WORDS[evidence_grade],
        "table": table,
        "command": command,
        "can_filter": cohort_cell(cell).kind in COUNTING,
    }


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
    name = TITLES[cell.kind]
    return (
        f"{name}: {cell.touchpoint}, {cell.stage}"
        if cell.touchpoint
        else f"{name}: {capital(cell.stage)}"
    )


CellText = tuple[str, str, str, str, dict, str]


def _cell_text(
    cell: Cell, stage: StageColumn, touchpoint: Touchpoint | None, context: Context
) -> CellText | None:
    if cell.kind in OUTCOMES:
        return _outcome(cell, stage, context)
    if cell.kind in SCORES and not cell.touchpoint:
        return _score(cell, stage, context)
    makers = (
        {"valence": _emotion, "passes": _volume, "lost": _friction}
        if touchpoint
        else {
            "stage": _whole_stage,
            "channels": _channels,
            "more": _all_touchpoints,
            "commented": _comments,
            "notes": _notes,
        }
    )
    return makers[cell.kind](touchpoint or stage, context) if cell.kind in makers else None


def _nouns(view: str, *columns: str) -> list[str]:
    """What stands over these columns of a view; the words of the vocabulary over others, and INTERVAL as it is."""
    return [
        name if name == INTERVAL else VIEWS[view].nouns.get(name) or noun(name) for name in columns
    ]


def _table(columns: list[str], rows: list[list]) -> dict:
    return {
        "columns": columns,
        "rows": rows[:TABLE_ROWS_LIMIT],
        "more": max(0, len(rows) - TABLE_ROWS_LIMIT),
    }


def _outcome(cell: Cell, stage: StageColumn, context: Context) -> CellText:
    row, answer, unit = stage.funnel, context.answers.answers["funnel"], context.journey_map.unit
    column = MEASURES[cell.kind].column
    words = answer.definitions[cell.kind if cell.kind in answer.definitions else column]
    if column.endswith("_rate"):
        words += f"; the rate is {answer.definitions[column]}"
    evidence_grade = (
        grade(row["base"])
        if column.endswith("_rate") and row[column] is not None
        else MEASURED
        if row["reached"]
        else NOTHING
    )
    table = _exits_table(stage) if cell.kind == "dropped_off" else _outcomes_table(stage, context)
    return (
        outcome_sentence(stage, cell.kind, unit),
        words,
        f"{unit}s",
        evidence_grade,
        table,
        answer.command,
    )


def _outcomes_table(stage: StageColumn, context: Context) -> dict:
    row = stage.funnel
    kinds = [
        kind for kind in OUTCOMES if not (context.journey_map.is_timeless and kind in NEED_TIME)
    ]
    return _table(
        ["", "number", "share of those who reached it"],
        [[TITLES[kind], count(row[kind]), _of(row[kind], row["reached"])] for kind in kinds],
    )


def _of(part: int | None, whole: int | None) -> str:
    return percent(part / whole) if whole and part is not None else "–"


def _exits_table(stage: StageColumn) -> dict:
    total = sum(exit_point.journeys for exit_point in stage.exits)
    return _table(
        _nouns("exits", "touchpoint", "touchpoint_stage", "journeys", "share"),
        [
            [
                exit_point.touchpoint,
                exit_point.touchpoint_stage,
                count(exit_point.journeys),
                percent(exit_point.journeys / total),
            ]
            for exit_point in stage.exits
        ],
    )


def _score(cell: Cell, stage: StageColumn, context: Context) -> CellText | None:
    figure = next((figure for figure in stage.figures if figure.metric == cell.kind), None)
    if figure is None:
        return None
    answer = context.answers.answers["stage_satisfaction"]
    rows = [
        [
            row["definition"],
            _number(row["value"], row),
            _span(row),
            count(row["n"]),
            count(row["customers"]),
        ]
        for row in answer.rows
        if row["stage"] == stage.name and row["metric"] == cell.kind
    ]
    metric = METRICS[cell.kind]
    asks = f"{metric.noun} asks whether customers {metric.meaning}."
    sentence = f"{figure_sentence(stage.name, figure)} {asks}"
    return (
        sentence,
        f"{figure.definition}; {answer.definitions['low']}",
        "points" if cell.kind == "nps" else "share of answers",
        grade(figure.base),
        _table(_nouns("satisfaction", "definition", "value", INTERVAL, "n", "customers"), rows),
        answer.command,
    )


def _number(value: float | None, row: dict) -> str:
    if value is None:
        return "too few"
    if row["metric"] == "nps":
        return signed(value)
    return f"{value:.2f}" if row["definition"].startswith("mean") else percent(value)


def _span(row: dict) -> str:
    return (
        "–" if row["low"] is None else f"{_number(row['low'], row)} to {_number(row['high'], row)}"
    )


def _emotion(touchpoint: Touchpoint, context: Context) -> CellText:
    answer = context.answers.answers["emotions"]
    here = (touchpoint.stage, touchpoint.name)
    labels = [
        row for row in context.answers.rows("labels") if (row["stage"], row["touchpoint"]) == here
    ]
    named = sorted(
        (row for row in labels if row["emotion"] is not None), key=lambda row: -(row["events"] or 0)
    )
    total = sum(row["events"] or 0 for row in named)
    rows = [
        [row["emotion"], count(row["events"]), _of(row["events"], total)]
        for row in named
        if row["events"] is not None
    ]
    table = _table(_nouns("emotions", "emotion", "events", "share"), rows)
    definition = next(
        (row["definition"] for row in answer.rows if row["definition"].startswith("mean")),
        "mean valence",
    )
    return (
        emotion_sentence(touchpoint),
        f"{definition}; {answer.definitions['low']}",
        MEASURES["valence"].unit,
        emotion_grade(touchpoint.emotion),
        table,
        answer.command,
    )


def _labels(answer: Answer) -> dict:
    """The emotions of one touchpoint with their intervals, and where the valences come from."""
    whole = next((row for row in answer.rows if row["emotion"] is None), None)
    labels = sorted(
        (row for row in answer.rows if row["emotion"] is not None), key=lambda row: -row["events"]
    )
    table = _table(
        _nouns("emotions", "emotion", "events", "share", INTERVAL),
        [_label(row) for row in labels],
    )
    if not whole or whole["recorded_share"] is None:
        return {"table": table}
    source = f"{percent(whole['recorded_share'])} of the valences were recorded, the others are those of the emotions' names."
    return {"table": table, "source": source}


def _label(row: dict) -> list[str]:
    return [
        row["emotion"],
        count(row["events"]),
        percent(row["share"]),
        _percents(row["share_low"], row["share_high"]),
    ]


def _percents(low: float | None, high: float | None) -> str:
    return "–" if low is None or high is None else f"{percent(low)} to {percent(high)}"


def _volume(touchpoint: Touchpoint, context: Context) -> CellText:
    answer = context.answers.answers["volume"]
    table = _table(
        _nouns("volume", "channel", "events", "share"),
        [
            [name or "none", count(events), percent(events / touchpoint.events)]
            for name, events in touchpoint.channels
        ],
    )
    return (
        volume_sentence(touchpoint, context.journey_map.events),
        answer.definitions["events"],
        "events",
        MEASURED if touchpoint.events else NOTHING,
        table,
        answer.command,
    )


def _friction(touchpoint: Touchpoint, context: Context) -> CellText | None:
    if touchpoint.friction is None:
        return None
    answer, row = context.answers.answers["friction"], touchpoint.friction.row
    rows = [
        [
            FRICTION[part].noun,
            percent(row[part]),
            "–"
            if row[f"{part}_low"] is None
            else f"{percent(row[f'{part}_low'])} to {percent(row[f'{part}_high'])}",
            count(row[f"{part}_n"]),
            answer.definitions.get(part, "not measured yet"),
        ]
        for part in FRICTION_PARTS
    ]
    words = f"{answer.definitions['journeys_lost']}. Score: {answer.definitions['score']}."
    return (
        friction_sentence(touchpoint, context.journey_map.unit),
        words,
        f"{context.journey_map.unit}s; score 0 to 100",
        grade(row["base"]),
        _table(["part", "share", INTERVAL, "n", "what it is"], rows),
        answer.command,
    )


def _whole_stage(stage: StageColumn, context: Context) -> CellText:
    answer = context.answers.answers["funnel"]
    expected = f" Expected there: {stage.expected_emotion}." if stage.expected_emotion else ""
    return (
        f"{outcome_sentence(stage, 'reached', context.journey_map.unit)} {stage.text}.{expected}",
        answer.definitions["reached"],
        f"{context.journey_map.unit}s",
        MEASURED if stage.funnel["reached"] else NOTHING,
        _outcomes_table(stage, context),
        answer.command,
    )


def _channels(stage: StageColumn, context: Context) -> CellText:
    table = _table(
        _nouns("volume", "channel", "events", "share"),
        [
            [name or "none", count(events), percent(events / stage.events)]
            for name, events in stage.channels
        ],
    )
    answer = context.answers.answers["volume"]
    return (
        f"{counted(stage.events, 'event')} in {stage.name}, by channel.",
        answer.definitions["events"],
        "events",
        MEASURED if stage.events else NOTHING,
        table,
        answer.command,
    )


def _all_touchpoints(stage: StageColumn, context: Context) -> CellText:
    rows = [
        [
            point.name,
            count(point.events),
            percent(point.events / context.journey_map.events),
            signed(point.emotion.mean_valence, 2)
            if point.emotion and point.emotion.is_shown
            else "–",
            count(point.friction.journeys_lost) if point.friction else "–",
        ]
        for point in sorted(stage.touchpoints, key=lambda point: -point.events)
    ]
    answer = context.answers.answers["volume"]
    links = [
        str(Cell("valence" if point.emotion else "passes", stage.name, point.name))
        for point in sorted(stage.touchpoints, key=lambda point: -point.events)
    ]
    table = {
        "columns": [
            *_nouns("volume", "touchpoint", "events"),
            "share of all",
            *_nouns("touchpoints", "mean_valence"),
            *_nouns("friction", "journeys_lost"),
        ],
        "rows": rows,
        "more": 0,
        "links": links,
    }
    return (
        f"All {counted(len(stage.touchpoints), 'touchpoint')} of {stage.name}, the busiest first.",
        answer.definitions["events"],
        "events",
        MEASURED if stage.events else NOTHING,
        table,
        answer.command,
    )


def _comments(stage: StageColumn, context: Context) -> CellText | None:
    if stage.quote is None:
        return None
    answer = context.answers.answers["quotes"]
    sentence = f"“{stage.quote.words}” said a customer at {stage.quote.touchpoint}."
    table = _table(
        _nouns("quotes", "comments", "customers"),
        [[count(stage.quote.comments), count(stage.quote.customers)]],
    )
    evidence_grade = LOW_BASE if (stage.quote.customers or 0) < 30 else MEASURED
    return sentence, answer.definitions["quote"], "comments", evidence_grade, table, answer.command


def _notes(stage: StageColumn, context: Context) -> CellText | None:
    return (
        (
            f"What the workshop noted on {stage.name}.",
            "written by people, not measured",
            "notes",
            MEASURED,
            _table(["note"], [[note] for note in reversed(stage.notes)]),
            "",
        )
        if stage.notes
        else None
    )


# Over time and by group: the same figure by period or attribute, with the view's own rates and intervals.


def _values(
    rows: list[dict], measure: Measure, key: str, open_from: date | None = None
) -> list[Value]:
    """One value a group: of a satisfaction figure the first definition, of valences the mean."""
    firsts: dict = {}
    for row in rows:
        if row.get("metric") != "sentiment" or row["definition"].startswith("mean"):
            firsts.setdefault(row[key], row)
    return [_value(name, row, measure, open_from) for name, row in firsts.items()]


def _value(name: str | None, row: dict, measure: Measure, open_from: date | None) -> Value:
    value, n = row[measure.column], row[measure.n]
    low, high = (row[measure.low], row[measure.high]) if measure.low else (None, None)
    is_open = bool(open_from and name and (name >= open_from.isoformat() or _is_under_way(row)))
    words = "too few" if value is None else measure.form(value)
    if value is not None and low is not None:
        words = f"{words} ({measure.form(low)} to {measure.form(high)})"
    words += f", n {count(n)}" if measure.low else ""
    words += ", still open" if is_open else ""
    return Value(
        name or "(none)", value, low, high, n, words, row.get("base") == "low base", is_open
    )


def _is_under_way(row: dict) -> bool:
    """Whether so many journeys of a period are still in progress that its rates will change."""
    return (row.get("in_progress") or 0) > OPEN_SHARE * (row.get("reached") or 0)


def _measure(cell: Cell, context: Context) -> tuple[Measure, dict] | None:
    """The measure of the cell and the options of its view."""
    if cell.kind in SCORES:
        rows = context.answers.answers["stage_satisfaction"].rows
        is_mean = next(
            (row["definition"].startswith("mean") for row in rows if row["metric"] == cell.kind),
            False,
        )
        scale = (-100.0, 100.0) if cell.kind == "nps" else None if is_mean else (0.0, 1.0)
        form = (
            signed if cell.kind == "nps" else (lambda value: f"{value:.2f}") if is_mean else _share
        )
        return Measure("satisfaction", "value", "low", "high", "n", form, scale), {
            "metrics": (cell.kind,)
        }
    options = {"metrics": ("sentiment",)} if cell.kind == "valence" else {}
    return (MEASURES[cell.kind], options) if cell.kind in MEASURES else None


def _scale(values: list[Value], measure: Measure) -> tuple[float, float]:
    """What the drawing spans: the range of the values where it is narrow, within the measure's own scale."""
    edges = [
        edge
        for value in values
        for edge in (value.low, value.value, value.high)
        if edge is not None
    ]
    if not edges:
        return measure.scale or (0.0, 1.0)
    if measure.scale is None:
        return 0.0, max(edges) or 1.0
    lowest, highest = measure.scale
    slack = 0.08 * (max(edges) - min(edges)) or 0.05 * (highest - lowest)
    return max(lowest, min(edges) - slack), min(highest, max(edges) + slack)


def _trend(measure: Measure, answer: Answer, context: Context) -> dict | None:
    is_journeys = measure.view in ("funnel", "friction")
    values = _values(
        answer.rows,
        measure,
        context.period,
        context.open_from if is_journeys and measure.low else None,
    )
    if len(values) < 2:
        return None
    scale = _scale(values, measure)
    what = (
        "journeys begun in each" if is_journeys else "given in each" if measure.low else "in each"
    )
    note = (
        "; hollow: begun so recently that more may still leave"
        if any(value.is_open for value in values)
        else ""
    )
    return {
        "caption": f"Over time, {what} {context.period}{note}",
        "scene": over_time(values, scale, _ends(scale, measure)).data(),
        "rows": [[value.name, value.words] for value in values],
        "command": answer.command,
    }


def _ends(scale: tuple[float, float], measure: Measure) -> tuple[str, str]:
    form = (lambda value: signed(value, 1)) if measure.form is _two_digits else measure.form
    return tuple(form(round(end) if measure.form is count else end) for end in scale)


def splits(measure: Measure, groups: dict[str, Answer]) -> list[dict]:
    """By the attributes whose groups lie furthest apart; values with fewer than ten customers say so."""
    ranked = []
    for key, answer in groups.items():
        values = sorted(_values(answer.rows, measure, key), key=lambda value: -value.n)
        if len(values) > 1:
            ranked.append((_spread(values, measure), key, values, answer.command))
    ranked.sort(key=lambda entry: -entry[0])
    return [
        _split(key, values, measure, command) for _, key, values, command in ranked[:SPLITS_LIMIT]
    ]


def _spread(values: list[Value], measure: Measure) -> float:
    """How far apart the surely known groups are, in widths of the scale."""
    sure = [value.value for value in values if value.value is not None and not value.is_thin]
    if len(sure) < 2:
        return 0.0
    return (max(sure) - min(sure)) / (
        measure.scale[1] - measure.scale[0] if measure.scale else (sum(sure) or 1)
    )


def _split(key: str, values: list[Value], measure: Measure, command: str) -> dict:
    shown = sorted(
        values[:GROUPS_LIMIT],
        key=lambda value: value.value if value.value is not None else float("inf"),
    )
    more = (
        f"; {len(values) - len(shown)} smaller groups not drawn" if len(values) > len(shown) else ""
    )
    return {
        "caption": f"By {key}{more}",
        "scene": by_group(shown, _scale(shown, measure)).data(),
        "rows": [[value.name, value.words] for value in values],
        "command": command,
    }


def _listed(cell: Cell) -> tuple[str, dict]:
    """The question for the very journeys or events that the figure counts."""
    if cell.kind in HAVING:
        return "events", {"at": cell.place, "having": HAVING[cell.kind], "top": LISTED_LIMIT}
    return "journeys", {"cohort": str(cohort_cell(cell)), "top": LISTED_LIMIT}


def _list(cell: Cell, answer: Answer) -> dict:
    """The journeys or events, the latest first."""
    columns, what = (
        (EVENT_COLUMNS, "event") if cell.kind in HAVING else (JOURNEY_COLUMNS, "journey")
    )
    total = answer.totals[f"{what}s"]
    rows = [[_shown(row[name], name) for name in columns] for row in answer.rows]
    filled = [index for index in range(len(columns)) if any(row[index] != "" for row in rows)]
    shown = f"the latest {LISTED_LIMIT} of " if total > LISTED_LIMIT else ""
    return {
        "caption": f"{shown}{counted(total, what)}",
        "columns": _nouns(f"{what}s", *(columns[index] for index in filled)),
        "rows": [[row[index] for index in filled] for row in rows],
        "command": answer.command,
    }


EVENT_COLUMNS = (
    "occurred_at",
    "comment",
    "customer_id",
    "touchpoint",
    "channel",
    "emotion",
    "valence",
    "nps",
    "csat",
    "ces",
)
JOURNEY_COLUMNS = (
    "last_at",
    "customer_id",
    "journey_id",
    "steps",
    "furthest_stage",
    "outcome",
    "last_touchpoint",
    "revenue",
)


def _shown(value, column: str) -> str:
    """A value in a list: times to the minute, numbers without noise, outcomes in words."""
    if value is None:
        return ""
    if column == "outcome":
        return vocabulary.outcome(value).noun
    if isinstance(value, float):
        return f"{value:g}"
    text = str(value)
    return text[:16].replace("T", " ") if text.endswith("Z") and "T" in text[:11] else text
