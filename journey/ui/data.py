"""The dataset that a session looks at, and the cached answers to its questions."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Thread

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from journey.data import store, workspace
from journey.data.answer import Answer
from journey.data.generation import Generation, TookTooLong, newest, open_generation, when_damaged
from journey.data.store import DamagedVersion
from journey.data.workspace import MapCard, Note, WorkspaceError
from journey.graph.answers import ask
from journey.model.errors import UserError
from journey.model.filters import Filters
from journey.use.load import renewed
from journey.use.recovery import recover

DATASET, VERSION = "dataset", "version"
OPINIONS_PROBLEM = "opinions_problem"
DATA_PART, DEFINE = "data_part", "Define"  # which part of the Data screen is open
ANSWERS_KEPT, GENERATIONS_KEPT, AT_ONCE = 512, 4, 2
RECOVERY_SECONDS = 2  # that the first page waits for what was cut to be ended


def data_folder() -> Path:
    return Path(os.environ.get("JOURNEY_DB", "data"))


def generation() -> Generation:
    """The generation that this run of the page looks at; open_page has chosen it."""
    return _open(st.session_state[VERSION])


@st.cache_resource(show_spinner=False)
def begin_anew(db: Path) -> Thread:
    """Once in the life of the server: end what an earlier one was cut in, and take away what it left behind."""
    thread = Thread(target=recover, args=(db,), daemon=True)
    thread.start()
    thread.join(RECOVERY_SECONDS)
    return thread


def choose_version(dataset: str) -> bool:
    """Look at the newest generation of the dataset; tells whether there is one."""
    if st.session_state.get(VERSION) and not Path(st.session_state[VERSION]).exists():
        forget()
    path = _renewed(store.current_generation(data_folder(), dataset), dataset)
    st.session_state[DATASET], st.session_state[VERSION] = dataset, str(path) if path else None
    return path is not None


@st.cache_resource(
    max_entries=GENERATIONS_KEPT,
    show_spinner="Preparing the data anew, once after an update of this program",
)
def _renewed(path: Path | None, dataset: str) -> Path | None:
    try:
        return renewed(data_folder(), dataset) if path else None
    except UserError as error:
        st.info(str(error))
        st.stop()


def is_outdated() -> bool:
    """Whether a newer generation lies on disk than the one the session looks at."""
    path = store.current_generation(data_folder(), st.session_state[DATASET])
    return path is not None and str(path) != st.session_state[VERSION]


def summary(dataset: str) -> dict:
    """What a dataset holds, with the number of its version."""
    path = _renewed(store.current_generation(data_folder(), dataset), dataset)
    if path is None:
        st.rerun()  # no version of it can be read any more
    return {
        **_answer(str(path), "summary", Filters(), ()).rows[0],
        "version": store.generation_number(path),
    }


def loads(dataset: str) -> list[dict]:
    """The reports of a dataset's loads, oldest first."""
    current = newest(data_folder(), dataset)
    return current.loads if current else []


def forget() -> None:
    """Keep nothing in memory of what may have been erased."""
    for cached in (_answer, _open, _renewed):
        cached.clear()


def answer(view: str, filters: Filters, **options) -> Answer:
    """The view's answer under the filters, from the cache where it was asked before; options as of `ask`."""
    return _sound(
        lambda: _answer(st.session_state[VERSION], view, filters, tuple(sorted(options.items())))
    )


def _sound(ask: Callable):
    """What is asked for; where the version turns out to be damaged the page runs again, on the one before it. A question that takes
    too long ends the page with a sentence.
    """
    try:
        return ask()
    except DamagedVersion:
        begin_on_sound()
    except TookTooLong as error:
        st.warning(str(error))
        st.stop()


def begin_on_sound() -> None:
    """Run the page again, on what is sound; outside a run of a page it does nothing."""
    if get_script_run_ctx(suppress_warning=True) is None:
        return
    forget()
    st.rerun()


when_damaged(begin_on_sound)


def card(dataset: str) -> MapCard:
    """The map's details; empty where they cannot be read, which `opinions_problem` says."""
    return _opinion(lambda: workspace.read_card(data_folder(), dataset), MapCard())


def notes(dataset: str) -> list[Note]:
    """The notes on the map; none where they cannot be read, which `opinions_problem` says."""
    return _opinion(lambda: workspace.notes(data_folder(), dataset), [])


def _opinion(read: Callable, nothing):
    try:
        return read()
    except WorkspaceError as error:
        st.session_state[OPINIONS_PROBLEM] = str(error)
        return nothing


def opinions_problem() -> str | None:
    """Why notes or the map's details could not be read or written in this run, in one sentence; said once."""
    return st.session_state.pop(OPINIONS_PROBLEM, None)


def change_opinions(change: Callable[[], None]) -> bool:
    """Make a change to notes or the map's details; what prevents it is kept for `opinions_problem`."""
    try:
        change()
    except UserError as error:
        st.session_state[OPINIONS_PROBLEM] = f"Not saved. {error}"
        return False
    return True


def later(view: str, filters: Filters, **options) -> Callable[[], Answer]:
    """What gives the answer when it is called, as a download does: outside a run of the page, where there is no session."""
    version = st.session_state[VERSION]
    return lambda: _answer(version, view, filters, tuple(sorted(options.items())))


def answers(questions: list[tuple[str, Filters, dict]]) -> list[Answer]:
    """Several questions at once, two at a time: planning a query keeps one core busy."""
    version = st.session_state[VERSION]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return _sound(
            lambda: list(
                pool.map(
                    lambda asked: _answer(
                        version, asked[0], asked[1], tuple(sorted(asked[2].items()))
                    ),
                    questions,
                )
            )
        )


@st.cache_resource(max_entries=GENERATIONS_KEPT, show_spinner="Opening the data")
def _open(path: str) -> Generation:
    return open_generation(Path(path))


@st.cache_data(max_entries=ANSWERS_KEPT, show_spinner=False)
def _answer(
    path: str, view: str, filters: Filters, options: tuple[tuple[str, object], ...]
) -> Answer:
    return ask(_open(path), view, filters, **dict(options))
