"""What a file is taken for before it is loaded: how it is read, what its columns mean, and what its first rows become."""

import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from journey.data import durable
from journey.data.engine import scratch
from journey.data.generation import newest
from journey.data.room import NoRoom, room
from journey.data.sql import query
from journey.data.temporary import Temporary
from journey.ingest.assumptions import settle
from journey.ingest.check import add_events
from journey.ingest.plan import Plan, plan
from journey.ingest.recipe import as_toml
from journey.ingest.report import Refused
from journey.ingest.shaping import ITEMS
from journey.ingest.source import Source, first_rows, open_source
from journey.ingest.staging import stage
from journey.ingest.unpack import Part, parts
from journey.model.definition import Definition
from journey.model.errors import Question, UserError
from journey.model.words import count, iso, plural
from journey.use.options import LoadOptions, answers, wanted_definition

SAMPLES, SAMPLE_WIDTH, COLUMNS_SHOWN = 3, 40, 60
JOURNEYS_SHOWN, EVENTS_SHOWN, REFUSED_SHOWN = 4, 8, 5
ATTRIBUTE, LEFT_OUT, OPENED = "attribute", "left out", "its keys are columns"


@dataclass(frozen=True)
class FirstJourneys:
    """What the first rows become: `rows` of them, `is_whole` where the file has no more.

    `journeys` are lists of events, each a dict of what is known of it; `touchpoints` dicts of touchpoint, events and
    without_stage, how many of them the file puts into no stage; `question` stands where an answer is needed first,
    `problem` where no row could be loaded.
    """

    rows: int = 0
    is_whole: bool = True
    loaded: int = 0
    events: int = 0
    customers: int = 0
    journeys: list[list[dict]] = field(default_factory=list)
    touchpoints: list[dict] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    assumed: list[str] = field(default_factory=list)
    question: Question | None = None
    problem: str = ""

    def lines(self) -> list[str]:
        """The preview as a person reads it."""
        if self.question or self.problem:
            return [f"  {self.question or self.problem}"]
        which = "all" if self.is_whole else "the first"
        return [
            f"  of {which} {plural(self.rows, 'row')} {count(self.loaded)} would be loaded, as {plural(self.events, 'event')} "
            f"of {plural(self.customers, 'customer')}",
            *(f"  assumed: {sentence}" for sentence in self.assumed),
            *(f"  {_told(journey)}" for journey in self.journeys),
            *(
                f"  refused: {row.subject} {row.value[:SAMPLE_WIDTH]!r} {row.reason}"
                for row in self.refused
            ),
        ]

    def as_dict(self) -> dict:
        table = asdict(self) | {"question": None}
        if self.question:
            table["question"] = {
                "sentence": self.question.sentence,
                "choices": self.question.choices,
            }
        return table


def _told(journey: list[dict]) -> str:
    """One journey in a line: its customer and the events with their times."""
    steps = [
        f"{event['occurred_at'] or ''} {event['touchpoint']}".strip()
        for event in journey[:EVENTS_SHOWN]
    ]
    more = f" … {len(journey) - EVENTS_SHOWN} more" if len(journey) > EVENTS_SHOWN else ""
    return f"{journey[0]['journey']}: {' → '.join(steps)}{more}"


@dataclass(frozen=True)
class Preview:
    """One table of a file, before anything is loaded: its source and the plan for its rows."""

    source: Source
    plan: Plan

    def loadable(self) -> "Preview":
        """Itself; raises UserError where a required field has no column, or one of two."""
        if self.plan.problem:
            raise UserError(self.plan.problem)
        return self

    @property
    def attribute_names(self) -> list[str]:
        """The attributes that its events have: columns of the file, and how many rows went into one event."""
        return [name for name, _ in self.plan.attributes] + (
            [ITEMS] if self.plan.recipe.one_per else []
        )

    def meanings(self) -> list[dict]:
        """Of each column of the file its meaning, the reason for it, and samples of what stands in it."""
        fields = _fields(self.plan)
        because = {match.column: match.because for match in self.plan.matches}
        attributes = {place for _, place in self.plan.attributes}
        asked = {question.column: question for question in self.plan.questions}
        found = []
        for place, column in enumerate(self.source.columns):
            meaning = ", ".join(fields.get(column, ())) or (
                ATTRIBUTE if place in attributes else LEFT_OUT
            )
            if meaning == LEFT_OUT and any(key.place == place for key in self.source.nested):
                meaning = OPENED
            reason = because.get(column) or (asked[column].because if column in asked else "")
            found.append(
                {
                    "column": column,
                    "meaning": meaning,
                    "because": reason,
                    "samples": self.samples(place),
                }
            )
        return found

    def samples(self, place: int) -> list[str]:
        """The first different things that stand in a column."""
        cells = dict.fromkeys(
            row[place].strip()[:SAMPLE_WIDTH] for row in self.source.sample if len(row) > place
        )
        return [cell for cell in cells if cell][:SAMPLES]

    def as_dict(self, preview: FirstJourneys | None = None) -> dict:
        return {
            "file": self.source.name,
            "read_as": dict(self.source.settings),
            "said": [*self.source.said, *self.plan.said],
            "columns": self.meanings(),
            "events": [rule.touchpoint for rule in self.plan.recipe.events],
            "proposals": [asdict(match) for match in self.plan.proposals],
            "questions": [asdict(question) for question in self.plan.questions],
            "mapping": as_toml(self.plan.recipe),
            "preview": preview.as_dict() if preview else None,
        }

    def lines(self, preview: FirstJourneys | None = None) -> list[str]:
        """What the file is taken for, as a person reads it."""
        read = ", ".join(f"{key} {value}" for key, value in self.source.settings.items())
        shown = self.meanings()
        rest = len(shown) - COLUMNS_SHOWN
        return [
            f"{self.source.name} is read with {read}" if read else self.source.name,
            *(f"  {sentence}" for sentence in (*self.source.said, *self.plan.said)),
            *(
                f"  {one['column']} -> {one['meaning']}{_reason(one)}"
                for one in shown[:COLUMNS_SHOWN]
            ),
            *([f"  ... {rest} more columns"] if rest > 0 else []),
            *(
                f"  {match.column} may be {match.field}: {match.because}"
                for match in self.plan.proposals
            ),
            *(preview.lines() if preview else []),
        ]


def _reason(one: dict) -> str:
    samples = ", ".join(map(repr, one["samples"]))
    return (
        f" ({'; '.join(part for part in (one['because'], samples) if part)})"
        if samples or one["because"]
        else ""
    )


def _fields(plan: Plan) -> dict[str, list[str]]:
    """The fields that each column is read into, also by single events."""
    found: dict[str, list[str]] = {}
    rules = [
        (plan.recipe.columns, ""),
        *((rule.columns, rule.touchpoint) for rule in plan.recipe.events),
    ]
    for columns, touchpoint in rules:
        for name, options in columns.items():
            for column in options:
                word = f"{name} of {touchpoint!r}" if touchpoint else name
                found[column] = [*found.get(column, ()), word]
    return found


def look(db: Path, dataset: str, path: Path, options: LoadOptions, folder: Path) -> list[Preview]:
    """What the file's tables are taken for, without loading them; copies that reading needs lie in the folder."""
    assumed = answers(options)
    definition = wanted_definition(newest(db, dataset), options, assumed)
    own = durable.make_folder(folder / secrets.token_hex(4))
    return [look_at(part, options, assumed, definition, own) for part in parts(path, own)[0]]


def look_at(
    part: Part,
    options: LoadOptions,
    assumed: Mapping[str, str],
    definition: Definition,
    folder: Path,
) -> Preview:
    """What one table is taken for; whether that can be loaded is for `Preview.loadable` to say."""
    return planned(open_source(part, folder, assumed, options.sheet), options, definition)


def planned(source: Source, options: LoadOptions, definition: Definition) -> Preview:
    """What an open source is taken for."""
    given = answers(options)
    found = plan(source, options.wanted, definition, given.get("time") == "none")
    return Preview(
        source, replace(found, recipe=replace(found.recipe, answers=dict(sorted(given.items()))))
    )


def preview(
    seen: Preview, options: LoadOptions, definition: Definition, place: Path
) -> FirstJourneys:
    """What the first rows become, by way of all that a load does but preparing the tables; nothing is kept.

    Copies that reading needs lie below the place until it is done.
    """
    if seen.plan.problem:
        return FirstJourneys(problem=seen.plan.problem)
    assumed = answers(options)
    with room(place), Temporary(place) as folder:
        source, is_whole = first_rows(seen.source, folder)
        try:
            with scratch(place, [source.path, folder / "rewritten.csv"]) as connection:
                return _previewed(
                    connection,
                    Preview(source, seen.plan),
                    options,
                    definition,
                    assumed,
                    is_whole,
                    folder,
                )
        except NoRoom:
            raise
        except Question as question:
            return FirstJourneys(is_whole=is_whole, question=question)
        except UserError as error:
            return FirstJourneys(is_whole=is_whole, problem=str(error))


def _previewed(
    connection,
    seen: Preview,
    options: LoadOptions,
    definition: Definition,
    assumed: Mapping[str, str],
    is_whole: bool,
    folder: Path,
) -> FirstJourneys:
    connection.execute(query("ingest", "macros"))
    connection.execute(query("ingest", "events_table"))
    names = seen.attribute_names
    for number in range(1, len(names) + 1):
        connection.execute(f"alter table events add column a{number} varchar")
    numbers = {name: number for number, name in enumerate(names, 1)}
    for name, number in numbers.items():
        connection.execute(
            "insert into attributes values ($number, $name)", {"number": number, "name": name}
        )
    staged = stage(connection, seen.source, seen.plan, numbers, folder / "rewritten.csv")
    settled = settle(connection, assumed, definition, seen.source.name, seen.plan.recipe.timezone)
    drops = options.identical == "drop"
    row_outcomes = add_events(
        connection,
        seen.source,
        staged,
        definition,
        settled,
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
        _journeys(connection, definition, settled.is_timeless),
        _dicts(connection, "touchpoints_seen"),
        row_outcomes.refused[:REFUSED_SHOWN],
        settled.said,
    )


def _journeys(connection, definition: Definition, is_timeless: bool) -> list[list[dict]]:
    """The first journeys; an event's stage is its own, else its touchpoint's."""
    stages = {stage.lower(): stage for stage in definition.stage_names}
    found: dict[str, list[dict]] = {}
    for event in _dicts(connection, "first_journeys", {"journeys": JOURNEYS_SHOWN}):
        stage = stages.get(
            (event["stage"] or "").lower(), definition.touchpoint_stages.get(event["touchpoint"])
        )
        event |= {"stage": stage, "occurred_at": None if is_timeless else iso(event["occurred_at"])}
        found.setdefault(event["journey"], []).append(event)
    return list(found.values())


def _dicts(connection, name: str, values: Mapping | None = None) -> list[dict]:
    result = connection.execute(query("ingest", name), values or {})
    names = [column[0] for column in result.description]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]
