"""An import under way in a browser session: its files, the user's answers about them, and the running load."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import streamlit as st

from journey.data.temporary import Temporary
from journey.ingest.report import LoadReport
from journey.ingest.source import Source
from journey.ingest.unpack import Part
from journey.model.errors import Question, UserError
from journey.ui import data
from journey.use.job import Job
from journey.use.known_files import KnownFile
from journey.use.options import LoadOptions

SESSION_KEY = "import_desk"
KEPT_SECONDS = 24 * 3600  # how long the copy of an uploaded file is kept
UPLOAD_FOLDER = "upload"  # how temporary folders of uploaded files are named
NAME_LIMIT = 100
T = TypeVar("T")


@dataclass
class Table:
    """One table of the chosen files, opened; `known` is the file of its kind that was loaded before."""

    part: Part
    source: Source
    folder: Path
    known: KnownFile | None = None


@dataclass
class ImportSession:
    """`answers` are the user's, by table (its path, "" for all) and key; `memo` keeps results that took long to compute.

    `questions` are those that a load came back with; `reports` those of the last load, `error_sentence` says why it ended early.
    `is_over` says that another has taken its place; `loaded` the dataset and the tables of the last load, while their files are
    held to be loaded again in another way.
    """

    temporary: Temporary | None = None
    answers: dict[tuple[str, str], str] = field(default_factory=dict)
    memo: dict = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)
    job: Job | None = None
    reports: list[LoadReport] = field(default_factory=list)
    error_sentence: str = ""
    is_cancelled: bool = False
    is_load_wanted: bool = False
    is_over: bool = False
    loaded: tuple[str, list[tuple[Table, LoadOptions]]] | None = None
    round_no: int = 0

    def folder(self, name: str) -> Path:
        """A temporary folder of this session; raises OSError where the disk has no room for one."""
        if self.is_over:
            st.stop()
        if self.temporary is None or not self.temporary.path.is_dir():
            self.temporary, self.memo = Temporary(data.data_folder(), UPLOAD_FOLDER), {}
        return self.temporary.folder(name)

    def forget_files(self) -> None:
        """Remove the copies of uploaded files: they are not needed any more."""
        if self.temporary:
            self.temporary.close()
        self.temporary, self.memo, self.loaded = None, {}, None

    def memoised(self, kind: str, key: tuple, make: Callable[[], T]) -> T:
        """The result of `make`, computed once for this key; a UserError is kept too and raised again."""
        if self.memo.get(kind, (None, None))[0] != key:
            try:
                self.memo[kind] = (key, make())
            except UserError as error:
                self._stop_if_over()
                self.memo[kind] = (key, error)
            except Exception:
                self._stop_if_over()
                raise
        result = self.memo[kind][1]
        if isinstance(result, UserError):
            raise result
        return result

    def _stop_if_over(self) -> None:
        """End a run that still reads what has been removed under it, which is no error.

        The run that overtook it did so, which shows what is to be seen; or another window did: then begin anew.
        """
        if self.is_over:
            st.stop()
        if self.temporary and not self.temporary.path.is_dir():
            st.rerun()

    def answer(self, table: str, key: str, value: str) -> None:
        """Keep an answer; widgets call this when they change, as a rerun from within the form would lose a click."""
        self.answers[table, key] = value
        self.questions = [question for question in self.questions if question.key != key]

    def want_load(self) -> None:
        """Load as soon as the form is drawn; the Load button calls this."""
        self.is_load_wanted = True

    def answers_for(self, table: str, keys: tuple[str, ...]) -> dict[str, str]:
        """The user's answers to these keys about the table."""
        return {key: self.answers[table, key] for key in keys if self.answers.get((table, key))}

    def key(self, name: str) -> str:
        """A widget's key; a new round begins with empty widgets."""
        return f"import {self.round_no} {name}"


def import_session() -> ImportSession:
    """The import under way in this browser session."""
    if SESSION_KEY not in st.session_state:
        st.session_state[SESSION_KEY] = ImportSession()
    return st.session_state[SESSION_KEY]


def clear_import_session() -> None:
    """Start over with an empty import; a running load keeps its files until it has ended."""
    import_session().is_over = True
    if not import_session().job:
        import_session().forget_files()
    st.session_state[SESSION_KEY] = ImportSession(round_no=import_session().round_no + 1)


def safe_name(name: str) -> str:
    """A client's name for a file as one that stays inside a folder."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return re.sub(r"[^\w.()+ -]", "_", last).strip(". ")[-NAME_LIMIT:] or "file"
