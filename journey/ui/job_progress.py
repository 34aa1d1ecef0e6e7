"""Show long work while it runs, with a button to stop it; keep its result for the page that asked for it."""

from collections.abc import Callable

import streamlit as st

from journey.model.errors import UserError
from journey.ui.escape import markdown
from journey.use.job import Job

LOOK_SECONDS = 0.4


def start(name: str, work: Callable, steps: int) -> None:
    """Begin the work of this name; `running` shows it from the next run on."""
    st.session_state[name] = Job(work, steps)


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


def _keep(name: str, job: Job) -> None:
    del st.session_state[name]
    try:
        st.session_state[f"{name} result"] = job.result()
    except UserError as error:
        st.session_state[f"{name} failed"] = str(error)
    except OSError as error:
        st.session_state[f"{name} failed"] = (
            f"A file cannot be read or written ({error}): check its rights and the space on the disk."
        )
