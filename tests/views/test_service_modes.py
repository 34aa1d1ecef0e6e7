"""Service modes by stage: shares of the events that have one, cases resolved, modes that nobody knows, counted by hand."""

import pytest

from journey.data.ask import ask
from journey.model.filters import Filters
from tests.logs import build, event
from tests.views.shop import columns

KIND = "[journeys]\ncase_is_journey = false\n"


def served(customer: str, at: str, mode: str, **more) -> dict:
    return event(customer, at, "Help", stage="retention", service_mode=mode, **more)


def test_shares_are_of_events_that_have_a_mode_and_unknown_modes_stand_last(tmp_path):
    """In each of ten journeys two events by an agent, however it is written, one by a concierge, one untold: 2/3 and 1/3."""
    rows = [
        served(f"c{n}", f"2025-01-0{day}", mode)
        for n in range(10)
        for day, mode in enumerate(("Agent", "Concierge", "", "agent"), 1)
    ]
    rows += [event("z", "2025-01-01", "Help", stage="purchase", service_mode="automated")]
    answer = ask(build(tmp_path, rows), "service_modes", Filters())
    names = ("stage", "service_mode", "events", "share_n", "expected_service_mode", "journeys")
    assert columns(answer, *names) == [
        ("purchase", "automated", 1, 1, "self-service", 1),
        ("retention", "agent", 20, 30, "agent", 10),
        ("retention", "concierge", 10, 30, "agent", 10),
    ]
    assert columns(answer, "share")[1:] == [(pytest.approx(2 / 3),), (pytest.approx(1 / 3),)]


def test_cases_count_where_they_were_first_met(tmp_path):
    """Ten cases begin with a bot; six are resolved by an agent, for whom no case counts; two more cases have no mode at first."""
    event_of, told = {"case_event": "resolved"}, {"resolved_at": "2025-01-05"}
    rows = [served(f"c{n}", "2025-01-01", "automated", case_id="k") for n in range(10)]
    rows += [served(f"c{n}", "2025-01-02", "agent", case_id="k", **event_of) for n in range(4)]
    rows += [served(f"c{n}", "2025-01-02", "agent", case_id="k", **told) for n in (4, 5)]
    rows += [served(f"d{n}", "2025-01-01", "", case_id="k") for n in range(2)]
    rows += [served(f"d{n}", "2025-01-02", "agent", case_id="k", **event_of) for n in range(2)]
    answer = ask(build(tmp_path, rows, KIND), "service_modes", Filters())
    names = ("service_mode", "events", "resolved", "resolved_n")
    assert columns(answer, *names) == [("automated", 10, 0.6, 10), ("agent", 8, None, 0)]


def test_a_case_resolved_in_another_journey_is_resolved(tmp_path):
    rows = [
        served(f"c{n}", "2025-01-01", "agent", case_id="k", journey_id="1") for n in range(10)
    ] + [
        served(f"c{n}", "2025-01-02", "", case_id="k", journey_id="2", case_event="resolved")
        for n in range(10)
    ]
    generation = build(tmp_path, rows, KIND + "id_is_journey = false\n")
    assert columns(ask(generation, "service_modes", Filters()), "resolved", "resolved_n") == [
        (1.0, 10)
    ]
