"""A board for tests: three stages, Ann, Bob and Wanda, who watches; what is asked for is taken in at once."""

from itertools import count
from typing import Any

from journey.workshop.board import Board, Change
from journey.workshop.carry_out import carry_out, come_in
from journey.workshop.request import Request, Sender

STAGES = ("find", "buy", "use")
ANN, BOB, WANDA, LEADER = Sender("ann-ann"), Sender("bob-bob"), Sender("wanda-w"), Sender("", True)
_numbers = count(1)


def board() -> Board:
    found = Board(STAGES)
    for sender, name in ((ANN, "Ann"), (BOB, "Bob"), (WANDA, "Wanda")):
        fields = Request({"name": name, "is_watching": sender is WANDA})
        take_in(found, come_in(found, sender.person, fields))
    return found


def take_in(found: Board, writes, request_id: str = "") -> None:
    found.apply(Change(found.number + 1, request_id or f"request-{next(_numbers)}", tuple(writes)))


def ask(found: Board, sender: Sender, what: str, request_id: str = "", **fields: Any) -> None:
    """Ask for something and take in what comes of it; raises Refused where it is refused."""
    take_in(found, carry_out(found, sender, what, Request(fields)), request_id)


def note(found: Board, id: str, stage: str = "buy", sender: Sender = ANN, **others: Any) -> str:
    fields = {"text": f"text of {id}", "kind": "pain point", "is_named": True} | others
    ask(found, sender, "note.add", id=id, stage=stage, **fields)
    return id


def ids(found: Board, stage: str) -> list[str]:
    return [id for id, _ in found.in_order(stage)]
