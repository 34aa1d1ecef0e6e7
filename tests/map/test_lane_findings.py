"""What Present says of each lane, and which touchpoints keep their slots where there is room for few."""

import pytest

from journey.map.choice import choose_touchpoints
from journey.map.lane_findings import lane_findings
from journey.map.lettering import wrapped
from journey.model.filters import Filters
from journey.model.vocabulary import use_words
from tests.map.maps import map_of


@pytest.fixture
def said(sample):
    use_words(sample.wording)

    def of(filters: Filters | None = None) -> dict[str, tuple[str, str]]:
        found = lane_findings(map_of(sample, filters or Filters()))
        return {finding.name: (finding.title, finding.reason) for finding in found}

    return of


def test_each_lane_has_its_finding(said):
    found = said()
    assert list(found) == [
        "Journeys",
        "Emotion",
        "Touchpoints",
        "Last seen here",
        "Satisfaction",
        "In their words",
    ]
    assert found["Journeys"] == (
        "Most leave in awareness: 2,660 of 7,219 journeys",
        "37 % leave in awareness, 41 % leave in consideration, 30 % leave in purchase, 55 % leave in retention.",
    )
    assert found["Touchpoints"][0] == "Most happens at Product page: 12 % of all events"
    assert found["Last seen here"] == (
        "1,580 of the 6,173 that left were last seen at Online ad",
        "Of those at Payment failed surely more leave: mobile 53 %, desktop 0 %.",
    )
    assert found["Satisfaction"][0] == "Surely below all together: CES in consideration 63 %"


def test_nothing_is_said_of_losses_that_the_filter_chose(said):
    found = said(Filters().in_cohort("dropped_off/purchase"))
    assert "Last seen here" not in found
    assert found["Journeys"][0].startswith("740 journeys reached awareness")
    assert not any("leave" in words for finding in found.values() for words in finding)


def test_turning_points_keep_their_slots(sample):
    """Two a stage: the cause, the lowest, the highest, of each stage where most were lost and where most happens."""
    use_words(sample.wording)
    chosen = choose_touchpoints(map_of(sample), 2)
    assert [{point.name for point in choice.touchpoints} for choice in chosen] == [
        {"Online ad", "Search result"},
        {"Product page", "Plan comparison"},
        {"Basket", "Payment failed"},
        {"Complaint", "Monthly bill"},
        {"Review", "Social mention"},
    ]
    pinned = choose_touchpoints(map_of(sample), 1, (("purchase", "Delivery update"),))
    assert [point.name for point in pinned[2].touchpoints] == ["Delivery update"]


@pytest.mark.parametrize(
    ("word", "room", "lines"),
    [
        ("Produktseite", 70, ["Produkt-", "seite"]),
        ("Nachbestellung", 84, ["Nachbestel-", "lung"]),
        ("Actualización", 70, ["Actualiza-", "ción"]),
    ],
)
def test_words_are_broken_where_a_syllable_begins(word, room, lines):
    assert wrapped(word, 12, room, 2, True) == lines
