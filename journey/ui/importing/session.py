"""What a session is about to load: its files, what was answered about them, and the load at work."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import streamlit as st

from journey.data.temporary import Temporary
from journey.ingest.report import LoadReport
from journey.ingest.source import Source
from journey.ingest.unpack import Part
from journey.model.errors import Question, UserError
from journey.ui import data
from journey.use.job import Job

DESK = "import_desk"
LONGEST_KEPT = 24 * 3600  # seconds that the copy of an uploaded file is kept
UPLOAD = "upload"  # what temporary folders of uploaded files are called
LONGEST_NAME = 100


@dataclass
class Table:
    """One table of the chosen files, opened."""

    part: Part
    source: Source
    folder: Path


@dataclass
class ImportSession:
    """`answers` are the user's, by table (its path, "" for all) and key; `memo` keeps what took long to find out.

    `asked` are questions that a load came back with; `done` the reports of the last load, `failed` the sentence that ended it.
    """

    place: Temporary | None = None
    answers: dict[tuple[str, str], str] = field(default_factory=dict)
    memo: dict = field(default_factory=dict)
    asked: list[Question] = field(default_factory=list)
    job: Job | None = None
    done: list[LoadReport] = field(default_factory=list)
    failed: str = ""
    is_cancelled: bool = False
    is_load_wanted: bool = False
    round: int = 0

    def folder(self, name: str) -> Path:
        """A folder of the desk's own, removed with it; raises OSError where the disk has no room for one."""
        if self.place is None or not self.place.path.is_dir():
            self.place, self.memo = Temporary(data.data_folder(), UPLOAD), {}
        return self.place.folder(name)

    def forget_files(self) -> None:
        """Remove the copies of what was uploaded: they are not needed any more."""
        if self.place:
            self.place.close()
        self.place, self.memo = None, {}

    def once(self, kind: str, key: tuple, make: Callable[[], object]) -> object:
        """What `make` gives, made once for this key; an error of the user's is kept and raised again."""
        if self.memo.get(kind, (None, None))[0] != key:
            try:
                self.memo[kind] = (key, make())
            except UserError as error:
                self.memo[kind] = (key, error)
        found = self.memo[kind][1]
        if isinstance(found, UserError):
            raise found
        return found

    def answer(self, table: str, key: str, value: str) -> None:
        """Note what was answered; a widget calls this when it changes, so that no run has to be begun anew, which loses a click."""
        self.answers[table, key] = value
        self.asked = [one for one in self.asked if one.key != key]

    def want_load(self) -> None:
        """Load as soon as the form is drawn; a button calls this."""
        self.is_load_wanted = True

    def answered(self, table: str, keys: tuple[str, ...]) -> dict[str, str]:
        """What was answered to these keys about the table."""
        return {key: self.answers[table, key] for key in keys if self.answers.get((table, key))}

    def key(self, name: str) -> str:
        """A widget's key; a new round begins with empty widgets."""
        return f"import {self.round} {name}"


def desk() -> ImportSession:
    """The session's desk."""
    if DESK not in st.session_state:
        st.session_state[DESK] = ImportSession()
    return st.session_state[DESK]


def clear() -> None:
    """Begin anew with an empty desk; a load under way keeps its files until it has ended."""
    if not desk().job:
        desk().forget_files()
    st.session_state[DESK] = ImportSession(round=desk().round + 1)


def safe_name(name: str) -> str:
    """A client's name for a file as one that stays inside a folder."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return re.sub(r"[^\w.()+ -]", "_", last).strip(". ")[-LONGEST_NAME:] or "file"
