"""The dataset that a session looks at, and the cached answers to its questions."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import streamlit as st

from journey.data import store
from journey.data.answer import Answer
from journey.data.generation import Generation, open_generation
from journey.graph.answers import ask
from journey.model.errors import UserError
from journey.model.filters import Filters
from journey.use.load import renewed

DATASET, VERSION = "dataset", "version"
DATA_PART, DEFINE = "data_part", "Define"  # which part of the Data screen is open
ANSWERS_KEPT, GENERATIONS_KEPT, AT_ONCE = 512, 4, 2


def data_folder() -> Path:
    return Path(os.environ.get("JOURNEY_DB", "data"))


def generation() -> Generation:
    """The generation that this run of the page looks at; open_page has chosen it."""
    return _open(st.session_state[VERSION])


def choose_version(dataset: str) -> bool:
    """Look at the newest generation of the dataset; tells whether there is one."""
    if st.session_state.get(VERSION) and not Path(st.session_state[VERSION]).exists():
        forget()
    path = _renewed(store.current_generation(data_folder(), dataset), dataset)
    st.session_state[DATASET], st.session_state[VERSION] = dataset, str(path) if path else None
    return path is not None


@st.cache_resource(max_entries=GENERATIONS_KEPT, show_spinner="Preparing the data anew, once after an update of this program")
def _renewed(path: Path | None, dataset: str) -> Path | None:
    try:
        return renewed(data_folder(), dataset) if path else None
    except UserError as error:
        st.info(str(error))
        st.stop()


def is_outdated() -> bool:
    """Whether a newer generation lies on disk than the one the session looks at."""
    newest = store.current_generation(data_folder(), st.session_state[DATASET])
    return newest is not None and str(newest) != st.session_state[VERSION]


def summary(dataset: str) -> dict:
    """What a dataset holds, with the number of its version."""
    path = _renewed(store.current_generation(data_folder(), dataset), dataset)
    return {**_answer(str(path), "summary", Filters(), ()).rows[0], "version": store.generation_number(path)}


def loads(dataset: str) -> list[dict]:
    """The reports of a dataset's loads, oldest first."""
    return _open(str(store.current_generation(data_folder(), dataset))).loads


def forget() -> None:
    """Keep nothing in memory of what may have been erased."""
    for cached in (_answer, _open, _renewed):
        cached.clear()


def answer(view: str, filters: Filters, **options) -> Answer:
    """The view's answer under the filters, from the cache where it was asked before; options as of `ask`."""
    return _answer(st.session_state[VERSION], view, filters, tuple(sorted(options.items())))


def later(view: str, filters: Filters, **options) -> Callable[[], Answer]:
    """What gives the answer when it is called, as a download does: outside a run of the page, where there is no session."""
    version = st.session_state[VERSION]
    return lambda: _answer(version, view, filters, tuple(sorted(options.items())))


def answers(questions: list[tuple[str, Filters, dict]]) -> list[Answer]:
    """Several questions at once, two at a time: planning a query keeps one core busy."""
    version = st.session_state[VERSION]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(lambda asked: _answer(version, asked[0], asked[1], tuple(sorted(asked[2].items()))), questions))


@st.cache_resource(max_entries=GENERATIONS_KEPT, show_spinner="Opening the data")
def _open(path: str) -> Generation:
    return open_generation(Path(path))


@st.cache_data(max_entries=ANSWERS_KEPT, show_spinner=False)
def _answer(path: str, view: str, filters: Filters, options: tuple[tuple[str, object], ...]) -> Answer:
    return ask(_open(path), view, filters, **dict(options))
