"""How often something is told that was made null: python -m tests.findings_nulls KIND [RUNS] [SEED].

Of the sample one thing is shuffled and all else left as it is, so that whatever is told of it is false:
- attributes: dealt out anew among customers;
- dates: the first days of journeys that began before the last eight weeks, exchanged among them, their events moving along;
- ways: the touchpoints of the steps within (stage, how many events in it so far), and what was come straight from among the
  journeys at a touchpoint; what is measured there stays.

A run counts where a finding, or what tells the same, names what was shuffled. docs/numbers.md has the figures.
"""

import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd

from journey.data import store
from journey.data.generation import Generation, open_generation
from journey.findings import measures
from journey.findings.candidates import LONGEST, Looks, by_attribute, by_pair, by_path, over_time
from journey.findings.compare import design_effect
from journey.findings.measures import Material, material
from journey.findings.merge import stories
from journey.findings.scan import BUDGET, scan
from journey.model.filters import Filters
from journey.model.finding import ATTRIBUTE, BOTH, PAIR, PATH, PERIOD
from journey.use.load import LoadOptions, load
from tests.sample import SAMPLE, SAMPLE_DEFINITION

RUNS, SEED = 200, 20261130
ALL = Filters()


def shuffled_attributes(
    generation: Generation, read: Material, rng: np.random.Generator
) -> Material:
    owners = _owners(generation, read)
    dealt = rng.permutation(owners.max() + 1)
    first = np.zeros(owners.max() + 1, dtype=np.int64)
    first[owners[::-1]] = np.arange(len(owners))[::-1]
    attributes = {key: values[first[dealt[owners]]] for key, values in read.attributes.items()}
    return replace(read, attributes=attributes)


def _owners(generation: Generation, read: Material) -> np.ndarray:
    owners = np.zeros(max(len(v) for v in read.attributes.values()), dtype=np.int64)
    for journey, customer in generation.rows("select journey_no, customer_no from journeys"):
        owners[journey] = customer
    return owners


def shuffled_dates(generation: Generation, read: Material, rng: np.random.Generator) -> Material:
    """Weeks are exchanged: a case moves as many of them as the first event of its journey does."""
    columns = generation.columns("select journey_no, first_s from journeys")
    begun = np.zeros(int(columns["journey_no"].max()) + 1, dtype=np.int64)
    begun[columns["journey_no"]] = measures.periods_of(generation, columns["first_s"])
    last = len(read.starts) - 1
    early = np.flatnonzero((begun <= last - LONGEST) & (np.arange(len(begun)) > 0))
    shift = np.zeros(len(begun), dtype=np.int64)
    shift[early] = begun[rng.permutation(early)] - begun[early]
    moved = tuple(
        replace(one, periods=np.clip(one.periods + shift[one.journeys], 0, last).astype(np.int16))
        for one in read.measures
    )
    return replace(read, measures=moved, places=())


def shuffled_ways(
    generation: Generation, read: Material, rng: np.random.Generator, folder: Path
) -> Material:
    """The queries of what was passed, come from and begun at are asked of a copy whose steps have each other's touchpoints."""
    path = folder / generation.path.name
    shutil.copyfile(generation.path, path)
    with duckdb.connect(str(path)) as connection:
        steps = connection.execute(
            "select journey_no, step_no, stage_no, touchpoint_no, row_number() over (partition by journey_no, stage_no order by step_no) "
            "as place from steps order by stage_no, place, journey_no"
        ).fetchnumpy()
        groups = steps["stage_no"].astype(np.int64) * (1 << 32) + steps["place"]
        order = np.lexsort((rng.random(len(groups)), groups))
        steps["touchpoint_no"] = steps["touchpoint_no"][order]
        connection.register("dealt", pd.DataFrame(steps))
        connection.execute(
            "update steps set touchpoint_no = d.touchpoint_no from dealt as d "
            "where d.journey_no = steps.journey_no and d.step_no = steps.step_no"
        )
        connection.execute(
            "update journeys set first_touchpoint_no = s.touchpoint_no from steps as s where s.journey_no = journeys.journey_no and s.step_no = 1"
        )
    dealt = open_generation(path)
    try:
        ways = material(dealt, ALL)
    finally:
        dealt.close()
    return replace(
        read,
        begun_at=ways.begun_at,
        passed=ways.passed,
        landmarks=ways.landmarks,
        steps_at=ways.steps_at,
        measures=tuple(_with_other_origins(read, rng)),
    )


def _with_other_origins(read: Material, rng: np.random.Generator) -> Iterator[measures.Measure]:
    """What journeys came straight from, exchanged among those at the touchpoint."""
    for one in read.measures:
        is_told = one.came_from is not None
        yield replace(one, came_from=rng.permutation(one.came_from)) if is_told else one


def told(generation: Generation, read: Material, kind: str, counts: dict[str, int]) -> list[str]:
    """What is told of the kind that was shuffled; the whole scan is made only where something of it could hold."""
    if not any(_could_hold(one, read, kind, counts) for one in read.measures):
        return []
    seen = scan(generation, read)
    everything = [one for story in stories(seen.holding) for one in (story.head, *story.also)]
    families = {"attributes": (ATTRIBUTE, BOTH, PAIR), "dates": (PERIOD, BOTH), "ways": (PATH,)}
    return [
        f"{one.measure.kind} {one.measure.stage}/{one.measure.touchpoint} {one.attribute} {one.value} p {one.p:.1e}"
        for one in everything
        if one.family in families[kind]
    ]


def _could_hold(one: measures.Measure, read: Material, kind: str, counts: dict[str, int]) -> bool:
    """With a fifth more room than the families have in all: how many comparisons they make differs a little."""
    deff = design_effect(one.y, one.customers)
    return any(
        each.p <= 1.2 * BUDGET[family] / counts[family]
        for family, _, found in _of_kind(one, read, deff, kind)
        for each in found
    )


def _of_kind(one: measures.Measure, read: Material, deff: float, kind: str) -> Looks:
    if kind == "ways":
        yield from by_path(one, read, deff)
    elif kind == "dates":
        yield over_time(one, read, deff)
        yield from by_attribute(one, read, deff, False)
    else:
        yield from by_attribute(one, read, deff, False)
        yield by_pair(one, read, deff)


def main(kind: str, runs: int = RUNS, seed: int = SEED) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        load(folder / "db", "sample", SAMPLE, LoadOptions(definition_toml=SAMPLE_DEFINITION))
        current = store.current_generation(folder / "db", "sample")
        assert current is not None
        generation = open_generation(current)
        read = material(generation, ALL)
        counts = scan(generation, read).looked_at
        false = 0
        for run in range(runs):
            rng = np.random.default_rng((seed, run))
            if kind == "attributes":
                shuffled = shuffled_attributes(generation, read, rng)
            elif kind == "dates":
                shuffled = shuffled_dates(generation, read, rng)
            else:
                shuffled = shuffled_ways(generation, read, rng, folder)
            wrongly = told(generation, shuffled, kind, counts)
            false += bool(wrongly)
            if wrongly:
                print(run, *wrongly, sep="\n   ", flush=True)
        print(f"{kind}: something false in {false} of {runs} runs, seed {seed}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
