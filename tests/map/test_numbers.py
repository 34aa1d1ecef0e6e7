"""Every number drawn on the map is one that the command line prints, and none is lost: sample, sepsis, made logs, filters."""

import io
import json
import random
import re
import tomllib
from contextlib import redirect_stdout
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote, unquote

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from journey.__main__ import main
from journey.map.answers import Comparison
from journey.map.frame import frame
from journey.map.narrow import narrow_scene
from journey.map.wide import wide_scene
from journey.model.filters import Filters, from_words
from tests.data.test_agreement import DEFINITION, made_logs
from tests.logs import SCALES, build, event
from tests.map.drawn import Drawing, DrawnCell, assert_none, drawing
from tests.map.maps import map_of

pytestmark = pytest.mark.long

VIEWS = {
    "funnel": (),
    "exits": (),
    "touchpoints": (),
    "friction": (),
    "quotes": ("--by", "stage"),
    "leaving": (),
    "emotions": ("--by", "stage,touchpoint"),
    "satisfaction": ("--by", "stage", "--metric", "nps,csat,ces"),
    "satisfaction_scored": ("--by", "stage,touchpoint", "--metric", "score_valence"),
}
NUMBER = re.compile(r"(?:[<>] )?[+−]?\d+(?:,\d{3})*(?:\.\d+)?(?: %)?")
NARROW = 400
AXIS = ("+1 good", "0", "−1 bad")
MARGIN = {"95 %", "0", "100", "100 %", "−100", "+100", "−1", "+1", "1", "5", "7"}
RATES = {
    "advanced": "conversion_rate",
    "ended_well": "ended_well_rate",
    "dropped_off": "drop_off_rate",
}
OUTCOMES = ("reached", "advanced", "dropped_off", "in_progress", "completed", "skipped")
PARTS = ("repeats", "contact_again", "waits", "feels_bad", "effort", "hand_off")
Cell = tuple[str, str]


# What the command line prints, and how a number of it must look.


def spoken(*words: str) -> str:
    """What a command prints."""
    with redirect_stdout(io.StringIO()) as out:
        assert main(list(words)) == 0, words
    return out.getvalue()


def count(number: int) -> str:
    return f"{number:,}"


def share(value: float) -> str:
    """A share; what is not none is not 0 %, and what is not all not 100 %."""
    if 0 < value < 0.005:
        return "< 1 %"
    return "> 99 %" if 0.995 <= value < 1 else rounded(value)


def rounded(value: float) -> str:
    return f"{100 * value:.0f} %"


def signed(value: float, digits: int) -> str:
    written = f"{abs(value):.{digits}f}"
    return written if not float(written) else ("−" if value < 0 else "+") + written


def valence_texts(value: float, digits: int) -> tuple[str, ...]:
    """How a mean valence may look: the engine sums in any order, so a tie may be rounded up in one answer and down in the next."""
    return tuple(dict.fromkeys(signed(value + noise, digits) for noise in (0, 1e-12, -1e-12)))


def name_of(*parts: str) -> str:
    return "/".join(quote(part, safe="!'()*") for part in parts)


class Printed:
    """The documents of one dataset under one filter, and what follows from them."""

    def __init__(self, db, dataset: str, words: tuple[str, ...] = (), **more: tuple[str, ...]):
        where = ("--db", str(db), "--dataset", dataset)
        self.documents = {
            view: json.loads(spoken("show", view.split("_")[0], *where, "--json", *options, *words))
            for view, options in (VIEWS | more).items()
        }
        text = spoken("definition", *where)
        self.definition = tomllib.loads(text)
        self.tells_leaving = "# Silent means no event" not in text

    def rows(self, view: str) -> list[dict]:
        return self.documents[view]["rows"]

    @cached_property
    def funnel(self) -> dict[str, dict]:
        return {row["stage"]: row for row in self.rows("funnel")}

    @cached_property
    def channels(self) -> dict[Cell, dict[str | None, int]]:
        """Events by channel, the most first, of every touchpoint with an event in the selection or a journey lost."""
        by_cell: dict[Cell, dict] = {}
        for row in self.rows("touchpoints"):
            by_cell.setdefault((row["stage"], row["touchpoint"]), {})[row["channel"]] = row[
                "events"
            ]
        return {
            cell: most_first(channels)
            for cell, channels in by_cell.items()
            if any(channels.values()) or self.lost(cell)
        }

    @cached_property
    def friction(self) -> dict[Cell, dict]:
        return {(row["stage"], row["touchpoint"]): row for row in self.rows("friction")}

    @cached_property
    def emotions(self) -> dict[Cell, dict]:
        """The row of each touchpoint's emotion, and the `kind` of its cell: of what is recorded and what scores say the first that
        30 customers gave, else the first that is told at all, else the first there is."""
        found: dict[Cell, list[dict]] = {}
        for row in self.rows("emotions"):
            if row["emotion"] is None and row["n"]:
                found.setdefault((row["stage"], row["touchpoint"]), []).append(
                    {**row, "kind": "valence"}
                )
        for row in self.rows("satisfaction_scored"):
            scored = {**row, "mean_valence": row["value"], "kind": "score_valence"}
            found.setdefault((row["stage"], row["touchpoint"]), []).append(scored)
        return {
            cell: next(
                (row for row in rows if row["base"] == "full"),
                next((row for row in rows if row["mean_valence"] is not None), rows[0]),
            )
            for cell, rows in found.items()
        }

    def emotion_cell(self, cell: Cell) -> str:
        return name_of(self.emotions.get(cell, {"kind": "valence"})["kind"], *cell)

    @cached_property
    def figures(self) -> dict[Cell, dict]:
        """(metric, stage): the first row of each, which is the variant that the definition puts first."""
        return {(row["metric"], row["stage"]): row for row in reversed(self.rows("satisfaction"))}

    @cached_property
    def all_events(self) -> int:
        return self.documents["touchpoints"]["totals"]["events"]

    def events(self, cell: Cell) -> int:
        return sum(self.channels[cell].values())

    def lost(self, cell: Cell) -> int:
        return self.friction[cell]["journeys_lost"] if cell in self.friction else 0

    def stage_channels(self, stage: str) -> dict[str | None, int]:
        sums: dict[str | None, int] = {}
        for cell, channels in self.channels.items():
            for channel, events in channels.items():
                sums[channel] = sums.get(channel, 0) + (events if cell[0] == stage else 0)
        return most_first(sums)

    def main_channel(self, cell: tuple[str, str]) -> str:
        """That with most events; '' where no event on the map has one, and at a touchpoint without events."""
        if not self.channels[cell] or not any(map(any, self.channels.values())):
            return ""
        return next(iter(self.channels[cell]), None) or "no channel"

    def exits(self, stage: str) -> list[dict]:
        return [row for row in self.rows("exits") if row["drop_stage"] == stage]


def most_first(events: dict[str | None, int]) -> dict[str | None, int]:
    return dict(
        sorted(
            ((name, number) for name, number in events.items() if number),
            key=lambda pair: (-pair[1], pair[0] or ""),
        )
    )


# How drawn words are compared with what they must say. A text that was cut may lose letters, never a part of a number.


def numbers(*words: str) -> tuple[str, ...]:
    return tuple(number for text in words for number in NUMBER.findall(text))


def holds(sentence: str, number: str) -> bool:
    return re.search(rf"(?<![\d.,+−]){re.escape(number)}(?![\d]|[.,]\d)", sentence) is not None


def spells(drawn: str, name: str) -> bool:
    """Whether the drawn text is the name, or as much of it as fits; hyphens and spaces of line breaks do not count."""
    plain = [re.sub(r"[\s\-]", "", text) for text in (drawn.removesuffix("…"), name)]
    return plain[1].startswith(plain[0]) if drawn.endswith("…") else plain[0] == plain[1]


@dataclass(frozen=True)
class Case:
    """A map drawn in every layout, and what the command line prints of the same."""

    printed: Printed
    journey_map: object
    drawings: dict[str, Drawing]


def case(generation, printed: Printed, filters: Filters, widths: tuple[int, ...] = (1300,)) -> Case:
    journey_map = map_of(generation, filters)
    weights = dict(generation.definition.friction_weights)
    wide_drawings = {
        f"{width} px": drawing(wide_scene(frame(journey_map, width, weights))) for width in widths
    }
    return Case(printed, journey_map, wide_drawings | {"phone": drawing(narrow_scene(journey_map))})


# What each kind of cell must say: differences in words, none where it says what is printed.


def absence(printed: Printed) -> str:
    """What is said of a stage not observed: whether touchpoints in no stage may belong to it."""
    is_waiting = any(row["stage"] == "unassigned" for row in printed.rows("touchpoints"))
    return "none assigned yet" if is_waiting else "not in these data"


def outcome_faults(printed: Printed, cell: DrawnCell, stage: str) -> list[str]:
    is_outcome = any(re.fullmatch(r"(?:[<>] )?\d+ % .+", word) for word in cell.words)
    if cell.kind == "dropped_off" and len(cell.words) > 1 and not is_outcome:
        return exits_faults(printed, cell, stage)
    row, rate = printed.funnel[stage], RATES.get(cell.kind)
    if row["reached"] is None:
        return unsaid(cell, [absence(printed)]) + differs(
            cell, " ".join(cell.words) == absence(printed), absence(printed)
        )
    accepted = {(count(row[cell.kind]),)}
    if cell.kind == "skipped":
        accepted.add((count(row["skipped"]), count(row["reached"])))
    if cell.kind == "completed":
        accepted.add((of_all_who_began(printed),))
    wanted_numbers = [count(row[cell.kind]), count(row["reached"])]
    if rate and row[rate] is None:
        accepted.add(())
    elif rate:
        accepted |= {(share(row[rate]),), (share(row[rate]), count(row[cell.kind]))}
        wanted_numbers += [
            share(row[rate]),
            f"{100 * row[f'{rate}_low']:.0f}",
            rounded(row[f"{rate}_high"]),
        ]
    return differs(cell, numbers(*cell.words) in accepted, f"one of {accepted}") + unsaid(
        cell, wanted_numbers
    )


def of_all_who_began(printed: Printed) -> str:
    """The share of those who reached the first stage that came to the last."""
    rows = [row for row in printed.funnel.values() if row["reached"]]
    completed = sum(row["completed"] or 0 for row in rows)
    return share(completed / rows[0]["reached"]) if rows else ""


def exits_faults(printed: Printed, cell: DrawnCell, stage: str) -> list[str]:
    exits = printed.exits(stage)
    shown, rest = exits[:3], exits[3:]
    wanted = [word for row in shown for word in (row["touchpoint"], count(row["journeys"]))]
    wanted += [f"{len(rest)} more", count(sum(row["journeys"] for row in rest))] if rest else []
    is_right = len(cell.words) == len(wanted) and all(
        spells(drawn, word) if index % 2 == 0 else drawn == word
        for index, (drawn, word) in enumerate(zip(cell.words, wanted))
    )
    return differs(cell, is_right, wanted) + unsaid(
        cell, [count(printed.funnel[stage]["dropped_off"]), *wanted[1:6:2]]
    )


def emotion_faults(printed: Printed, cell: DrawnCell, stage: str, touchpoint: str) -> list[str]:
    row = printed.emotions.get((stage, touchpoint))
    if row is None or row["mean_valence"] is None:
        return differs(cell, numbers(*cell.words) == (), "no number: too few") + unsaid(
            cell, [count(row["n"] if row else 0)]
        )
    few = (count(row["n"]),) if row["base"] == "low base" else ()
    accepted = {
        (value, *more) for value in valence_texts(row["mean_valence"], 1) for more in ((), few)
    }
    wanted_numbers = [valence_texts(row[name], 2) for name in ("mean_valence", "low", "high")]
    return differs(cell, numbers(*cell.words) in accepted, accepted) + unsaid(
        cell, [*wanted_numbers, count(row["n"])]
    )


def volume_faults(printed: Printed, cell: DrawnCell, stage: str, touchpoint: str) -> list[str]:
    """The name, and on the wide map also the events; a phone has these in the line below, with the main channel."""
    channels, events = printed.channels[stage, touchpoint], printed.events((stage, touchpoint))
    is_wide = cell.region == "Touchpoints"
    name = "".join(cell.words[:-1] if is_wide else cell.words)
    faults = differs(cell, spells(name, touchpoint), touchpoint)
    if is_wide:
        faults += differs(cell, cell.words[-1] == count(events), count(events))
    of_all = [share(events / printed.all_events)] if printed.all_events else []
    return faults + unsaid(cell, [count(events), *of_all, *map(count, channels.values())])


def friction_faults(printed: Printed, cell: DrawnCell, stage: str, touchpoint: str) -> list[str]:
    row, lost = printed.friction[stage, touchpoint], printed.lost((stage, touchpoint))
    is_scored = row["score"] is not None and printed.tells_leaving
    wanted_numbers = [count(lost)] + ([f"{row['score']:.0f}"] if is_scored else [])
    if cell.region != "Last seen here":
        return differs(cell, numbers(*cell.words) == (count(lost),), count(lost)) + unsaid(
            cell, wanted_numbers
        )
    parts = (
        {part: row[part] for part in PARTS if row[part] and rounded(row[part]) != "0 %"}
        if is_scored
        else {}
    )
    weights = printed.definition["friction_weights"]
    worst = (
        worst_numbers(row, max(parts, key=lambda part: weights[part] * parts[part]))
        if parts
        else []
    )
    sign = "−" if printed.tells_leaving else ""
    causes = [word for word in cell.words if is_cause(printed, word, stage, touchpoint)]
    wanted = (
        *([f"{sign}{count(lost)}"] if lost else []),
        *numbers(*causes),
        *wanted_numbers[1:],
    )
    return differs(cell, numbers(*cell.words) == wanted, wanted) + unsaid(
        cell, [*wanted_numbers, *worst]
    )


def is_cause(printed: Printed, word: str, stage: str, touchpoint: str) -> bool:
    """Whether the word is a group's value with the share of it that leaves there, as printed."""
    return any(
        spells(word, f"{row['value']} {share(row['leaves'])}")
        for row in printed.rows("leaving")
        if (row["stage"], row["touchpoint"]) == (stage, touchpoint) and row["leaves"] is not None
    )


def worst_numbers(row: dict, part: str) -> list[str]:
    """The numbers of a part: its share, or how many of fewer than 30."""
    n = row[f"{part}_n"]
    return [f"{row[part] * n:.0f}", f"{n}"] if n < 30 else [share(row[part])]


def score_faults(printed: Printed, cell: DrawnCell, stage: str) -> list[str]:
    row, n = printed.figures[cell.kind, stage], count(printed.figures[cell.kind, stage]["n"])
    if row["value"] is None:
        return differs(cell, numbers(*cell.words) == (n,), n) + unsaid(cell, [n])
    value, low, high = (_figure(row, row[name]) for name in ("value", "low", "high"))
    return differs(cell, sorted(numbers(*cell.words)) == sorted((value, n)), (value, n)) + unsaid(
        cell, [value, low.removesuffix(" %"), high.removesuffix(" %"), n]
    )


def _figure(row: dict, value: float) -> str:
    if row["metric"] == "nps":
        return signed(value, 0)
    return f"{value:.2f}" if row["definition"].startswith("mean") else rounded(value)


def channel_faults(printed: Printed, cell: DrawnCell, stage: str) -> list[str]:
    channels = printed.stage_channels(stage)
    total = sum(channels.values())
    parts = [f"{name or 'none'} {share(events / total)}" for name, events in channels.items()]
    wanted_numbers = [
        *list(channels.values())[:6],
        *([sum(list(channels.values())[6:])] if len(channels) > 6 else []),
    ]
    shown = cell.words[0].split(" · ")
    rest = [f"+{len(parts) - len(shown) + 1}"] if shown[-1].startswith("+") else []
    is_right = shown == parts[: len(shown) - len(rest)] + rest and (
        len(shown) == len(parts) or rest
    )
    is_right = is_right or (len(shown) == 1 and spells(shown[0], parts[0]))
    return differs(cell, is_right, parts) + unsaid(
        cell, [word for events in wanted_numbers for word in (count(events), share(events / total))]
    )


def more_faults(printed: Printed, cell: DrawnCell, stage: str, drawn: set[str]) -> list[str]:
    """How many touchpoints are not drawn, the journeys last seen at them where that lane and the column have room, their events."""
    left_out = [
        touchpoint
        for touchpoint in printed.channels
        if touchpoint[0] == stage and name_of("passes", *touchpoint) not in drawn
    ]
    events = sum(map(printed.events, left_out))
    number, lost = f"{len(left_out)}", sum(map(printed.lost, left_out))
    of_all = [share(events / printed.all_events)] if printed.all_events else []
    sign = "−" if printed.tells_leaving else ""
    accepted = [(number, *of_all), (number, f"{sign}{count(lost)}", *of_all), (number,)]
    return differs(cell, numbers(*cell.words) in accepted, accepted) + unsaid(
        cell, [number, *of_all]
    )


def quote_faults(printed: Printed, cell: DrawnCell, stage: str) -> list[str]:
    row = next(row for row in printed.rows("quotes") if row["stage"] == stage)
    source = f"{row['quote_touchpoint']}, 1 of {count(row['comments'])}"
    is_right = spells("".join(cell.words[:-1]), f"“{row['quote']}”") and spells(
        cell.words[-1], source
    )
    return differs(cell, is_right, [row["quote"], source]) + unsaid(cell, [count(row["comments"])])


def differs(cell: DrawnCell, is_right: bool, wanted) -> list[str]:
    return [] if is_right else [f"{unquote(cell.name)} draws {cell.words}, printed is {wanted}"]


def unsaid(cell: DrawnCell, wanted: list, sign: str = "") -> list[str]:
    """Numbers, or of several forms of a number all, that the cell's sentence does not hold."""
    label = cell.label.replace(sign, " ") if sign else cell.label
    return [
        f"{unquote(cell.name)} says {cell.label!r}, in which {number} is missing"
        for number in wanted
        if not any(
            holds(label, form) for form in (number if isinstance(number, tuple) else (number,))
        )
    ]


FAULTS = {
    **dict.fromkeys(OUTCOMES, outcome_faults),
    **dict.fromkeys(("nps", "csat", "ces"), score_faults),
    "valence": emotion_faults,
    "score_valence": emotion_faults,
    "passes": volume_faults,
    "lost": friction_faults,
    "channels": channel_faults,
    "commented": quote_faults,
}


# The claims, each for a whole drawing.


def stage_faults(printed: Printed, cell: DrawnCell, stage: str) -> list[str]:
    reached = printed.funnel.get(stage, {"reached": 0})["reached"]
    return unsaid(cell, [absence(printed) if reached is None else count(reached)])


def cell_faults(printed: Printed, drawn: Drawing) -> list[str]:
    """Where a cell of the drawing says something else than what is printed."""
    names = {name_of("passes", *cell): cell for cell in printed.channels} | {
        name_of("lost", *cell): cell for cell in printed.channels
    }
    names |= {printed.emotion_cell(cell): cell for cell in printed.channels}
    stages = {
        name_of(kind, stage): (stage,)
        for stage in {*printed.funnel, *(cell[0] for cell in printed.channels)}
        for kind in (*FAULTS, "stage", "more")
    }
    parts_of, faults = names | stages, []
    shown = {cell.name for cell in drawn.cells}
    for cell in drawn.cells:
        if cell.name not in parts_of:
            faults.append(f"{cell.name} is drawn, of which nothing is printed")
        elif cell.kind == "more":
            faults += more_faults(printed, cell, *parts_of[cell.name], shown)
        else:
            faults += FAULTS.get(cell.kind, stage_faults)(printed, cell, *parts_of[cell.name])
    return faults


def missing_faults(printed: Printed, drawn: Drawing) -> list[str]:
    """What is printed but not drawn: every figure above zero of a stage, every touchpoint as a card or in 'more'."""
    wanted = [
        (kind, stage, count(row[kind]))
        for stage, row in printed.funnel.items()
        for kind in OUTCOMES
        if row[kind] and (kind != "advanced" or row["conversion_rate"] is None)
    ]
    wanted += [
        (kind, stage, share(row[rate]))
        for stage, row in printed.funnel.items()
        for kind, rate in RATES.items()
        if row[kind] and row[rate] is not None
    ]
    wanted += [(metric, stage, count(row["n"])) for (metric, stage), row in printed.figures.items()]
    faults = [
        f"{number} of {kind} in {stage} is not drawn"
        for kind, stage, number in wanted
        if not any(
            {number, of_all_who_began(printed) if kind == "completed" else number}
            & {*numbers(*cell.words)}
            for cell in drawn.of(name_of(kind, stage))
        )
    ]
    faults += [
        f"{kind} of {stage} is not drawn"
        for kind, stages in (
            ("commented", {row["stage"] for row in printed.rows("quotes")}),
            ("channels", {cell[0] for cell in printed.channels if any(printed.channels[cell])}),
        )
        for stage in stages
        if not drawn.of(name_of(kind, stage))
    ]
    shown = [cell for cell in printed.channels if drawn.of(name_of("passes", *cell))]
    for stage in {cell[0] for cell in printed.channels}:
        inside = [cell for cell in printed.channels if cell[0] == stage]
        more = drawn.of(name_of("more", stage))
        left_out = int(numbers(*more[0].words)[0].replace(",", "")) if more else 0
        if len([cell for cell in shown if cell[0] == stage]) + left_out != len(inside):
            faults.append(f"{stage}: {len(inside)} touchpoints, drawn or counted are others")
    with_emotion = [
        cell
        for cell in shown
        if printed.emotions.get(cell, {"mean_valence": None})["mean_valence"] is not None
    ]
    faults += [
        f"the feeling at {cell} is not drawn"
        for cell in with_emotion
        if not drawn.of(printed.emotion_cell(cell))
    ]
    return faults + [
        f"what {cell} loses is not drawn"
        for cell in shown
        if printed.lost(cell)
        or cell in printed.friction
        and printed.tells_leaving
        and printed.friction[cell]["score"] is not None
        if not drawn.of(name_of("lost", *cell))
    ]


def loose_faults(printed: Printed, drawn: Drawing) -> list[str]:
    """Numbers drawn in no cell: only those of the axes, and on a phone the main channel and the events below a name."""
    volumes = {
        name_of(kind, *cell): (
            printed.main_channel(cell),
            count(printed.events(cell)),
        )
        for cell in printed.channels
        for kind in ("passes", "lost")
    }
    is_phone = drawn.width < NARROW
    below = [words for words in drawn.loose if is_phone and words.after in volumes]
    faults = [
        f"{words} stands below {unquote(words.after)}, printed is {' · '.join(volumes[words.after])!r}"
        for words in below
        if not is_volume(words.text, *volumes[words.after])
    ]
    shown = [cell for cell in drawn.cells if is_phone and cell.kind == "passes"]
    faults += [f"{len(shown)} touchpoints have {len(below)} lines with channel and events"] * (
        len(shown) != len(below)
    )
    return faults + [
        f"{words} is a number that nobody prints"
        for words in drawn.loose
        if words not in below
        and numbers(words.text)
        and words.text not in AXIS
        and not words.text.startswith("expected: ")
        and not is_margin(words.text)
    ]


def is_volume(drawn: str, channel: str, events: str) -> bool:
    number, _, name = drawn.partition(" · ")
    return number == events and spells(name, channel)


def is_margin(text: str) -> bool:
    """Whether it is a piece of a lane's sub-title, which speaks of 95 % intervals and of the ends of scales."""
    return set(numbers(text)) <= MARGIN


def sum_faults(printed: Printed, journey_map) -> list[str]:
    """Nothing is lost: what the model holds adds up to the totals that are printed."""
    lost = sum(
        touchpoint.friction.journeys_lost
        for touchpoint in journey_map.touchpoints
        if touchpoint.friction
    )
    faults = (
        []
        if lost == printed.documents["funnel"]["totals"]["dropped_off"]
        else [f"lost at touchpoints: {lost}"]
    )
    faults += (
        []
        if journey_map.events == printed.all_events
        else [f"events on the map: {journey_map.events}"]
    )
    for stage in journey_map.stages:
        row = stage.funnel
        if not stage.is_observed:
            continue
        terms = ("advanced", "ended_well", "dropped_off", "in_progress", "completed")
        if row["reached"] != sum(row[term] for term in terms):
            faults.append(f"{stage.name} does not add up: {row}")
        if sum(journey_map.journeys for journey_map in stage.exits) != row["dropped_off"]:
            faults.append(f"the exits of {stage.name} do not sum to its drop-off")
        if stage.events != sum(
            printed.events(cell) for cell in printed.channels if cell[0] == stage.name
        ):
            faults.append(f"events of {stage.name}: {stage.events}")
    return faults


def left_out_faults(generation, journey_map, width: int) -> list[str]:
    """Events drawn + events in 'more' = all events, stage by stage."""
    faults = []
    layout = frame(journey_map, width, dict(generation.definition.friction_weights))
    shown = drawing(wide_scene(layout))
    for column in layout.columns:
        cells = [
            shown.of(name_of("passes", slot.touchpoint.stage, slot.touchpoint.name))
            for slot in column.slots
        ]
        events = sum(int(cell.words[-1].replace(",", "")) for same in cells for cell in same)
        if events + column.choice.events_left_out != column.stage.events:
            faults.append(
                f"{column.stage.name}: {events} drawn + {column.choice.events_left_out} left out, not {column.stage.events}"
            )
    return faults


SAMPLE_WORDS = {
    "all": (),
    "three months": ("--from", "2025-03-01", "--to", "2025-05-31"),
    "phone": ("--where", "channel=phone"),
    "students": ("--where", "segment=student"),
}
NAMES = [f"sample {name}" for name in SAMPLE_WORDS] + ["sepsis", "made 2 40", "made 9 400"]


def filters_of(words: tuple[str, ...]) -> Filters:
    given = dict(zip(words[::2], words[1::2]))
    return from_words(
        given.get("--from"), given.get("--to"), [given["--where"]] if "--where" in given else []
    )


@pytest.fixture(scope="module", params=NAMES)
def known(request) -> Case:
    """The sample under each filter, sepsis with stages, and logs that are hard to draw."""
    if request.param == "sepsis":
        db, generation = request.getfixturevalue("staged_sepsis")
        return case(generation, Printed(db, "sepsis"), Filters(), (1040, 1300))
    if request.param.startswith("made"):
        db, generation = request.getfixturevalue("made")(*map(int, request.param.split()[1:]))
        return case(generation, Printed(db, "log"), Filters(), (1040, 1800))
    db, generation = request.getfixturevalue("sample_db"), request.getfixturevalue("sample")
    words = SAMPLE_WORDS[request.param.removeprefix("sample ")]
    return case(
        generation,
        Printed(db, "sample", words),
        filters_of(words),
        (1040, 1300, 1800) if not words else (1300,),
    )


def test_every_cell_says_what_the_command_line_prints(known):
    assert_none({name: cell_faults(known.printed, drawn) for name, drawn in known.drawings.items()})


def test_every_figure_that_is_printed_is_drawn(known):
    assert_none(
        {name: missing_faults(known.printed, drawn) for name, drawn in known.drawings.items()}
    )


def test_no_other_number_is_drawn(known):
    assert_none(
        {name: loose_faults(known.printed, drawn) for name, drawn in known.drawings.items()}
    )


def test_nothing_is_lost(known):
    assert sum_faults(known.printed, known.journey_map) == []


@pytest.mark.parametrize("width", [1040, 1800])
def test_events_drawn_and_left_out_are_all_events(sample, width):
    assert left_out_faults(sample, map_of(sample), width) == []


def test_events_drawn_and_left_out_are_all_events_of_sepsis(staged_sepsis):
    _, generation = staged_sepsis
    assert left_out_faults(generation, map_of(generation), 1040) == []


def test_compared_groups_say_what_is_printed_by_group(sample, sample_db):
    """The share of each group that gets to a stage, how many, and how many of them left; its feeling in the sentence."""
    groups = ("student", "family")
    printed = Printed(
        sample_db,
        "sample",
        funnel_by=("--by", "segment"),
        emotions_by=("--by", "stage,touchpoint,segment"),
    )
    journey_map = map_of(sample, Filters(), Comparison("segment", groups))
    wide = drawing(wide_scene(frame(journey_map, 1300, dict(sample.definition.friction_weights))))
    rows = {(row["segment"], row["stage"]): row for row in printed.rows("funnel_by")}
    first = sample.definition.stage_names[0]
    for name, drawn in {"wide": wide, "phone": drawing(narrow_scene(journey_map))}.items():
        for stage in sample.definition.stage_names:
            (cell,) = drawn.of(name_of("reached", stage))
            wanted = [
                word
                for group in groups
                for word in compared_words(rows[group, stage], rows[group, first], name == "wide")
            ]
            assert list(numbers(*cell.words)) == wanted, (name, stage)
    assert compared_emotions(printed, wide, groups) == []


def compared_words(row: dict, first: dict, is_wide: bool) -> list[str]:
    left = [share(row["drop_off_rate"])] if is_wide and row["drop_off_rate"] is not None else []
    return [share(row["reached"] / first["reached"]), count(row["reached"]), *left]


def compared_emotions(printed: Printed, drawn: Drawing, groups: tuple[str, ...]) -> list[str]:
    names = {name_of("valence", *cell): cell for cell in printed.channels}
    emotion_cells = [cell for cell in drawn.cells if cell.kind == "valence"]
    rows = [
        (cell, row)
        for cell in emotion_cells
        for row in printed.rows("emotions_by")
        if (row["stage"], row["touchpoint"]) == names[cell.name]
        and row["emotion"] is None
        and row["segment"] in groups
    ]
    assert emotion_cells and rows
    return [
        fault
        for cell, row in rows
        if row["mean_valence"] is not None
        for fault in unsaid(cell, [valence_texts(row["mean_valence"], 2), count(row["n"])])
    ]


def test_the_distance_from_what_is_expected(sample, sample_db):
    printed = Printed(sample_db, "sample")
    expected = {
        stage["name"]: printed.definition["emotions"][stage["expected_emotion"]]
        for stage in printed.definition["stages"]
    }
    layout = frame(map_of(sample), 1300, dict(sample.definition.friction_weights), (), True)
    rows = [
        printed.emotions.get((slot.touchpoint.stage, slot.touchpoint.name)) for slot in layout.slots
    ]
    wanted = [
        signed(row["mean_valence"] - expected[row["stage"]], 1)
        for row in rows
        if row and row["mean_valence"] is not None
    ]
    loose = [words.text for words in drawing(wide_scene(layout)).loose if words.region == "Emotion"]
    assert [text for text in loose if NUMBER.fullmatch(text) and text != "0"] == [
        text for text in wanted if text != "0"
    ]


COMMENTS = ("Fine.", "Waited for 40 minutes, nobody answered", "¿Por qué?", None, None)


@st.composite
def logs(draw):
    """Made events, now and then without stages, without emotions, of one customer, with comments."""
    rows, without = (
        draw(made_logs()),
        draw(
            st.sampled_from(
                [(), (), ("stage",), ("emotion", "valence"), ("nps", "csat", "ces", "channel")]
            )
        ),
    )
    seed = random.Random(len(rows))
    rows = [
        {name: value for name, value in row.items() if name not in without}
        | {"comment": seed.choice(COMMENTS)}
        for row in rows
    ]
    return (
        [{**row, "customer_id": "only"} for row in rows] if draw(st.integers(0, 7)) == 7 else rows
    )


ONE_DAY = [event("c1", f"2025-01-01T0{hour}:00:00", f"T{hour}") for hour in range(3)]


# Shrinking would load hundreds of files: the log is given as it was drawn.
@settings(
    max_examples=9,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),
)
@given(rows=logs(), has_stages=st.sampled_from([True, True, False]), is_filtered=st.booleans())
# 13 drawn and these three: nothing in a stage, a single event, twelve customers alike
@example(rows=ONE_DAY, has_stages=False, is_filtered=False)
@example(rows=ONE_DAY[:1], has_stages=True, is_filtered=True)
@example(
    rows=[{**row, "customer_id": f"c{number}"} for number in range(12) for row in ONE_DAY],
    has_stages=True,
    is_filtered=False,
)
def test_made_logs(tmp_path_factory, rows, has_stages, is_filtered):
    folder = tmp_path_factory.mktemp("made")
    generation = build(folder, rows, DEFINITION if has_stages else "", assumed=SCALES)
    words = ("--where", f"touchpoint={rows[0]['touchpoint']}") if is_filtered else ()
    made = case(generation, Printed(folder / "db", "log", words), filters_of(words), (1040,))
    faults = {
        name: cell_faults(made.printed, drawn)
        + missing_faults(made.printed, drawn)
        + loose_faults(made.printed, drawn)
        for name, drawn in made.drawings.items()
    }
    faults |= {
        "sums": sum_faults(made.printed, made.journey_map),
        "left out": left_out_faults(generation, made.journey_map, 1040),
    }
    assert {name: of_layout for name, of_layout in faults.items() if of_layout} == {}
    generation.close()
