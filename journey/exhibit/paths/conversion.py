"""Conversion from one touchpoint to another: how many come, how long it takes, on which paths, and who comes most."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from journey.charts.durations import duration_bars, filled, span_words
from journey.data.ask import VIEWS
from journey.data.views.form import Heading
from journey.data.views.options import JOURNEY
from journey.data.views.rows import CONVERSION, CONVERSION_TIMES, PATHS_BETWEEN
from journey.exhibit.chart import Axis, Bars, Series
from journey.exhibit.exhibit import TOO_FEW, Exhibit, Nothing
from journey.exhibit.paths.chosen import ends, known
from journey.exhibit.ref import Ref
from journey.exhibit.source import AnswerSource, Options
from journey.exhibit.tables import tabled
from journey.model.path_filters import is_days
from journey.model.vocabulary import noun
from journey.model.words import count, percent
from journey.presenters import attributes
from journey.presenters.paths import conversion as words
from journey.presenters.paths.conversion import (
    GROUP_TABLE,
    GROUPS_LIMIT,
    PATHS_LIMIT,
    PATHS_TABLE,
    PER_LABELS,
    ConversionOptions,
)
from journey.presenters.paths.graph import observed_finding

if TYPE_CHECKING:
    from journey.data.views.rows import ConversionRow, ConversionTimesTold

OPTIONS = ("anywhere", "part", "per", "source", "target", "within")
TABLE = ("source", "target", *GROUP_TABLE)


def options_of(ref: Ref, source: AnswerSource) -> ConversionOptions:
    """What is chosen, as options of the view."""
    days = days_of(ref)
    return {
        **ends(ref, source),
        "within": float(days) if days else None,
        "anywhere": ref.option("anywhere") == "1",
        "per": known(ref, "per", list(PER_LABELS), JOURNEY),
    }


def days_of(ref: Ref) -> str:
    """The window in days as the address has it; '' for no limit."""
    return ref.option("within") if is_days(ref.option("within")) else ""


def conversion(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """`ref` has the options of the screen: from where to where, within how many days, counted how."""
    options = options_of(ref, source)
    answer, times = source.ask_all([(CONVERSION, {**options}), (CONVERSION_TIMES, {**options})])
    row = words.first_row(answer)
    title = _title(answer.rows, row, options, days_of(ref))
    if row is None:
        return Nothing(ref, title, _nobody(answer.rows))
    content, drawing = tabled(answer.frame(), VIEWS[CONVERSION].table(*TABLE), "row")
    return Exhibit(
        ref,
        "table",
        title,
        f"{PER_LABELS[options['per']].capitalize()} that come from {options['source']} to {options['target']} at a later step.",
        content,
        (answer,),
        row["entered"],
        _counted(options),
        f"How many come from {options['source']} to {options['target']}, and how long it takes.",
        (words.caption(row, options["anywhere"], times.totals["converted"]),),
        on_screen=drawing,
    )


def conversion_times(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """How long it takes those that come."""
    options = options_of(ref, source)
    answer, times = source.ask_all([(CONVERSION, {**options}), (CONVERSION_TIMES, {**options})])
    row, after = words.first_row(answer), times.totals["converted"]
    name = f"How long it takes from {options['source']} to {options['target']}"
    shown = filled(times.rows)
    if row is None or not after or not shown:
        return Nothing(ref, name, _nobody(answer.rows) if row is None else _unknown(times.rows))
    counted = PER_LABELS[options["per"]]
    return Exhibit(
        ref,
        "figure",
        words.times_title(row, options["anywhere"], after) or name,
        f"{counted.capitalize()} by the time from {options['source']} to {options['target']}.",
        _bars(shown, counted),
        (times, answer),
        after,
        _counted(options),
        "How long it takes from the first to the second touchpoint.",
        on_screen=lambda theme: duration_bars(times.frame(), theme, counted),
    )


def _bars(rows: "Sequence[ConversionTimesTold]", counted: str) -> Bars:
    numbers = [row["converted"] for row in rows]
    total = sum(number or 0 for number in numbers)
    return Bars(
        tuple(span_words(row["from_seconds"] or 0, row["to_seconds"]) for row in rows),
        (
            Series(
                counted,
                "accent",
                tuple(None if number is None else float(number) for number in numbers),
            ),
        ),
        Axis(counted, "count"),
        tuple(
            "" if number is None else f"{count(number)} · {percent(number / total)}"
            for number in numbers
        ),
    )


def conversion_paths(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """The paths on which they come."""
    options = options_of(ref, source)
    asked: Options = {name: options[name] for name in ("source", "target", "within")}
    answer = source.ask(PATHS_BETWEEN, **asked, top=PATHS_LIMIT)
    if not answer.rows:
        return Nothing(ref, "Paths taken", "No journey comes from the first to the second.")
    merged = [row for row in answer.rows if len(row["path"]) == 1]  # what shared mode puts together
    if len(merged) == len(answer.rows):
        return Nothing(ref, "Paths taken", TOO_FEW)
    content, drawing = tabled(answer.frame(), VIEWS[PATHS_BETWEEN].table(*PATHS_TABLE), "path")
    title, _ = observed_finding([row for row in answer.rows if row not in merged], answer.totals)
    return Exhibit(
        ref,
        "table",
        title,
        "Paths of few customers are put together."
        if merged
        else words.paths_sentence(answer.totals, options["per"]),
        content,
        (answer,),
        answer.totals["journeys"],
        "journey",
        f"The paths from {options['source']} to {options['target']}, the most frequent first.",
        on_screen=drawing,
    )


def conversion_groups(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """`ref` has the option attribute, too."""
    options = options_of(ref, source)
    names = attributes.splitting(source.generation, GROUPS_LIMIT)
    if not names or options["per"] != JOURNEY:
        return Nothing(ref, "By group", "The data has no attribute to group journeys by.")
    name = known(ref, "attribute", names, names[0])
    answer = source.ask(CONVERSION, by=(name,), **options)
    frame = answer.table().sort_values("rate", ascending=False, na_position="last")
    heading = Heading(name, attributes.label(source.generation, name))
    if source.is_shared and all(row["rate"] is None for row in answer.rows):
        return Nothing(ref, "By group", "No group has enough customers for a rate.")
    hidden = source.is_shared and any(row["rate"] is None for row in answer.rows)
    content, drawing = tabled(frame, (heading, *VIEWS[CONVERSION].table(*GROUP_TABLE)), "group")
    by = attributes.words(source.generation, name)
    title, rest = words.groups_finding([] if hidden else answer.rows, name, by, options)
    return Exhibit(
        ref,
        "table",
        title,
        rest,
        content,
        (answer,),
        sum(row["entered"] or 0 for row in answer.rows) or None,
        "journey",
        f"How many of each group come from {options['source']} to {options['target']}.",
        on_screen=drawing,
    )


def _title(
    rows: Sequence[Any], row: "ConversionRow | None", options: ConversionOptions, days: str
) -> str:
    is_hidden = any(each["entered"] is None or each["converted"] is None for each in rows)
    if is_hidden:
        return f"From {options['source']} to {options['target']}"
    return words.headline(row, options, days)


def _nobody(rows: Sequence[Any]) -> str:
    if any(row["entered"] is None for row in rows):
        return TOO_FEW
    return "No journey reaches the first touchpoint under these filters."


def _unknown(rows: Sequence[Any]) -> str:
    if any(row["converted"] is None for row in rows):
        return TOO_FEW
    return "Nobody comes to the second touchpoint at a later step."


def _counted(options: ConversionOptions) -> str:
    return noun(f"{options['per']}s").removesuffix("s")
