"""Long work tells how far it is, stops when asked, and gives its result or its error."""

import threading

import pytest

from journey.data import store
from journey.model.errors import UserError
from journey.model.progress import beat
from journey.use.job import Cancelled, Job
from journey.use.load import load
from journey.use.options import LoadOptions
from tests import patience


def test_a_job_tells_its_steps_and_gives_its_result():
    go_on = threading.Event()

    def work(step):
        step("one")
        beat("3 rows")
        step("two")
        beat("5 rows")
        go_on.wait(patience.SECONDS)
        return 7

    job = Job(work, 4)
    while job.words() != "two: 5 rows":
        assert job.is_running
    assert (job.done, job.share) == (2, 0.25)
    go_on.set()
    assert job.wait(patience.SECONDS) and job.result() == 7 and job.share == 1


def test_a_job_gives_the_error_of_its_work():
    def work(step):
        raise UserError("not so")

    job = Job(work, 1)
    assert job.wait(patience.SECONDS)
    with pytest.raises(UserError, match="not so"):
        job.result()


@pytest.mark.parametrize("ending", ["row\n", 'row\n"two\nlines"\n'])
def test_a_load_is_cancelled_where_it_reads_rows(tmp_path, ending):
    """Also in the middle of a long loop of our own; the dataset is as it was."""
    rows = "".join(f"c{number},2025-01-01,Ad,{number}\n" for number in range(40_000))
    path = tmp_path / "log.csv"
    path.write_text(
        f"customer_id,occurred_at,touchpoint,note\n{rows}a,2025-01-01,Ad,{ending}", encoding="utf-8"
    )
    job = Job(lambda step: load(tmp_path / "db", "log", path, LoadOptions(), step), 10)
    while not job.how_far and job.is_running:
        pass
    job.cancel()
    while not job.wait(0.05):
        job.cancel()
    with pytest.raises(Cancelled):
        job.result()
    assert store.current_generation(tmp_path / "db", "log") is None
