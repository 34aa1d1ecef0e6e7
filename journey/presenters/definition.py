"""The definition editor in words: its tables, their suggestions, what is unsaved, and what saving changed."""

import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from journey.data.generation import Generation, newest
from journey.model.definition import (
    UNASSIGNED,
    Definition,
    Value,
    keeping,
    parse_definition,
    replaced,
)
from journey.model.metrics import MEASURED_METRICS, METRIC_NUMBERS, SCALES, VARIANTS
from journey.model.targets import SECONDS, TARGETS, is_percent
from journey.model.vocabulary import METRICS, noun
from journey.model.words import capital, count, plural
from journey.use.changes import Change, changes, worded
from journey.use.definition_tables import ChannelRow, Tables, TouchpointRow, as_toml
from journey.use.load import redefine
from journey.use.trivial_figures import trivial_figures

TOUCHPOINTS = "Touchpoints"
TABS = (
    "Stages",
    TOUCHPOINTS,
    "Channels",
    "Emotions",
    "Measures",
    "Journeys",
    "Ends",
    "As a file",
)
R = TypeVar("R")
ROW_PIXELS, ROWS_LIMIT = 36, 14
WINDOWS = {
    "inactivity_days": "Days of silence after which a journey has left",
    "split_days": "Days of silence after which a new journey begins; 0: never",
    "ordered_funnel_days": "Days that an ordered funnel may take",
    "contact_again_days": "Days within which another contact counts as contact again",
}


def toml_in_force(
    definition: Definition,
    tables: Tables,
    settings: Mapping[str, Value],
    uploaded: str,
    apart: Iterable[str] = (),
) -> str:
    """The definition as edited, or as uploaded; raises UserError for mistakes.

    Spellings `apart` are no longer called otherwise.
    """
    if uploaded:
        return parse_definition(keeping(uploaded, definition)).toml
    return as_toml(definition, tables, settings, apart)


def is_saved(before: str, after: str) -> bool:
    """Whether both say the same, however numbers are written in them."""
    return tomllib.loads(before) == tomllib.loads(after)


def state_sentence(before: str, after: str) -> str:
    """What of the definition differs from the one in force: of touchpoints how many get which kind of change, else the part."""
    if is_saved(before, after):
        return "This is the definition in force."
    old, new = tomllib.loads(before), tomllib.loads(after)
    differing = [key.replace("_", " ") for key in new if old.get(key) != new[key]]
    if placed := stage_changes(old, new):
        differing = [placed, *(part for part in differing if part != "touchpoints")]
    return f"Unsaved changes: {'; '.join(differing) if placed else ', '.join(differing)}."


def stage_changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    """'12 touchpoints get a stage, 3 another one, 1 none'; empty where no touchpoint's stage differs.

    A touchpoint that is called otherwise, or whose stage is, stays where it is.
    """
    calls = new.get("touchpoint_names", {})
    stages = {
        word: stage["name"]
        for stage in new.get("stages", [])
        for word in (*stage.get("also", []), stage["name"].lower())
    }
    before = {
        calls.get(name, name): stages.get(stage.lower(), stage)
        for name, stage in sorted(
            old.get("touchpoints", {}).items(), key=lambda item: item[0] not in calls
        )
    }
    after = new.get("touchpoints", {})
    got = sum(name not in before for name in after)
    other = sum(name in before and before[name] != stage for name, stage in after.items())
    lost = sum(name not in after for name in before)
    changes = {"a stage": got, "another one" if got else "another stage": other}
    changes["none" if got or other else "no stage"] = lost
    parts = [(number, words) for words, number in changes.items() if number]
    if not parts:
        return ""
    (number, words), rest = parts[0], parts[1:]
    first = f"{plural(number, 'touchpoint')} {'gets' if number == 1 else 'get'} {words}"
    return ", ".join([first, *(f"{count(number)} {words}" for number, words in rest)])


def redefined(
    db: Path, dataset: str, toml: str, step: Callable[[str], None]
) -> tuple[int, list[Change], list[str]]:
    """Change the definition; the version before, the figures that changed, and what is trivial now."""
    before = _newest(db, dataset)
    redefine(db, dataset, toml, step)
    after = _newest(db, dataset)
    return before.number, changes(before, after), trivial_figures(after)


def _newest(db: Path, dataset: str) -> Generation:
    generation = newest(db, dataset)
    if generation is None:
        raise RuntimeError("The dataset has gone while its definition was changed.")
    return generation


def changes_title(version: int, changed: list[Change]) -> str:
    if not changed:
        return "**Saved: no count, drop-off or satisfaction figure changed.**"
    return f"**Saved: {len(changed)} figures changed** against version {version}"


def changes_table(changed: list[Change]) -> list[dict[str, str]]:
    return [
        {
            "Of": change.of,
            "Figure": noun(change.figure.replace(" answers", "_n")),
            "Before": worded(change.figure, change.before),
            "After": worded(change.figure, change.after),
        }
        for change in changed
    ]


def height(rows: int, is_dynamic: bool) -> int:
    """Of a table to edit, in pixels: all rows up to a limit, and one for a new row."""
    return ROW_PIXELS * (min(rows, ROWS_LIMIT) + 2 + is_dynamic)


def touchpoints_sentence(rows: Sequence[TouchpointRow]) -> str:
    """How many touchpoints are in no stage, and what the columns mean."""
    return (
        f"{sum(map(is_waiting, rows))} of {len(rows)} touchpoints are in no stage. The stage chosen here is used for events "
        "whose own stage is blank or unknown. A gap above the longest gap counts as a wait."
    )


MERGE_SPELLINGS = (
    "Touchpoints that differ only by case, blanks, Unicode form or unseen signs are one"
)
GROUP = {
    "group_addresses": "Addresses of pages count by their pattern: /p/17?x=1 as /p/*",
    "group_subjects": "Subjects of mails and tickets count by their words: Re: Order 17 is sent as Order * is sent",
}


def renamed_by_hand(definition: Definition) -> dict[str, str]:
    """Each spelling that was renamed by hand, as 'written, now name'."""
    return {
        spelling: f"{spelling}, now {name}"
        for spelling, name in definition.touchpoint_names.items()
    }


def is_waiting(row: TouchpointRow) -> bool:
    """Whether it is a touchpoint with events that no stage takes."""
    return bool(row["without_own_stage"]) and row["stage"] == UNASSIGNED


@dataclass(frozen=True)
class Suggested(Generic[R]):
    """The rows with the suggestions filled in, of which there are `number`."""

    rows: list[R]
    number: int


def suggested_stages(rows: Sequence[TouchpointRow]) -> Suggested[TouchpointRow]:
    """For the touchpoints that wait for a stage."""
    filled: list[TouchpointRow] = [
        {**row, "stage": row["suggested"]} if row["suggested"] and is_waiting(row) else row
        for row in rows
    ]
    return Suggested(filled, _changed(rows, filled))


def suggested_channels(rows: Sequence[ChannelRow]) -> Suggested[ChannelRow]:
    """For the words that name no channel."""
    filled: list[ChannelRow] = [
        {**row, "channel": row["suggested"]} if row["suggested"] else row for row in rows
    ]
    return Suggested(filled, _changed(rows, filled))


def _changed(rows: Sequence[R], filled: Sequence[R]) -> int:
    return sum(row is not other for row, other in zip(rows, filled, strict=True))


def suggestions_label(number: int, noun: str) -> str:
    """'Fill in the 3 stages that their names suggest'."""
    return f"Fill in the {plural(number, noun)} that their names suggest"


def scales(
    definition: Definition, answer_counts: Mapping[int, int]
) -> dict[str, tuple[list[str], int, bool]]:
    """The scales of each metric, the index of the one in force, and whether loaded answers keep it."""
    return {
        metric: (
            list(choices),
            list(choices).index(definition.scale_names[metric]),
            bool(answer_counts.get(METRIC_NUMBERS[metric])),
        )
        for metric, choices in SCALES.items()
    }


def primary_metrics(definition: Definition) -> dict[str, tuple[list[str], int]]:
    """The variants of each metric that has several, and the index of the one in force."""
    return {
        metric: (list(VARIANTS[metric]), list(VARIANTS[metric]).index(definition.variants[metric]))
        for metric in MEASURED_METRICS
        if len(VARIANTS[metric]) > 1
    }


@dataclass(frozen=True)
class Target:
    """A target as it is edited: its label with the unit, its value in that unit (None: not set), and the unit's size."""

    label: str
    value: float | None
    size: float


def edited_targets(definition: Definition) -> dict[str, Target]:
    """Shares in per cent, times in hours, all else as it is."""
    edited = {}
    for name, unit in TARGETS.items():
        is_share = is_percent(name, definition.variants.get(name, ""))
        size = 3_600.0 if unit == SECONDS else 0.01 if is_share else 1.0
        words = METRICS[name].noun if name in METRICS else noun(name)
        said = {3_600.0: f"{capital(words)}, hours", 0.01: f"{capital(words)}, %"}
        value = definition.targets.get(name)
        shown = None if value is None else round(value / size, 6)
        edited[name] = Target(said.get(size, capital(words)), shown, size)
    return edited


def measures(
    definition: Definition,
    scales: dict,
    metrics: dict,
    weights: dict[str, float],
    targets: Mapping[str, float | None] | None = None,
) -> dict[str, dict]:
    """The settings of the tab Measures; equal values as they are written now. `targets` in the units of `edited_targets`."""
    table = tomllib.loads(definition.toml)
    sizes = {name: one.size for name, one in edited_targets(definition).items()}
    aims = {
        name: round(value * sizes[name], 9)
        for name, value in (targets or {}).items()
        if value is not None
    }
    merged = same(table["targets"], aims)
    kept = {"targets": {name: merged[name] for name in aims}} if targets is not None else {}
    return {
        **kept,
        "scales": table["scales"] | scales,
        "metrics": same(table["metrics"], metrics),
        "friction_weights": same(table["friction_weights"], weights),
    }


def windows(definition: Definition) -> dict:
    """The windows in days and the end of observation, as they are written."""
    return tomllib.loads(definition.toml)["journeys"]


def journeys(
    definition: Definition, title: str, timezone: str, end: str, days: dict[str, float]
) -> dict[str, object]:
    """The settings of the tab Journeys; equal values as they are written now."""
    edited = same(windows(definition), {**days, "end": end.strip()})
    return {"title": title, "timezone": timezone, "journeys": edited}


ENDS = {
    "good": "Good ends: a journey that ends there is not counted as lost",
    "undone_by": "Undone by: what makes a good end before it none",
    "passive": "Passive: where the customer does nothing, so that nobody is last seen there",
}


def ends(
    definition: Definition, kind: str, named: Mapping[str, list[str]], flags: Mapping[str, bool]
) -> dict[str, object]:
    """The settings of the tab Ends. `named` are the lists of ENDS; values of columns among the good ends stay as they are."""
    before = tomllib.loads(definition.toml)
    table, journeys = before.get("ends", {}), before["journeys"]
    settled = table.get("are_settled", False) or any(named.values())
    edited = {
        **named,
        "undone_by_customer": flags["undone_by_customer"],
        "are_settled": settled,
    }
    return {
        "kind": kind,
        "ends": same(table, edited),
        "journeys": {**journeys, "case_is_journey": flags["case_is_journey"]},
    }


def listed(definition: Definition, key: str, touchpoints: list[str]) -> tuple[list[str], list[str]]:
    """(what may be chosen, what is) of one of ENDS: the touchpoints of the data, and what the definition names beside."""
    chosen = list(tomllib.loads(definition.toml).get("ends", {}).get(key, []))
    return list(dict.fromkeys([*chosen, *touchpoints])), chosen


def with_window(definition: Definition, days: float) -> str:
    """The TOML with another silence after which a journey has dropped off."""
    journeys = tomllib.loads(definition.toml).get("journeys", {})
    return replaced(definition.toml, {"journeys": {**journeys, "inactivity_days": days}})


def same(before: dict, after: dict) -> dict:
    """The values of after, spelt as before where they are equal (3 and 3.0)."""
    return {
        key: before[key] if before.get(key) == value else value
        for key, value in {**before, **after}.items()
    }
