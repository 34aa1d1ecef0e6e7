"""The journey definition as small tables of the dataset, which the queries that prepare it join."""

import calendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from journey.data.engine import Connection
from journey.model.definition import Definition
from journey.model.errors import UserError
from journey.model.metrics import (
    GOOD_VALENCE,
    NEGATIVE_VALENCE,
    POSITIVE_VALENCE,
    SERVICE_MODES,
)
from journey.model.patterns import grouped
from journey.model.spelling import merged, renamed


@dataclass(frozen=True)
class SmallTable:
    """A table that is handed over whole: its columns with their types, and its rows."""

    columns: Mapping[str, str]
    rows: Sequence[tuple[Any, ...]]


def write_definition(connection: Connection, definition: Definition, form: int) -> None:
    """Settings (one row), stages, names and rules of touchpoints, channels, emotions; `form` is that of the prepared tables."""
    for name, table in _tables(connection, definition, form).items():
        write_table(connection, name, table)


def rewrite_definition(
    connection: Connection, before: Definition, definition: Definition, form: int
) -> set[str]:
    """Write anew which of the tables another definition changes; returns their names."""
    former = _tables(connection, before, form)
    changed = {
        name: table
        for name, table in _tables(connection, definition, form).items()
        if table != former[name]
    }
    for name, table in changed.items():
        connection.execute(f"drop table {name}")
        write_table(connection, name, table)
    return set(changed)


def _tables(connection: Connection, definition: Definition, form: int) -> dict[str, SmallTable]:
    settings = _settings(definition) | {"form": form}
    names = _touchpoint_names(connection, definition)
    return {
        "definition": SmallTable({"toml": "varchar"}, [(definition.toml,)]),
        "settings": SmallTable(dict.fromkeys(settings, "double"), [tuple(settings.values())]),
        **_stages(definition),
        "touchpoint_names": SmallTable(
            {"written_touchpoint": "varchar", "touchpoint": "varchar"}, sorted(names.items())
        ),
        "touchpoint_rules": _touchpoint_rules(definition, names),
        "channel_aliases": SmallTable(
            {"alias": "varchar", "channel": "varchar"},
            list(_channel_aliases(connection, definition.channels).items()),
        ),
        "known_service_modes": SmallTable(
            {"service_mode": "varchar", "service_mode_no": "integer"},
            [(mode, number) for number, mode in enumerate(SERVICE_MODES, 1)],
        ),
        "emotion_valences": SmallTable(
            {"emotion": "varchar", "valence": "decimal(7, 6)"}, list(definition.valences.items())
        ),
    }


def _channel_aliases(connection: Connection, channels: Mapping[str, str]) -> dict[str, str]:
    """The channel of each word in lower case: by the definition; words that it does not know are one channel where they are spelt
    alike, under the spelling with most events."""
    known = {name.lower(): name for name in channels.values()} | dict(channels)
    sql = "select channel, count(*) from events where channel is not null group by channel"
    events = dict(connection.execute(sql).fetchall())
    unknown = {name: number for name, number in events.items() if name.lower() not in known}
    best = merged(unknown)
    return {name.lower(): best.get(name, name) for name in unknown} | known


def _stages(definition: Definition) -> dict[str, SmallTable]:
    """One row per stage, and one per word that files write for it."""
    names = definition.stage_names
    if len({name.lower() for name in names}) < len(names):
        raise UserError("Two stages of the journey definition differ in case alone: rename one.")
    words = [
        (word, number)
        for number, stage in enumerate(definition.stages, 1)
        for word in (stage.name.lower(), *stage.also)
    ]
    return {
        "stages": SmallTable(
            {"stage_no": "tinyint", "stage": "varchar"}, list(enumerate(names, 1))
        ),
        "stage_words": SmallTable({"word": "varchar", "stage_no": "tinyint"}, words),
    }


def _touchpoint_names(connection: Connection, definition: Definition) -> dict[str, str]:
    """The touchpoint of each spelling in the events that is called otherwise."""
    if not (definition.touchpoint_names or definition.merges_spellings or definition.grouped_kinds):
        return {}
    sql = "select touchpoint, count(*) from events group by touchpoint"
    events = dict.fromkeys(definition.named_touchpoints, 0)
    return _names(events | dict(connection.execute(sql).fetchall()), definition)


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


def _touchpoint_rules(definition: Definition, names: Mapping[str, str]) -> SmallTable:
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
    return SmallTable(columns, rows)


def _settings(definition: Definition) -> dict[str, float | None]:
    end = definition.end
    values: dict[str, float | None] = {
        "inactivity_s": definition.inactivity_seconds,
        "split_s": definition.split_seconds,
        "has_cases": 0,
        "contact_again_s": definition.contact_again_seconds,
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
        "ces_best_low": (ces.best or ces.good)[0],
        "ces_best_high": (ces.best or ces.good)[1],
    }
    return values


def write_table(connection: Connection, name: str, table: SmallTable) -> None:
    lists = ", ".join(
        f"unnest(cast(? as {kind}[])) as {column}" for column, kind in table.columns.items()
    )
    values = [[row[place] for row in table.rows] for place in range(len(table.columns))]
    connection.execute(f"create table {name} as select {lists}", values)
