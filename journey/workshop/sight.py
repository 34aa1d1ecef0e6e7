"""What somebody in the room is shown of the board: nothing that is still hidden leaves the server."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from journey.workshop.board import SETTINGS, Board
from journey.workshop.things import KINDS, Belief, Effort, Note, Person, Vote

Seen = dict[str, Any]


@dataclass(frozen=True)
class Viewer:
    """Somebody who looks at the board; `person` is '' for a stage view, and for who leads without a seat."""

    person: str = ""
    leads: bool = False


def whole(board: Board, viewer: Viewer) -> dict[str, dict[str, Seen]]:
    """All that the viewer may see, by kind and id."""
    found = {
        name: {
            id: seen
            for id in board.all(kind)
            if (seen := thing(board, viewer, name, id)) is not None
        }
        for name, kind in KINDS.items()
    }
    return found | {"settings": {SETTINGS: asdict(board.settings)}}


def part(
    board: Board, viewer: Viewer, touched: Iterable[tuple[str, str]]
) -> dict[str, dict[str, Seen | None]]:
    """The same of some things alone, by kind and id; None where there is nothing to be seen any more."""
    found: dict[str, dict[str, Seen | None]] = {}
    for kind, id in touched:
        if not _is_others_secret(viewer, kind, id):
            found.setdefault(kind, {})[id] = thing(board, viewer, kind, id)
    return found


def changes_sight(touched: Iterable[tuple[str, str]]) -> bool:
    """Whether everything has to be shown anew: what may be seen hangs on the settings."""
    return ("settings", SETTINGS) in touched


def thing(board: Board, viewer: Viewer, name: str, id: str) -> Seen | None:
    """One thing as the viewer may see it; None where it is none of theirs, or not there."""
    if _is_others_secret(viewer, name, id):
        return None
    kept = board.get(KINDS[name], id)
    if kept is None or isinstance(kept, Person) and kept.is_removed:
        return None
    if isinstance(kept, Note) and is_hidden(board, viewer, kept):
        return {"stage": kept.stage, "order": kept.order, "is_hidden": True}
    return asdict(kept)


def _is_others_secret(viewer: Viewer, name: str, id: str) -> bool:
    """Beliefs, votes and efforts are shown together, as the room's; the very id of one tells who it is of, and on what."""
    return KINDS[name] in (Belief, Vote, Effort) and id.partition("/")[0] != viewer.person


def is_hidden(board: Board, viewer: Viewer, note: Note) -> bool:
    """Until the notes are revealed each author sees their own alone; those without a name only know them themselves."""
    if board.settings.is_revealed:
        return False
    return not note.author or note.author != viewer.person


def touched(board: Board, since: int) -> Iterator[tuple[str, str]]:
    """What was changed after the change of this number, each once."""
    seen = set()
    for change in board.changes_after(since):
        for write in change.writes:
            if (write.kind, write.id) not in seen:
                seen.add((write.kind, write.id))
                yield write.kind, write.id
