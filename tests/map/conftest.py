"""What the tests of the map share: sepsis with its activities in stages, and logs that are hard to draw."""

from collections.abc import Callable
from pathlib import Path

import pytest

from journey.data.generation import Generation
from journey.use.load import load
from tests.conftest import SEPSIS_MAPPING, newest
from tests.logs import build, load_options
from tests.map.made import made_definition, made_rows

STAGES = {
    "registration": ("ER Registration", "ER Triage"),
    "triage": ("ER Sepsis Triage", "Leucocytes", "CRP", "LacticAcid"),
    "treatment": ("IV Liquid", "IV Antibiotics", "Admission NC", "Admission IC"),
    "release": ("Release A", "Release B", "Release C", "Release D", "Release E"),
    "return": ("Return ER",),
}


def definition_of(stages: dict[str, tuple[str, ...]]) -> str:
    """A journey definition with these stages and the touchpoints in them."""
    lines = [f'[[stages]]\nname = "{stage}"\ntext = "made up for the test"' for stage in stages]
    return "\n".join(
        [
            *lines,
            "[touchpoints]",
            *(f'"{name}" = "{stage}"' for stage, names in stages.items() for name in names),
        ]
    )


@pytest.fixture(scope="session")
def staged_sepsis(once, real_data) -> tuple[Path, Generation]:
    """The data folder and the generation of dataset 'sepsis', its 16 activities in five stages."""
    path = real_data / "sepsis_patient_journey" / "sepsis.csv"
    options = load_options(mapping=SEPSIS_MAPPING, definition_toml=definition_of(STAGES))
    db = once("staged", lambda db: load(db, "sepsis", path, options))
    return db, newest(db, "sepsis")


@pytest.fixture(scope="session")
def made(once) -> Callable[..., tuple[Path, Generation]]:
    """The data folder and the generation of a log with so many stages and touchpoints, built once."""
    built = {}

    def of(stages: int, touchpoints: int, kind: str = "") -> tuple[Path, Generation]:
        wanted = stages, touchpoints, kind
        if wanted not in built:
            folder = once(
                f"made-{stages}-{touchpoints}-{kind}",
                lambda folder: build(
                    folder, made_rows(*wanted), made_definition(stages, kind)
                ).close(),
            )
            built[wanted] = folder / "db", newest(folder / "db", "log")
        return built[wanted]

    return of
