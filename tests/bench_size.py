"""How large the benches are: a million events and more, or some thousands where JOURNEY_BENCH is `tiny`, as the tests run them."""

import os
from pathlib import Path

ROOT = Path(__file__).parents[1]
IS_TINY = os.environ.get("JOURNEY_BENCH") == "tiny"
FOLDER = Path(os.environ.get("JOURNEY_BENCH_FOLDER", ROOT / "build" / "bench"))
CUSTOMERS = 300 if IS_TINY else 92_000
REPEATS = 1 if IS_TINY else 5
MILLIONS = (1,) if IS_TINY else (1, 10)
COLUMNS = ("all",) if IS_TINY else ("eleven", "all")
SIZES = ["sample"] if IS_TINY else ["sample", "1M", "10M", "graph"]
