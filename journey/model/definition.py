"""The journey definition: what events mean, as TOML with a default for everything."""

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import tomli_w

from journey.model import targets
from journey.model.errors import BadDefinition
from journey.model.metrics import FRICTION_PARTS, SCALES, VARIANTS, Scale
from journey.model.patterns import KINDS_OF_NAMES
from journey.model.vocabulary import KINDS_OF_DATASET

Table = dict[str, Any]  # a table of TOML: its keys are checked where it is read
Value = object  # what a key of TOML may hold: as above

DEFAULT_TOML = (Path(__file__).parent / "default_definition.toml").read_text(encoding="utf-8")
DEFAULT: Table = tomllib.loads(DEFAULT_TOML)
UNASSIGNED = "unassigned"
STAGES_LEAST, STAGES_LIMIT = 2, 9
DAY_SECONDS = 86_400
NOT_NUMBERS = ("end", "case_is_journey", "id_is_journey")  # of [journeys]


@dataclass(frozen=True)
class Stage:
    """A stage in journey order; `expected_emotion` is what the team expects customers to feel there, `expected_service_mode` how
    it expects most of them to be served.

    `also` are other words that files write for it, in lower case.
    """

    name: str
    text: str
    expected_emotion: str
    also: tuple[str, ...] = ()
    expected_service_mode: str = ""


@dataclass(frozen=True)
class Ends:
    """Where journeys end well, what undoes that, and where the customer does nothing: touchpoints as events name them.

    `good_values` are values of an event's attribute, (attribute, value), that are a good end as well.
    """

    good: tuple[str, ...] = ()
    good_values: tuple[tuple[str, str], ...] = ()
    undone_by: tuple[str, ...] = ()
    is_undone_by_customer: bool = False
    passive: tuple[str, ...] = ()
    are_settled: bool = False

    @property
    def are_declared(self) -> bool:
        return bool(self.good or self.good_values)

    @property
    def are_known(self) -> bool:
        """Whether somebody has said where journeys end, if only that they end well nowhere."""
        return self.are_settled or self.are_declared


@dataclass(frozen=True)
class Definition:
    """A checked journey definition; `toml` is its full text. Durations in seconds, valences -1..1."""

    toml: str
    title: str
    timezone: str
    kind: str
    stages: tuple[Stage, ...]
    touchpoint_names: Mapping[str, str]
    merges_spellings: bool
    grouped_kinds: frozenset[str]  # kinds of names that count by their pattern
    touchpoint_stages: Mapping[str, str]
    wait_targets: Mapping[str, float]
    channels: Mapping[str, str]
    valences: Mapping[str, float]
    feelings: tuple[str, ...]
    scale_names: Mapping[str, str]
    variants: Mapping[str, str]
    targets: Mapping[str, float]
    friction_weights: Mapping[str, float]
    inactivity_seconds: int
    split_seconds: int
    case_is_journey: bool
    id_is_journey: bool
    end: datetime | None
    ordered_funnel_days: float
    contact_again_seconds: int
    changing_share: float
    changing_journeys: float
    ends: Ends

    @property
    def stage_names(self) -> tuple[str, ...]:
        return tuple(stage.name for stage in self.stages)

    @property
    def named_touchpoints(self) -> set[str]:
        """Those that something is said of: a stage, a longest wait, what they do to an end."""
        ends = (*self.ends.good, *self.ends.undone_by, *self.ends.passive)
        return {*self.touchpoint_stages, *self.wait_targets, *ends}

    def scale(self, metric: str) -> Scale:
        return SCALES[metric][self.scale_names[metric]]

    def day_start(self, day: date) -> int:
        """Epoch second at which the calendar day begins in the definition's time zone."""
        return int(datetime.combine(day, time(), ZoneInfo(self.timezone)).timestamp())

    def day_end(self, day: date) -> int:
        """Epoch second at which the day after begins: the first one no longer inside."""
        return self.day_start(day + timedelta(days=1))


def default_definition() -> Definition:
    return parse_definition("")


def parse_definition(text: str) -> Definition:
    """A definition from TOML laid over the default; raises UserError naming the key that is wrong."""
    try:
        return _parsed(text.removeprefix("\ufeff"))
    except (TypeError, AttributeError, ValueError, OverflowError, RecursionError) as error:
        raise BadDefinition(
            f"The journey definition cannot be understood ({error}): compare it with the default one."
        ) from None


def _parsed(text: str) -> Definition:
    merged = _merge(DEFAULT, _read(text))
    stages = tuple(_stage(entry) for entry in merged["stages"])
    _check_stages(stages)
    merged["touchpoints"] = _staged(merged["touchpoints"], stages)
    _check_tables(merged)
    days = merged["journeys"]
    return Definition(
        toml=DEFAULT_TOML if merged == DEFAULT else tomli_w.dumps(merged),
        title=str(merged["title"]),
        timezone=_zone(merged["timezone"]),
        kind=_kind(merged["kind"]),
        stages=stages,
        touchpoint_names=_names(merged["touchpoint_names"]),
        merges_spellings=_flag("merge_spellings", merged["merge_spellings"]),
        grouped_kinds=frozenset(
            kind.name for kind in KINDS_OF_NAMES if _flag(kind.key, merged[kind.key])
        ),
        touchpoint_stages=merged["touchpoints"],
        wait_targets=merged["wait_targets_seconds"],
        channels={alias.strip().lower(): name for alias, name in merged["channels"].items()},
        valences={
            label.strip().lower(): value
            for table in ("emotion_words", "emotions")
            for label, value in merged[table].items()
        },
        feelings=tuple(label.strip().lower() for label in merged["emotions"]),
        scale_names=merged["scales"],
        variants={"nps": "nps", **merged["metrics"]},
        targets=merged["targets"],
        friction_weights=merged["friction_weights"],
        inactivity_seconds=round(days["inactivity_days"] * DAY_SECONDS),
        case_is_journey=_flag("journeys.case_is_journey", days["case_is_journey"]),
        id_is_journey=_flag("journeys.id_is_journey", days["id_is_journey"]),
        split_seconds=round(days["split_days"] * DAY_SECONDS),
        end=_end(days["end"]),
        ordered_funnel_days=days["ordered_funnel_days"],
        contact_again_seconds=round(days["contact_again_days"] * DAY_SECONDS),
        changing_share=merged["attributes"]["changing_share"],
        changing_journeys=merged["attributes"]["changing_journeys"],
        ends=_ends(merged["ends"]),
    )


def overlaid(text: str, table: str, values: Mapping[str, Value]) -> str:
    """The definition's TOML with some keys of one of its tables set."""
    if not values:
        return text
    tables = _read(text)
    return tomli_w.dumps({**tables, table: {**tables.get(table, {}), **values}})


def keeping(text: str, in_force: Definition) -> str:
    """The TOML with the kind and the inactivity window that are in force, unless it states them itself."""
    tables = _read(text)
    journeys = tables.get("journeys", {})
    kept = {"kind": in_force.kind, **tables}
    if isinstance(journeys, dict):
        days = round(in_force.inactivity_seconds / DAY_SECONDS, 6)
        kept["journeys"] = {"inactivity_days": days, **journeys}
    return tomli_w.dumps(kept)


def replaced(text: str, tables: Mapping[str, Value]) -> str:
    """The definition's TOML with whole tables and keys replaced; raises UserError naming what is wrong in them."""
    return parse_definition(tomli_w.dumps({**_read(text), **tables})).toml


def _read(text: str) -> Table:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadDefinition(f"The journey definition is not valid TOML: {error}.") from None


def _merge(base: Table, changes: Table) -> Table:
    unknown = sorted(set(changes) - set(base))
    if unknown:
        raise BadDefinition(
            f"The journey definition has an unknown key '{unknown[0]}': use {', '.join(sorted(base))}."
        )
    for key, value in changes.items():
        if isinstance(value, dict) != isinstance(base[key], dict) or isinstance(
            value, list
        ) != isinstance(base[key], list):
            raise BadDefinition(
                f"'{key}' in the journey definition has the wrong form: see the default definition."
            )
    return {
        key: {**value, **changes.get(key, {})}
        if isinstance(value, dict)
        else changes.get(key, value)
        for key, value in base.items()
    }


def _stage(entry: Value) -> Stage:
    if not isinstance(entry, dict) or not str(entry.get("name", "")).strip():
        raise BadDefinition("A [[stages]] entry of the journey definition has no name: add one.")
    name, also = str(entry["name"]).strip(), entry.get("also", [])
    if not isinstance(also, list):
        raise BadDefinition(
            f"also of the stage '{name}' is no list: write also = [\"the old name\"]."
        )
    words = tuple(dict.fromkeys(str(word).strip().lower() for word in also))
    former = tuple(word for word in words if word and word != name.lower())
    return Stage(
        name,
        str(entry.get("text", "")),
        str(entry.get("expected_emotion", "")).lower(),
        former,
        str(entry.get("expected_service_mode", "")).strip().lower(),
    )


def _check_stages(stages: tuple[Stage, ...]) -> None:
    names = [stage.name.lower() for stage in stages]
    if not STAGES_LEAST <= len(names) <= STAGES_LIMIT:
        raise BadDefinition(
            f"The journey definition has {len(names)} stages: give {STAGES_LEAST} to {STAGES_LIMIT}."
        )
    if len(set(names)) < len(names) or UNASSIGNED in names:
        raise BadDefinition(
            f"Stage names must differ and none may be '{UNASSIGNED}': rename a stage."
        )
    words = [*names, *(word for stage in stages for word in stage.also)]
    twice = next((word for word in words if words.count(word) > 1), None)
    if twice:
        raise BadDefinition(
            f"'{twice}' would stand for two stages: take it out of `also`, or rename a stage."
        )


def _staged(touchpoints: Table, stages: tuple[Stage, ...]) -> dict[str, str]:
    """The touchpoint table with each stage spelt as the stage is."""
    names = {stage.name.lower(): stage.name for stage in stages}
    for touchpoint, stage in touchpoints.items():
        if str(stage).strip().lower() not in names:
            raise BadDefinition(
                f"[touchpoints] puts {touchpoint!r} into the unknown stage {stage!r}: use {', '.join(names.values())}."
            )
    return {
        touchpoint: names[str(stage).strip().lower()] for touchpoint, stage in touchpoints.items()
    }


def _names(table: Table) -> dict[str, str]:
    """What files write, and the touchpoint's name; raises UserError for a name that is itself another's."""
    names = {spelling: str(name).strip() for spelling, name in table.items()}
    for spelling, name in names.items():
        if not name or not isinstance(table[spelling], str):
            raise BadDefinition(
                f"touchpoint_names.{spelling} in the journey definition must be a touchpoint's name."
            )
        if names.get(name, name) != name:
            raise BadDefinition(
                f"[touchpoint_names] calls {spelling!r} {name!r}, and that {names[name]!r}: name both {names[name]!r}."
            )
    return names


def _check_tables(tables: Table) -> None:
    for table in ("journeys", "attributes"):
        for key in tables[table]:
            _check_choice(table, key, DEFAULT[table])
    for metric, name in tables["scales"].items():
        _check_choice(f"scales.{metric}", name, SCALES.get(metric, {}))
    for metric, name in tables["metrics"].items():
        _check_choice(f"metrics.{metric}", name, VARIANTS.get(metric, ()))
    for name, value in tables["targets"].items():
        _check_choice("targets", name, targets.TARGETS)
        variant = {"nps": "nps", **tables["metrics"]}.get(name, "")
        scale = SCALES[name][tables["scales"][name]] if name in SCALES else None
        _check_number(f"targets.{name}", value, targets.ends(name, variant, scale))
    for part in tables["friction_weights"]:
        _check_choice("friction_weights", part, FRICTION_PARTS)
    _check_numbers(tables)


def _check_choice(where: str, value: Value, choices: Collection[str]) -> None:
    if value not in choices:
        raise BadDefinition(
            f"{where} = {value!r} in the journey definition is not known: use {', '.join(choices) or 'nothing'}."
        )


def _check_numbers(tables: Table) -> None:
    ranges = {
        "emotions": (-1, 1),
        "emotion_words": (-1, 1),
        "wait_targets_seconds": (0, 1e12),
        "friction_weights": (0, 1e6),
        "journeys": (0, 36_525),
        "attributes": (0, 1e12),
    }
    for table, (lowest, highest) in ranges.items():
        for key, value in tables[table].items():
            if table == "journeys" and key in NOT_NUMBERS:
                continue
            _check_number(f"{table}.{key}", value, (lowest, highest))
    for alias, name in tables["channels"].items():
        if not isinstance(name, str) or not name.strip():
            raise BadDefinition(f"channels.{alias} in the journey definition must name a channel.")
    if not any(tables["friction_weights"].values()):
        raise BadDefinition(
            "All friction_weights of the journey definition are 0: give at least one a weight."
        )


def _check_number(where: str, value: Value, ends: tuple[float, float]) -> None:
    if (
        isinstance(value, bool)
        or not isinstance(value, int | float)
        or not ends[0] <= value <= ends[1]
    ):
        raise BadDefinition(
            f"{where} = {value!r} in the journey definition is no number from {ends[0]} to {ends[1]:g}."
        )


def _ends(table: Table) -> Ends:
    for key, value in table.items():
        _check_choice("ends", key, DEFAULT["ends"])
        if key in ("undone_by_customer", "are_settled"):
            _flag(f"ends.{key}", value)
        elif not isinstance(value, list) or not all(isinstance(name, str) for name in value):
            raise BadDefinition(
                f'ends.{key} = {value!r} in the journey definition is no list of names: write {key} = ["Order delivered"].'
            )
    values = [tuple(map(str.strip, name.split("=", 1))) for name in table["good"] if "=" in name]
    return Ends(
        good=tuple(dict.fromkeys(table["good"])),
        good_values=tuple(dict.fromkeys((name, value) for name, value in values)),
        undone_by=tuple(dict.fromkeys(table["undone_by"])),
        is_undone_by_customer=table["undone_by_customer"],
        passive=tuple(dict.fromkeys(table["passive"])),
        are_settled=table["are_settled"],
    )


def _flag(name: str, value: Value) -> bool:
    if not isinstance(value, bool):
        raise BadDefinition(
            f"{name} = {value!r} in the journey definition is neither true nor false."
        )
    return value


def _kind(name: Value) -> str:
    if name not in ("", *KINDS_OF_DATASET):
        _check_choice("kind", name, tuple(KINDS_OF_DATASET))
    return str(name)


def _zone(name: Value) -> str:
    try:
        return ZoneInfo(str(name)).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise BadDefinition(
            f"timezone = {name!r} in the journey definition is not known: write for example 'Europe/Berlin'."
        ) from None


def _end(value: Value) -> datetime | None:
    """The end of observation as naive UTC; a value without an offset is UTC."""
    if value in ("", None):
        return None
    try:
        moment = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    except ValueError:
        raise BadDefinition(
            f"journeys.end = {value!r} in the journey definition is not a time: write 2025-12-31T23:59:59Z."
        ) from None
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment
