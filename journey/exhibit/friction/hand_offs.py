"""Hand-offs between channels: the few after which customers have to make contact once more, and all of them as a matrix."""

from typing import TYPE_CHECKING

from journey.data.views.rows import HAND_OFFS
from journey.exhibit.chart import Axis, Cell, Cells, Dots
from journey.exhibit.exhibit import Exhibit, Nothing
from journey.exhibit.friction.missing import lacks_field, nobody
from journey.exhibit.ref import Ref
from journey.exhibit.series import share_series
from journey.exhibit.source import AnswerSource
from journey.model.small_numbers import LOW_BASE_BELOW
from journey.model.words import count, percent
from journey.presenters.friction.hand_offs import surely_more, unlike

if TYPE_CHECKING:
    from journey.data.answer import Answer
    from journey.data.views.rows import HandOffsTold

NAME = "Hand-offs that hurt"
MATRIX = "Hand-offs, channel to channel"
DRAWN = 12


def _answer(
    ref: Ref, source: AnswerSource, name: str
) -> "tuple[Answer[HandOffsTold], list[HandOffsTold]] | Nothing":
    """The answer and its rows of one pair of channels each; why there are none."""
    answer = source.ask(HAND_OFFS)
    rows = [row for row in answer.rows if row["source"] is not None and row["contact_again_n"]]
    words = answer.definitions["contact_again"]
    if missing := lacks_field(ref, name, words):
        return missing
    if not rows:
        return nobody(
            ref, name, source, answer, "No case moves to another channel under these filters."
        )
    return answer, rows


def hand_offs(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """Those first after which most surely make contact again that would not have otherwise."""
    found = _answer(ref, source, NAME)
    if isinstance(found, Nothing):
        return found
    answer, rows = found
    drawn = unlike([row for row in rows if row["contact_again"] is not None])[:DRAWN]
    if not drawn:
        return Nothing(ref, NAME, source.too_few, (answer,))
    return Exhibit(
        ref,
        "figure",
        _title(drawn),
        "Of the journeys whose case is handed on, the share whose customer makes contact once more, beside the other journeys with "
        "a case on the same channel; an association: cases that are handed on may be harder.",
        Dots(
            tuple(f"{row['source']} → {row['target']}" for row in drawn),
            (
                share_series("handed on", "negative", drawn, "contact_again"),
                share_series("otherwise", "muted", drawn, "otherwise"),
            ),
            Axis("share that makes contact again, 95 % interval", "share"),
            tuple(_counts(row) for row in drawn),
        ),
        (answer,),
        None,
        source.unit,
        "For each pair of channels, the share that makes contact again after a hand-off and otherwise, with its 95 % interval.",
        (
            f"Contact again: {answer.definitions['contact_again']}.",
            "The title is corrected for how many hand-offs are compared (Benjamini-Hochberg at 5 %).",
        ),
    )


def _title(rows: "list[HandOffsTold]") -> str:
    sure = surely_more(rows)
    if sure:
        first = sure[0]
        return (
            f"From {first['source']} to {first['target']}, {percent(first['contact_again'])} make contact again, otherwise "
            f"{percent(first['otherwise'])}"
        )
    most = max(row["contact_again_n"] or 0 for row in rows)
    if most < LOW_BASE_BELOW:
        return f"Too few cases are handed on to tell whether more customers make contact again: at most {count(most)} a pair"
    return "After no hand-off do surely more customers make contact again than otherwise"


def _counts(row: "HandOffsTold") -> str:
    """How many are handed on, and how many others there are."""
    return f"n {count(row['contact_again_n'])}, others {count(row['otherwise_n'])}"


def matrix(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """From each channel (rows) to each (columns): journeys handed on, shaded by the share that makes contact again."""
    found = _answer(ref, source, MATRIX)
    if isinstance(found, Nothing):
        return found
    answer, rows = found
    sources = list(dict.fromkeys(str(row["source"]) for row in rows))
    targets = list(dict.fromkeys(str(row["target"]) for row in rows))
    by_pair = {(row["source"], row["target"]): row for row in rows}
    highest = max((row["contact_again"] or 0 for row in rows), default=0) or 1
    most = max(rows, key=lambda row: row["journeys"] or 0)
    return Exhibit(
        ref,
        "figure",
        f"Most cases are handed on from {most['source']} to {most['target']}: {count(most['journeys'])} {source.unit}s",
        "Cases that go on from the row's channel on the column's: the share that then makes contact again, and of how many.",
        Cells(
            tuple(sources),
            tuple(targets),
            tuple(
                tuple(_cell(by_pair.get((one, other)), highest) for other in targets)
                for one in sources
            ),
            Axis("share that makes contact again", "share"),
            tuple("negative" for _ in sources),
            "to",
        ),
        (answer,),
        None,
        source.unit,
        "From each channel to each other: how many journeys, and how many then make contact again.",
    )


def _cell(row: "HandOffsTold | None", highest: float) -> Cell:
    if row is None:
        return Cell("")
    share = row["contact_again"]
    if share is None:
        return Cell(count(row["journeys"]))
    return Cell(
        f"{percent(share)} of {count(row['contact_again_n'])}",
        share / highest,
        value=share,
        low=row["contact_again_low"],
        high=row["contact_again_high"],
        n=row["contact_again_n"],
    )
