"""Show long work while it runs, with a button to stop it; keep its result for the page that asked for it, or for the next one."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from journey.data.room import is_no_room, no_room
from journey.model.access import Ability
from journey.model.author import by, written_by
from journey.model.errors import Cancelled, UserError
from journey.presenters.errors import plain_sentence
from journey.ui import data
from journey.ui.access import author, require
from journey.ui.escape import markdown
from journey.use.job import Job

POLL_SECONDS, OTHERS_POLL_SECONDS = 0.4, 2.0


@dataclass(frozen=True)
class RunningJob:
    """A job of this server, with its title and who began it; it goes on when the browser that began it is closed."""

    title: str
    job: Job
    author: str


_running_jobs: list[RunningJob] = []  # jobs whose result no page has shown yet


def begin(title: str, work: Callable, steps: int, asks: Ability) -> Job:
    """Start the work, by whoever looks; the next page that looks shows its result.

    Raises NotAllowed, and begins nothing, where the key does not allow what it `asks`.
    """
    require(asks)
    who = author()
    with written_by(who):
        job = Job(work, steps)
    _running_jobs.append(RunningJob(title, job, who))
    return job


def mark_collected(job: Job) -> None:
    """A page has shown the job's result: no other page needs to."""
    _running_jobs[:] = [other for other in _running_jobs if other.job is not job]


def failure(job: Job) -> str:
    """Why the job could not be done, in one sentence; empty where it was. An error of this program is raised."""
    try:
        job.result()
    except UserError as error:
        return plain_sentence(error)
    except OSError as error:
        if is_no_room(error):
            return str(no_room(error, data.data_folder()))
        return f"A file cannot be read or written ({error}): check its rights."
    return ""


def start(name: str, work: Callable, steps: int, title: str, asks: Ability) -> None:
    """Begin the work of this name; `running` shows it from the next run on."""
    st.session_state[name] = begin(title, work, steps, asks)


def running(name: str) -> bool:
    """Whether the work of this name is under way; shows it if so.

    When it has ended the page runs again, and its result is in session state as "NAME result", its error as "NAME failed".
    """
    if name not in st.session_state:
        return False
    _watch(name)
    return True


@st.fragment(run_every=POLL_SECONDS)
def _watch(name: str) -> None:
    job: Job | None = st.session_state.get(name)
    if job is None or not job.is_running:
        if job is not None:
            _keep(name, job)
        st.rerun()
    bar(job, f"stop {name}")


def bar(job: Job, key: str) -> None:
    """The progress of a job, and the button to stop it."""
    st.progress(job.share, text=markdown(job.words()) or "beginning")
    if job.is_cancelled:
        job.cancel()
        st.caption("Stopping…")
    elif st.button("Stop", key=key):
        job.cancel()


def show_others(own_jobs: tuple[Job | None, ...]) -> None:
    """Jobs that other browsers started, also closed ones; draws nothing where there is none."""
    if any(other.job not in own_jobs for other in _running_jobs):
        _others(own_jobs)


@st.fragment(run_every=OTHERS_POLL_SECONDS)
def _others(own_jobs: tuple[Job | None, ...]) -> None:
    others = [other for other in _running_jobs if other.job not in own_jobs]
    if not others:
        st.rerun()
    for number, other in enumerate(others):
        if other.job.is_running:
            st.caption(
                markdown(
                    f"{other.title}, started in another window{by(other.author)}: "
                    f"{other.job.words()} ({other.job.share:.0%})"
                )
            )
        else:
            _show_result(other, number)


def _show_result(other: RunningJob, number: int) -> None:
    with st.container(
        horizontal=True, vertical_alignment="center", key=f"ended elsewhere {number}"
    ):
        if isinstance(other.job.error(), Cancelled):
            st.info(markdown(f"{other.title} was stopped: nothing changed."))
        elif reason := failure(other.job):
            st.error(markdown(f"{other.title} failed. {reason}"))
        else:
            st.success(markdown(f"{other.title} is done."))
        if st.button("OK", key=f"understood {number} {other.title}"):
            mark_collected(other.job)
            st.rerun()


def _keep(name: str, job: Job) -> None:
    del st.session_state[name]
    mark_collected(job)
    if reason := failure(job):
        st.session_state[f"{name} failed"] = reason
    else:
        st.session_state[f"{name} result"] = job.result()
