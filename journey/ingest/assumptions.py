"""What a file leaves open: asked where it changes the numbers, noted where it is assumed."""

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from journey.data.engine import Connection
from journey.data.sql import bound, query
from journey.ingest.answers import check_timezone
from journey.model.definition import Definition
from journey.model.errors import Question
from journey.model.metrics import SCALES
from journey.model.words import plural

MONTHS, MONEY = 12, ("revenue", "cost")
ODD_DATE_SHARE_LIMIT = 0.01  # of the dates: up to this share in the other order are slips
FEWEST_ANSWERS_TO_DOUBT_SCALE = 100  # fewer may miss an end of their scale by chance


@dataclass(frozen=True)
class Assumptions:
    """How texts become values: date order, decimal sign, zone of times without one, and the notes for the user."""

    date_order: str
    decimal: str
    timezone: str
    is_timeless: bool = False
    notes: list[str] = field(default_factory=list)


def resolve_assumptions(
    connection: Connection,
    assumed: Mapping[str, str],
    definition: Definition,
    file_name: str,
    zone: str = "",
    known_scales: frozenset[str] = frozenset(),
) -> Assumptions:
    """The assumptions for the staged file; raises Question where the file can be read in more ways than one.

    `zone` is the one that the file's layout names for its times, which no answer can change; `known_scales` are the metrics
    whose scale is known from an earlier load or the definition.
    """
    notes: list[str] = []
    if zone:
        check_timezone(zone)
    if zone and assumed.get("timezone", zone) != zone:
        notes.append(
            f"the layout's times are in {zone}, so they are not read as {assumed['timezone']}"
        )
    assumed = {**assumed, "timezone": zone} if zone else assumed
    decimal = _decimal(connection, assumed.get("decimal"), file_name)
    date_order, zone = _times(connection, assumed, file_name, notes)
    _scales(
        connection,
        decimal,
        definition,
        known_scales | {key.removeprefix("scale.") for key in assumed},
        file_name,
        notes,
    )
    return Assumptions(date_order, decimal, zone, assumed.get("time") == "none", notes)


def _decimal(connection: Connection, answer: str | None, file_name: str) -> str:
    if answer:
        return answer
    for form in _rows(connection, "score_forms", {"decimal": "point"}):
        if form["comma_sample"] is not None:
            raise Question(
                f"{file_name} writes {form['field']} with a comma ({form['comma_sample']!r}).",
                ["decimal=comma", "decimal=point"],
            )
        if (
            form["field"] in MONEY
            and form["with_point"]
            and form["with_point"] == form["in_thousands"]
        ):
            raise Question(
                f"{file_name} writes {form['field']} with points in front of three digits only ({form['point_sample']!r}): do they "
                "part thousands (decimal=comma) or decimals (decimal=point)?",
                ["decimal=comma", "decimal=point"],
            )
    return "point"


def _times(
    connection: Connection, assumed: Mapping[str, str], file_name: str, notes: list[str]
) -> tuple[str, str]:
    zone = assumed.get("timezone", "UTC")
    form = _time_forms(connection, zone, assumed.get("date_order", "mdy"))
    date_order = _date_order(form, assumed.get("date_order"), file_name, notes)
    if date_order == "dmy" and "date_order" not in assumed:
        form = _time_forms(connection, zone, date_order)
    if form["without_zone"]:
        notes.append(f"{form['without_zone']:,} times name no time zone and are read as {zone}")
    if form["in_gaps"]:
        notes.append(
            f"{form['in_gaps']:,} times stand in the hour that clocks in {zone} leap over in spring: read an hour later"
        )
    if form["in_folds"]:
        notes.append(
            f"{form['in_folds']:,} times stand in the hour that clocks in {zone} go through twice: one of the two is taken"
        )
    if form["packed_days"]:
        notes.append(
            f"{form['packed_days']:,} times like {form['digits_sample']} are read as year, month and day"
        )
    if form["epochs"]:
        notes.append(
            f"{form['epochs']:,} times like {form['digits_sample']} are counted since 1970, in seconds or fractions of them"
        )
    return date_order, zone


def _time_forms(connection: Connection, zone: str, date_order: str) -> dict:
    return _rows(connection, "time_forms", {"timezone": zone, "date_order": date_order})[0]


def _date_order(form: dict, answer: str | None, file_name: str, notes: list[str]) -> str:
    if answer:
        return answer
    if not form["day_or_month_first"]:
        return "ymd"
    only_day, only_month = form["only_day_first"], form["only_month_first"]
    odd_limit = ODD_DATE_SHARE_LIMIT * (only_day + only_month)
    odd_dates = (
        min(only_day, only_month) if min(only_day, only_month) <= odd_limit else 0
    )  # a slip, where nearly all say the other order
    only_day, only_month = (
        (only_day - odd_dates, only_month)
        if only_day < only_month
        else (only_day, only_month - odd_dates)
    )
    if bool(only_day) == bool(only_month):
        if form["day_or_month_first"] <= ODD_DATE_SHARE_LIMIT * form["filled"]:
            notes.append(
                f"{plural(form['day_or_month_first'], 'date')} like {form['sample']!r} among {form['filled']:,} can be read in two "
                "ways: those rows are refused (the assumption date_order takes them)"
            )
            return "ymd"
        raise Question(
            f"{file_name} writes dates like {form['sample']!r}, which can be read in two ways.",
            ["date_order=dmy", "date_order=mdy"],
            samples={order: _as_day(form["sample"], order) for order in ("dmy", "mdy")},
        )
    notes.append(
        f"dates like {form['sample']!r} are {'day' if only_day else 'month'} first ({only_day or only_month:,} of them "
        "can be read in no other way)"
        + (f"; {plural(odd_dates, 'row')} with the other order refused" if odd_dates else "")
    )
    return "dmy" if only_day else "mdy"


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
    decimal: str,
    definition: Definition,
    known_scales: frozenset[str],
    file_name: str,
    notes: list[str],
) -> None:
    for form in _rows(connection, "score_forms", {"decimal": decimal}):
        metric = form["field"]
        if form["blank_codes"]:
            notes.append(
                f"{form['blank_codes']:,} cells of {metric} say {form['blank_sample']!r} and the like, which is no answer"
            )
        if metric in SCALES and form["lowest"] is not None:
            _refuse_doubtful_scale(metric, form, definition, metric in known_scales, file_name)
            notes.append(f"{metric} was asked on {definition.scale_names[metric]}")


def _refuse_doubtful_scale(
    metric: str, form: dict, definition: Definition, is_scale_known: bool, file_name: str
) -> None:
    """Raises Question where answers lie outside the scale, or where many of them span another scale exactly and not this one."""
    scale, answer_range = definition.scale(metric), (form["lowest"], form["highest"])
    is_within_scale = scale.lowest <= answer_range[0] and answer_range[1] <= scale.highest
    filled_scales = [
        name
        for name, other in SCALES[metric].items()
        if (other.lowest, other.highest) == answer_range
    ]
    is_doubtful = (
        form["answers"] >= FEWEST_ANSWERS_TO_DOUBT_SCALE
        and bool(filled_scales)
        and (scale.lowest, scale.highest) != answer_range
    )
    if is_scale_known or (is_within_scale and not is_doubtful):
        return
    range_found = f"{file_name} has {metric} from {answer_range[0]:g} to {answer_range[1]:g} in {form['answers']:,} answers, "
    fitting_scales = [
        name
        for name, other in SCALES[metric].items()
        if other.lowest <= answer_range[0] and answer_range[1] <= other.highest
    ]
    choices = [f"scale.{metric}={name}" for name in fitting_scales or SCALES[metric]]
    if is_within_scale:
        raise Question(
            f"{range_found}and none at the other end of the scale {definition.scale_names[metric]}: how was it asked?",
            choices,
        )
    raise Question(
        f"{range_found}outside the scale {definition.scale_names[metric]} (rows outside the scale you name are refused).",
        choices,
    )


def _rows(connection: Connection, name: str, values: dict) -> list[dict]:
    sql = query("ingest", name)
    result = connection.execute(sql, bound(sql, values))
    names = [column[0] for column in result.description]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]
