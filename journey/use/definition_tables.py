"""The journey definition as tables to edit, beside what the data hold; and the edited tables as TOML again."""

import math
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypedDict, cast

from journey.data.generation import Generation
from journey.data.sql import query
from journey.data.stage_proposals import as_proposed, proposed_stages
from journey.model.definition import UNASSIGNED, Definition, Value, replaced
from journey.model.suggested_channels import suggested_channel
from journey.use.touchpoint_names import (
    EditedTouchpoint,
    called_in_ends,
    edited_names,
    under_their_names,
)

Text = str | float | None  # a cell that was left blank in the editor is nan
Number = float | None
HOUR = 3600
WRITTEN_TOUCHPOINTS = (
    "select written_touchpoint, touchpoint from touchpoint_names order by written_touchpoint"
)


class StageRow(TypedDict):
    was: Text
    place: Number
    name: Text
    text: Text
    expected_emotion: Text
    expected_service_mode: Text
    also: Text


class TouchpointRow(TypedDict):
    touchpoint: str
    name: Text
    also: Text
    stage: Text
    suggested: str | None
    events: int
    without_own_stage: int
    own_stages: list[str]
    is_as_proposed: bool
    longest_gap_hours: Number


class ChannelRow(TypedDict):
    written: Text
    events: Number
    channel: Text
    suggested: Text


class EmotionRow(TypedDict):
    emotion: Text
    events: Number
    valence: Number


class Tables(NamedTuple):
    """The tables of the definition, as the user edits them."""

    stages: Sequence[StageRow]
    touchpoints: Sequence[TouchpointRow]
    channels: Sequence[ChannelRow]
    emotions: Sequence[EmotionRow]


@dataclass(frozen=True)
class WrittenTouchpoint:
    """A spelling of the files, and the touchpoint that it stands for."""

    written_touchpoint: str
    touchpoint: str


@dataclass(frozen=True)
class UsedTouchpoint:
    """A touchpoint's events in a stage by the file itself; `stage_no` is None of those in none that the definition knows."""

    touchpoint: str
    stage_no: int | None
    events: int


@dataclass(frozen=True)
class UsedChannel:
    """A word that files write for a channel, the channel that it stands for, and its events."""

    written_channel: str
    channel: str
    events: int


@dataclass(frozen=True)
class UsedEmotion:
    """An emotion label, and its events."""

    emotion: str
    events: int


def stage_rows(definition: Definition) -> list[StageRow]:
    """One row a stage; `was` is its name before the edit."""
    return [
        {
            "was": stage.name,
            "place": float(position),
            "name": stage.name,
            "text": stage.text,
            "expected_emotion": stage.expected_emotion,
            "expected_service_mode": stage.expected_service_mode,
            "also": ", ".join(stage.also),
        }
        for position, stage in enumerate(definition.stages, 1)
    ]


def touchpoint_rows(generation: Generation) -> list[TouchpointRow]:
    """One row a touchpoint of the data or of the definition: its events, those that wait for a stage, and the stage by rule.

    `name` is what it is to be called, `also` the other spellings that files have for it, `own_stages` are those that the file
    itself gives its events; `is_as_proposed`: its stage by rule is the one that would be proposed.
    """
    definition = generation.definition
    proposed = proposed_stages(generation.ask_proposals, definition)
    taken = as_proposed(generation.ask_proposals, definition)
    spellings: dict[str, list[str]] = {}
    for each in generation.records_of(WRITTEN_TOUCHPOINTS, WrittenTouchpoint):
        spellings.setdefault(each.touchpoint, []).append(each.written_touchpoint)
    used: dict[str, list[UsedTouchpoint]] = {}
    for use in generation.records_of(query("define", "touchpoints_used"), UsedTouchpoint):
        used.setdefault(use.touchpoint, []).append(use)
    unused = (
        name
        for name in (*definition.touchpoint_stages, *definition.wait_targets)
        if name not in used
    )
    return [
        {
            "touchpoint": name,
            "name": name,
            "also": ", ".join(spellings.get(name, [])),
            "stage": definition.touchpoint_stages.get(name, UNASSIGNED),
            "suggested": proposed.get(name),
            "events": _events(used.get(name, [])),
            "without_own_stage": sum(
                use.events for use in used.get(name, []) if use.stage_no is None
            ),
            "own_stages": [
                definition.stage_names[use.stage_no - 1]
                for use in used.get(name, [])
                if use.stage_no is not None
            ],
            "is_as_proposed": name in taken,
            "longest_gap_hours": definition.wait_targets[name] / HOUR
            if name in definition.wait_targets
            else None,
        }
        for name in dict.fromkeys([*sorted(used, key=lambda name: -_events(used[name])), *unused])
    ]


def _events(uses: Iterable[UsedTouchpoint]) -> int:
    return sum(use.events for use in uses)


def channel_rows(generation: Generation) -> list[ChannelRow]:
    """One row a word that files write for a channel, those of the data first; a suggestion where the word names none."""
    definition = generation.definition
    used = generation.records_of(query("define", "channels_used"), UsedChannel)
    known = set(definition.channels.values())
    rows: list[ChannelRow] = [
        {
            "written": each.written_channel.lower(),
            "events": each.events,
            "channel": each.channel,
            "suggested": None if each.channel in known else suggested_channel(each.written_channel),
        }
        for each in used
    ]
    written_words = {row["written"] for row in rows}
    unused: list[ChannelRow] = [
        {"written": word, "events": 0, "channel": name, "suggested": None}
        for word, name in definition.channels.items()
        if word not in written_words
    ]
    return [*rows, *unused]


def emotion_rows(generation: Generation) -> list[EmotionRow]:
    """One row an emotion label of the data or of the definition, with its valence."""
    valences = generation.definition.valences
    used = {
        each.emotion: each.events
        for each in generation.records_of(query("define", "emotions_used"), UsedEmotion)
    }
    names = dict.fromkeys([*generation.definition.feelings, *used])
    return [
        {"emotion": name, "events": used.get(name, 0), "valence": valences.get(name)}
        for name in names
    ]


def as_toml(
    definition: Definition,
    tables: Tables,
    settings: Mapping[str, Value],
    apart: Iterable[str] = (),
) -> str:
    """The edited tables as a full TOML text; raises UserError naming what is wrong in it.

    A renamed stage keeps its old name among its other words, so that events which say it stay in the stage. `settings` are
    the keys outside of these tables (title, timezone, journeys, metrics, friction_weights, scales). A touchpoint with another
    `name` is renamed, two with one name are put together; spellings `apart` get their own name back.
    """
    stages = [row for row in sorted(tables.stages, key=_position) if _text(row["name"])]
    calls = {
        row["touchpoint"]: name
        for row in tables.touchpoints
        if (name := _text(row["name"])) not in ("", row["touchpoint"])
    }
    ends = cast(Mapping[str, Value], settings.get("ends") or tomllib.loads(definition.toml)["ends"])
    table: dict[str, Value] = {
        "stages": [_stage(row) for row in stages],
        "touchpoint_names": dict(edited_names(definition, calls, apart)),
        **_touchpoints(stages, tables.touchpoints, calls),
        "channels": _channels(tables.channels, definition),
        "emotions": _emotions(tables.emotions, definition),
    }
    return replaced(definition.toml, {**table, **settings, "ends": called_in_ends(ends, calls)})


def _touchpoints(
    stages: Iterable[StageRow], rows: Iterable[TouchpointRow], calls: Mapping[str, str]
) -> dict[str, Value]:
    """Where touchpoints belong and how long may pass before them, by the names that both have now."""
    renamed = {_text(row["was"]): _text(row["name"]) for row in stages if _text(row["was"])}
    names = {_text(row["name"]) for row in stages}
    edited = under_their_names(
        (
            EditedTouchpoint(
                row["touchpoint"], _text(row["stage"]), _number(row["longest_gap_hours"])
            )
            for row in rows
        ),
        calls,
    )
    placed = {each.touchpoint: renamed.get(each.stage, each.stage) for each in edited if each.stage}
    return {
        "touchpoints": {name: stage for name, stage in placed.items() if stage in names},
        "wait_targets_seconds": {
            each.touchpoint: round(each.longest_gap_hours * HOUR, 3)
            for each in edited
            if each.longest_gap_hours is not None
        },
    }


def _channels(rows: Iterable[ChannelRow], definition: Definition) -> dict[str, Value]:
    written = ((_text(row["written"]).lower(), _text(row["channel"])) for row in rows)
    return {
        word: name
        for word, name in written
        if word and name and not _says_itself(word, name, definition)
    }


def _emotions(rows: Iterable[EmotionRow], definition: Definition) -> dict[str, Value]:
    """The valences that the definition does not give by itself."""
    valences = ((_text(row["emotion"]).lower(), _number(row["valence"])) for row in rows)
    return {
        label: valence
        for label, valence in valences
        if label
        and valence is not None
        and (label in definition.feelings or valence != definition.valences.get(label))
    }


def _says_itself(word: str, name: str, definition: Definition) -> bool:
    """A word that is its channel's own name needs no rule."""
    return word == name.lower() and word not in definition.channels


def _stage(row: StageRow) -> dict[str, Value]:
    name, before = _text(row["name"]), _text(row["was"]).lower()
    also = [word.strip().lower() for word in _text(row["also"]).split(",") if word.strip()]
    if before and before != name.lower():
        also.append(before)
    also = [word for word in dict.fromkeys(also) if word != name.lower()]
    entry: dict[str, Value] = {
        "name": name,
        "text": _text(row["text"]),
        "expected_emotion": _text(row["expected_emotion"]),
        "expected_service_mode": _text(row["expected_service_mode"]),
    }
    return {**entry, "also": also} if also else entry


def _position(row: StageRow) -> float:
    position = _number(row["place"])
    return math.inf if position is None else position


def _text(value: Text) -> str:
    """A cell's text; empty where the editor gives nothing."""
    return (
        ""
        if value is None or (isinstance(value, float) and math.isnan(value))
        else str(value).strip()
    )


def _number(value: Number) -> float | None:
    return (
        None if value is None or (isinstance(value, float) and math.isnan(value)) else float(value)
    )
