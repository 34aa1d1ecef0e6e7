"""How often the friction stories are found in samples of other seeds, and their baselines with the plans off.

`python -m tests.story_seeds [FIRST_SEED [SEEDS]]` prints, of each story, in how many seeds the true value lies in the interval.
The figures stand in docs/numbers.md.
"""

import sys
import tempfile
from collections import Counter
from pathlib import Path

from journey.use.load import LoadOptions, load
from sample_data.generate import ALL_NAMES, CUSTOMERS, generate
from sample_data.story import ALL
from tests.conftest import newest
from tests.sample import SAMPLE_DEFINITION
from tests.sample_data.test_story import interval

STORIES = (
    *("chat_to_phone", "silent_complaints", "slow_islands", "price_confusion"),
    *("onboarding_mail", "checkout_mobile"),
)
FIRST_SEED, SEEDS = 7_301, 20


def main() -> None:
    first, seeds = (int(word) for word in sys.argv[1:3] or (FIRST_SEED, SEEDS))
    held: Counter[tuple[str, str]] = Counter()
    asked: Counter[tuple[str, str]] = Counter()
    for seed in range(first, first + seeds):
        for plans, state in ((ALL_NAMES, "planted"), (frozenset(), "baseline")):
            with tempfile.TemporaryDirectory() as folder:
                _judge(Path(folder), seed, plans, state, held, asked)
        print(f"seed {seed}: {sum(held.values())} of {sum(asked.values())}", flush=True)
    for key in asked:
        print(f"{key[0]:20} {key[1]:9} {held[key]:3} of {asked[key]}")
    for state in ("planted", "baseline"):
        found, whole = (
            sum(n for key, n in counts.items() if key[1] == state) for counts in (held, asked)
        )
        print(f"{state}: {found} of {whole}, {found / whole:.1%}")


def _judge(
    folder: Path, seed: int, plans: frozenset[str], state: str, held: Counter, asked: Counter
) -> None:
    file = folder / "events.parquet"
    generate(CUSTOMERS, seed, plans).to_parquet(file, index=False)
    load(folder, "sample", file, LoadOptions(definition_toml=SAMPLE_DEFINITION))
    generation = newest(folder, "sample")
    for story in (story for story in ALL if story.name in STORIES):
        for cell in story.cells:
            _, low, high = interval(generation, cell)
            asked[story.name, state] += 1
            held[story.name, state] += low <= getattr(cell, state) <= high
    generation.close()


if __name__ == "__main__":
    main()
