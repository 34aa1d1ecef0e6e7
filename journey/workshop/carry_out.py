"""What may be asked for in a workshop, by whom and in which step, and the writes that come of it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from journey.workshop import actions, beliefs, leading, notes, people, undoing, votes, weighing
from journey.workshop.board import Board, Write
from journey.workshop.request import Refused, Request, Sender
from journey.workshop.things import Person

Asked = Callable[[Board, Sender, Request], Iterable[Write]]


class Who(StrEnum):
    """Who may ask for something."""

    ANYBODY = "anybody in the room, also who only watches"
    PARTICIPANTS = "people of the room who do not only watch, and who leads it"
    SEATED = "people of the room who do not only watch"
    LEADER = "who leads the room"
    SERVER = "the server itself"


@dataclass(frozen=True)
class Rule:
    """Nothing is open that is not written here.

    `waits`: not while the board is locked. `after_end`: open to who leads when the workshop has ended, too.
    """

    do: Asked
    who: Who
    waits: bool = True
    after_end: bool = False


RULES: dict[str, Rule] = {
    "join": Rule(people.join, Who.SERVER, waits=False),
    "rename": Rule(people.rename, Who.ANYBODY, waits=False),
    "finish": Rule(people.finish, Who.SEATED, waits=False),
    "note.add": Rule(notes.add, Who.PARTICIPANTS),
    "note.edit": Rule(notes.edit, Who.PARTICIPANTS),
    "note.move": Rule(notes.move, Who.PARTICIPANTS),
    "note.merge": Rule(notes.merge, Who.PARTICIPANTS),
    "note.part": Rule(notes.part, Who.PARTICIPANTS),
    "note.remove": Rule(notes.remove, Who.PARTICIPANTS),
    "group.add": Rule(notes.add_group, Who.PARTICIPANTS),
    "group.edit": Rule(notes.edit_group, Who.PARTICIPANTS),
    "group.move": Rule(notes.move_group, Who.PARTICIPANTS),
    "group.remove": Rule(notes.remove_group, Who.PARTICIPANTS),
    "undo": Rule(undoing.undo, Who.PARTICIPANTS),
    "believe": Rule(beliefs.believe, Who.SEATED),
    "vote": Rule(votes.vote, Who.SEATED),
    "effort": Rule(weighing.judge_effort, Who.SEATED),
    "impact": Rule(weighing.argue_impact, Who.LEADER),
    "action.add": Rule(actions.add, Who.LEADER),
    "action.edit": Rule(actions.edit, Who.LEADER),
    "action.finish": Rule(actions.finish, Who.LEADER, after_end=True),
    "action.remove": Rule(actions.remove, Who.LEADER),
    "person.remove": Rule(people.remove, Who.LEADER),
    "step": Rule(leading.step, Who.LEADER),
    "title": Rule(leading.title, Who.LEADER),
    "budget": Rule(leading.budget, Who.LEADER),
    "evidence": Rule(leading.show_evidence, Who.LEADER),
    "reveal": Rule(leading.reveal, Who.LEADER),
    "close": Rule(leading.close_votes, Who.LEADER),
    "efforts": Rule(leading.show_efforts, Who.LEADER),
    "lock": Rule(leading.lock, Who.LEADER),
    "end": Rule(leading.end, Who.LEADER, after_end=True),
    "timer": Rule(leading.timer, Who.LEADER),
}


def carry_out(board: Board, sender: Sender, what: str, request: Request) -> tuple[Write, ...]:
    """The writes that the request comes to, not yet taken in; raises Refused, with the reason, where it comes to none."""
    rule = RULES.get(what)
    if rule is None or rule.who is Who.SERVER:
        raise Refused("This board does not know what was asked for.")
    _may(board, sender, rule)
    return tuple(rule.do(board, sender, request))


def come_in(board: Board, id: str, request: Request) -> tuple[Write, ...]:
    """Somebody takes a seat under an id that the server has made."""
    if board.settings.is_ended:
        raise Refused("This workshop has ended.")
    if board.settings.is_locked:
        raise Refused("This workshop is locked: nobody comes in now.")
    return tuple(people.join(board, Sender(id), Request({**request.fields, "id": id})))


def _may(board: Board, sender: Sender, rule: Rule) -> None:
    if board.settings.is_ended and not (sender.leads and rule.after_end):
        raise Refused("This workshop has ended.")
    if sender.leads and rule.who is not Who.SEATED:
        return
    if rule.who is Who.LEADER:
        raise Refused("Only who leads the workshop does this.")
    person = board.get(Person, sender.person)
    if person is None or person.is_removed:
        raise Refused("You are not in this room any more.")
    if person.is_watching and rule.who is not Who.ANYBODY:
        raise Refused("You are here to watch.")
    if rule.waits and board.settings.is_locked:
        raise Refused("The board is locked for now.")
