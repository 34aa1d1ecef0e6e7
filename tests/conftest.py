"""What every test shares: the sample loaded once, the real files where they are, and small logs on demand."""

import gc
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis.internal.conjecture import engine

from journey.data import store
from journey.data.generation import Generation, open_generation
from journey.model.vocabulary import PLAIN, use_words
from journey.use.load import LoadOptions, load
from tests import memory, patience, remembered
from tests.logs import load_options
from tests.sample import SAMPLE, SAMPLE_DEFINITION

ROOT = Path(__file__).parents[1]
REAL_DATA = Path(os.environ.get("JOURNEY_REAL_DATA", ROOT.parent / "shared" / "data"))
SEPSIS_MAPPING = (
    "customer_id=Case ID",
    "touchpoint=Activity",
    "occurred_at=Complete Timestamp",
    "channel=org:group",
)

memory.hold_temporary_files()
# What deserves attention is looked for where a test asks: not by each page and server of all the others.
os.environ.setdefault("JOURNEY_FINDINGS", "off")

assert hasattr(engine, "MAX_SHRINKING_SECONDS"), "hypothesis bounds its shrinking elsewhere now"
engine.MAX_SHRINKING_SECONDS = (
    0 if os.environ.get("JOURNEY_NO_SHRINKING") else patience.SHRINKING_SECONDS
)


def pytest_collection_finish() -> None:
    """Streamlit collects garbage after each run of a page: not through thousands of tests and all that they import."""
    gc.collect()
    gc.freeze()


def newest(db: Path, dataset: str) -> Generation:
    return open_generation(store.current_generation(db, dataset))


def loaded(db: Path, dataset: str, path: Path, **options) -> Generation:
    """The newest generation after loading the file."""
    load(db, dataset, path, load_options(**options))
    return newest(db, dataset)


@pytest.fixture(scope="session")
def once(tmp_path_factory) -> Callable[[str, Callable[[Path], object]], Path]:
    """A data folder that is filled once a run, whichever worker comes first; each worker has a copy of its own.

    `fill` is given the empty folder; what has the same name is the same.
    """
    own = tmp_path_factory.getbasetemp()
    of_all = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own

    def copied(name: str, fill: Callable[[Path], object]) -> Path:
        whole, copy = of_all / f"once-{name}", tmp_path_factory.mktemp(name)
        with FileLock(of_all / f"once-{name}.lock"):
            if not whole.exists():
                begun = of_all / f"begun-{name}"
                shutil.rmtree(begun, ignore_errors=True)
                begun.mkdir()
                fill(begun)
                begun.rename(whole)
        return shutil.copytree(whole, copy, dirs_exist_ok=True)

    return copied


@pytest.fixture(scope="session", autouse=True)
def answers_are_remembered() -> Iterator[None]:
    """Of the sample and of sepsis, which nobody writes."""
    with pytest.MonkeyPatch.context() as patch:
        remembered.remembering(patch)
        yield


@pytest.fixture(scope="session")
def sample_file() -> Path:
    return SAMPLE


@pytest.fixture(scope="session")
def sample_db(once, sample_file) -> Iterator[Path]:
    """A data folder that holds the sample as dataset 'sample'; read only.

    Its generation is held open: a thousand questions to the command line would open it two thousand times.
    """
    options = LoadOptions(definition_toml=SAMPLE_DEFINITION)
    db = once("sample", lambda db: load(db, "sample", sample_file, options))
    held = newest(db, "sample")
    remembered.hold(held)
    yield db
    held.close()


@pytest.fixture(scope="session")
def sample(sample_db) -> Generation:
    return newest(sample_db, "sample")


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
def sepsis_db(once, real_data) -> Iterator[Path]:
    """A data folder that holds sepsis as its dataset; read only, its generation held open."""
    path = real_data / "sepsis_patient_journey" / "sepsis.csv"
    options = load_options(mapping=SEPSIS_MAPPING)
    db = once("sepsis", lambda db: load(db, "sepsis", path, options))
    held = newest(db, "sepsis")
    remembered.hold(held)
    yield db
    held.close()


@pytest.fixture(scope="session")
def sepsis(sepsis_db) -> Generation:
    return newest(sepsis_db, "sepsis")


@pytest.fixture(autouse=True)
def plain_words():
    """The words of one test's dataset are not those of the next one."""
    use_words(PLAIN)


@pytest.fixture(autouse=True)
def nothing_damaged_before():
    """What one test found damaged is not said in the next one, whichever that is."""
    store._sentences.clear()
