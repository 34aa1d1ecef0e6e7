"""What the titles of service modes say: where a stage has an expected one, and where what comes of them surely differs."""

import pytest

from journey.exhibit.declared import make
from journey.exhibit.ref import Ref
from journey.exhibit.source import analyst
from journey.model.filters import Filters
from tests.logs import SCALES, build, event

STAGES = '[[stages]]\nname = "use"\n[[stages]]\nname = "purchase"\n'


@pytest.mark.parametrize(
    ("expected", "said"),
    [
        ("", "In purchase most is self-service (75 %); no stage has an expected service mode"),
        ("agent", "In purchase most is self-service (75 %); the definition expects agent"),
        ("self-service", "In each stage with an expected service mode, that is the largest part"),
    ],
)
def test_the_title(tmp_path, expected, said):
    """Of 40 customers 30 serve themselves."""
    rows = [
        event(
            f"c{n}",
            "2025-01-01",
            "Shop",
            stage="purchase",
            service_mode="agent" if n < 10 else "self-service",
        )
        for n in range(40)
    ]
    line = f'expected_service_mode = "{expected}"\n' if expected else ""
    generation = build(tmp_path, rows, STAGES + line)
    found = make(Ref.of("friction.service_modes", Filters()), analyst(generation, Filters()))
    assert found.title == said


@pytest.mark.parametrize(
    ("good", "said"),
    [
        (12, "In purchase 30 % of CSAT answers are good with self-service, 75 % with agent"),
        (24, "In no stage do two service modes surely differ in what comes of them"),
    ],
)
def test_what_comes_of_service_modes(tmp_path, good, said):
    """Of 40 answers to an agent 30 are good (Wilson 60 to 86 %); 12 of 40 have 18 to 45 %, 24 of 40 have 45 to 74 %."""
    rows = [
        event(
            f"{mode}{n}",
            "2025-01-01",
            "Shop",
            stage="purchase",
            service_mode=mode,
            csat="5" if n < many else "1",
        )
        for mode, many in (("agent", 30), ("self-service", good))
        for n in range(40)
    ]
    generation = build(tmp_path, rows, STAGES, assumed=SCALES)
    found = make(Ref.of("friction.service_scores", Filters()), analyst(generation, Filters()))
    assert found.title == said
