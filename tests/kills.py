"""Jobs that are killed at every step and at random moments: no half version, nothing lost, and each is ended or told at the next start.

`python -m tests.kills --kills 100 --seed 7` prints what became of each; `make test` takes twenty of them.
"""

import argparse
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from journey.data import journal, store, workspace
from journey.data.generation import open_generation
from journey.data.temporary import FOLDER as TEMPORARY
from journey.use.erase import erase
from journey.use.load import load, redefine
from journey.use.options import LoadOptions
from journey.use.recovery import cut_jobs, recover
from journey.use.restore import restore
from journey.use.undo import undo
from tests import full_disk, process
from tests.full_disk import GONE, state

KINDS = ("load", "definition", "erase", "undo", "restore")
MOST_STEPS = 40


@dataclass(frozen=True)
class Kill:
    """A job and the moment at which it is killed: before its step of this number, or after this share of the time it takes."""

    job: str
    step: int | None = None
    share: float = 0.0


def moments(kills: int, seed: int) -> list[Kill]:
    """Every step of every job first, then random moments; shuffled, so that fewer are a fair choice."""
    chance = random.Random(seed)
    at_steps = [Kill(job, step) for job in KINDS for step in range(1, MOST_STEPS)]
    chance.shuffle(at_steps)
    steps = at_steps[: kills // 2]
    return steps + [
        Kill(chance.choice(KINDS), None, chance.random()) for _ in range(kills - len(steps))
    ]


def work(job: str, start: Path, db: Path, step) -> None:
    """The job, as command line and app do it."""
    if job == "load":
        load(db, "log", start / "third.csv", LoadOptions(), step)
    elif job == "definition":
        redefine(db, "log", (start / "other.toml").read_text(encoding="utf-8"), step)
    elif job == "erase":
        erase(db, GONE, None, step)
    elif job == "undo":
        undo(db, "log", step)
    else:
        restore(db, start / "kept.zip", None, step)


def _in_its_own(job: str, start: Path, db: Path, kill_at: int | None, steps) -> None:
    def step(name: str) -> None:
        steps.value += 1
        if steps.value == kill_at:
            os.kill(os.getpid(), signal.SIGKILL)

    work(job, start, db, step)


def run(kill: Kill, start: Path, db: Path, seconds: float) -> bool:
    """Do the job and kill it; tells whether it was killed before its end."""
    steps = process.CONTEXT.Value("i", 0)
    child = process.began(_in_its_own, kill.job, start, db, kill.step, steps)
    if kill.step is None:
        time.sleep(kill.share * seconds)
        child.kill()
    child.join()
    return child.exitcode == -signal.SIGKILL


def attempt(kill: Kill, start: Path, folder: Path, seconds: float) -> str:
    """Kill the job, start anew, and look: 'before' where everything is as it was and told, 'after' where the job is done whole.

    Raises AssertionError for anything in between.
    """
    db = folder / "db"
    shutil.rmtree(db, ignore_errors=True)
    shutil.copytree(start / "db", db)
    before = state(db)
    was_cut = run(kill, start, db, seconds)
    recover(db)
    after = state(db)
    is_same, is_done = after == before, full_disk.is_done(kill.job, before, after, db)
    told = [job.sentence for job in cut_jobs(db)]
    assert is_same or is_done, (kill, told)
    assert is_done or was_cut, kill
    assert not list(db.rglob("draft*")) and not list((db / TEMPORARY).glob("*")), kill
    if kill.job == "erase" and was_cut and is_same:
        assert open_generation(store.current_generation(db, "log")).rows(
            f"select 1 from events where customer_id = '{GONE}'"
        )
        assert not journal.cut(db), (kill, "an erasure that was written down is not ended")
    if is_same and was_cut and kill.job != "erase" and told:
        assert "nothing changed" in told[0], told
    work_again(kill.job, start, db, is_done)
    return "after" if is_done else "before and told" if told else "before it began"


def work_again(job: str, start: Path, db: Path, is_done: bool) -> None:
    """The same job works as if nothing had happened; what is done already is not lost by it."""
    if not is_done:
        before = state(db)
        work(job, start, db, lambda name: None)
        assert full_disk.is_done(job, before, state(db), db), job
    assert workspace.notes(db, "log")


def durations(start: Path, folder: Path) -> dict[str, float]:
    """Seconds that each job takes when nobody kills it."""
    found = {}
    for job in KINDS:
        shutil.rmtree(folder / "db", ignore_errors=True)
        shutil.copytree(start / "db", folder / "db")
        began = time.perf_counter()
        assert not run(Kill(job, 0), start, folder / "db", 0.0)
        found[job] = time.perf_counter() - began
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    options = parser.parse_args()
    print(f"{options.kills} kills with seed {options.seed}")
    counts: Counter = Counter()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        start = full_disk.make_start(folder)
        seconds = durations(start, folder / "own")
        for kill in moments(options.kills, options.seed):
            counts[kill.job, attempt(kill, start, folder / "own", seconds[kill.job])] += 1
    for (job, outcome), number in sorted(counts.items()):
        print(f"{job:12}{outcome:20}{number:5}")
    return 0


if __name__ == "__main__":
    from tests import (
        kills,
    )  # children find their function by its module's name, which is another one here

    sys.exit(kills.main())
