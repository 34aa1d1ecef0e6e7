"""The journey definition as tables to edit, beside what the data hold; and the edited tables as TOML again."""

import math
import tomllib
from collections.abc import Iterable, Mapping
from typing import cast

from journey.data.generation import Generation
from journey.data.sql import query
from journey.data.stage_proposals import proposed_stages
from journey.model.definition import UNASSIGNED, Definition, Value, replaced
from journey.model.suggested_channels import suggested_channel
from journey.use.touchpoint_names import called_in_ends, edited_names, under_their_names

Cell = str | float | bool | None
Row = dict[str, Cell]
HOUR = 3600


def stage_rows(definition: Definition) -> list[Row]:
    """One row a stage; `was` is its name before the edit."""
    return [
        {
            "was": stage.name,
            "place": float(position),
            "name": stage.name,
            "text": stage.text,
            "expected_emotion": stage.expected_emotion,
            "also": ", ".join(stage.also),
        }
        for position, stage in enumerate(definition.stages, 1)
    ]


def touchpoint_rows(generation: Generation) -> list[Row]:
    """One row a touchpoint of the data or of the definition: its events, those that wait for a stage, and the stage by rule.

    `name` is what it is to be called, `also` the other spellings that files have for it.
    """
    definition = generation.definition
    proposed = proposed_stages(generation.ask_proposals, definition)
    spellings: dict[str, list[str]] = {}
    for row in generation.records("select * from touchpoint_names order by written_touchpoint"):
        spellings.setdefault(row["touchpoint"], []).append(row["written_touchpoint"])
    used = {
        row["touchpoint"]: row for row in generation.records(query("define", "touchpoints_used"))
    }
    names = [
        *used,
        *(
            name
            for name in (*definition.touchpoint_stages, *definition.wait_targets)
            if name not in used
        ),
    ]
    return [
        {
            "touchpoint": name,
            "name": name,
            "also": ", ".join(spellings.get(name, [])),
            "stage": definition.touchpoint_stages.get(name, UNASSIGNED),
            "suggested": proposed.get(name),
            "events": used.get(name, {}).get("events", 0),
            "without_own_stage": used.get(name, {}).get("without_own_stage", 0),
            "longest_gap_hours": definition.wait_targets[name] / HOUR
            if name in definition.wait_targets
            else None,
        }
        for name in dict.fromkeys(names)
    ]


def channel_rows(generation: Generation) -> list[Row]:
    """One row a word that files write for a channel, those of the data first; a suggestion where the word names none."""
    definition = generation.definition
    used = generation.records(query("define", "channels_used"))
    known = set(definition.channels.values())
    rows = [
        {
            "written": row["written_channel"].lower(),
            "events": row["events"],
            "channel": row["channel"],
            "suggested": None
            if row["channel"] in known
            else suggested_channel(row["written_channel"]),
        }
        for row in used
    ]
    written_words = {row["written"] for row in rows}
    unused = (
        (word, name) for word, name in definition.channels.items() if word not in written_words
    )
    return rows + [
        {"written": word, "events": 0, "channel": name, "suggested": None} for word, name in unused
    ]


def emotion_rows(generation: Generation) -> list[Row]:
    """One row an emotion label of the data or of the definition, with its valence."""
    valences = generation.definition.valences
    used = {
        row["emotion"]: row["events"]
        for row in generation.records(query("define", "emotions_used"))
    }
    names = dict.fromkeys([*generation.definition.feelings, *used])
    return [
        {"emotion": name, "events": used.get(name, 0), "valence": valences.get(name)}
        for name in names
    ]


def as_toml(
    definition: Definition,
    stages: Iterable[Mapping],
    touchpoints: Iterable[Mapping],
    channels: Iterable[Mapping],
    emotions: Iterable[Mapping],
    settings: Mapping[str, Value],
    apart: Iterable[str] = (),
) -> str:
    """The edited tables as a full TOML text; raises UserError naming what is wrong in it.

    A renamed stage keeps its old name among its other words, so that events which say it stay in the stage. `settings` are
    the keys outside of these tables (title, timezone, journeys, metrics, friction_weights, scales). A touchpoint with another
    `name` is renamed, two with one name are put together; spellings `apart` get their own name back.
    """
    table: dict[str, Value] = {}
    rows = [row for row in sorted(stages, key=_position) if _text(row["name"])]
    renamed = {row["was"]: _text(row["name"]) for row in rows if _text(row["was"])}
    table["stages"] = [_stage(row) for row in rows]
    rows_before = list(touchpoints)
    calls = {
        row["touchpoint"]: name
        for row in rows_before
        if (name := _text(row["name"])) not in ("", row["touchpoint"])
    }
    table["touchpoint_names"] = edited_names(definition, calls, apart)
    edited_touchpoints = under_their_names(rows_before, calls)
    stage_of = {
        row["touchpoint"]: renamed.get(row["stage"], row["stage"])
        for row in edited_touchpoints
        if _text(row["stage"])
    }
    names = {_text(row["name"]) for row in rows}
    table["touchpoints"] = {
        touchpoint: stage for touchpoint, stage in stage_of.items() if stage in names
    }
    gaps = ((row["touchpoint"], _number(row["longest_gap_hours"])) for row in edited_touchpoints)
    table["wait_targets_seconds"] = {
        touchpoint: gap * HOUR for touchpoint, gap in gaps if gap is not None
    }
    written = ((_text(row["written"]).lower(), _text(row["channel"])) for row in channels)
    table["channels"] = {
        word: name
        for word, name in written
        if word and name and not _says_itself(word, name, definition)
    }
    valences = ((_text(row["emotion"]).lower(), _number(row["valence"])) for row in emotions)
    table["emotions"] = {
        label: valence
        for label, valence in valences
        if label
        and valence is not None
        and (label in definition.feelings or valence != definition.valences.get(label))
    }
    ends = cast(Mapping, settings.get("ends") or tomllib.loads(definition.toml)["ends"])
    return replaced(definition.toml, {**table, **settings, "ends": called_in_ends(ends, calls)})


def _says_itself(word: str, name: str, definition: Definition) -> bool:
    """A word that is its channel's own name needs no rule."""
    return word == name.lower() and word not in definition.channels


def _stage(row: Mapping) -> dict:
    also = [word.strip().lower() for word in _text(row["also"]).split(",") if word.strip()]
    before = _text(row["was"])
    if before and before.lower() != _text(row["name"]).lower():
        also.append(before.lower())
    entry = {
        "name": _text(row["name"]),
        "text": _text(row["text"]),
        "expected_emotion": _text(row["expected_emotion"]),
    }
    also = [word for word in dict.fromkeys(also) if word != entry["name"].lower()]
    return {**entry, "also": also} if also else entry


def _position(row: Mapping) -> float:
    position = _number(row["place"])
    return math.inf if position is None else position


def _text(value: Cell) -> str:
    """A cell's text; empty where the editor gives nothing."""
    return (
        ""
        if value is None or (isinstance(value, float) and math.isnan(value))
        else str(value).strip()
    )


def _number(value: Cell) -> float | None:
    return (
        None if value is None or (isinstance(value, float) and math.isnan(value)) else float(value)
    )
