"""The journey definition as small tables of the dataset, which the queries that prepare it join."""

import calendar
from collections.abc import Mapping, Sequence
from typing import Any

from journey.data.engine import Connection
from journey.model.definition import Definition
from journey.model.errors import UserError
from journey.model.metrics import GOOD_VALENCE, NEGATIVE_VALENCE, POSITIVE_VALENCE
from journey.model.patterns import grouped
from journey.model.spelling import merged, renamed

DEFINITION_TABLES = (
    "definition",
    "settings",
    "stages",
    "stage_words",
    "touchpoint_names",
    "touchpoint_rules",
    "channel_aliases",
    "emotion_valences",
)


def write_definition(connection: Connection, definition: Definition, form: int) -> None:
    """Settings (one row), stages, names and rules of touchpoints, channels, emotions; `form` is that of the prepared tables."""
    settings = _settings(definition) | {"form": form}
    small_table(connection, "definition", {"toml": "varchar"}, [(definition.toml,)])
    small_table(
        connection, "settings", dict.fromkeys(settings, "double"), [tuple(settings.values())]
    )
    _stages(connection, definition)
    _touchpoint_rules(connection, definition, _touchpoint_names(connection, definition))
    aliases = _channel_aliases(connection, definition.channels)
    columns = {"alias": "varchar", "channel": "varchar"}
    small_table(connection, "channel_aliases", columns, list(aliases.items()))
    columns = {"emotion": "varchar", "valence": "decimal(7, 6)"}
    small_table(connection, "emotion_valences", columns, list(definition.valences.items()))


def _channel_aliases(connection: Connection, channels: Mapping[str, str]) -> dict[str, str]:
    """The channel of each word in lower case: by the definition; words that it does not know are one channel where they are spelt
    alike, under the spelling with most events."""
    known = {name.lower(): name for name in channels.values()} | dict(channels)
    sql = "select channel, count(*) from events where channel is not null group by channel"
    events = dict(connection.execute(sql).fetchall())
    unknown = {name: number for name, number in events.items() if name.lower() not in known}
    best = merged(unknown)
    return {name.lower(): best.get(name, name) for name in unknown} | known


def drop_definition(connection: Connection) -> None:
    """Make room for another one."""
    for table in DEFINITION_TABLES:
        connection.execute(f"drop table {table}")


def _stages(connection: Connection, definition: Definition) -> None:
    """One row per stage, and one per word that files write for it."""
    names = definition.stage_names
    if len({name.lower() for name in names}) < len(names):
        raise UserError("Two stages of the journey definition differ in case alone: rename one.")
    columns = {"stage_no": "tinyint", "stage": "varchar"}
    small_table(connection, "stages", columns, list(enumerate(names, 1)))
    words = [
        (word, number)
        for number, stage in enumerate(definition.stages, 1)
        for word in (stage.name.lower(), *stage.also)
    ]
    small_table(connection, "stage_words", {"word": "varchar", "stage_no": "tinyint"}, words)


def _touchpoint_names(connection: Connection, definition: Definition) -> dict[str, str]:
    """The touchpoint of each spelling in the events that is called otherwise, also as a table of one row each."""
    names: dict[str, str] = {}
    if definition.touchpoint_names or definition.merges_spellings or definition.grouped_kinds:
        sql = "select touchpoint, count(*) from events group by touchpoint"
        named = definition.named_touchpoints
        events = dict.fromkeys(named, 0) | dict(connection.execute(sql).fetchall())
        names = _names(events, definition)
    columns = {"written_touchpoint": "varchar", "touchpoint": "varchar"}
    small_table(connection, "touchpoint_names", columns, sorted(names.items()))
    return names


def _names(events: Mapping[str, int], definition: Definition) -> dict[str, str]:
    """The touchpoint of each spelling that is called otherwise: by its pattern, then what is renamed and merged."""
    by_hand = definition.touchpoint_names
    patterns = grouped((name for name in events if name not in by_hand), definition.grouped_kinds)
    totals: dict[str, int] = {}
    for spelling, number in events.items():
        name = patterns.get(spelling, spelling)
        totals[name] = totals.get(name, 0) + number
    called = renamed(totals, by_hand, definition.merges_spellings, definition.named_touchpoints)
    first = {spelling: patterns.get(spelling, spelling) for spelling in events}
    names = {spelling: called.get(name, name) for spelling, name in first.items()}
    return {spelling: name for spelling, name in names.items() if name != spelling}


def _touchpoint_rules(
    connection: Connection, definition: Definition, names: Mapping[str, str]
) -> None:
    """One row per touchpoint that the definition names: its stage, longest wait, and what it does to an end.

    What is said of a spelling holds for its touchpoint in `names`, unless that is said otherwise.
    """
    numbers = {name: number for number, name in enumerate(definition.stage_names, 1)}
    spellings: dict[str, list[str]] = {}
    for spelling in sorted(definition.named_touchpoints):
        spellings.setdefault(names.get(spelling, spelling), []).append(spelling)
    stages, waits, ends = definition.touchpoint_stages, definition.wait_targets, definition.ends
    rows = []
    for touchpoint, named in sorted(spellings.items()):
        own_first = sorted(named, key=lambda name: name != touchpoint)
        stage = next((stages[name] for name in own_first if name in stages), "")
        wait = next((waits[name] for name in own_first if name in waits), None)
        flags = [
            int(bool(set(named) & set(listed)))
            for listed in (ends.good, ends.undone_by, ends.passive)
        ]
        rows.append((touchpoint, numbers.get(stage), wait, *flags))
    kinds = dict.fromkeys(("is_good_end", "is_undoing", "is_passive"), "tinyint")
    columns = {"touchpoint": "varchar", "stage_no": "tinyint", "wait_target_s": "double"} | kinds
    small_table(connection, "touchpoint_rules", columns, rows)


def _settings(definition: Definition) -> dict[str, float | None]:
    end = definition.end
    values: dict[str, float | None] = {
        "inactivity_s": definition.inactivity_seconds,
        "split_s": definition.split_seconds,
        "has_cases": 0,
        "end_s": calendar.timegm(end.timetuple()) if end else None,
        "negative_valence": NEGATIVE_VALENCE,
        "positive_valence": POSITIVE_VALENCE,
    }
    for metric in ("nps", "csat", "ces"):
        scale = definition.scale(metric)
        values |= {
            f"{metric}_good_low": scale.good[0],
            f"{metric}_good_high": scale.good[1],
            f"{metric}_bad_low": scale.bad[0],
            f"{metric}_bad_high": scale.bad[1],
        }
    ces = definition.scale("ces")  # of a feeling the middle of the scale is neither good nor bad
    values |= {
        "good_valence": GOOD_VALENCE,
        "ces_hard_low": ces.lowest + ces.highest - ces.good[1],
        "ces_hard_high": ces.lowest + ces.highest - ces.good[0],
    }
    return values


def small_table(
    connection: Connection, name: str, columns: dict[str, str], rows: Sequence[tuple[Any, ...]]
) -> None:
    """A table of these rows; `columns` are its names with their types."""
    lists = ", ".join(
        f"unnest(cast(? as {kind}[])) as {column}" for column, kind in columns.items()
    )
    values = [[row[place] for row in rows] for place in range(len(columns))]
    connection.execute(f"create table {name} as select {lists}", values)
