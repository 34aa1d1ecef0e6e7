"""A load that is cut at any moment: the earlier generation is in use, and the next load works as if nothing had happened."""

import random
import shutil
import time

from journey.data import store
from journey.data.generation import open_generation
from journey.use.load import load
from journey.use.options import LoadOptions
from tests import process
from tests.logs import event, write_csv

MOMENTS, SEED = 20, 4
EVENTS = "select * exclude (load_no) from events order by event_no"


def test_kill_9_at_twenty_random_moments(tmp_path):
    """The moments spread over the time that an uncut load takes; most strike while it reads, checks, prepares or renames."""
    first = write_csv(tmp_path / "first.csv", [event("a", "2025-01-01", "Ad")])
    rows = [event(f"c{number % 900}", f"2025-01-{1 + number % 28:02d}", f"T{number % 9}", note=str(number)) for number in range(9_000)]
    second = write_csv(tmp_path / "second.csv", rows)
    load(tmp_path / "start", "log", first, LoadOptions())
    whole, seconds = tmp_path / "whole", 0.0
    shutil.copytree(tmp_path / "start", whole)
    began = time.perf_counter()
    load_in_its_own(whole, second).join()
    seconds = time.perf_counter() - began
    wanted = newest(whole).rows(EVENTS)
    struck, moments = 0, random.Random(SEED)
    db = tmp_path / "db"
    shutil.copytree(tmp_path / "start", db)
    for _ in range(MOMENTS):
        loading = load_in_its_own(db, second)
        time.sleep(moments.uniform(0.0, 1.0) * seconds)
        struck += loading.is_alive()
        loading.kill()
        loading.join()
        kept = newest(db)
        events = kept.rows("select count(*) from events")[0][0]
        assert events in (1, 9_001) and kept.rows("select count(*) from steps") == [(events,)]
        if events > 1:
            shutil.rmtree(db)
            shutil.copytree(tmp_path / "start", db)
    assert struck > MOMENTS / 2
    load(db, "log", second, LoadOptions())
    assert newest(db).rows(EVENTS) == wanted and not list((db / "log").glob("draft*"))


def load_in_its_own(db, path):
    return process.started("load", str(path), "--db", str(db), "--dataset", "log")


def newest(db):
    generation = open_generation(store.current_generation(db, "log"))
    return generation
