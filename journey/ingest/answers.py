"""The answers that can be given about a file: which there are, and whether one can be understood."""

import codecs
import re
from collections.abc import Mapping
from zoneinfo import available_timezones

from journey.ingest.column_scales import FORMS, SCALE, check_statement, is_of_column
from journey.ingest.dialect import DELIMITERS, HEADERS
from journey.ingest.encoding.decoding import MIXED, REPLACED
from journey.model.errors import BadOption, Setting, UserError
from journey.model.metrics import ASKED_SCALES, NPS_REFUSED, SCALES
from journey.model.patterns import KINDS_OF_NAMES
from journey.model.vocabulary import KINDS_OF_DATASET

PROPOSED, TIME_FORMAT, LIFECYCLE = "proposed", "time.format", "lifecycle"
MERGED, GROUPED = "merged", "grouped"
BY_CUSTOMER, BY_ID = "by_customer", "by_id"  # what a journey id that several customers share is
LEFT_OUT, APART, KEPT = "left_out", "apart", "kept"  # rows of a customer whom nobody knows
OF_COLUMN = "column:"  # blank ids are told by another column: of a visit, of a device
REFUSED = "refused"  # or kept: events in the future
ANSWERS = {
    "date_order": ("ymd", "dmy", "mdy"),
    "decimal": ("point", "comma"),
    "delimiter": tuple(DELIMITERS),
    "header": HEADERS,
    "time": ("none",),
    "ids": (MERGED,),
    "kind": tuple(KINDS_OF_DATASET),
    "ends": (PROPOSED,),
    "stages": (PROPOSED,),
    "window": (PROPOSED,),
    "spellings": (MERGED,),
    **{kind.name: (GROUPED,) for kind in KINDS_OF_NAMES},
    "journeys": (BY_CUSTOMER, BY_ID),
    "blank_ids": (LEFT_OUT, APART),
    "placeholder_ids": (KEPT, LEFT_OUT, APART),
    "future": (REFUSED, KEPT),
    LIFECYCLE: (APART,),
}
# These change how events are understood, not how a file is read: another answer is no other reading of it.
PROPOSALS = (
    *("kind", "ends", "stages", "window", "journeys", "spellings"),
    *(kind.name for kind in KINDS_OF_NAMES),
)
KEYS = (
    "encoding",
    "delimiter",
    "header",
    "sheet",
    "date_order",
    "decimal",
    "timezone",
    "time",
    TIME_FORMAT,
    "ids",
    "blank_ids",
    "placeholder_ids",
    "future",
    LIFECYCLE,
    *PROPOSALS,
    *(f"scale.{name}" for name in SCALES),
)
# What a form of times may be written with, as strptime reads it, and of what there has to be one: a year, a month and a day.
DIRECTIVES = frozenset("aAbBdHIjmMpSfyYzZ%")
WITHOUT_ZEROS = frozenset("dHIjmMSy")  # behind a dash: %-d is 4, not 04
DIRECTIVE = re.compile(r"%(-?)(.?)", re.DOTALL)
NEEDED_DIRECTIVES = ("yY", "bBmj", "dj")
NO_ZONES = ("localtime", "posixrules", "Factory")


def check_answers(answers: Mapping[str, str]) -> None:
    """Raises UserError for a key or value that means nothing."""
    for key, value in answers.items():
        if is_of_column(key):
            _check_scale(key.removeprefix(SCALE), value) if key in KEYS else check_statement(
                key, value
            )
            continue
        if key not in KEYS:
            raise BadOption("assume", f"{key} is not known: use {', '.join((*KEYS, *FORMS))}.")
        is_told = key == "blank_ids" and value.removeprefix(OF_COLUMN) not in ("", value)
        if value not in ANSWERS.get(key, (value,)) and not is_told:
            raise BadOption(
                "assume", f"{key}={value} is not known: use {' or '.join(ANSWERS[key])}."
            )
        if key == "timezone":
            check_timezone(value)
        if key == "encoding" and not _is_encoding(value):
            raise BadOption(
                "assume",
                f"encoding={value} is not known: write for example cp1252, latin-1 or utf-16.",
            )
        if key == TIME_FORMAT:
            check_time_format(value)


def check_timezone(name: str) -> None:
    """Raises UserError where the name is no zone that can be written down: "localtime" depends on the machine."""
    if name not in available_timezones() or name in NO_ZONES:
        raise BadOption(
            "assume", f"timezone={name} is not a time zone: write for example Europe/Berlin."
        )


def check_time_format(text: str) -> None:
    """Raises UserError where the form tells no day, or is written with a sign that means nothing."""
    if unknown := unknown_directive(text):
        raise BadOption("assume", f"{TIME_FORMAT}={text}: {unknown} means nothing here.")
    if not tells_day(text):
        raise BadOption(
            "assume",
            f"{TIME_FORMAT}={text} tells no year, month and day: write for example %d/%m/%y %H:%M.",
        )


def unknown_directive(time_format: str) -> str:
    """The first sign of a form of times that means nothing: '%q', or '%' at its end; '' where each means something."""
    return next(
        (
            f"%{dash}{sign}"
            for dash, sign in DIRECTIVE.findall(time_format)
            if sign not in (WITHOUT_ZEROS if dash else DIRECTIVES)
        ),
        "",
    )


def tells_day(time_format: str) -> bool:
    """Whether it has a year, a month and a day."""
    signs = {sign for _, sign in DIRECTIVE.findall(time_format)}
    return all(signs & set(needed) for needed in NEEDED_DIRECTIVES)


def _is_encoding(name: str) -> bool:
    if name in (MIXED, REPLACED):
        return True
    try:
        return codecs.lookup(name)._is_text_encoding
    except LookupError:
        return False


def _check_scale(metric: str, scale: str) -> None:
    if metric == "nps" and scale in NPS_REFUSED:
        raise UserError(
            f"A {scale} question is not NPS: map that column to csat instead.",
            Setting("map", "csat=COLUMN"),
        )
    if scale not in ASKED_SCALES[metric]:
        raise BadOption(
            "assume", f"scale.{metric}={scale} is not known: use {', '.join(SCALES[metric])}."
        )
