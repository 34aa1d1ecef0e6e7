"""Journeys against an expected one, in words: how many conform, how the others deviate, and what goes with that."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from journey.data.views.form import Heading, with_interval
from journey.model.cells import UNCODED
from journey.model.path_filters import ARROW, deviation
from journey.model.vocabulary import DEVIATIONS
from journey.model.words import count, percent, plural, signed

if TYPE_CHECKING:
    from journey.data.views.rows import ConformanceRow

    class ListedRow(ConformanceRow):
        """A row of the view `conformance` with what its journeys do, in words."""

        words: str


ELEMENTS_LEAST, ELEMENTS_LIMIT = 2, 20
DEVIATION = Heading("words", "Journeys that")
TABLE = (
    "journeys",
    *with_interval("share"),
    *with_interval("completion_rate"),
    *with_interval("mean_valence"),
    "mean_valence_n",
    *with_interval("csat"),
    "csat_n",
)


def headline(rows: "Sequence[ConformanceRow]") -> str:
    """How many conform to the expected journey, and the most frequent deviation; `rows` of the view `conformance`."""
    conforming = rows[0]
    touching = conforming["share_n"]
    if not touching:
        return "No journey touches the expected journey"
    most_frequent = next((row for row in rows[2:] if row["kind"] != "never"), None)
    sentence = (
        f"{percent(conforming['journeys'] / touching)} of the {count(touching)} journeys "
        "that touch the expected journey follow it"
    )
    if most_frequent is None:
        return sentence
    share = percent(most_frequent["journeys"] / touching)
    return f"{sentence}; the most frequent deviation: {deviation_words(most_frequent)} ({share})"


def deviation_words(row: "ConformanceRow") -> str:
    """What the journeys of a row do; '' for those that never touch the expected journey."""
    return DEVIATIONS[row["kind"]].format(row["name"] or "it") if row["kind"] in DEVIATIONS else ""


def link_value(names: Sequence[str]) -> str:
    return "/".join(quote(name, safe=UNCODED) for name in names)


def known_elements(text: str, elements: Iterable[str]) -> tuple[tuple[str, ...], bool]:
    """The elements of a link that this dataset has, each once, and whether that is all of them."""
    parts, known = [unquote(part) for part in text.split("/") if part], set(elements)
    return tuple(dict.fromkeys(part for part in parts if part in known)), set(parts) <= known


def is_mixed(names: Iterable[str], stages: Iterable[str], touchpoints: Iterable[str]) -> bool:
    """Whether stages and touchpoints are mixed."""
    return not set(names) <= set(stages) and not set(names) <= set(touchpoints)


def through(
    names: tuple[str, ...], stages: Iterable[str], touchpoints: Iterable[str]
) -> tuple[str, ...]:
    """The expected touchpoints or stages as an option of the view; none, as long as they make no list: all stages."""
    is_list = len(names) >= ELEMENTS_LEAST and not is_mixed(names, stages, touchpoints)
    return names[:ELEMENTS_LIMIT] if is_list else ()


def notes(chosen: Sequence[str], stages: Iterable[str], touchpoints: Iterable[str]) -> list[str]:
    """Why the chosen elements make no list yet."""
    notes = []
    if len(chosen) == 1:
        notes.append("Choose at least two touchpoints or stages.")
    if is_mixed(chosen, stages, touchpoints):
        notes.append(
            "Choose only touchpoints or only stages. Until then, all stages are expected in their order."
        )
    return notes


def caption(expected: Sequence[str], never: int) -> str:
    """The expected journey, and how many journeys touch none of it."""
    touch, are = ("touches", "is") if never == 1 else ("touch", "are")
    outside = f" {plural(never, 'journey')} {touch} none of it and {are} excluded." if never else ""
    return f"Expected: {ARROW.join(expected)}; other touchpoints may come in between.{outside}"


def listed(rows: "Sequence[ConformanceRow]") -> "list[ListedRow]":
    """The rows to draw and to choose from, with their words: those of journeys that touch the expected one."""
    return [
        {**row, "words": deviation_words(row)}
        for row in rows
        if row["kind"] != "never" and row["journeys"]
    ]


def cost_finding(rows: "Sequence[ConformanceRow]") -> str:
    """How many complete after the most frequent deviation, where it is surely another share than of conforming journeys."""
    row = _compared(rows[0], rows)
    if row is None or (row["difference_low"] or 0) * (row["difference_high"] or 0) <= 0:
        return ""
    return (
        f"{percent(row['completion_rate'])} of journeys that {deviation_words(row)} complete, against "
        f"{percent(rows[0]['completion_rate'])} of those that follow the expected journey"
    )


def _compared(
    conforming: "ConformanceRow", rows: "Sequence[ConformanceRow]"
) -> "ConformanceRow | None":
    """The most frequent deviation whose journeys can be compared with conforming ones."""
    others = [
        row
        for row in rows[1:]
        if row["kind"] in ("skipped", "back") and row["difference"] is not None
    ]
    return others[0] if others and conforming["completion_rate"] is not None else None


def cost_sentence(conforming: "ConformanceRow", rows: "Sequence[ConformanceRow]") -> str:
    """What the most frequent deviation goes with, compared with conforming journeys."""
    row = _compared(conforming, rows)
    if row is None:
        return "Association, not cause. A journey may deviate in several ways."
    low, middle, high = (
        _points(row[name]) for name in ("difference_low", "difference", "difference_high")
    )
    valence = ""
    if row["mean_valence"] is not None and conforming["mean_valence"] is not None:
        valence = f"; mean valence {signed(row['mean_valence'], 2)} instead of {signed(conforming['mean_valence'], 2)}"
    return (
        f"{percent(row['completion_rate'])} of journeys that {deviation_words(row)} complete, against "
        f"{percent(conforming['completion_rate'])} of those that {deviation_words(conforming)}: "
        f"{middle} points ({low} to {high}){valence}. "
        "Association, not cause; a journey may deviate in several ways."
    )


def _points(share: float | None) -> str:
    return signed(None if share is None else 100 * share)


def choices(
    rows: "Sequence[ListedRow]", expected: tuple[str, ...], is_staged: bool
) -> dict[str, str]:
    """The listed rows by path filter, in words with their counts."""
    return {
        deviation(row["kind"], row["name"], expected, is_staged): (
            f"{row['words']} ({count(row['journeys'])})"
        )
        for row in rows
    }
