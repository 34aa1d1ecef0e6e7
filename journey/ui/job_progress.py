"""Show long work while it runs, with a button to stop it; keep its result for the page that asked for it, or for the next one."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from journey.data.room import is_no_room, no_room
from journey.model.errors import Cancelled, UserError
from journey.ui import data
from journey.ui.escape import markdown
from journey.use.job import Job

LOOK_SECONDS, OTHERS_SECONDS = 0.4, 2.0


@dataclass(frozen=True)
class UnderWay:
    """A job of this server, with its title; it goes on when the browser that began it is closed."""

    title: str
    job: Job


_under_way: list[UnderWay] = []  # those whose result no page has collected yet


def begin(title: str, work: Callable, steps: int) -> Job:
    """Begin the work; whichever browser looks next learns what became of it."""
    job = Job(work, steps)
    _under_way.append(UnderWay(title, job))
    return job


def collected(job: Job) -> None:
    """A page has shown the job's result: no other needs to."""
    _under_way[:] = [one for one in _under_way if one.job is not job]


def failure(job: Job) -> str:
    """Why the job could not be done, in one sentence; empty where it was. An error of this program is raised."""
    try:
        job.result()
    except UserError as error:
        return str(error)
    except OSError as error:
        if is_no_room(error):
            return str(no_room(error, data.data_folder()))
        return f"A file cannot be read or written ({error}): check its rights."
    return ""


def start(name: str, work: Callable, steps: int, title: str) -> None:
    """Begin the work of this name; `running` shows it from the next run on."""
    st.session_state[name] = begin(title, work, steps)


def running(name: str) -> bool:
    """Whether the work of this name is under way; shows it if so.

    When it has ended the page runs again, and its result is in session state as "NAME result", its error as "NAME failed".
    """
    if name not in st.session_state:
        return False
    _watch(name)
    return True


@st.fragment(run_every=LOOK_SECONDS)
def _watch(name: str) -> None:
    job: Job | None = st.session_state.get(name)
    if job is None or not job.is_running:
        if job is not None:
            _keep(name, job)
        st.rerun()
    bar(job, f"stop {name}")


def bar(job: Job, key: str) -> None:
    """How far a job is, and the button to stop it."""
    st.progress(job.share, text=markdown(job.words()) or "beginning")
    if job.is_cancelled:
        job.cancel()
        st.caption("Stopping…")
    elif st.button("Stop", key=key):
        job.cancel()


def show_others(own: tuple[Job | None, ...]) -> None:
    """What other browsers have begun, also where they are closed by now; nothing is drawn where there is none."""
    if any(one.job not in own for one in _under_way):
        _others(own)


@st.fragment(run_every=OTHERS_SECONDS)
def _others(own: tuple[Job | None, ...]) -> None:
    others = [one for one in _under_way if one.job not in own]
    if not others:
        st.rerun()
    for number, one in enumerate(others):
        if one.job.is_running:
            st.caption(
                markdown(
                    f"{one.title}, begun in another window: {one.job.words()} ({one.job.share:.0%})"
                )
            )
        else:
            _ended(one, number)


def _ended(one: UnderWay, number: int) -> None:
    with st.container(
        horizontal=True, vertical_alignment="center", key=f"ended elsewhere {number}"
    ):
        if isinstance(one.job.error(), Cancelled):
            st.info(markdown(f"{one.title} was stopped: nothing changed."))
        elif reason := failure(one.job):
            st.error(markdown(f"{one.title} could not be done. {reason}"))
        else:
            st.success(markdown(f"{one.title} is done."))
        if st.button("Understood", key=f"understood {number} {one.title}"):
            collected(one.job)
            st.rerun()


def _keep(name: str, job: Job) -> None:
    del st.session_state[name]
    collected(job)
    if reason := failure(job):
        st.session_state[f"{name} failed"] = reason
    else:
        st.session_state[f"{name} result"] = job.result()
