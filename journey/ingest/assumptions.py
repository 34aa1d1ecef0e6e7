"""What a file leaves open: asked where it changes the numbers, noted where it is assumed."""

import calendar
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from journey.data.engine import Connection
from journey.data.query_rows import rows_of
from journey.data.sql import bound, filled, query
from journey.ingest.answer_scales import AnswerScale, answer_scale, scale_note
from journey.ingest.answers import KEPT, TIME_FORMAT, check_timezone
from journey.ingest.column_scales import SCALE, score_columns, stated_scales
from journey.ingest.fields import NUMBERS, SCORES, STAGED
from journey.ingest.questions import spans_no_nps
from journey.ingest.recipe import Recipe
from journey.ingest.short_years import short_years
from journey.ingest.value_forms import NumberForms, ScoreForms, TimeForms, TimeTotals
from journey.model.definition import Definition
from journey.model.errors import Question
from journey.model.metrics import SCALES, Scale
from journey.model.words import plural

T = TypeVar("T")
DAY_ALONE = r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}"
A_DAY = timedelta(days=1)  # an event may be so much later than its load: clocks and zones differ
MONTHS, MONEY = 12, ("revenue", "cost")
ODD_DATE_SHARE_LIMIT = 0.01  # of the dates: up to this share in the other order are slips
ODD_ANSWER_SHARE_LIMIT = 0.05  # of the answers: up to this share off the scale are left out
FEWEST_ANSWERS_TO_DOUBT_SCALE = 100  # fewer may miss an end of their scale by chance
LABELLED_TO = {
    "nps": 10,
    "csat": 10,
    "ces": 7,
}  # an answer "8/10" is one where the scale ends there
FEWEST_ANSWERS_OF_A_COLUMN = 20  # of one among several: fewer are not asked about alone


@dataclass(frozen=True)
class Assumptions:
    """How texts become values, and the notes for the user.

    `decimals` is the decimal sign of each field of numbers; `timezone` is for times without one; `time_format` the form of times
    that was stated, as strptime reads it; `answer_scales` are those of each score, by the rule that makes the events; `latest` is
    the last moment at which an event can have occurred (None: any); `is_future_settled`: the user has said so; `has_days_alone`:
    some times are a day without a clock, others have one; `has_odd_times`: the table `odd_times` has rows.
    """

    date_order: str
    decimals: Mapping[str, str]
    timezone: str
    is_timeless: bool = False
    time_format: str | None = None
    answer_scales: Mapping[str, list[AnswerScale]] = field(default_factory=dict)
    latest: datetime | None = None
    is_future_settled: bool = False
    has_days_alone: bool = False
    has_odd_times: bool = False
    notes: list[str] = field(default_factory=list)


def resolve_assumptions(
    connection: Connection,
    assumed: Mapping[str, str],
    definition: Definition,
    file_name: str,
    recipe: Recipe,
    known_scales: frozenset[str] = frozenset(),
    fields: Collection[str] = STAGED,
) -> Assumptions:
    """The assumptions for the staged file; raises Question where the file can be read in more ways than one.

    The zone that the file's recipe names for its times is one that no answer can change; `known_scales` are the metrics whose
    scale is known from an earlier load or the definition; `fields` are those that the file has.
    """
    notes: list[str] = []
    zone = recipe.timezone
    if zone:
        check_timezone(zone)
    if zone and assumed.get("timezone", zone) != zone:
        notes.append(
            f"the layout's times are in {zone}, so they are not read as {assumed['timezone']}"
        )
    assumed = {**assumed, "timezone": zone} if zone else assumed
    number_forms = _number_forms(connection, [name for name in NUMBERS if name in fields])
    decimals = _decimals(number_forms, assumed.get("decimal"), file_name, notes)
    latest = datetime.now(UTC).replace(tzinfo=None) + A_DAY
    if TIME_FORMAT not in assumed and assumed.get("time") != "none":
        short = short_years(connection, file_name, latest)
        assumed = {**assumed, TIME_FORMAT: short.time_format} if short else assumed
        notes += [short.note] if short else []
    date_order, zone, has_days_alone, has_odd_times = _times(connection, assumed, file_name, notes)
    answer_scales = _scales(
        connection,
        [metric for metric in SCORES if metric in fields],
        decimals,
        assumed,
        definition,
        recipe,
        known_scales | {metric for metric in SCALES if f"{SCALE}{metric}" in assumed},
        file_name,
        notes,
    )
    future = assumed.get("future", "")
    return Assumptions(
        date_order,
        decimals,
        zone,
        assumed.get("time") == "none",
        assumed.get(TIME_FORMAT),
        answer_scales,
        None if future == KEPT else latest,
        bool(future),
        has_days_alone,
        has_odd_times,
        notes,
    )


def _decimals(
    number_forms: Iterable[NumberForms], answer: str | None, file_name: str, notes: list[str]
) -> dict[str, str]:
    """The decimal sign of each field of numbers; raises Question where amounts fit both and no other value of the file decides."""
    forms = {form.field: form for form in number_forms}
    if answer:
        return dict.fromkeys(NUMBERS, answer)
    decided = {
        name: "comma" if form.only_comma > form.only_point else "point"
        for name, form in forms.items()
        if form.only_comma or form.only_point
    }
    for name, sign in decided.items():
        if sign == "comma":
            notes.append(f"{name} is written with a decimal comma ({forms[name].comma_sample!r})")
    signs = set(decided.values())
    shared = signs.pop() if len(signs) == 1 else ""
    for name in MONEY:
        if (
            name in forms
            and (sample := forms[name].two_way_sample)
            and not (decided.get(name) or shared)
        ):
            raise Question(
                f"{file_name} writes {name} like {sample['text']!r}, which can be read in two ways.",
                ["decimal=comma", "decimal=point"],
                samples={
                    sign: [f"{sample['text']} as {float(sample[sign]):,.10g}"]
                    for sign in ("comma", "point")
                },
            )
    return {name: decided.get(name) or shared or "point" for name in NUMBERS}


def _times(
    connection: Connection, assumed: Mapping[str, str], file_name: str, notes: list[str]
) -> tuple[str, str, bool, bool]:
    zone = assumed.get("timezone", "UTC")
    time_format = assumed.get(TIME_FORMAT)
    totals = _collect_odd_times(connection, zone, time_format)
    form = (
        _time_forms(connection, zone, assumed.get("date_order", "mdy"))
        if totals.odd
        else TimeForms()
    )
    date_order = _date_order(form, totals.filled, assumed.get("date_order"), file_name, notes)
    if date_order == "dmy" and "date_order" not in assumed:
        form = _time_forms(connection, zone, date_order)
    if without_zone := totals.plain_without_zone + form.odd_without_zone:
        notes.append(f"{plural(without_zone, 'time')} without a time zone, read as {zone}")
    has_days_alone = 0 < totals.days_alone < totals.filled
    if has_days_alone:
        notes.append(
            f"{plural(totals.days_alone, 'time')} like {totals.day_sample!r} among others with a clock: taken as the beginning of "
            "the day, before all else on it"
        )
    if form.in_gaps:
        notes.append(
            f"{form.in_gaps:,} times stand in the hour that clocks in {zone} leap over in spring: read an hour later"
        )
    if form.in_folds:
        notes.append(
            f"{form.in_folds:,} times stand in the hour that clocks in {zone} go through twice: one of the two is taken"
        )
    if form.packed_days:
        notes.append(
            f"{plural(form.packed_days, 'time')} like {form.packed_sample} read as year, month and day"
        )
    if form.epochs:
        notes.append(
            f"{plural(form.epochs, 'time')} like {form.epoch_sample}, counted since 1970 in seconds or fractions of them"
        )
    if form.serial_days:
        notes.append(
            f"{plural(form.serial_days, 'time')} like {form.serial_sample}, days since 1900 as spreadsheets count them, "
            "read to the second"
        )
    return date_order, zone, has_days_alone, bool(totals.odd)


def _collect_odd_times(connection: Connection, zone: str, time_format: str | None) -> TimeTotals:
    """The table `odd_times`, and how many times the file has, plain ones and odd ones."""
    values = {"timezone": zone, "time_format": time_format, "day": DAY_ALONE}
    [totals] = _rows(connection, "time_totals", TimeTotals, values)
    connection.execute(
        "create or replace temp table odd_times "
        "(x varchar, n bigint, starts_with_day boolean, day_first varchar, month_first varchar)"
    )
    if totals.odd:
        connection.execute(query("ingest", "odd_time_macros"))
        sql = query("ingest", "odd_times")
        connection.execute(f"insert into odd_times {sql}", bound(sql, values))
    return totals


def _time_forms(connection: Connection, zone: str, date_order: str) -> TimeForms:
    return _rows(connection, "time_forms", TimeForms, {"timezone": zone, "date_order": date_order})[
        0
    ]


def _date_order(
    form: TimeForms, filled: int, answer: str | None, file_name: str, notes: list[str]
) -> str:
    """The order of day and month; raises Question only where some date fits two orders and the others do not decide."""
    if answer:
        return answer
    only_day, only_month = form.only_day_first, form.only_month_first
    if not form.in_two_ways and not only_day and not only_month:
        return "ymd"
    if form.in_two_ways and not _others_decide(only_day, only_month):
        if form.in_two_ways <= ODD_DATE_SHARE_LIMIT * filled:
            notes.append(
                f"{plural(form.in_two_ways, 'date')} like {form.sample!r} among {filled:,} can be read in two "
                "ways: those rows are refused (the assumption date_order takes them)"
            )
            return "ymd"
        raise Question(
            f"{file_name} writes dates like {form.sample!r}, which can be read in two ways.",
            ["date_order=dmy", "date_order=mdy"],
            samples={order: _as_day(form.sample, order) for order in ("dmy", "mdy")},
        )
    order, sample = (
        ("day", form.day_first_sample)
        if only_day >= only_month
        else ("month", form.month_first_sample)
    )
    odd_dates = min(only_day, only_month)
    notes.append(
        f"dates like {sample!r} are {order} first "
        f"({max(only_day, only_month):,} of them can be read in no other way)"
        + (f"; {plural(odd_dates, 'row')} with the other order refused" if odd_dates else "")
    )
    return "dmy" if order == "day" else "mdy"


def _others_decide(only_day: int, only_month: int) -> bool:
    """Whether the dates that fit one order alone say it: all the same, but for slips."""
    odd_limit = ODD_DATE_SHARE_LIMIT * (only_day + only_month)
    return only_day + only_month > 0 and min(only_day, only_month) <= odd_limit


def _as_day(text: str, date_order: str) -> list[str]:
    """How a date reads in an order, in words: ['03/04/2026 as 3 April 2026']."""
    found = re.match(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})", text)
    if found is None:
        return []
    first, second, year = map(int, found.groups())
    day, month = (first, second) if date_order == "dmy" else (second, first)
    return [f"{text} as {day} {calendar.month_name[month]} {year}"] if month <= MONTHS else []


def _scales(
    connection: Connection,
    staged: list[str],
    decimals: Mapping[str, str],
    assumed: Mapping[str, str],
    definition: Definition,
    recipe: Recipe,
    known_scales: frozenset[str],
    file_name: str,
    notes: list[str],
) -> dict[str, list[AnswerScale]]:
    """How the answers of each score are read, by rule, and notes on what they are; raises Question where they span another scale
    than they were to be asked on.
    """
    columns, stated = score_columns(recipe), stated_scales(recipe, assumed)
    parts = range(max(1, len(recipe.events)))
    scales = {
        metric: [
            answer_scale(stated.get((metric, part)), definition.scale_names[metric], metric)
            for part in parts
        ]
        for metric in SCORES
    }
    forms = _score_forms(connection, staged, decimals, scales)
    for metric in sorted(SCORES):
        of_metric = [form for form in forms if form.field == metric]
        unsaid = [form for form in of_metric if (metric, form.part) not in stated]
        scale = definition.scale(metric)
        zeros = _noted(metric, unsaid, scale, notes)
        if counts := _counts(unsaid, without_zero=bool(zeros)):
            if metric not in known_scales:
                names = {form.part: " or ".join(columns[metric, form.part]) for form in unsaid}
                _refuse_odd_column(metric, unsaid, names, scale, definition, file_name)
                if metric == "nps":
                    _refuse_what_is_no_nps(counts, file_name)
                _refuse_doubtful_scale(metric, counts, definition, file_name)
            notes.append(f"{metric} was asked on {definition.scale_names[metric]}")
        for form in unsaid if zeros else ():
            scales[metric][form.part] = scales[metric][form.part].without_zero()
        for form in (form for form in of_metric if (metric, form.part) in stated):
            said, asked = stated[metric, form.part], scales[metric][form.part]
            if _noted(repr(said.column), [form], asked.asked, notes):
                scales[metric][form.part] = asked.without_zero()
            notes.append(scale_note(said, definition.scale_names[metric]))
    return scales


def _noted(subject: str, forms: list[ScoreForms], scale: Scale, notes: list[str]) -> int:
    """How many answers are 0 beside a scale from 1, with a note on them and on the cells that say that there is no answer."""
    if blanks := sum(form.blanks for form in forms):
        sample = min(form.blank_sample for form in forms if form.blanks)
        notes.append(
            f"{plural(blanks, 'cell')} of {subject} {'says' if blanks == 1 else 'say'} {sample!r}"
            f"{'' if blanks == 1 else ' and the like'}, which is no answer"
        )
    if zeros := zeros_beside(_counts(forms), scale.lowest, scale.highest):
        notes.append(
            f"{plural(zeros, 'answer')} 0 of {subject} beside {scale.lowest} to {scale.highest}: not applicable, so no answer"
        )
    return zeros


def _counts(forms: Iterable[ScoreForms], without_zero: bool = False) -> dict[float, int]:
    """How often each answer comes, the commonest first."""
    counts: Counter[float] = Counter()
    for form in forms:
        counts.update(dict(zip(form.answers or (), form.counts or (), strict=True)))
    if without_zero:
        del counts[0]
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def _refuse_odd_column(
    metric: str,
    forms: list[ScoreForms],
    names: Mapping[int, str],
    scale: Scale,
    definition: Definition,
    file_name: str,
) -> None:
    """Raises Question for the first of several columns whose own answers span another scale, where those of others do not."""
    odd = {}
    for form in forms:
        counts = _counts([form])
        counts = _counts([form], bool(zeros_beside(counts, scale.lowest, scale.highest)))
        if sum(counts.values()) < FEWEST_ANSWERS_OF_A_COLUMN:
            continue
        try:
            _refuse_doubtful_scale(metric, counts, definition, file_name, names[form.part])
        except Question as question:
            odd[form.part] = question
    if odd and len(odd) < len(forms):
        raise next(iter(odd.values()))


def _refuse_what_is_no_nps(counts: Mapping[float, int], file_name: str) -> None:
    """Raises Question where answers end at 5 or 7 and begin at 1, in a column that was said to be NPS."""
    numbers = (answer for answer, number in counts.items() for _ in range(min(number, 1000)))
    if end := spans_no_nps(numbers):
        raise Question(
            f"{file_name} has nps from 1 to {end} alone in {sum(counts.values()):,} answers: asked on 1 to {end} it is no NPS, "
            "and the column is csat.",
            [f"scale.nps={name}" for name in SCALES["nps"]],
        )


def zeros_beside(counts: Mapping[float, int], lowest: int, highest: int) -> int:
    """How many answers are 0 where all others that are whole numbers lie on a scale that begins at 1: no answers, by behaviour."""
    others = [answer for answer in counts if answer != 0 and answer == int(answer)]
    is_beside = lowest == 1 and bool(others) and lowest <= min(others) and max(others) <= highest
    return counts.get(0, 0) if is_beside else 0


def _refuse_doubtful_scale(
    metric: str,
    counts: Mapping[float, int],
    definition: Definition,
    file_name: str,
    column: str = "",
) -> None:
    """Raises Question, of the metric or of this column alone, where more than slips lie outside the scale and another one holds
    them, or where many answers span another scale exactly and not this one.
    """
    scale, total = definition.scale(metric), sum(counts.values())
    lowest, highest = min(counts), max(counts)
    outside = {
        name: sum(
            number
            for answer, number in counts.items()
            if not other.lowest <= answer <= other.highest
        )
        for name, other in SCALES[metric].items()
    }
    slips = ODD_ANSWER_SHARE_LIMIT * total
    is_within = outside[definition.scale_names[metric]] <= slips
    filled_scales = [
        name
        for name, other in SCALES[metric].items()
        if (other.lowest, other.highest) == (lowest, highest)
    ]
    is_doubtful = (
        total >= FEWEST_ANSWERS_TO_DOUBT_SCALE
        and bool(filled_scales)
        and (scale.lowest, scale.highest) != (lowest, highest)
    )
    fitting = [name for name in SCALES[metric] if outside[name] <= slips]
    if (is_within and not is_doubtful) or not fitting:
        return
    answers = f"{metric} of {column!r}" if column else metric
    range_found = f"{file_name} has {answers} from {lowest:g} to {highest:g} in {total:,} answers, "
    key = f"{SCALE}{column or metric}"
    choices = [f"{key}={name}" for name in fitting]
    if is_within:
        raise Question(
            f"{range_found}and none at the other end of the scale {definition.scale_names[metric]}: how was it asked?",
            choices,
            key,
        )
    raise Question(
        f"{range_found}outside the scale {definition.scale_names[metric]} (answers outside the scale you name are left out).",
        choices,
        key,
    )


def _number_forms(connection: Connection, fields: list[str]) -> list[NumberForms]:
    """How the numbers of these fields are written."""
    numbers = [
        f"select '{name}' as field, value_or_null({name}) as x from texts" for name in fields
    ]
    if not numbers:
        return []
    return _rows(connection, "number_forms", NumberForms, {}, numbers=" union all ".join(numbers))


def _score_forms(
    connection: Connection,
    metrics: list[str],
    decimals: Mapping[str, str],
    scales: Mapping[str, list[AnswerScale]],
) -> list[ScoreForms]:
    """The answers to these scores."""
    values: dict = {f"{metric}_decimal": decimals[metric] for metric in metrics}
    for metric in metrics:
        values |= {
            f"{metric}_no_answers": [scale.no_answers for scale in scales[metric]],
            f"{metric}_no_numbers": [scale.no_numbers for scale in scales[metric]],
        }
    answers = [
        f"select '{metric}' as field, part, {metric} as x, ${metric}_decimal as decimal_sign, {LABELLED_TO[metric]} as highest, "
        f"${metric}_no_answers as no_answers, ${metric}_no_numbers as no_numbers from texts"
        for metric in metrics
    ]
    if not answers:
        return []
    return _rows(connection, "score_forms", ScoreForms, values, answers=" union all ".join(answers))


def _rows(connection: Connection, name: str, kind: type[T], values: dict, **words: str) -> list[T]:
    """The rows of a query in queries/ingest, each as one of this kind; `words` are written into it as SQL."""
    sql = filled(query("ingest", name), words) if words else query("ingest", name)
    return rows_of(connection.execute(sql, bound(sql, values)), kind)
