"""A preview of a file before it is loaded: how it is read, what its columns mean, and what its first rows become."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from journey.data import durable
from journey.data.attributes import DURATION
from journey.data.engine import Connection, scratch
from journey.data.generation import newest
from journey.data.query_rows import rows_of
from journey.data.room import NoRoom, room
from journey.data.sql import query
from journey.data.temporary import Temporary
from journey.ingest.answer_scales import no_answer_notes
from journey.ingest.assumptions import resolve_assumptions
from journey.ingest.check import add_events
from journey.ingest.choices import counted_notes
from journey.ingest.mapping_file import as_toml
from journey.ingest.nobody import settle_nobody
from journey.ingest.opening import first_rows
from journey.ingest.plan import Plan, plan
from journey.ingest.report import RowFault
from journey.ingest.shaping import ITEMS
from journey.ingest.source import Source
from journey.ingest.staging import stage
from journey.ingest.unpack import parts
from journey.model.definition import Definition
from journey.model.errors import Question, UserError
from journey.model.suggested_stages import Place, speaks_of_purchase, suggested_stages
from journey.model.vocabulary import SERVICE_LOG
from journey.model.words import count, iso, plural
from journey.use.known_files import open_as_before
from journey.use.options import LoadOptions, answers, resolve_definition

T = TypeVar("T")
SAMPLES, SAMPLE_WIDTH, COLUMNS_SHOWN = 3, 40, 60
JOURNEYS_SHOWN, EVENTS_SHOWN, REFUSED_SHOWN = 4, 8, 5
ATTRIBUTE, LEFT_OUT, OPENED = "attribute", "left out", "its keys are columns"


@dataclass(frozen=True)
class FirstEvent:
    """An event of the first rows, with what is known of it; `occurred_at` as ISO 8601 says it."""

    journey: str
    customer_id: str
    occurred_at: str | None
    touchpoint: str
    stage: str | None
    channel: str | None
    emotion: str | None
    nps: float | None
    csat: float | None
    ces: float | None
    comment: str | None


@dataclass(frozen=True)
class CountedTouchpoint:
    """A touchpoint's events, and those that the file puts into no stage; `stage` is the one that it gives most often."""

    touchpoint: str
    events: int
    stage: str | None
    without_stage: int


@dataclass(frozen=True)
class FirstTouchpoint(CountedTouchpoint):
    """With the stage proposed for the events in none."""

    proposed: str | None


@dataclass(frozen=True)
class FirstPlace:
    """A touchpoint's events of customers with a purchase, and the share of these that come after the first one."""

    touchpoint: str
    events_placed: int
    share_after: float


@dataclass(frozen=True)
class ColumnMeaning:
    """What a column of the file becomes and why, with the first different values in it."""

    column: str
    meaning: str
    because: str
    samples: list[str]


@dataclass(frozen=True)
class FirstJourneys:
    """What the first rows become: `rows` of them, `is_whole` where the file has no more.

    `question` stands where an answer is needed first,
    `problem` where no row could be loaded.
    """

    rows: int = 0
    is_whole: bool = True
    loaded: int = 0
    events: int = 0
    customers: int = 0
    journeys: list[list[FirstEvent]] = field(default_factory=list)
    touchpoints: list[FirstTouchpoint] = field(default_factory=list)
    refused: list[RowFault] = field(default_factory=list)
    assumed: list[str] = field(default_factory=list)
    question: Question | None = None
    problem: UserError | None = None

    def lines(self, worded: Callable[[UserError], str] = str) -> list[str]:
        """The preview as a person reads it; `worded` says an error to that person."""
        if error := self.question or self.problem:
            return [f"  {worded(error)}"]
        which = "all" if self.is_whole else "the first"
        return [
            f"  of {which} {plural(self.rows, 'row')} {count(self.loaded)} would be loaded, as {plural(self.events, 'event')} "
            f"of {plural(self.customers, 'customer')}",
            *(f"  assumed: {sentence}" for sentence in self.assumed),
            *(f"  {_journey_line(journey)}" for journey in self.journeys),
            *(
                f"  refused: {row.subject} {row.value[:SAMPLE_WIDTH]!r} {row.reason}"
                for row in self.refused
            ),
        ]

    def as_dict(self) -> dict:
        table = asdict(replace(self, question=None, problem=None))
        table["problem"] = str(self.problem or "")
        if self.question:
            table["question"] = {
                "sentence": self.question.sentence,
                "choices": self.question.choices,
            }
        return table


def _journey_line(journey: list[FirstEvent]) -> str:
    """One journey in a line: its customer and the events with their times."""
    steps = [
        f"{event.occurred_at or ''} {event.touchpoint}".strip() for event in journey[:EVENTS_SHOWN]
    ]
    more = f" … {len(journey) - EVENTS_SHOWN} more" if len(journey) > EVENTS_SHOWN else ""
    return f"{journey[0].journey}: {' → '.join(steps)}{more}"


@dataclass(frozen=True)
class Preview:
    """One table of a file, before anything is loaded: its source and the plan for its rows."""

    source: Source
    plan: Plan

    def loadable(self) -> "Preview":
        """Itself; raises UserError where a required field has no column, or one of two."""
        if self.plan.problem:
            raise self.plan.problem
        return self

    @property
    def attribute_names(self) -> list[str]:
        """The attributes that its events have: columns of the file, how many rows went into one event, how long it took."""
        recipe = self.plan.recipe
        return [
            *(name for name, _ in self.plan.attributes),
            *([ITEMS] if recipe.one_per else []),
            *([DURATION] if recipe.has_durations else []),
        ]

    def meanings(self) -> list[ColumnMeaning]:
        """Of each column of the file its meaning, the reason for it, and samples of its values."""
        fields = _fields(self.plan)
        because = {match.column: match.because for match in self.plan.matches}
        attributes = {index for _, index in self.plan.attributes}
        questions = {question.column: question for question in self.plan.questions}
        choices = {
            column: f"choice of {choice.name!r}"
            for choice in self.plan.recipe.choices
            for column in choice.columns
        }
        meanings = []
        for index, column in enumerate(self.source.columns):
            meaning = ", ".join(fields.get(column, ())) or choices.get(
                column, ATTRIBUTE if index in attributes else LEFT_OUT
            )
            if meaning == LEFT_OUT and any(key.column_index == index for key in self.source.nested):
                meaning = OPENED
            reason = because.get(column) or (
                questions[column].because if column in questions else ""
            )
            meanings.append(ColumnMeaning(column, meaning, reason, self.samples(index)))
        return meanings

    def samples(self, column_index: int) -> list[str]:
        """The first different values of a column."""
        cells = dict.fromkeys(
            row[column_index].strip()[:SAMPLE_WIDTH]
            for row in self.source.sample
            if len(row) > column_index
        )
        return [cell for cell in cells if cell][:SAMPLES]

    def as_dict(self, first_journeys: FirstJourneys | None = None) -> dict:
        return {
            "file": self.source.name,
            "read_as": dict(self.source.settings),
            "said": [*self.source.notes, *self.plan.notes],
            "columns": [asdict(meaning) for meaning in self.meanings()],
            "events": [rule.touchpoint for rule in self.plan.recipe.events],
            "proposals": [asdict(match) for match in self.plan.proposals],
            "questions": [asdict(question) for question in self.plan.questions],
            "mapping": as_toml(self.plan.recipe),
            "preview": first_journeys.as_dict() if first_journeys else None,
        }

    def lines(
        self,
        first_journeys: FirstJourneys | None = None,
        worded: Callable[[UserError], str] = str,
    ) -> list[str]:
        """The preview of the file, as a person reads it; `worded` says an error to that person."""
        read = ", ".join(f"{key} {value}" for key, value in self.source.settings.items())
        meanings = self.meanings()
        rest = len(meanings) - COLUMNS_SHOWN
        return [
            f"{self.source.name} is read with {read}" if read else self.source.name,
            *(f"  {sentence}" for sentence in (*self.source.notes, *self.plan.notes)),
            *(
                f"  {meaning.column} -> {meaning.meaning}{_reason(meaning)}"
                for meaning in meanings[:COLUMNS_SHOWN]
            ),
            *([f"  ... {rest} more columns"] if rest > 0 else []),
            *(
                f"  {match.column} may be {match.field}: {match.because}"
                for match in self.plan.proposals
            ),
            *(first_journeys.lines(worded) if first_journeys else []),
        ]


def _reason(meaning: ColumnMeaning) -> str:
    parts = (meaning.because, ", ".join(map(repr, meaning.samples)))
    said = "; ".join(part for part in parts if part)
    return f" ({said})" if said else ""


def _fields(plan: Plan) -> dict[str, list[str]]:
    """The fields that each column is read into, also by single events."""
    fields: dict[str, list[str]] = {}
    rules = [
        (plan.recipe.columns, ""),
        *((rule.columns, rule.touchpoint) for rule in plan.recipe.events),
    ]
    for columns, touchpoint in rules:
        for name, options in columns.items():
            for column in options:
                label = f"{name} of {touchpoint!r}" if touchpoint else name
                fields[column] = [*fields.get(column, ()), label]
    return fields


def preview_file(
    db: Path, dataset: str, path: Path, options: LoadOptions, folder: Path
) -> list[Preview]:
    """Previews of the file's tables, without loading them; copies that reading needs lie in the folder."""
    assumed = answers(options)
    definition = resolve_definition(newest(db, dataset), options, assumed)
    own_folder = durable.make_folder(folder / secrets.token_hex(4))
    return [
        preview_source(*open_as_before(db, dataset, part, own_folder, options), definition)
        for part in parts(path, own_folder)[0]
    ]


def preview_source(source: Source, options: LoadOptions, definition: Definition) -> Preview:
    """The preview of an open source."""
    assumed = answers(options)
    is_timeless = assumed.get("time") == "none"
    bound_plan = plan(source, options.recipe, definition, options.layout, is_timeless)
    return Preview(
        source,
        replace(
            bound_plan, recipe=replace(bound_plan.recipe, answers=dict(sorted(assumed.items())))
        ),
    )


def read_first_journeys(
    preview: Preview, options: LoadOptions, definition: Definition, folder: Path
) -> FirstJourneys:
    """What the first rows become, with every step of a load but preparing the tables; nothing is kept.

    Copies that reading needs lie below the folder until it is done.
    """
    if preview.plan.problem:
        return FirstJourneys(problem=preview.plan.problem)
    assumed = preview.plan.recipe.answers
    with room(folder), Temporary(folder) as temporary:
        source, is_whole = first_rows(preview.source, temporary)
        try:
            with scratch(folder, [source.path, temporary / "rewritten.csv"]) as connection:
                return _previewed(
                    connection,
                    Preview(source, preview.plan),
                    options,
                    definition,
                    assumed,
                    is_whole,
                    temporary,
                )
        except NoRoom:
            raise
        except Question as question:
            return FirstJourneys(is_whole=is_whole, question=question)
        except UserError as error:
            return FirstJourneys(is_whole=is_whole, problem=error)


def _previewed(
    connection: Connection,
    preview: Preview,
    options: LoadOptions,
    definition: Definition,
    assumed: Mapping[str, str],
    is_whole: bool,
    folder: Path,
) -> FirstJourneys:
    for name in ("macros", "time_macros"):
        connection.execute(query("ingest", name))
    connection.execute(query("ingest", "events_table"))
    names = preview.attribute_names
    for number in range(1, len(names) + 1):
        connection.execute(f"alter table events add column a{number} varchar")
    numbers = {name: number for number, name in enumerate(names, 1)}
    for name, number in numbers.items():
        connection.execute(
            "insert into attributes values ($number, $name)", {"number": number, "name": name}
        )
    staged = stage(connection, preview.source, preview.plan, numbers, folder / "rewritten.csv")
    nobody = settle_nobody(
        connection,
        staged.is_shaped,
        assumed,
        preview.source.name,
        1,
        options.pseudonymise,
        preview.plan.stand_ins(numbers),
    )
    assumptions = resolve_assumptions(
        connection,
        assumed,
        definition,
        preview.source.name,
        preview.plan.recipe,
        fields=staged.fields,
    )
    drops = options.identical == "drop"
    row_outcomes = add_events(
        connection,
        preview.source,
        staged,
        assumptions,
        1,
        list(numbers.values()),
        drops,
        lambda name: None,
    )
    events, customers = connection.execute(
        "select count(*), count(distinct customer_id) from events"
    ).fetchall()[0]
    return FirstJourneys(
        row_outcomes.rows_read,
        is_whole,
        row_outcomes.loaded,
        events,
        customers,
        _journeys(connection, definition, assumptions.is_timeless),
        _touchpoints(connection, definition),
        row_outcomes.refused[:REFUSED_SHOWN],
        [
            *assumptions.notes,
            *no_answer_notes(connection, preview.plan.recipe, preview.source),
            *counted_notes(connection, preview.plan.recipe.choices, preview.source.columns),
            *nobody.notes,
            *(finding.sentence for finding in nobody.findings),
        ],
    )


def _touchpoints(connection: Connection, definition: Definition) -> list[FirstTouchpoint]:
    """The touchpoints with their events, those that the file puts into no stage, and the stage proposed for these."""
    counted = _rows(connection, "first_touchpoints", CountedTouchpoint)
    purchases = [row.touchpoint for row in counted if speaks_of_purchase(row.touchpoint)]
    places = {
        row.touchpoint: Place(row.events_placed, float(row.share_after))
        for row in _rows(connection, "first_places", FirstPlace, purchases=purchases)
    }
    unplaced = [row.touchpoint for row in counted if row.without_stage]
    is_service = definition.kind == SERVICE_LOG
    proposed = suggested_stages(unplaced, definition.stage_names, places, is_service)
    return [
        FirstTouchpoint(
            row.touchpoint, row.events, row.stage, row.without_stage, proposed.get(row.touchpoint)
        )
        for row in counted
    ]


def _journeys(
    connection: Connection, definition: Definition, is_timeless: bool
) -> list[list[FirstEvent]]:
    """The first journeys; an event's stage is its own, else its touchpoint's."""
    stages = {stage.lower(): stage for stage in definition.stage_names}
    rows = _rows(
        connection,
        "first_journeys",
        _NumberedEvent,
        journeys=JOURNEYS_SHOWN,
        id_is_journey=definition.id_is_journey,
    )
    journeys: dict[int, list[FirstEvent]] = {}
    for row in rows:
        known = definition.touchpoint_stages.get(row.touchpoint)
        event = FirstEvent(
            row.journey,
            row.customer_id,
            None if is_timeless else iso(row.occurred_at),
            row.touchpoint,
            stages.get((row.stage or "").lower(), known),
            row.channel,
            row.emotion,
            row.nps,
            row.csat,
            row.ces,
            row.comment,
        )
        journeys.setdefault(row.first_no, []).append(event)
    return list(journeys.values())


@dataclass(frozen=True)
class _NumberedEvent:
    """A row of the query; `first_no` is the number of its journey's first event, `stage` the file's own word."""

    first_no: int
    journey: str
    customer_id: str
    occurred_at: datetime
    touchpoint: str
    stage: str | None
    channel: str | None
    emotion: str | None
    nps: float | None
    csat: float | None
    ces: float | None
    comment: str | None


def _rows(connection: Connection, name: str, kind: type[T], **values: Any) -> list[T]:
    return rows_of(connection.execute(query("ingest", name), values), kind)
