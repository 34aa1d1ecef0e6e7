"""What a load's form suggests, and the recipe that is chosen in it: what a row is, which column is which field and why."""

import re
from dataclasses import dataclass, field

from journey.ingest.column_contents import time_columns
from journey.ingest.fields import MAPPED, REQUIRED, SCORES
from journey.ingest.plan import Plan
from journey.ingest.recipe import EventRule, Recipe
from journey.ingest.source import Source
from journey.ingest.survey_signs import asking_columns

NOTHING, AS_LAYOUT, SAME, NO_TIME = (
    "(none)",
    "(as the layout says)",
    "(the same in every row)",
    "(there is no time)",
)
LAYOUT, EVENT, DATES, SURVEY = "layout", "event", "dates", "survey"
FURTHER = tuple(name for name in MAPPED if name not in REQUIRED)
SAMPLE_WIDTH = 28
MAJORITY = 0.8
PERSONAL = re.compile(  # names of columns that identify a person
    r"\b(first|last|full|sur|family|given|maiden|customer|client|contact|user|requester|recipient|billing|shipping)[ _]?name\b|"
    r"^(name|requester)$|phone|telefon|\bmobile\b|e-?mail|address|adresse|street|stra(ss|ß)e|birth|geburt|\bip\b|iban|passport",
    re.IGNORECASE,
)
AROUND_NAMES = re.compile(
    r"^(date|time) (of|to)\s+|\s+(date|time|at|timestamp|zeit|datum)$|_(at|date|time|timestamp)$",
    re.IGNORECASE,
)


def likely_row(source: Source, base_plan: Plan) -> str:
    """What a row of the file is likely to be: the layout's events, several dated events, a survey's answers, or one event."""
    if has_layout(base_plan):
        return LAYOUT
    recipe = base_plan.recipe
    if "touchpoint" in recipe.columns or "touchpoint" in recipe.fixed:
        return EVENT
    if asking_columns(source, recipe):
        return SURVEY
    return DATES if len(time_columns(source.columns, source.sample)) > 1 else EVENT


def possible_rows(source: Source, base_plan: Plan) -> list[str]:
    """What a row of the file can be."""
    has_dates = bool(time_columns(source.columns, source.sample))
    likely = likely_row(source, base_plan)
    possible = [LAYOUT] * has_layout(base_plan) + [EVENT]
    possible += [DATES] * (has_dates or likely != EVENT) + [SURVEY]
    return possible


def has_layout(base_plan: Plan) -> bool:
    """Whether a layout makes more of a row than one event."""
    return not base_plan.recipe.is_plain or base_plan.recipe.is_survey


def layout_events(base_plan: Plan) -> list[str]:
    """The events that the layout makes of a row, each with its time's columns."""
    return [
        f"{rule.touchpoint or 'an event'}, at {' or '.join(rule.columns['occurred_at'])}"
        if "occurred_at" in rule.columns
        else rule.touchpoint
        for rule in base_plan.recipe.events
    ]


def open_fields(base_plan: Plan) -> list[str]:
    """The required fields that the layout's events leave open."""
    rules = base_plan.recipe.events
    return [
        name
        for name in REQUIRED
        if not any(
            name in rule.columns or (name == "touchpoint" and rule.touchpoint) for rule in rules
        )
    ]


def _has_words(source: Source, base_plan: Plan) -> bool:
    """Whether an unmapped column holds repeated words: it may name the touchpoint."""
    taken = {column for names in base_plan.recipe.columns.values() for column in names} | {
        match.column for match in base_plan.proposals
    }
    for index, column in enumerate(source.columns):
        cells = [
            row[index].strip() for row in source.sample if len(row) > index and row[index].strip()
        ]
        words = [cell for cell in cells if any(sign.isalpha() for sign in cell)]
        if (
            column not in taken
            and len(words) > MAJORITY * len(cells)
            and 1 < len(set(words)) < MAJORITY * len(words) + 1
        ):
            return True
    return False


def likely_touchpoint(source: Source, base_plan: Plan) -> str:
    """A touchpoint for every row where no column names one: Survey where there are scores, Purchase where there is revenue."""
    known = {*base_plan.recipe.columns, *(match.field for match in base_plan.proposals)}
    if _has_words(source, base_plan):
        return ""
    return "Survey" if known & set(SCORES) else ("Purchase" if "revenue" in known else "")


def event_name(column: str) -> str:
    """What a date's column is likely to date: 'First Response Time' -> 'First Response'."""
    name = AROUND_NAMES.sub("", column.strip()).replace("_", " ").strip()
    return name[:1].upper() + name[1:] if name else column


def further_fields(base_plan: Plan) -> list[str]:
    """The fields beside the required ones that were found or may be meant."""
    proposed = {match.field for match in base_plan.proposals}
    return [name for name in FURTHER if name in base_plan.recipe.columns or name in proposed]


@dataclass(frozen=True)
class FieldSuggestion:
    """The column to begin with for a field, and why; `planned` are those of the plan, several only by a layout."""

    choice: str
    because: str = ""
    is_proposal: bool = False
    planned: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The reason as it stands under the picker; empty where there is none."""
        return f"{'suggested: ' if self.is_proposal else ''}{self.because}" if self.because else ""


def suggestion(
    source: Source, base_plan: Plan, name: str, extra: tuple[str, ...] = ()
) -> FieldSuggestion:
    """The choice for the field: the plan's column, else a proposal, else one of `extra` that fits, else none."""
    planned = base_plan.recipe.columns.get(name, ())
    if planned:
        because = next((match.because for match in base_plan.matches if match.field == name), "")
        choice = AS_LAYOUT if len(planned) > 1 else planned[0]
    else:
        proposed = next((match for match in base_plan.proposals if match.field == name), None)
        choice, because = (proposed.column, proposed.because) if proposed else (NOTHING, "")
        if proposed and name == "event_id":  # it leaves rows out, which nobody has asked for yet
            choice, because = NOTHING, f"{choice}: rows with the same id would count once"
    if SAME in extra and (
        name in base_plan.recipe.fixed
        or (choice == NOTHING and likely_touchpoint(source, base_plan))
    ):
        choice = SAME
    if choice == NOTHING and NO_TIME in extra and not time_columns(source.columns, source.sample):
        choice = NO_TIME
    return FieldSuggestion(choice, because, not planned, planned)


def column_choices(
    source: Source, suggested: FieldSuggestion, extra: tuple[str, ...] = ()
) -> list[str]:
    """All that can be chosen for a field."""
    as_layout = [AS_LAYOUT] if len(suggested.planned) > 1 else []
    return [NOTHING, *as_layout, *extra, *source.columns]


@dataclass
class MappingChoices:
    """What is chosen in the pickers, as far as it is made; `kept` are the columns of fields that are those of the plan, `asked`
    the kinds of a survey's columns as they stand.
    """

    columns: dict[str, tuple[str, ...]] = field(default_factory=dict)
    kept: dict[str, tuple[str, ...]] = field(default_factory=dict)
    fixed: dict[str, str] = field(default_factory=dict)
    events: list[EventRule] = field(default_factory=list)
    questions: dict[str, str] = field(default_factory=dict)
    not_questions: list[str] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    drop: list[str] = field(default_factory=list)
    is_survey: bool = False
    asked: list[tuple[str, str]] = field(default_factory=list)

    def recipe(self) -> Recipe:
        """What was said of the file; a column that another field takes, too, is said of both."""
        taken = {name for names in self.columns.values() for name in names}
        shared = {field: names for field, names in self.kept.items() if taken & set(names)}
        return Recipe(
            columns=self.columns | shared,
            fixed=self.fixed,
            events=tuple(self.events),
            is_survey=self.is_survey,
            questions=self.questions,
            not_questions=tuple(self.not_questions),
            drop=tuple(self.drop),
            answers=self.answers,
        )


def personal(columns: list[str]) -> list[str]:
    """Those of the columns that may identify people."""
    return [column for column in columns if PERSONAL.search(column)]


def with_sample(source: Source, column: str, planned_columns: tuple[str, ...]) -> str:
    """The column with its first value, as a picker shows it."""
    if column == AS_LAYOUT:
        return f"{' or '.join(planned_columns)} (as the layout says)"
    if column not in source.columns:
        return column
    index = source.columns.index(column)
    sample = next(
        (row[index].strip() for row in source.sample if len(row) > index and row[index].strip()), ""
    )
    return f"{column}  ·  {sample[:SAMPLE_WIDTH]}" if sample else column
