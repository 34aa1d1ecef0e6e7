"""Time and peak memory of loading 1 and 10 million rows, with and without refused ones, beside pandas and plain DuckDB.

Run by `make bench`; the peers read the same files with their defaults and check nothing. Nothing is asserted.
"""

import re
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import pandas as pd

from journey.use.load import load
from journey.use.options import LoadOptions
from tests.bench_size import COLUMNS, FILES, FOLDER, MILLIONS, ROOT
from tests.sample import SAMPLE_DEFINITION

ELEVEN = (
    "event_id",
    "customer_id",
    "occurred_at",
    "touchpoint",
    "channel",
    "emotion",
    "nps",
    "csat",
    "comment",
    "segment",
    "region",
)
COPIED_IDS = ("event_id", "customer_id", "journey_id", "case_id")
ONE_WRONG_IN = 100
PEERS = ("ours", "pandas", "duckdb")


def main() -> None:
    print(f"\n{'rows':34}" + "".join(f"{who + ', s':>12}{'peak MB':>10}" for who in PEERS))
    for millions in MILLIONS:
        for columns in COLUMNS:
            for kind, state in FILES:
                path = _made(millions, columns, kind, state)
                name = f"{millions} M, {columns} columns, {kind}, {state}"
                cells = [_alone(who, path) for who in PEERS]
                print(
                    f"{name:34}"
                    + "".join(f"{seconds:12.1f}{peak:10.0f}" for seconds, peak in cells),
                    flush=True,
                )
                path.unlink()


def _made(millions: int, columns: str, kind: str, state: str) -> Path:
    """The file: the benchmark's million events as often as needed, each copy with ids of its own; in a refused one a
    hundredth of the rows has no time that could be read."""
    path = FOLDER / f"import-{millions}-{columns}-{state}.{kind}"
    source = f"read_parquet('{FOLDER / 'events.parquet'}')"
    with duckdb.connect() as connection:
        connection.execute("set enable_progress_bar = false")
        names = [row[0] for row in connection.execute(f"describe from {source}").fetchall()]
        wanted = names if columns == "all" else list(ELEVEN)
        cells = {name: f"{name} || '-' || copy as {name}" for name in COPIED_IDS}
        if state == "refused":
            cells["occurred_at"] = (
                f"case when hash(event_id, copy) % {ONE_WRONG_IN} = 0 then 'yesterday' else cast(occurred_at as varchar) end as occurred_at"
            )
        chosen = ", ".join(cells.get(name, f'"{name}"') for name in wanted)
        form = "format csv, header" if kind == "csv" else "format parquet, compression zstd"
        connection.execute(
            f"copy (select {chosen} from {source} as e, range({millions}) as r(copy) limit {millions * 1_000_000}) to '{path}' ({form})"
        )
    return path


def _alone(who: str, path: Path) -> tuple[float, float]:
    """Seconds and peak MB of one load in a process of its own."""
    command = [sys.executable, "-m", "tests.benchmark_imports", who, str(path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        return float("nan"), float("nan")
    seconds, peak = done.stdout.split()
    return float(seconds), float(peak)


def _ours(path: Path) -> None:
    shutil.rmtree(FOLDER / "imports", ignore_errors=True)
    report = load(FOLDER / "imports", "bench", path, LoadOptions(definition_toml=SAMPLE_DEFINITION))
    if report.rows_read != report.loaded + report.refused + report.duplicates:
        raise AssertionError("rows do not add up")
    shutil.rmtree(FOLDER / "imports")


def _pandas(path: Path) -> None:
    pd.read_csv(path, low_memory=False) if path.suffix == ".csv" else pd.read_parquet(path)


def _duckdb(path: Path) -> None:
    with duckdb.connect(str(FOLDER / "peer.duckdb")) as connection:
        reader = "read_csv" if path.suffix == ".csv" else "read_parquet"
        connection.execute("set enable_progress_bar = false")
        connection.execute(
            f"create or replace table events as from {reader}($path)", {"path": str(path)}
        )
    (FOLDER / "peer.duckdb").unlink()


def _one(work: Callable[[Path], None], path: Path) -> None:
    start = time.perf_counter()
    work(path)
    print(time.perf_counter() - start, peak_megabytes())


def peak_megabytes() -> float:
    """The most memory that this process held; what it was forked from is not counted, where the system tells them apart."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(re.search(r"VmHWM:\s+(\d+)", status.read_text(encoding="utf-8"))[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    _one(
        {"ours": _ours, "pandas": _pandas, "duckdb": _duckdb}[sys.argv[1]], Path(sys.argv[2])
    ) if len(sys.argv) > 1 else main()
