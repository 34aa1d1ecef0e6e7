"""Which tests run which lines: a plugin of pytest for `tests.mutants`, so that a fault is shown to the tests that could notice it.

`.venv/bin/python -m pytest -p tests.mutants_map -n 2 -m "not browser"` writes one file a worker into build/mutants_map. A fixture that
several tests share is a context of its own: its lines count for each test that uses it, its seconds for none.
"""

import json
import os
import time
from collections import defaultdict
from pathlib import Path

import pytest
from coverage import Coverage

from tests.conftest import ROOT

FOLDER = ROOT / "build" / "mutants_map"
FIXTURE = "fixture "
watch = Coverage(data_file=None, source=[str(ROOT / "journey")], messages=False)
fixtures_of: dict[str, list[str]] = {}
queries_of: dict[str, set[str]] = defaultdict(set)
seconds_of: dict[str, float] = {}
seconds_shared = 0.0
now = ""


def switched(context: str) -> None:
    global now
    now = context
    watch.switch_context(context)


def pytest_configure() -> None:
    watch.start()
    plain = Path.read_text

    def read_text(path: Path, *words, **named) -> str:
        if path.suffix == ".sql" and now:
            queries_of[str(path.relative_to(ROOT))].add(now)
        return plain(path, *words, **named)

    Path.read_text = read_text  # type: ignore[method-assign]


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_protocol(item):
    from journey.data import sql

    sql.query.cache_clear()  # so that each test says for itself which queries it asks for
    fixtures_of[item.nodeid] = list(item.fixturenames)
    switched(item.nodeid)
    start, shared = time.monotonic(), seconds_shared
    yield
    seconds_of[item.nodeid] = time.monotonic() - start - (seconds_shared - shared)


@pytest.hookimpl(hookwrapper=True)
def pytest_fixture_setup(fixturedef, request):
    global seconds_shared
    before, start = now, time.monotonic()
    if fixturedef.scope != "function":
        switched(FIXTURE + fixturedef.argname)
    yield
    if fixturedef.scope != "function" and not before.startswith(FIXTURE):
        seconds_shared += time.monotonic() - start
    switched(before)


def pytest_sessionfinish() -> None:
    watch.stop()
    data = watch.get_data()
    lines: dict[str, dict[int, list[str]]] = {}
    for path in data.measured_files():
        name = str(Path(path).relative_to(ROOT))
        lines[name] = {
            line: tests for line, tests in data.contexts_by_lineno(path).items() if any(tests)
        }
    FOLDER.mkdir(parents=True, exist_ok=True)
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    found = {
        "fixtures": fixtures_of,
        "seconds": seconds_of,
        "lines": lines,
        "queries": {name: sorted(tests) for name, tests in queries_of.items()},
    }
    (FOLDER / f"{worker}.json").write_text(json.dumps(found), encoding="utf-8")
