"""What the benches run on: a million events and more, or some thousands where JOURNEY_BENCH is `tiny`, as the tests run them."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
IS_TINY = os.environ.get("JOURNEY_BENCH") == "tiny"
FOLDER = Path(os.environ.get("JOURNEY_BENCH_FOLDER", ROOT / "build" / "bench"))
CUSTOMERS = 300 if IS_TINY else 92_000
REPEATS = 1 if IS_TINY else 5
MILLIONS = (1,) if IS_TINY else (1, 10)
COLUMNS = ("all",) if IS_TINY else ("eleven", "all")
# Kinds of files and whether a hundredth of their rows is refused: each once where nobody reads the figures.
FILES = (
    (("csv", "clean"), ("parquet", "refused"))
    if IS_TINY
    else tuple((kind, state) for kind in ("csv", "parquet") for state in ("clean", "refused"))
)
SIZES = ["sample"] if IS_TINY else ["sample", "1M", "10M", "graph"]


def sample_db() -> Path:
    """A data folder of the benches' own with the sample in it."""
    db = FOLDER / "sample"
    shutil.rmtree(
        db, ignore_errors=True
    )  # one of another program's version would be prepared anew within a measurement
    command = ["load", "sample_data/events.parquet", "--dataset", "sample", "--db", str(db)]
    command += ["--definition", "sample_data/journey.toml"]
    subprocess.run([sys.executable, "-m", "journey", *command], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)  # fmt: skip
    return db
