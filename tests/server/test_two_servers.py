"""Two servers on one folder, loads and an erasure by others: each visitor sees a whole version, and the newest as soon as it looks."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.browser.conftest import serving
from tests.logs import event, write_csv
from tests.process import run
from tests.protocol_client import visitor

pytestmark = pytest.mark.browser
ROUNDS = 3


def log(path, customers: range):
    """Two events a customer; two of three go on to buy."""
    rows = []
    for number in customers:
        rows += [
            event(f"c{number}", "2025-03-01T10:00:00Z", "ad", stage="awareness"),
            event(f"c{number}", "2025-03-02T10:00:00Z", "shop", stage="purchase"),
        ]
    return write_csv(path, rows)


def counted(guest) -> int:
    """How many customers the screen speaks of."""
    guest.run()
    found = re.search(r"(\d+) customers ·", " ".join(guest.texts))
    return int(found[1]) if found else -1


def test_each_sees_a_whole_version_and_then_the_newest(tmp_path):
    db = tmp_path / "db"
    first = log(tmp_path / "0.csv", range(40))
    assert run("load", str(first), "--dataset", "shop", "--db", str(db)).status == 0
    with serving(db) as one, serving(db) as other, ThreadPoolExecutor(1) as elsewhere:
        guests = [visitor(one), visitor(other)]
        assert [counted(guest) for guest in guests] == [40, 40]
        for number in range(1, ROUNDS + 1):
            new = log(tmp_path / f"{number}.csv", range(40 * number, 40 * (number + 1)))
            change = elsewhere.submit(run, "load", str(new), "--dataset", "shop", "--db", str(db))
            seen = set()
            while not change.done():
                seen |= {counted(guest) for guest in guests}
            assert change.result().status == 0, change.result().err
            assert seen <= {40 * number, 40 * (number + 1)}
            assert [counted(guest) for guest in guests] == [40 * (number + 1)] * 2
        erasing = ("datasets", "erase", "--customer", "c7", "--db", str(db))
        change = elsewhere.submit(run, *erasing)
        while not change.done():
            assert {counted(guest) for guest in guests} <= {160, 159}
        assert change.result().status == 0, change.result().err
        assert [counted(guest) for guest in guests] == [159, 159]
        assert [guest.errors for guest in guests] == [[], []]
