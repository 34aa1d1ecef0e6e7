"""Time a million events beside plain pandas doing the same work in the same run: `make bench` prints, nothing is asserted."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from journey.data import store
from journey.data.generation import open_generation
from journey.data.views.form import Declaration
from journey.findings import run
from journey.findings.asking import FINDING_VIEWS, FORMS, ask
from journey.findings.find import find
from journey.map.answers import gather
from journey.map.build import build_journey_map
from journey.map.frame import frame
from journey.map.narrow import narrow_scene
from journey.map.wide import wide_scene
from journey.model.cells import Place
from journey.model.filters import Filters
from journey.use.load import load
from journey.use.options import LoadOptions
from tests import benchmark_imports, pandas_peer
from tests.bench_size import CUSTOMERS, FOLDER, IS_TINY, REPEATS, ROOT
from tests.sample import SAMPLE_DEFINITION

CELL = ("stage", "touchpoint")
FILTERS = {
    "all": Filters.of(),
    "two months": Filters.of(date(2025, 3, 1), date(2025, 4, 30)),
    "phone": Filters.of(where={"channel": ["phone"]}),
    "business on mobile": Filters.of(where={"segment": ["business"], "device": ["mobile"]}),
}
if IS_TINY:  # nobody reads the figures: of everybody, and under filters
    FILTERS = {name: FILTERS[name] for name in ("all", "business on mobile")}
GROUPS = {"emotions": CELL, "satisfaction": ("stage",), "quotes": ("stage",)}


def main() -> None:
    _make_events()
    print(
        f"{os.cpu_count()} cores; best of {REPEATS} for views; times in seconds for loads, milliseconds for views\n"
    )
    _loads()
    benchmark_imports.main()
    generation = open_generation(store.current_generation(FOLDER / "db", "csv"))
    events = ask(generation, "summary", Filters()).rows[0]["events"]
    print(f"\n{events:,} events, {generation.path.stat().st_size / 2**20:.0f} MiB on disk")
    _views(generation)
    _distinct_journeys(generation)
    _findings(generation)
    if not IS_TINY:
        _ten_millions()


def _make_events() -> None:
    if not (FOLDER / "events.csv").exists():
        FOLDER.mkdir(parents=True, exist_ok=True)
        command = [
            sys.executable,
            "-m",
            "sample_data.generate",
            "--customers",
            str(CUSTOMERS),
            "--csv",
            "--out",
            str(FOLDER),
        ]
        subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)


def _loads() -> None:
    """Each load in a process of its own, so that its peak memory is its own."""
    print(f"{'load and prepare':26}{'journey':>10}{'peak MB':>10}{'pandas':>10}{'peak MB':>10}")
    for kind in ("csv", "parquet"):
        ours, our_peak = _alone("ours", kind)
        theirs, their_peak = _alone("theirs", kind)
        print(f"{kind:26}{ours:10.1f}{our_peak:10.0f}{theirs:10.1f}{their_peak:10.0f}")


def _alone(who: str, kind: str) -> tuple[float, float]:
    command = [sys.executable, "-m", "tests.benchmark", who, kind]
    seconds, peak = subprocess.run(
        command, check=True, cwd=ROOT, capture_output=True, text=True
    ).stdout.split()
    return float(seconds), float(peak)


def _load_ours(kind: str) -> None:
    _remove(FOLDER / "db" / kind)
    load(
        FOLDER / "db",
        kind,
        FOLDER / f"events.{kind}",
        LoadOptions(definition_toml=SAMPLE_DEFINITION),
    )


def _load_theirs(kind: str) -> None:
    pandas_peer.prepare(pandas_peer.read(FOLDER / f"events.{kind}"))


def _remove(folder: Path) -> None:
    for path in folder.glob("*") if folder.is_dir() else []:
        shutil.rmtree(path) if path.is_dir() else path.unlink()


def _views(generation) -> None:
    steps = pandas_peer.prepare(pandas_peer.read(FOLDER / "events.parquet"))
    names = "".join(f"{name:>20}" for name in FILTERS)
    print(f"\n{'view (journey / pandas)':26}{names}")
    for view, form in FORMS.items():
        if view in FINDING_VIEWS:
            continue  # kept once they are found: timed by themselves
        options = _needed(generation, form)
        cells = []
        for filters in FILTERS.values():
            ours = _best(
                lambda view=view, filters=filters, options=options: ask(
                    generation, view, filters, GROUPS.get(view, ()), **options
                )
            )
            peer = pandas_peer.VIEWS.get(view)
            theirs = (
                _best(
                    lambda peer=peer, filters=filters: peer(*pandas_peer.selected(steps, filters)),
                    2,
                )
                if peer
                else None
            )
            cells.append(f"{ours:9.0f} /" + (f"{theirs:8.0f}" if peer else "       –"))
        print(f"{view:26}" + "".join(f"{cell:>20}" for cell in cells))
    print(
        f"{'the map: asked and drawn':26}"
        + "".join(
            f"{_best(lambda filters=filters: _whole_map(generation, filters)):>20.0f}"
            for filters in FILTERS.values()
        )
    )


# Journeys of each direct move: a flag counts them where whole journeys are read; where a filter restricts the events by an
# attribute of theirs, the first of a journey may be left out, and distinct journeys have to be counted.
BY_FLAG = "select touchpoint_no, next_touchpoint_no, sum(is_first_of_edge) from steps where next_touchpoint_no is not null group by all"
DISTINCT = "select touchpoint_no, next_touchpoint_no, count(distinct journey_no) from steps where next_touchpoint_no is not null group by all"


def _distinct_journeys(generation) -> None:
    flag, distinct = (_best(lambda sql=sql: generation.rows(sql)) for sql in (BY_FLAG, DISTINCT))
    if sorted(generation.rows(BY_FLAG)) != sorted(generation.rows(DISTINCT)):
        raise AssertionError("the flag counts other journeys than count(distinct)")
    print(
        f"\njourneys of each direct move: by the flag {flag:.0f}, by count(distinct) {distinct:.0f}"
    )


OF_TEN_MILLIONS = {
    "friction": ((), {}),
    "ledger": ((), {}),
    "satisfaction": (("stage", "channel"), {}),
    "distribution": ((), {}),
    "service": ((), {}),
    "case_trend": ((), {}),
    "case_volume": (("month",), {}),
    "backlog": ((), {}),
    "containment": ((), {}),
    "loyalty": ((), {}),
    "cohorts": ((), {}),
    "who_answers": (("stage",), {"metrics": ("csat",)}),
    "trend": ((), {"metrics": ("csat",)}),
    "after_service": ((), {"metrics": ("csat",)}),
    "after_answer": ((), {"metrics": ("csat",)}),
}


def _findings(generation) -> None:
    """Of all in a process of its own, as the app has it; under filters the seconds of one."""
    store.findings_file(generation.path).unlink(missing_ok=True)
    command = [sys.executable, "-m", "tests.benchmark", "findings", str(generation.path)]
    seconds, peak = map(
        float,
        subprocess.run(
            command, check=True, cwd=ROOT, capture_output=True, text=True
        ).stdout.split()[-2:],
    )
    print(f"\nfindings of all, s {seconds:.1f}, peak MB {peak:.0f}")
    for name, filters in FILTERS.items():
        if filters != Filters():
            milliseconds = _best(lambda filters=filters: find(generation, filters), 1)
            print(f"findings, {name}, s {milliseconds / 1000:.1f}", flush=True)


def _ten_millions() -> None:
    """The findings, and the views of friction, satisfaction, service and loyalty on ten million events with all columns, of all and of a twelfth."""
    path = benchmark_imports._made(10, "all", "parquet", "clean")
    db = FOLDER / "ten"
    _remove(db / "all")
    load(db, "all", path, LoadOptions(definition_toml=SAMPLE_DEFINITION))
    path.unlink()
    generation = open_generation(store.current_generation(db, "all"))
    filters = {"all": Filters(), "business": Filters.of(where={"segment": ["business"]})}
    _findings(generation)
    print(f"\n{'view, 10 M events, ms':26}" + "".join(f"{name:>20}" for name in filters))
    for view, (by, options) in OF_TEN_MILLIONS.items():
        times = [
            _best(lambda f=f, v=view, b=by, o=options: ask(generation, v, f, b, **o), 3)
            for f in filters.values()
        ]
        print(f"{view:26}" + "".join(f"{each:>20.0f}" for each in times), flush=True)
    shutil.rmtree(db)


def _needed(generation, form: Declaration) -> dict:
    """A value for each option that the view cannot do without, from what the data have most of."""
    first, second = sorted(generation.busiest_touchpoints(2))
    values = {
        "source": first,
        "target": second,
        "through": (first, second, first),
        "stage": generation.definition.stage_names[1],
        "customer": generation.rows("select min(customer_id) from customers")[0][0],
    }
    needed = {name: values[name] for name in form.needs}
    is_of_place = form.name in ("with_without", "after_touchpoint")
    return needed | ({"at": Place("retention", "Live chat")} if is_of_place else {})


def _whole_map(generation, filters: Filters) -> None:
    answers = gather(
        lambda questions: [ask(generation, view, filters, **options) for view, options in questions]
    )
    found = build_journey_map(generation.definition, answers, generation.unit, generation.order)
    wide_scene(frame(found, 1300, dict(generation.definition.friction_weights))).data()
    narrow_scene(found).data()


def _best(work: Callable[[], object], repeats: int = REPEATS) -> float:
    """Milliseconds of the fastest of some runs."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return 1000 * min(times)


def _one_load(who: str, kind: str) -> None:
    start = time.perf_counter()
    if who == "findings":
        run.main(Path(kind))
    else:
        {"ours": _load_ours, "theirs": _load_theirs}[who](kind)
    print(time.perf_counter() - start, benchmark_imports.peak_megabytes())


if __name__ == "__main__":
    _one_load(*sys.argv[1:]) if len(sys.argv) > 1 else main()
