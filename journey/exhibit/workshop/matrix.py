"""Impact against effort: what was weighed, as the corner of the matrix that it stands in."""

from journey.exhibit.chart import Axis, Dots, Series
from journey.exhibit.exhibit import Exhibit, Nothing
from journey.exhibit.ref import Ref
from journey.exhibit.source import AnswerSource
from journey.exhibit.workshop.kept import held
from journey.model.words import count
from journey.workshop.weighing import EFFORTS, Corner

NAME = "Workshop: impact and effort"
DRAWN, LETTERS = 20, 60
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
    wins = sum(each["corner"] == Corner.QUICK_WIN for each in weighed)
    return Exhibit(
        ref,
        "figure",
        _finding(wins, found.words(weighed[0]["target"])),
        f"{found.basis} Impact: {unit}s that {left} where the note is linked, with its 95 % interval, or as the room argued; "
        f"effort: the median of the room's judgements. Large is {count(round(found.measured.large))} or more, the median of "
        "the touchpoints that lost any; little is less than a month.",
        Dots(
            tuple(_short(found.words(each["target"])) for each in drawn),
            (
                Series(
                    "Impact",
                    "accent",
                    tuple(each["impact"] for each in drawn),
                    tuple(count(round(each["impact"])) + " argued" * bool(each["reason"]) for each in drawn),
                    tuple(each["low"] for each in drawn),
                    tuple(each["high"] for each in drawn),
                ),
            ),
            Axis(f"{unit}s that {left} there", "count"),
            tuple(f"{each['corner']}, {_effort(each['effort'])}" for each in drawn),
        ),
        (),
        len(weighed),
        "note",
        "What was weighed, with its impact, its interval, its corner and its effort.",
        (f"{len(weighed) - DRAWN} more are not drawn.",) if len(weighed) > DRAWN else (),
    )  # fmt: skip


def _finding(wins: int, first: str) -> str:
    if not wins:
        return "No quick win: what hurts most takes months"
    return f"Quick win: {_short(first)}" if wins == 1 else f"{wins} quick wins, the largest: {_short(first)}"  # fmt: skip


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= LETTERS else f"{line[: LETTERS - 1]}…"


def _effort(effort: float) -> str:
    """The median of judgements may lie between two of them."""
    low, high = EFFORTS[int(effort)], EFFORTS[min(int(effort + 0.5), max(EFFORTS))]
    return low if low == high else f"{low} to {high}"
