"""What the title of service modes says where a stage has an expected one, and where none has."""

import pytest

from journey.exhibit.declared import make
from journey.exhibit.ref import Ref
from journey.exhibit.source import analyst
from journey.model.filters import Filters
from tests.logs import build, event

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
