"""The headline is computed: other numbers give another sentence, and nothing striking says so."""

from journey.data.ask import ask
from journey.map.headline import headline
from journey.map.model import Point, curve_points
from journey.model.filters import Filters
from tests.logs import build, event


def funnel_row(stage: str, reached: int, dropped: int, base: str = "full") -> dict:
    return {"stage": stage, "reached": reached, "dropped_off": dropped, "drop_off_rate": dropped / reached if reached else None,
            "drop_off_rate_low": 0.1, "drop_off_rate_high": 0.4, "base": base}


def point(stage: str, name: str, mean: float, high: float | None = None, base: str = "full") -> Point:
    return Point(stage, name, mean, mean - 0.1, mean + 0.1 if high is None else high, 50, "anger", base)


FUNNEL = [funnel_row("awareness", 100, 10), funnel_row("purchase", 80, 20)]


def test_one_stage_feels_worst_and_loses_most():
    found = headline(FUNNEL, [point("purchase", "checkout", -0.6), point("awareness", "ad", 0.3)], "customer")
    assert found.sentence == "Purchase is where customers feel worst, and 25 % leave there"
    assert found.reason == ("Checkout in purchase: mean valence −0.60 (95 % interval −0.70 to −0.50, n 50 events). "
                            "20 of the 80 customers that reached purchase dropped off there (25 %, 95 % interval 10 to 40 %).")


def test_the_reason_names_the_stage_with_the_largest_share_too():
    found = headline([funnel_row("awareness", 100, 30), funnel_row("retention", 40, 20)], [], "journey")
    assert found.sentence == "Most journeys leave in awareness: 30 %" and found.reason.endswith("By share, most leave in retention: 50 %.")


def test_two_places():
    found = headline(FUNNEL, [point("awareness", "ad", -0.6)], "journey")
    assert found.sentence == "Customers feel worst at ad; most journeys leave in purchase: 25 %"


def test_a_feeling_that_may_be_good_and_a_thin_one_do_not_count():
    unsure = [point("awareness", "ad", -0.02, high=0.2), point("awareness", "tv", -0.9, base="low base")]
    assert headline(FUNNEL, unsure, "journey").sentence == "Most journeys leave in purchase: 25 %"


def test_thin_stages_do_not_count():
    thin = [funnel_row("awareness", 12, 3, "low base"), funnel_row("purchase", 9, 6, "counts only")]
    assert headline(thin, [], "journey").sentence == "Nothing stands out"


def test_nothing_and_nothing_in_a_stage():
    assert headline([funnel_row("awareness", 0, 0)], [], "journey").sentence == "Nothing matches these filters"
    unassigned = [funnel_row("awareness", 0, 0), {**funnel_row("unassigned", 7, 2), "drop_off_rate": None}]
    assert headline(unassigned, [], "journey").sentence == "No touchpoint is in a stage yet"


def answers(generation, filters: Filters | None = None):
    filters = filters or Filters()
    points = curve_points(generation.definition, ask(generation, "emotions", filters, ("stage", "touchpoint")).rows,
                          ask(generation, "touchpoints", filters).rows)
    return headline(ask(generation, "funnel", filters).rows, points, "journey")


def test_another_data_set_gives_another_sentence(sample, tmp_path):
    rows = [event(f"c{number}", "2025-01-01", "Quiz", stage="consideration", emotion="anger") for number in range(40)]
    rows += [event(f"c{number}", "2025-03-01", "Renewal", stage="retention", emotion="delight") for number in range(9)]
    made = answers(build(tmp_path, rows))
    assert made.sentence == "Consideration is where customers feel worst, and 78 % leave there"
    assert answers(sample).sentence != made.sentence
    assert answers(sample, Filters.of(where={"touchpoint": ["Payment failed"]})).sentence != answers(sample).sentence
