"""The board of a workshop: its things as the changes have left them, one change after the other."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any, TypeVar

from journey.workshop.progress import Told
from journey.workshop.things import KINDS, NAMES, Group, Note, Person, Settings, Thing

Kept = TypeVar("Kept", bound=Thing)
SETTINGS = "all"  # the id of the one thing of its kind


@dataclass(frozen=True)
class Write:
    """One thing before and after a change; None where there was none, or is none any more."""

    kind: str
    id: str
    before: Thing | None
    after: Thing | None

    @property
    def undone(self) -> "Write":
        return Write(self.kind, self.id, self.after, self.before)


@dataclass(frozen=True)
class Change:
    """What one request changed: its number on the board from 1 on, the word that only its sender knows, and the writes."""

    number: int
    request_id: str
    writes: tuple[Write, ...]


class Board:
    """Things by kind and id, in the order in which they came."""

    def __init__(self, stages: tuple[str, ...], told: Mapping[str, Told] | None = None):
        """`told` has the figures that an action can move, by the names of their cells."""
        self.stages = stages
        self.told = told or {}
        self.number = 0
        self._things: dict[str, dict[str, Thing]] = {kind: {} for kind in KINDS}
        self._log: list[Change] = []
        self._changes: dict[str, Change] = {}

    def apply(self, change: Change) -> None:
        """Take in the next change; raises ValueError where another one is missing between."""
        if change.number != self.number + 1:
            raise ValueError(f"change {change.number} follows {self.number}")
        for write in change.writes:
            if write.after is None:
                self._things[write.kind].pop(write.id, None)
            else:
                self._things[write.kind][write.id] = write.after
        self._log.append(change)
        self._changes[change.request_id] = change
        self.number = change.number

    def change_of(self, request_id: str) -> Change | None:
        """What a request has changed already; None where it has not been carried out."""
        return self._changes.get(request_id)

    def changes_after(self, number: int) -> list[Change]:
        return self._log[number:]

    def is_as(self, write: Write) -> bool:
        """Whether the thing is still as this write has left it."""
        return self._things[write.kind].get(write.id) == write.after

    def get(self, kind: type[Kept], id: str) -> Kept | None:
        found = self._things[NAMES[kind]].get(id)
        assert found is None or isinstance(found, kind)
        return found

    def all(self, kind: type[Kept]) -> dict[str, Kept]:
        """The things of a kind by id, in the order in which they came."""
        return dict(self._things[NAMES[kind]])  # type: ignore[arg-type]

    @property
    def settings(self) -> Settings:
        return self.get(Settings, SETTINGS) or Settings()

    @property
    def people(self) -> dict[str, Person]:
        """Those who were not removed."""
        return {id: one for id, one in self.all(Person).items() if not one.is_removed}

    def in_order(self, stage: str) -> list[tuple[str, Note | Group]]:
        """Notes and groups of a stage from top to bottom, without what is merged into another."""
        found: list[tuple[str, Note | Group]] = [
            (id, note)
            for id, note in self.all(Note).items()
            if note.stage == stage and not note.merged_into
        ]
        found += [(id, group) for id, group in self.all(Group).items() if group.stage == stage]
        return sorted(found, key=lambda entry: (entry[1].order, entry[0]))

    def merged_into(self, id: str) -> list[str]:
        """The notes that were merged into this one."""
        return [other for other, note in self.all(Note).items() if note.merged_into == id]

    def write(self, kind: type[Kept], id: str, after: Kept | None) -> Write:
        """What puts this in the thing's place."""
        return Write(NAMES[kind], id, self.get(kind, id), after)


def as_json(writes: Iterable[Write]) -> str:
    """The writes as the log keeps them."""
    return json.dumps(
        [
            {
                "kind": write.kind,
                "id": write.id,
                "before": write.before and asdict(write.before),
                "after": write.after and asdict(write.after),
            }
            for write in writes
        ],
        ensure_ascii=False,
    )


def of_json(text: str) -> Iterator[Write]:
    """The writes that the log keeps; those of kinds that this program does not know are left out."""
    for kept in json.loads(text):
        kind = KINDS.get(kept["kind"])
        if kind:
            yield Write(kept["kind"], kept["id"], _thing(kind, kept["before"]), _thing(kind, kept["after"]))  # fmt: skip


def _thing(kind: type[Thing], kept: dict[str, Any] | None) -> Thing | None:
    return kind.of(kept) if kept is not None else None
