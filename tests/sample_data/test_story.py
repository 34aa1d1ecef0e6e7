"""What is planted in the sample is found by the product, and is not found where the plan is switched off."""

import argparse
import hashlib
import shutil
from pathlib import Path

import pytest

from journey.data.ask import ask
from journey.model.filters import from_words
from journey.model.intervals import wilson
from journey.use.load import LoadOptions, load
from sample_data.generate import ALL_NAMES, CUSTOMERS, SEED, generate, write
from sample_data.story import ALL, CHECKOUT_MOBILE, Cell
from tests.conftest import ROOT, newest
from tests.sample import SAMPLE_DEFINITION

CELLS = [
    pytest.param(finding, cell, id=f"{finding.name}-{number}")
    for finding in ALL
    for number, cell in enumerate(finding.cells)
]


def asked(cell: Cell):
    """The cell's command-line options as filters and groups."""
    parser = argparse.ArgumentParser()
    for name in ("--from", "--to", "--by"):
        parser.add_argument(name)
    parser.add_argument("--where", action="append", default=[])
    options = vars(parser.parse_args(cell.options))
    return from_words(options["from"], options["to"], options["where"]), tuple(
        (options["by"] or "").split(",")
    ) if options["by"] else ()


def interval(generation, cell: Cell) -> tuple[float, float, float]:
    """The product's figure with its interval; a share of moves gets Wilson's, which the view does not show."""
    filters, by = asked(cell)
    rows = ask(generation, cell.view, filters, by).rows
    row = next(
        row for row in rows if all(row[name] == value for name, value in cell.row if name in row)
    )
    if cell.view == "transitions":
        n = sum(other["moves"] for other in rows if other["source"] == row["source"])
        return row["moves"] / n, *wilson(row["moves"] / n, n)
    column = cell.column.split()[0]
    names = (
        ("low", "high")
        if column in ("value", "mean_valence") and cell.view != "touchpoints"
        else (f"{column}_low", f"{column}_high")
    )
    return row[column], row[names[0]], row[names[1]]


def test_at_least_ten_findings_are_planted_and_eight_can_be_seen():
    assert len(ALL) >= 10 and sum(bool(finding.cells) for finding in ALL) >= 8


@pytest.mark.parametrize(("finding", "cell"), CELLS)
def test_planted_value_lies_in_the_interval(sample, finding, cell):
    value, low, high = interval(sample, cell)
    assert low <= cell.planted <= high, (value, low, high)
    assert not low <= cell.baseline <= high, (
        "the finding must stand out from what is true without it"
    )


@pytest.fixture(scope="module")
def without(once):
    """The sample of the same seed with one plan switched off, loaded once a plan."""
    made = {}

    def load_without(name: str):
        if name not in made:
            made[name] = newest(
                once(f"without-{name}", lambda folder: fill(folder, name)), "sample"
            )
        return made[name]

    def fill(folder: Path, name: str) -> None:
        file = folder / "events.parquet"
        generate(CUSTOMERS, SEED, ALL_NAMES - {name}).to_parquet(file, index=False)
        load(folder, "sample", file, LoadOptions(definition_toml=SAMPLE_DEFINITION))

    return load_without


@pytest.mark.long
@pytest.mark.parametrize(("finding", "cell"), CELLS)
def test_without_the_plan_nothing_is_reported(without, finding, cell):
    value, low, high = interval(without(finding.name), cell)
    assert low <= cell.baseline <= high, (value, low, high)
    assert not low <= cell.planted <= high


def test_without_its_plan_no_card_payment_fails_more_often_on_mobiles_in_may():
    """Of those who pay by card a like share fails on mobiles in those weeks and else: it was 35 % against 6 %."""
    frame = generate(CUSTOMERS, SEED, ALL_NAMES - {CHECKOUT_MOBILE.name})
    paying = frame[frame["touchpoint"] == "Card payment"].groupby("journey_id").first()
    failed = paying.index.isin(frame.loc[frame["touchpoint"] == "Payment failed", "journey_id"])
    begun = frame.groupby("journey_id")["occurred_at"].min().reindex(paying.index).astype(str)
    weeks = (begun >= "2025-05-05") & (begun < "2025-05-26")
    devices = frame.dropna(subset="device").groupby("journey_id")["device"].first()
    is_then = weeks.to_numpy() & (devices.reindex(paying.index) == "mobile").to_numpy()
    then, else_ = failed[is_then].mean(), failed[~is_then].mean()
    assert is_then.sum() > 40 and abs(then - else_) < 0.12, (then, else_)


def test_the_files_are_what_the_generator_writes(tmp_path):
    write(generate(CUSTOMERS, SEED, ALL_NAMES), tmp_path)
    folder = ROOT / "sample_data"
    digests = [
        hashlib.sha256((place / "events.csv.gz").read_bytes()).hexdigest()
        for place in (folder, tmp_path)
    ]
    assert digests[0] == digests[1]
    assert (
        sum((folder / name).stat().st_size for name in ("events.parquet", "events.csv.gz"))
        <= 4 * 2**20
    )


def test_csv_and_parquet_hold_the_same(sample_db, tmp_path):
    """Loaded after the Parquet file, every row of the CSV is a duplicate and none contradicts."""
    shutil.copytree(sample_db / "sample", tmp_path / "sample")
    report = load(tmp_path, "sample", ROOT / "sample_data" / "events.csv.gz", LoadOptions())
    assert (report.loaded, report.refused, report.conflicts) == (
        0,
        0,
        0,
    ) and report.duplicates == report.rows_read > 60_000
