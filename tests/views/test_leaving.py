"""Where journeys leave, by the values of the attributes that have few."""

import pytest

from journey.data.ask import ask
from journey.data.views.leaving import compared_attributes
from journey.model.errors import NotShared
from journey.model.filters import Filters
from tests.logs import build, event
from tests.views.shop import columns

STAGES = '[[stages]]\nname = "visit"\n[[stages]]\nname = "buy"\n[touchpoints]\nHome = "visit"\nShop = "buy"\n'


def rows() -> list[dict]:
    """Thirty on mobile, of whom 18 go home; ten at a desk, of whom two do; three of whom nothing is known; one still there."""
    found = []
    for number, (device, leaves) in enumerate(
        [("mobile", True)] * 18
        + [("mobile", False)] * 12
        + [("desk", True)] * 2
        + [("desk", False)] * 8
        + [("", True)] * 3
    ):
        who = f"c{number:02d}"
        more = {"device": device or None, "city": f"city {number}"}
        found.append(event(who, "2025-01-01", "Home", **more))
        found += [] if leaves else [event(who, "2025-01-02", "Shop", **more)]
    return [*found, event("late", "2026-01-01", "Home", device="desk", city="city x")]


@pytest.fixture(scope="module")
def generation(tmp_path_factory):
    return build(tmp_path_factory.mktemp("leaving"), rows(), STAGES)


def test_each_value_has_its_own_share(generation):
    answer = ask(generation, "leaving", Filters())
    at_home = [row for row in answer.rows if row["touchpoint"] == "Home"]
    assert [
        (row["value"], row["leaves"], row["leaves_n"], row["customers"]) for row in at_home
    ] == [
        ("desk", pytest.approx(0.2), 10, 10),
        ("mobile", pytest.approx(0.6), 30, 30),
    ]
    assert list(compared_attributes(generation).values()) == ["device"], "a city is one a customer"


def test_under_a_filter_only_its_journeys_count(generation):
    answer = ask(generation, "leaving", Filters.of(where={"device": ["mobile"]}))
    assert columns(answer, "touchpoint", "value", "leaves_n")[0] == ("Home", "mobile", 30)


def test_it_says_of_each_value_what_friction_says(sample):
    told = {
        (row["attribute"], row["value"], row["stage"], row["touchpoint"]): (
            row["leaves"],
            row["leaves_low"],
            row["leaves_high"],
            row["leaves_n"],
        )
        for row in ask(sample, "leaving", Filters()).rows
    }
    for key in compared_attributes(sample).values():
        for row in ask(sample, "friction", Filters(), by=(key,)).rows:
            if row[key] and row["leaves_n"]:
                here = told.pop((key, row[key], row["stage"], row["touchpoint"]))
                wanted = (row["leaves"], row["leaves_low"], row["leaves_high"], row["leaves_n"])
                assert here == pytest.approx(wanted), (key, row)
    assert told == {}


def test_shared_mode_tells_nothing_of_it(generation):
    with pytest.raises(NotShared, match="every attribute at once"):
        ask(generation, "leaving", Filters(), mode="shared")


def test_the_status_of_a_case_is_no_cause(tmp_path):
    """It says what became of the case: in a service log it is not looked at, in journeys it is a word like others."""
    cases = [
        {**row, "status": "open" if row["customer_id"] < "c20" else "closed"} for row in rows()
    ]
    for kind, looked_at in (("service_log", ["device"]), ("journey", ["device", "status"])):
        (tmp_path / kind).mkdir()
        generation = build(tmp_path / kind, cases, f'kind = "{kind}"\n{STAGES}')
        assert sorted(compared_attributes(generation).values()) == looked_at, (
            generation.journey_keys
        )
