"""Time the path figures beside PM4Py, retentioneering and polars on the same events in the same run, and say where results differ.

`python -m tests.benchmark_paths` takes all sizes, or those named: `sample`, `1M`, `10M`, `graph`; with `peers` the product is left
out, and polars is what the others are held against. Nothing is asserted. The peers are no dependency (PM4Py is AGPL,
retentioneering reports its use): they get an environment of their own in build/peers, made once, and run there by subprocess
without a network. What cannot be installed is left out and said.
"""

import hashlib
import json
import os
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import pandas as pd

from journey.data import store
from journey.data.answer import Answer
from journey.data.ask import ask
from journey.data.generation import Generation, open_generation
from journey.graph.bottlenecks import bottlenecks
from journey.graph.communities import communities
from journey.graph.loops import heaviest_cycles, self_loops
from journey.map.paths.frame import frame
from journey.map.paths.graph import journey_graph
from journey.model.errors import UserError
from journey.model.filters import Filters
from journey.use.load import load, renewed
from journey.use.options import LoadOptions
from tests import benchmark_imports
from tests.bench_size import FOLDER, IS_TINY, ROOT
from tests.bench_size import SIZES as SIZE_NAMES
from tests.sample import SAMPLE_DEFINITION

BENCH, PEERS = FOLDER, FOLDER.parent / "peers"
DB = BENCH / "paths"
PYTHON = PEERS / "env" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

FUNNEL = ("Online ad", "Product page", "Basket", "Card payment", "Activation")
ALWAYS = 36_500  # days: the peers' funnels have no window
TOP, STEPS, PART = 20, 10, 0.1

# --- How the product is asked: a view and its options for each figure.
OURS: dict[str, Callable[[Generation, str], Answer]] = {
    "counts": lambda generation, segment: ask(generation, "transition_counts", Filters()),
    "timed": lambda generation, segment: ask(generation, "transitions", Filters()),
    "funnel": lambda generation, segment: ask(
        generation, "ordered", Filters(), through=FUNNEL, within=ALWAYS
    ),
    "variants": lambda generation, segment: ask(generation, "variants", Filters(), top=TOP),
    "flow": lambda generation, segment: ask(
        generation, "flow", Filters(), over="touchpoints", depth=STEPS
    ),
    "filtered": lambda generation, segment: ask(
        generation, "transition_counts", Filters.of(where={"segment": [segment]})
    ),
}


def _layout_and_metrics(transitions: list[dict], nodes: list[dict]) -> object:
    """Where the busiest 80 % of moves are drawn, and betweenness, loops, circles and communities over all of them."""
    graph = journey_graph(nodes, transitions, ("all",), {}, "journey", 0.8, {})
    rows = [row | {"stage": "unassigned"} for row in nodes]
    return (
        frame(graph, 1300.0).positions,
        bottlenecks(transitions, rows),
        self_loops(transitions),
        heaviest_cycles(transitions),
        communities(transitions),
    )


GRAPH: Callable[[list[dict], list[dict]], object] | None = _layout_and_metrics
# ---

TITLES = {
    "counts": "transition counts",
    "timed": "with journeys, median, p90",
    "funnel": "ordered funnel, 5 places",
    "variants": f"top {TOP} variants",
    "flow": f"step flow, {STEPS} steps",
    "filtered": "10 % filter + transitions",
    "graph": "layout and metrics, 100 nodes",
}
TARGETS = {
    "counts": 0.05,
    "timed": 0.5,
    "funnel": 0.07,
    "variants": 0.1,
    "flow": 0.1,
    "filtered": 0.02,
    "graph": 0.2,
}
EVENT_FIGURES = tuple(OURS)

# Pinned, with what decides their speed; networkx comes with PM4Py, duckdb with retentioneering.
PINNED = {
    "polars": ("polars==2.1.0",),
    "pm4py": ("pm4py==2.7.23.11", "pandas==3.1.1", "pyarrow==26.0.1", "networkx==3.6.1"),
    "pm4py_polars": ("pm4py==2.7.23.11", "polars==2.1.0"),
    "retentioneering": (
        "retentioneering==5.2.4",
        "pandas==3.1.1",
        "pyarrow==26.0.1",
        "duckdb==2.0.1",
    ),
}
LONGEST_PEER = 1800  # seconds

# Why a peer has no such figure, or another one. Each was seen in the version pinned above.
LACKS = {
    ("polars", "graph"): "a table library: no graphs",
    ("pm4py", "flow"): "has no step flow; its closest is filters and prefixes of cases",
    ("pm4py_polars", "flow"): "has no step flow",
    ("pm4py_polars", "graph"): "draws as on pandas: see there",
    (
        "retentioneering",
        "variants",
    ): "has no variants; it clusters paths or matches patterns of them",
}
REASONS = {
    (
        "retentioneering",
        "timed",
    ): "it has the median and the 95th percentile only: p90 is not compared",
    (
        "retentioneering",
        "flow",
    ): "a step matrix: the journeys at each touchpoint and step, as shares of all; its flow diagram draws "
    "these and has no counts of moves. Compared: journeys at each step and touchpoint",
    (
        "pm4py",
        "timed",
    ): "p90 is not among its aggregates (mean, median, max, min, sum, stdev): taken from its raw values by numpy",
    ("pm4py_polars", "timed"): "p90 from its raw values by numpy, as on pandas",
    (
        "pm4py_polars",
        "funnel",
    ): "its filter for polars looks at each pair of neighbours alone (some A before some B, some B before some "
    "C), not at a chain as its filter for pandas does: from the third place on it keeps more",
    (
        "pm4py",
        "graph",
    ): "no layout of its own (drawings go to graphviz's dot): networkx's spring layout, PageRank, betweenness",
    (
        "retentioneering",
        "graph",
    ): "layout by word2vec over a sample of 1,000 paths, no metrics of nodes",
}
FACTS = (
    "Order at the same second: all keep the order of the file. The product numbers events as they are read; PM4Py sorts by "
    "case, time and index, then again in every call by case and time; retentioneering by path, time and kind of event; polars by "
    "case and time: all stable (with the file turned round, all give the same other counts).",
    "PM4Py and retentioneering take strings as case ids and names; polars here and the product work on numbers made beforehand.",
    "retentioneering adds path_start and path_end to every path, in each call that draws transitions: left out of what is compared.",
    "Repeated rows: no peer drops any; the product drops those of an event_id it has. Rows without case, name or time: PM4Py drops "
    "them; retentioneering keeps those without name or time and refuses a log without a case; the product refuses such rows "
    "(without a journey_id: the customer's one journey). These events have none of either.",
    "Seconds: whole ones in the product, rounded down before they are subtracted, and so in polars here; fractions in PM4Py; turns "
    "of the second in retentioneering. These events have whole seconds.",
    "Medians and quantiles interpolate linearly everywhere; polars only when told to (its default is the nearest value).",
    "The product tells no times where a move rests on fewer than 10 customers; the peers tell them of a single one.",
    "The peers' funnels have no window from the entry; the product's is opened so wide that it does not bind. PM4Py has a filter "
    "for events that follow each other at any distance: it is asked once a place, and joins every A with every later B.",
    "PM4Py's get_variants is right only for a log from format_dataframe: of another its own sort is thrown away, and events of one "
    "case that do not stand together make wrong paths. It leaves a column start_timestamp in the log it is given.",
    "PM4Py's seconds on polars are whole ones; its chain of events there is a row of pairs, so that its two frames differ in funnels.",
    "The product writes what follows each event, and each journey's path, at its load; the peers work them out in every call.",
    "The product's answer with times also counts customers and who is lost right after; its funnel also tells what became of those who "
    "stopped, and half of the times to the next place.",
    "The peers' time for the layout starts from their events, the product's from its rows of transitions.",
)


@dataclass
class Size:
    """One set of events: the file for the product, the same events for the peers, and what is told of them."""

    name: str
    path: Path
    figures: tuple[str, ...] = EVENT_FIGURES
    repeats: int = 3
    peer_repeats: int = 3
    peer_file: Path = field(init=False)
    segment: str = ""

    def __post_init__(self) -> None:
        self.peer_file = PEERS / f"events-{self.name}.parquet"


def main(names: list[str]) -> None:
    wanted = [name for name in names if name != "peers"] or SIZE_NAMES
    PEERS.mkdir(parents=True, exist_ok=True)
    installed, said = ([], ["none in a tiny run"]) if IS_TINY else _environment()
    print(f"{os.cpu_count()} cores; seconds; the fastest of 3 runs, of the peers at 10 M one run")
    print("peers: " + "; ".join(said))
    for name in wanted:
        _one_size(SIZES[name](), installed, is_ours_asked="peers" not in names)
    print("\nHow they differ in kind:")
    print("\n".join(f"- {fact}" for fact in FACTS))


def _one_size(size: Size, installed: list[str], is_ours_asked: bool) -> None:
    print(f"\n{size.name}: {_describe(size)}{_load()}", flush=True)
    said = {"journey": _ours(size)} if is_ours_asked else {}
    said |= {peer: _theirs(peer, size) for peer in installed}
    print(f"{'':32}{'target':>8}" + "".join(f"{who:>17}" for who in said))
    for figure in size.figures:
        print(
            f"{TITLES[figure]:32}{TARGETS[figure]:8.2f}"
            + "".join(f"{_seconds(who, answer, figure):>17}" for who, answer in said.items())
        )
    for title, key, shape in (
        ("read the file (apart)", "reading", ".2f"),
        ("make the log, load or open (apart)", "making", ".2f"),
        ("peak MB", "peak_mb", ".0f"),
    ):
        print(
            f"{title:40}"
            + "".join(
                f"{format(answer[key], shape) if key in answer else '–':>17}"
                for answer in said.values()
            )
        )
    _compare(size, said)
    if is_ours_asked and "filtered" in size.figures:
        _friction(size)


def _friction(size: Size) -> None:
    """What no peer has: friction with all its parts, and the ledger with its intervals, of everybody and of a tenth."""
    generation = open_generation(store.current_generation(DB, size.name))
    tenth = Filters.of(where={"segment": [size.segment]})
    times = [
        f"{view} {_best(lambda view=view, filters=filters: ask(generation, view, filters), size.repeats)[0]:.2f}"
        for view in ("friction", "ledger", "hand_offs")
        for filters in (Filters(), tenth)
    ]
    print(f"of everybody, of a tenth: {', '.join(times)}", flush=True)


def _load() -> str:
    """How busy the machine is with other things, where that can be known."""
    return f"; load before {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""


def _seconds(who: str, answer: dict, figure: str) -> str:
    found = answer.get("figures", {}).get(figure, {})
    return f"{found['seconds']:.3f}" if "seconds" in found else "–"


# --- the events


def _sample() -> Size:
    return Size("sample", ROOT / "sample_data" / "events.parquet")


def _million() -> Size:
    return Size("1M", BENCH / "events.parquet")


def _ten_millions() -> Size:
    path = BENCH / "import-10-eleven-clean.parquet"
    if not path.exists():
        benchmark_imports._made(10, "eleven", "parquet", "clean")
    return Size("10M", path, peer_repeats=1)


def _graph() -> Size:
    """Walks over a hundred touchpoints, eight ways out of each: the same on every machine."""
    path = PEERS / "walks.parquet"
    if not path.exists():
        draw = random.Random(20_250_101)
        names = [f"Place {number:03}" for number in range(100)]
        ways = {name: (draw.sample(names, 8), [1 / rank for rank in range(1, 9)]) for name in names}
        rows = []
        for journey in range(20_000):
            here = draw.choice(names)
            for step in range(draw.randint(2, 18)):
                rows.append(
                    (
                        f"C{journey:05}",
                        f"J{journey:05}",
                        1_735_689_600 + journey * 600 + step * 60,
                        here,
                        "all",
                    )
                )
                here = draw.choices(*ways[here])[0]
        events = pd.DataFrame(
            rows, columns=["customer_id", "journey_id", "at", "touchpoint", "segment"]
        )
        events.insert(2, "occurred_at", pd.to_datetime(events.pop("at"), unit="s", utc=True))
        events.to_parquet(path)
    return Size("graph", path, figures=("graph",))


SIZES: dict[str, Callable[[], Size]] = {
    "sample": _sample,
    "1M": _million,
    "10M": _ten_millions,
    "graph": _graph,
}


def _describe(size: Size) -> str:
    """Write the peers' file, in the order of the file, and choose the segment nearest to a tenth of the journeys."""
    with duckdb.connect() as connection:
        connection.execute("set enable_progress_bar = false")
        source = f"read_parquet('{size.path}')"
        names = [row[0] for row in connection.execute(f"describe from {source}").fetchall()]
        case = (
            "customer_id || '|' || coalesce(journey_id, '')"
            if "journey_id" in names
            else "customer_id"
        )
        connection.execute(
            f"copy (select {case} as \"case\", touchpoint, occurred_at, segment from {source}) to '{size.peer_file}' (format parquet)"
        )
        peers = f"read_parquet('{size.peer_file}')"
        events, cases = connection.execute(
            f'select count(*), count(distinct "case") from {peers}'
        ).fetchone()
        ties = connection.execute(
            f'select count(*) from (select 1 from {peers} group by "case", occurred_at having count(distinct touchpoint) > 1)'
        ).fetchone()[0]
        size.segment, share = connection.execute(f"""
            select segment, count(distinct "case") / {cases} as share from {peers} where segment is not null
            group by segment order by abs(share - {PART}) limit 1""").fetchone()
    what = (
        "journeys" if "journey_id" in names else "journeys, one a customer (there is no journey_id)"
    )
    return (
        f"{events:,} events, {cases:,} {what}; {ties:,} times a journey has two touchpoints at the same second; "
        f"the filter: segment {size.segment}, {share:.1%} of journeys"
    )


# --- the product


def _ours(size: Size) -> dict:
    start = time.perf_counter()
    generation = open_generation(_loaded(size))
    making = time.perf_counter() - start
    return {
        "making": making,
        "figures": {figure: _our_figure(generation, figure, size) for figure in size.figures},
    }


def _loaded(size: Size) -> Path:
    path = renewed(DB, size.name)
    with size.path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    if path is None or not open_generation(path).has_file(sha256):
        load(
            DB,
            size.name,
            size.path,
            LoadOptions(replace=path is not None, definition_toml=SAMPLE_DEFINITION),
        )
    return store.current_generation(DB, size.name)


def _our_figure(generation: Generation, figure: str, size: Size) -> dict:
    if figure == "graph":
        if GRAPH is None:
            return {"error": "there is no layout yet"}
        moves, nodes = (
            ask(generation, view, Filters()).rows for view in ("transitions", "touchpoint_nodes")
        )
        return {"seconds": _best(lambda: GRAPH(moves, nodes), size.repeats)[0], "result": []}
    try:
        seconds, answer = _best(lambda: OURS[figure](generation, size.segment), size.repeats)
    except (TypeError, UserError) as error:
        return {"error": str(error)}
    return {"seconds": seconds, "result": READ[figure](answer.rows)}


def _best(work: Callable[[], object], repeats: int) -> tuple[float, object]:
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        found = work()
        times.append(time.perf_counter() - start)
    return min(times), found


def _read_flow(rows: list[dict]) -> list:
    """The three outcomes of what ends are one end here, which is all that the peers know."""
    added: Counter = Counter()
    for row in rows:
        end = row["end"] if row["end"] in (None, "goes_on") else "ends"
        added[row["step"], row["source"], row["target"], end] += row["journeys"]
    return [[*key, journeys] for key, journeys in added.items()]


def _read_counts(rows: list[dict]) -> list:
    return [[row["source"], row["target"], row["moves"]] for row in rows]


READ: dict[str, Callable[[list[dict]], list]] = {
    "counts": _read_counts,
    "filtered": _read_counts,
    "flow": _read_flow,
    "timed": lambda rows: [
        [
            row[name]
            for name in ("source", "target", "moves", "journeys", "median_seconds", "p90_seconds")
        ]
        for row in rows
    ],
    "funnel": lambda rows: [row["reached"] for row in rows],
    "variants": lambda rows: [[list(row["path"]), row["journeys"]] for row in rows],
}


# --- the peers


def _environment() -> tuple[list[str], list[str]]:
    """The peers that are installed, and a line on each: what version, or why not."""
    if not PYTHON.exists():
        done = subprocess.run(
            [sys.executable, "-m", "venv", str(PEERS / "env")], capture_output=True, text=True
        )
        if done.returncode:
            return [], [
                f"none: python -m venv does not work here ({done.stdout.strip().splitlines()[:1]})"
            ]
    installed, said = [], []
    for peer, packages in PINNED.items():
        mark = PEERS / "env" / f"{peer}.installed"
        wanted = "\n".join(packages)
        if not mark.exists() or mark.read_text(encoding="utf-8") != wanted:
            command = [
                str(PYTHON),
                "-m",
                "pip",
                "install",
                "--quiet",
                "--disable-pip-version-check",
                *packages,
            ]
            done = subprocess.run(command, capture_output=True, text=True)
            if done.returncode:
                lines = (
                    [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
                    or done.stderr.splitlines()
                    or ["pip failed"]
                )
                said.append(f"{peer} left out, it cannot be installed here: {lines[-1]}")
                continue
            mark.write_text(wanted, encoding="utf-8")
        installed.append(peer)
        said.append(f"{peer}: {' '.join(packages[:2] if '_' in peer else packages[:1])}")
    return installed, said


def _theirs(peer: str, size: Size) -> dict:
    """What the peer says of these events, in a process of its own that is told not to report and refused any network."""
    order, answer = PEERS / f"order-{peer}.json", PEERS / f"answer-{peer}.json"
    figures = [figure for figure in size.figures if (peer, figure) not in LACKS]
    if not figures:
        return {"figures": {}}
    order.write_text(
        json.dumps(
            {
                "events": str(size.peer_file),
                "figures": figures,
                "segment": size.segment,
                "funnel": FUNNEL,
                "top": TOP,
                "steps": STEPS,
                "repeats": size.peer_repeats,
            }
        ),
        encoding="utf-8",
    )
    answer.unlink(missing_ok=True)
    command = [
        str(PYTHON),
        "-W",
        "ignore",
        str(ROOT / "tests" / "peers" / f"{peer}_peer.py"),
        str(order),
        str(answer),
    ]
    home = PEERS / "home"
    home.mkdir(exist_ok=True)
    quiet = os.environ | {
        "RETENTIONEERING_NO_TRACK": "1",
        "DO_NOT_TRACK": "1",
        "HOME": str(home),
        "USERPROFILE": str(home),
    }
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, env=quiet, cwd=PEERS, timeout=LONGEST_PEER
        )
    except subprocess.TimeoutExpired:
        return {"failed": f"no answer within {LONGEST_PEER} s"}
    if done.returncode or not answer.exists():
        return {
            "failed": (done.stderr.strip().splitlines() or [f"ended with {done.returncode}"])[-1]
        }
    return json.loads(answer.read_text(encoding="utf-8"))


# --- the comparison


def _compare(size: Size, said: dict[str, dict]) -> None:
    for who, answer in said.items():
        if "failed" in answer:
            print(f"{who} failed: {answer['failed']}")
        if answer.get("network"):
            print(f"{who} wanted the network and was refused: {', '.join(answer['network'])}")
    for figure in size.figures:
        found = {who: answer.get("figures", {}).get(figure, {}) for who, answer in said.items()}
        measure = next(
            (who for who in ("journey", "polars") if "result" in found.get(who, {})), None
        )
        lines = [f"{who}: {_line(who, figure, found, measure)}" for who in found]
        print(f"{TITLES[figure]}:\n  " + "\n  ".join(lines))


def _line(who: str, figure: str, found: dict[str, dict], measure: str | None) -> str:
    why = REASONS.get((who, figure), "")
    if "error" in found[who]:
        return f"no result: {found[who]['error']}"
    if (who, figure) in LACKS:
        return (
            f"no result: it {LACKS[who, figure]}"
            if who != "polars"
            else f"no result: {LACKS[who, figure]}"
        )
    if "result" not in found[who]:
        return "no result"
    if figure == "graph":
        return "; ".join(filter(None, ["drawings are not compared", why]))
    if who == measure:
        return f"{len(found[who]['result'])} rows, what the others are held against"
    if measure is None:
        return "nothing to hold it against"
    differences = DIFFERENCES[figure](found[measure]["result"], found[who]["result"])
    held_back = sum(None in row for row in found[measure]["result"] if figure == "timed")
    if held_back:
        why = "; ".join(
            filter(None, [f"of {held_back} moves by few customers the product tells no times", why])
        )
    if not differences:
        return f"equal{f' ({why})' if why else ''}"
    told = "; ".join(differences[:5]) + (
        f"; and {len(differences) - 5} more" if len(differences) > 5 else ""
    )
    return f"{len(differences)} differences: {told}. Reason: {why or 'NOT KNOWN'}"


def _by_key(size: int) -> Callable[[list, list], list[str]]:
    """Compare rows whose first columns are their key; a null on either side is a figure that this side does not tell."""

    def compare(ours: list, theirs: list) -> list[str]:
        mine, others = ({tuple(row[:size]): row[size:] for row in rows} for rows in (ours, theirs))
        found = [f"only one has {key}" for key in {*mine} ^ {*others}]
        return found + [
            f"{key}: {mine[key]} and {others[key]}"
            for key in mine
            if key in others and not _alike(mine[key], others[key])
        ]

    return compare


def _alike(mine: list, others: list) -> bool:
    pairs = [pair for pair in zip(mine, others, strict=True) if None not in pair]
    return all(abs(our - theirs) <= 1e-6 * max(1, abs(our)) for our, theirs in pairs)


def _places(ours: list, theirs: list) -> list[str]:
    return [
        f"row {number}: {mine} and {other}"
        for number, (mine, other) in enumerate(zip(ours, theirs, strict=False), 1)
        if mine != other
    ] + ([f"{len(ours)} rows and {len(theirs)}"] if len(ours) != len(theirs) else [])


def _flows(ours: list, theirs: list) -> list[str]:
    """Of a peer that only has what stands at each step, that alone is compared."""
    if any(row[3] == "here" for row in theirs):
        here: Counter = Counter()
        for step, source, _, _, journeys in ours:
            here[step, source, None, "here"] += journeys
        ours = [[*key, journeys] for key, journeys in here.items()]
    return _by_key(4)(ours, theirs)


DIFFERENCES = {
    "counts": _by_key(2),
    "filtered": _by_key(2),
    "timed": _by_key(2),
    "funnel": _places,
    "variants": _places,
    "flow": _flows,
}


if __name__ == "__main__":
    main(sys.argv[1:])
