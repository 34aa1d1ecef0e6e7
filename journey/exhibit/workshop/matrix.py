"""Impact against effort: what was weighed, as the corner of the matrix that it stands in."""

from typing import Any

from journey.exhibit.exhibit import Drawing, Exhibit, Nothing
from journey.exhibit.grid import Column, Grid, Plain
from journey.exhibit.ref import Ref
from journey.exhibit.source import AnswerSource
from journey.exhibit.workshop.kept import Held, held
from journey.exhibit.workshop.matrix_drawing import Placed, matrix_scene
from journey.model.words import count
from journey.workshop.weighing import EFFORTS, Corner

NAME = "Workshop: impact and effort"
DRAWN, LETTERS, NARROWEST = 20, 60, 760.0
ORDER = tuple(Corner)


def matrix(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """Quick wins first, within a corner the largest impact."""
    found = held(ref, source, NAME)
    if isinstance(found, Nothing):
        return found
    weighed = sorted(
        (each for each in found.together.get("weighed", ()) if each["corner"]),
        key=lambda each: (ORDER.index(each["corner"]), -each["impact"], each["target"]),
    )
    if not weighed:
        return Nothing(ref, NAME, "Nothing of this workshop has both an impact and an effort that the room has seen.")  # fmt: skip
    drawn, unit, left = weighed[:DRAWN], found.measured.unit, found.measured.left_words
    placed = [_placed(found, each) for each in drawn]
    large, lost = found.measured.large, f"{unit}s that {left}"
    return Exhibit(
        ref,
        "figure",
        _finding([each["corner"] for each in weighed], found.words(weighed[0]["target"])),
        f"{found.basis} Impact: {lost} where the note is linked, with its 95 % interval, or as the room argued; effort: the median "
        f"of the room's judgements. Large is {count(round(large))} or more, the median of the touchpoints that lost any; little "
        "is less than a month.",
        Drawing(
            lambda width: matrix_scene(placed, large, lost, max(width, NARROWEST)),
            NARROWEST,
            table=_table(found, weighed, lost),
        ),
        (),
        len(weighed),
        "note",
        "Impact against effort: what was weighed, as numbered points in four corners, with what each of them is.",
        (f"{len(weighed) - DRAWN} more are not drawn.",) if len(weighed) > DRAWN else (),
    )


def _placed(found: Held, each: dict[str, Any]) -> Placed:
    words = _short(found.words(each["target"]))
    return Placed(words, each["corner"], each["impact"], each["low"], each["high"], each["effort"])


def _table(found: Held, weighed: list[dict[str, Any]], lost: str) -> Grid:
    columns = (
        Column("Corner"),
        Column("What"),
        Column(f"Impact, {lost}", True, "count"),
        Column("low", True, "count"),
        Column("high", True, "count"),
        Column("Argued because"),
        Column("Effort"),
        Column("Judged by", True, "count"),
    )
    values = [
        (
            str(each["corner"]),
            found.words(each["target"]),
            each["impact"],
            each["low"],
            each["high"],
            each["reason"],
            _effort(each["effort"]),
            each["efforts"],
        )
        for each in weighed
    ]
    return Grid(columns, tuple(tuple(map(_written, row)) for row in values), tuple(values))


def _written(value: Plain) -> str:
    if value is None:
        return "–"
    return count(round(value)) if isinstance(value, int | float) else str(value)


def _finding(corners: list[Corner], first: str) -> str:
    wins = corners.count(Corner.QUICK_WIN)
    if wins > 1:
        return f"{wins} quick wins, the largest: {_short(first)}"
    if wins:
        return f"Quick win: {_short(first)}"
    if Corner.BIG_BET in corners:
        return "No quick win: what costs much takes months"
    return "No quick win: nothing that was weighed costs much"


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= LETTERS else f"{line[: LETTERS - 1]}…"


def _effort(effort: float) -> str:
    """The median of judgements may lie between two of them."""
    low, high = EFFORTS[int(effort)], EFFORTS[min(int(effort + 0.5), max(EFFORTS))]
    return low if low == high else f"{low} to {high}"
