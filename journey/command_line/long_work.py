"""Long work on the command line: a bar shows how far it is, Ctrl-C stops it."""

import sys
from collections.abc import Callable
from typing import Any

from tqdm import tqdm

from journey.model.progress import Step
from journey.use.job import Job

LISTEN_SECONDS = 0.2


def cancellable(work: Callable[[Step], Any], steps: int) -> Any:
    """Work in a thread of its own, so that Ctrl-C is heard while the database is busy; shows how far it is."""
    job = Job(work, steps)
    bar_format = "{l_bar}{bar}| {desc} {elapsed}"
    with tqdm(total=steps, disable=None, file=sys.stderr, bar_format=bar_format) as bar:
        try:
            while not job.wait(LISTEN_SECONDS):
                _show_progress(bar, job)
        except KeyboardInterrupt:
            job.cancel()
            while not job.wait(LISTEN_SECONDS):
                job.cancel()
            raise
        _show_progress(bar, job)
    return job.result()


def _show_progress(bar: tqdm, job: Job) -> None:
    bar.set_description_str(job.words(), refresh=False)
    bar.update(min(job.done, job.steps) - bar.n)
    bar.refresh()
