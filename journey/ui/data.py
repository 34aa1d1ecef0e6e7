"""The dataset of a browser session, and cached answers about it."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any, TypeVar, overload

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from journey.data import store, workspace
from journey.data.answer import Answer
from journey.data.ask import AnyRow
from journey.data.generation import Generation, TookTooLong, newest, open_generation, when_damaged
from journey.data.naming_attributes import without_names
from journey.data.store import DamagedVersion
from journey.data.views.rows import SUMMARY
from journey.data.workspace import (
    Annotation,
    Deck,
    FindingState,
    Fix,
    MapCard,
    Note,
    SavedView,
    WorkspaceError,
)
from journey.findings.asking import FORMS, ask
from journey.model.access import Ability
from journey.model.errors import UserError
from journey.model.filters import Filters
from journey.model.vocabulary import use_words
from journey.ui.access import changing, may, require
from journey.use.load import renewed
from journey.use.recovery import recover

if TYPE_CHECKING:
    from journey.data.views.rows import SummaryRow, ViewName

    class DatasetRow(SummaryRow):
        """A row of the view `summary`, with the number of the version that it counts."""

        version: int


R = TypeVar("R", bound=AnyRow)
T = TypeVar("T", bound=AnyRow)
Found = TypeVar("Found")
Options = dict[str, Any]  # of a view, as `ask` takes them
DATASET, VERSION = "dataset", "version"
WORKSPACE_PROBLEM = "opinions_problem"
DATA_PART, DEFINE = "data_part", "Define"  # which part of the Data screen is open
DEFINE_TAB = "define_tab"  # which tab of Define is open first
ANSWERS_KEPT, GENERATIONS_KEPT, PARALLEL_QUESTIONS = 512, 4, 2
_forgetting: list[Callable[[], None]] = []
RECOVERY_SECONDS = 2  # that the first page waits for recovery


def data_folder() -> Path:
    return Path(os.environ.get("JOURNEY_DB", "data"))


def generation() -> Generation:
    """The generation that this page shows; open_page has chosen it."""
    return opened(st.session_state[VERSION])


def opened(version: str) -> Generation:
    """The generation of this file, also for what runs outside a page and its session."""
    found = _open(version, sees_customers())
    use_words(found.wording)
    return found


Seen = tuple[str, bool]


def seen() -> Seen:
    """What this session looks at, as caches for all sessions have to tell it: the file, and whether with customers' names."""
    return st.session_state[VERSION], sees_customers()


def sees_customers() -> bool:
    """Whether attributes that name customers are open here: to a key that allows it, and outside of pages, which asked before."""
    return get_script_run_ctx(suppress_warning=True) is None or may(Ability.SEE_CUSTOMERS)


@st.cache_resource(show_spinner=False)
def recover_once(db: Path) -> Thread:
    """Once per server: finish or undo interrupted jobs of an earlier server, and remove its leftovers."""
    thread = Thread(target=recover, args=(db,), daemon=True)
    thread.start()
    thread.join(RECOVERY_SECONDS)
    return thread


def choose_version(dataset: str) -> bool:
    """Show the newest generation of the dataset; returns whether there is one."""
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
    """Whether a newer generation is on disk than the one shown."""
    path = store.current_generation(data_folder(), st.session_state[DATASET])
    return path is not None and str(path) != st.session_state[VERSION]


def summary(dataset: str) -> "DatasetRow":
    """What a dataset holds, with the number of its version."""
    path = _renewed(store.current_generation(data_folder(), dataset), dataset)
    if path is None:
        st.rerun()  # no version of it can be read any more
    counts: SummaryRow = _answer(str(path), True, SUMMARY, Filters(), ()).rows[0]
    return {**counts, "version": store.generation_number(path)}


def loads(dataset: str) -> list[dict[str, Any]]:
    """The reports of a dataset's loads, oldest first."""
    current = newest(data_folder(), dataset)
    return current.loads if current else []


def author(dataset: str) -> str:
    """Who made the newest version of the dataset, in words; '' where nobody has said who."""
    current = newest(data_folder(), dataset)
    return current.origin.author if current else ""


def forget() -> None:
    """Clear the caches: nothing erased stays in memory."""
    for clear in (_answer.clear, _open.clear, _whole.clear, _renewed.clear, *_forgetting):
        clear()


def when_forgotten(clear: Callable[[], None]) -> None:
    """Have another cache of what the data say cleared with these."""
    _forgetting.append(clear)


@overload
def answer(
    view: "ViewName[R, T]", filters: Filters, *, by: tuple[()] = (), **options: Any
) -> Answer[R]: ...


@overload
def answer(view: str, filters: Filters, **options: Any) -> Answer[AnyRow]: ...


def answer(view: str, filters: Filters, **options: Any) -> Answer[Any]:
    """The view's answer under the filters, cached; options as in `ask`. By a name of a module `rows` the rows are typed.

    Raises NotAllowed for a view that the key does not allow.
    """
    _require(view)
    sees = sees_customers()
    return _from_sound_version(
        lambda: _answer(
            st.session_state[VERSION], sees, view, filters, tuple(sorted(options.items()))
        )
    )


def _require(view: str) -> None:
    """No view is asked of which nothing says what it asks of a key."""
    require(FORMS[view].asks)


def _from_sound_version(ask_question: Callable[[], Found]) -> Found:
    """The answer; if the version turns out to be damaged, the page reruns on the one before it. A query that takes
    too long ends the page with a sentence.
    """
    try:
        return ask_question()
    except DamagedVersion:
        rerun_on_sound_version()
        raise  # outside a page run, where nothing runs again
    except TookTooLong as error:
        st.warning(str(error))
        st.stop()


def rerun_on_sound_version() -> None:
    """Rerun the page on the newest sound version; does nothing outside a page run."""
    if get_script_run_ctx(suppress_warning=True) is None:
        return
    forget()
    st.rerun()


when_damaged(rerun_on_sound_version)


def card(dataset: str) -> MapCard:
    """The map's details; empty where they cannot be read, which `workspace_problem` says."""
    return _from_workspace(lambda: workspace.read_card(data_folder(), dataset), MapCard())


def fixes(dataset: str) -> list[Fix]:
    """The days on which something was mended; none while the workspace cannot be read."""
    return _from_workspace(lambda: workspace.fixes(data_folder(), dataset), [])


def annotations(dataset: str) -> list[Annotation]:
    """The days on which something happened; none while the workspace cannot be read."""
    return _from_workspace(lambda: workspace.annotations(data_folder(), dataset), [])


def finding_states(dataset: str) -> list[FindingState]:
    """What was decided of findings; nothing while the workspace cannot be read."""
    return _from_workspace(lambda: workspace.finding_states(data_folder(), dataset), [])


def notes(dataset: str) -> list[Note]:
    """The notes on the map; none where they cannot be read, which `workspace_problem` says."""
    return _from_workspace(lambda: workspace.notes(data_folder(), dataset), [])


def saved_views(dataset: str) -> list[SavedView]:
    """The saved views; none where they cannot be read, which `workspace_problem` says."""
    return _from_workspace(lambda: workspace.saved_views(data_folder(), dataset), [])


def decks(dataset: str) -> list[Deck]:
    """The decks; none where they cannot be read, which `workspace_problem` says."""
    return _from_workspace(lambda: workspace.decks(data_folder(), dataset), [])


def template_names() -> list[str]:
    """The templates of decks; none where they cannot be read, which `workspace_problem` says."""
    return _from_workspace(lambda: workspace.template_names(data_folder()), [])


def _from_workspace(read: Callable[[], Found], default: Found) -> Found:
    try:
        return read()
    except WorkspaceError as error:
        st.session_state[WORKSPACE_PROBLEM] = str(error)
        return default


def workspace_problem() -> str | None:
    """Why notes or the map's details could not be read or written in this run, in one sentence; returned once."""
    return st.session_state.pop(WORKSPACE_PROBLEM, None)


def change_workspace(change: Callable[[], None]) -> bool:
    """Change what is kept beside the data, by whoever looks; an error is kept for `workspace_problem`."""
    try:
        with changing():
            change()
    except UserError as error:
        st.session_state[WORKSPACE_PROBLEM] = f"Not saved. {error}"
        return False
    return True


@overload
def deferred_answer(
    view: "ViewName[R, T]", filters: Filters, *, by: tuple[()] = (), **options: Any
) -> Callable[[], Answer[R]]: ...


@overload
def deferred_answer(
    view: str, filters: Filters, **options: Any
) -> Callable[[], Answer[AnyRow]]: ...


def deferred_answer(view: str, filters: Filters, **options: Any) -> Callable[[], Answer[Any]]:
    """A function that gives the answer when called, for downloads, which run outside the page and its session.

    Raises NotAllowed at once for a view that the key does not allow.
    """
    _require(view)
    version, sees = st.session_state[VERSION], sees_customers()
    return lambda: _answer(version, sees, view, filters, tuple(sorted(options.items())))


def answers(questions: Sequence[tuple[str, Filters, Options]]) -> list[Answer[Any]]:
    """Several answers, two at a time: planning a query keeps one core busy. Raises NotAllowed as `answer` does."""
    for view, _, _ in questions:
        _require(view)
    version, sees = st.session_state[VERSION], sees_customers()
    with ThreadPoolExecutor(PARALLEL_QUESTIONS) as pool:
        return _from_sound_version(
            lambda: list(
                pool.map(
                    lambda question: _answer(
                        version, sees, question[0], question[1], tuple(sorted(question[2].items()))
                    ),
                    questions,
                )
            )
        )


@st.cache_resource(max_entries=2 * GENERATIONS_KEPT, show_spinner="Opening the data")
def _open(path: str, sees_customers: bool) -> Generation:
    return _whole(path) if sees_customers else without_names(_whole(path))


@st.cache_resource(max_entries=GENERATIONS_KEPT, show_spinner=False)
def _whole(path: str) -> Generation:
    return open_generation(Path(path))


@st.cache_data(max_entries=ANSWERS_KEPT, show_spinner=False)
def _answer(
    path: str,
    sees_customers: bool,
    view: str,
    filters: Filters,
    options: tuple[tuple[str, Any], ...],
) -> Answer[Any]:
    return ask(_open(path, sees_customers), view, filters, **dict(options))
