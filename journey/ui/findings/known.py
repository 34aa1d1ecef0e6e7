"""The findings under the filters in force, as soon as they are worked out: no screen waits for them."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import streamlit as st

from journey.data import store
from journey.data.answer import Answer
from journey.findings.keep import are_looked_for, is_kept, names_kept
from journey.findings.rows import FINDINGS
from journey.model.access import Ability
from journey.model.filters import Filters
from journey.model.finding import FindingName
from journey.model.progress import Step, beat
from journey.ui.access import may
from journey.ui.data import (
    VERSION,
    answer,
    data_folder,
    deferred_answer,
    generation,
    seen,
    when_forgotten,
)
from journey.use.job import Job

if TYPE_CHECKING:
    from journey.findings.rows import FindingsRow

POLL_SECONDS = 1.0
LOOKING = "Looking for what deserves attention"
JOBS_REMEMBERED = 200
Key = tuple[
    str, bool, Filters
]  # the version, whether with customers' names, and under which filters
_jobs: dict[Key, Job] = {}
_lock = Lock()
_one_at_a_time = Lock()  # a scan under filters keeps a core busy that screens need


def known(filters: Filters) -> "Answer[FindingsRow] | None":
    """None while they are being worked out, which begins at once where nobody began it; or where that failed.

    Where nothing runs in the background the screen waits for them.
    """
    if not are_looked_for() or (filters == Filters() and is_kept(generation())):
        return answer(FINDINGS, filters)
    job = _begun(filters)
    if job.is_running or job.error() is not None:
        return None
    return answer(FINDINGS, filters)


def _key(filters: Filters) -> Key:
    """Of all the data there is one search, which keeps what it finds for everybody."""
    version, sees_customers = seen()
    return version, sees_customers or filters == Filters(), filters


def is_looking(filters: Filters) -> bool:
    job = _jobs.get(_key(filters))
    return job is not None and job.is_running


def begin_again(filters: Filters) -> None:
    """After it was stopped, or failed."""
    _jobs.pop(_key(filters), None)
    _begun(filters)


def earlier_names() -> frozenset[FindingName] | None:
    """The names of the findings of the version before this one; None where they are not known."""
    path = Path(st.session_state[VERSION])
    earlier = [one for one in store.generations(data_folder(), generation().dataset) if one < path]
    return names_kept(earlier[-1]) if earlier else None


def show_progress(filters: Filters) -> None:
    """How far it is, with a button to stop; the page runs again once it has ended."""
    if is_looking(filters):
        _watch(filters)


@st.fragment(run_every=POLL_SECONDS)
def _watch(filters: Filters) -> None:
    job = _jobs.get(_key(filters))
    if job is None or not job.is_running:
        st.rerun(scope="app")
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(f"{LOOKING}: {job.how_far}" if job.how_far else f"{LOOKING}.", width="content")
        if may(Ability.CHANGE):  # it stops for everybody
            st.button("Stop", key="stop looking", type="tertiary", on_click=job.cancel)


def _begun(filters: Filters) -> Job:
    key = _key(filters)
    with _lock:
        if key not in _jobs:
            _forget_ended(JOBS_REMEMBERED)
            work = _of_all(Path(key[0])) if filters == Filters() else _under(filters)
            _jobs[key] = Job(work, 1)
        return _jobs[key]


def _of_all(path: Path) -> Callable[[Step], object]:
    return lambda step: _in_process(path)


def _in_process(path: Path) -> None:
    """Work them out in another process, whose lines are this job's beats; it ends with the job."""
    command = [sys.executable, "-m", "journey.findings.run", str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            for line in process.stdout or ():
                beat(line.strip())
        finally:
            if process.poll() is None:
                process.terminate()
    if process.returncode:
        raise RuntimeError(f"the findings ended with {process.returncode}")


def _under(filters: Filters) -> Callable[[Step], object]:
    ask: Callable[[], object] = deferred_answer(FINDINGS, filters)

    def work(step: Step) -> None:
        with _one_at_a_time:
            ask()  # which the cache of answers keeps

    return work


def _forget() -> None:
    with _lock:
        _forget_ended(0)


def _forget_ended(kept: int) -> None:
    """The latest of those that have ended may stay: whoever asks again gets their answer from the cache, or looks again."""
    ended = [key for key, job in _jobs.items() if not job.is_running]
    for key in ended[: max(0, len(ended) - kept)]:
        del _jobs[key]


when_forgotten(_forget)
