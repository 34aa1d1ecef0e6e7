"""The workshop of a reference: the one that it names, else the latest of the dataset."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from journey.data import workspace
from journey.data.workspace import Workshop
from journey.exhibit.exhibit import Nothing
from journey.exhibit.ref import Ref
from journey.exhibit.source import AnswerSource
from journey.workshop.board import Board
from journey.workshop.code import number_of
from journey.workshop.kept import read
from journey.workshop.measured import Measured, of_json
from journey.workshop.things import Group, Note
from journey.workshop.together import together

WORKSHOP = "workshop"  # the option that names one, and the page
OPTIONS = (WORKSHOP,)
HIDDEN = "a note that is not shown yet"
NO_WORKSHOP = "No workshop has been held on these data."


@dataclass(frozen=True)
class Held:
    """A workshop with its board, what is measured under it, and what its room sees together."""

    workshop: Workshop
    board: Board
    measured: Measured
    together: dict[str, Any]

    @property
    def title(self) -> str:
        return self.board.settings.title or f"Workshop {self.workshop.workshop_no}"

    def said(self, words: str) -> str:
        """The words after the title, which may be a question."""
        return f"{self.title}{'' if self.title[-1] in '?!.' else ':'} {words}"

    @property
    def basis(self) -> str:
        """When it was, and on what."""
        return (
            f"Workshop of {self.workshop.made_at[:10]}, {len(self.board.people)} people, on version "
            f"{self.workshop.version} of the data. {self.measured.words}"
        )

    @property
    def is_hidden(self) -> bool:
        """Whether the notes are still their authors' alone."""
        settings = self.board.settings
        return not settings.is_revealed and not settings.is_ended

    def words(self, target: str) -> str:
        """What a note or a heading says."""
        note = self.board.get(Note, target)
        group = self.board.get(Group, target)
        if note and self.is_hidden:
            return HIDDEN
        return note.text if note else group.heading if group else ""


def held(ref: Ref, source: AnswerSource, name: str) -> Held | Nothing:
    """Nothing where there is none."""
    db, dataset = _db(source), source.generation.dataset
    asked = ref.option(WORKSHOP)
    number = number_of(asked)
    found = workspace.workshop(db, number) if number is not None else None
    if found is None and not asked:
        found = next(iter(workspace.workshops(db, dataset)), None)
    if found is None or found.dataset != dataset:
        return Nothing(ref, name, NO_WORKSHOP)
    return hold(db, found)


def hold(db: Path, workshop: Workshop) -> Held:
    board, measured = read(db, workshop), of_json(workshop.measured)
    return Held(workshop, board, measured, together(board, measured))


def _db(source: AnswerSource) -> Path:
    return source.generation.path.parents[1]
