"""What every test shares: the sample loaded once, the real files where they are, and small logs on demand."""

import os
from pathlib import Path

import pytest
from hypothesis.internal.conjecture import engine

from journey.data import store
from journey.data.generation import Generation, open_generation
from journey.use.load import LoadOptions, load
from tests import patience

ROOT = Path(__file__).parents[1]
REAL_DATA = Path(os.environ.get("JOURNEY_REAL_DATA", ROOT.parent / "shared" / "data"))
SEPSIS_MAPPING = (
    "customer_id=Case ID",
    "touchpoint=Activity",
    "occurred_at=Complete Timestamp",
    "channel=org:group",
)

assert hasattr(engine, "MAX_SHRINKING_SECONDS"), "hypothesis bounds its shrinking elsewhere now"
engine.MAX_SHRINKING_SECONDS = (
    0 if os.environ.get("JOURNEY_NO_SHRINKING") else patience.SHRINKING_SECONDS
)


def loaded(db: Path, dataset: str, path: Path, **options) -> Generation:
    """The newest generation after loading the file."""
    load(db, dataset, path, LoadOptions(**options))
    return open_generation(store.current_generation(db, dataset))


@pytest.fixture(scope="session")
def sample_file() -> Path:
    return ROOT / "sample_data" / "events.parquet"


@pytest.fixture(scope="session")
def sample_db(tmp_path_factory, sample_file) -> Path:
    """A data folder that holds the sample as dataset 'sample'; read only."""
    db = tmp_path_factory.mktemp("sample")
    load(db, "sample", sample_file, LoadOptions())
    return db


@pytest.fixture(scope="session")
def sample(sample_db) -> Generation:
    return open_generation(store.current_generation(sample_db, "sample"))


def leave_out(reason: str) -> None:
    """Skip with a reason; fail where nothing may be left out, as in CI."""
    if os.environ.get("JOURNEY_NOTHING_LEFT_OUT"):
        pytest.fail(f"nothing may be left out here: {reason}", pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def real_data() -> Path:
    if not REAL_DATA.is_dir():
        leave_out("the real files are not beside the project")
    return REAL_DATA


@pytest.fixture(scope="session")
def sepsis_db(tmp_path_factory, real_data) -> Path:
    db = tmp_path_factory.mktemp("sepsis")
    load(
        db,
        "sepsis",
        real_data / "sepsis_patient_journey" / "sepsis.csv",
        LoadOptions(mapping=SEPSIS_MAPPING),
    )
    return db


@pytest.fixture(scope="session")
def sepsis(sepsis_db) -> Generation:
    return open_generation(store.current_generation(sepsis_db, "sepsis"))


@pytest.fixture(autouse=True)
def nothing_damaged_before():
    """What one test found damaged is not said in the next one, whichever that is."""
    store._sentences.clear()
