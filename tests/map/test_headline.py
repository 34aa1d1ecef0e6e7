"""The headline is computed: other numbers give another sentence, and nothing striking says so."""

from dataclasses import replace

import pytest

from journey.map.headline import headline, largest_recoverable
from journey.map.model import Emotion, Exit, Figure, JourneyMap, StageColumn, Touchpoint
from journey.model.filters import Filters
from journey.model.small_numbers import NOT_OBSERVED
from journey.model.vocabulary import SERVICE_LOG, SURVEY, Wording, use_words
from tests.logs import build, event
from tests.map.maps import answers_of, map_of


def came(last_seen: int, left: int, through: int = 0, unit: str = "journey") -> str:
    """The first sentence where so many of those that left, of 100, were last seen at the basket."""
    seen = f"{last_seen} of the {left} that left were last seen at basket"
    return f"{through} of 100 {unit}s came through; {seen}"


def stage(
    name: str,
    reached: int,
    dropped: int,
    points: tuple = (),
    base: str = "full",
    expected: float | None = None,
    **ends: int,
) -> StageColumn:
    row = {
        "completed": 0,
        "ended_well": 0,
        **ends,
        "stage": name,
        "reached": reached,
        "dropped_off": dropped,
        "drop_off_rate": dropped / reached if reached else None,
        "drop_off_rate_low": 0.1,
        "drop_off_rate_high": 0.4,
        "base": base,
    }
    exits = (Exit("basket", name, dropped - 1), Exit("ad", name, 1)) if dropped else ()
    return StageColumn(
        0,
        name,
        "",
        "anxiety" if expected is not None else "",
        expected,
        row,
        (),
        points,
        (),
        exits,
        None,
    )


def point(
    where: str, name: str, mean: float, high: float | None = None, base: str = "full"
) -> Touchpoint:
    return Touchpoint(
        where,
        name,
        50,
        (("web", 50),),
        1,
        Emotion(mean, mean - 0.1, mean + 0.1 if high is None else high, 50, "anger", base),
        None,
    )


UNOBSERVED = stage("advocacy", 0, 0, base=NOT_OBSERVED)


def headline_of(*stages: StageColumn, unit: str = "journey", recoverable: dict | None = None):
    return headline(
        JourneyMap(
            unit, stages, {"journeys": sum(first.funnel["reached"] for first in stages[:1])}, ()
        ),
        recoverable,
    )


def test_one_stage_feels_worst_and_loses_most():
    result = headline_of(
        stage("awareness", 100, 10),
        stage("purchase", 80, 20, (point("purchase", "checkout", -0.6),)),
        unit="customer",
    )
    assert result.sentence == (f"{came(28, 30, unit='customer')}; customers feel worst at checkout")
    assert result.reason == (
        "20 of the 80 customers that reached purchase left (95 % interval 10 to 40 %); "
        "checkout in purchase feels −0.60 on −1 to +1 (−0.70 to −0.50, n 50)."
    )


def test_two_places():
    result = headline_of(
        stage("awareness", 100, 10, (point("awareness", "ad", -0.6),)), stage("purchase", 80, 20)
    )
    assert result.sentence == f"{came(28, 30)}; customers feel worst at ad"


def test_the_furthest_below_expectation_is_named_with_its_n():
    result = headline_of(
        stage("awareness", 100, 10, (point("awareness", "ad", 0.2),), expected=0.8),
        stage("purchase", 80, 20),
    )
    assert result.sentence == came(28, 30)
    assert result.reason.endswith("furthest below expectation: ad, by 0.60 (n 50).")
    assert (
        "expectation"
        not in headline_of(
            stage("awareness", 100, 10, (point("awareness", "ad", 0.75),), expected=0.8)
        ).reason
    )


def test_a_feeling_that_may_be_good_and_a_thin_one_do_not_count():
    unsure = (
        point("awareness", "ad", -0.02, high=0.2),
        point("awareness", "tv", -0.9, base="low base"),
    )
    assert headline_of(stage("awareness", 100, 10, unsure)).sentence == came(9, 10)


def test_thin_stages_do_not_count():
    thin = (stage("awareness", 12, 3, base="low base"), stage("purchase", 9, 6, base="counts only"))
    assert headline_of(*thin, UNOBSERVED).sentence == "No weak spot is named yet"


def test_where_nothing_stands_out_the_reason_says_why():
    """Too few to tell; and of answers without a time, that losses need times."""
    thin = (stage("awareness", 12, 3, base="low base"),)
    assert (
        headline_of(*thin).reason
        == "12 journeys: no stage was reached by 30 customers, and no emotions are recorded."
    )
    answers = {"journeys": 12, "customers": 11, "events": 12, "first_at": None}
    assert (
        headline(JourneyMap("journey", thin, answers, ())).reason
        == "11 customers answered; losses need times, and no bad feeling was found."
    )
    felt = (stage("awareness", 12, 0, (point("awareness", "ad", -0.6),)),)
    assert (
        headline(JourneyMap("journey", felt, answers, ())).reason
        == "Ad in awareness feels −0.60 on −1 to +1 (−0.70 to −0.50, n 50)."
    )


def test_nothing_and_nothing_in_a_stage():
    assert headline_of(stage("awareness", 0, 0)).sentence == "Nothing matches these filters"
    empty = JourneyMap("journey", (stage("awareness", 0, 0),), {"journeys": 7}, ())
    assert headline(empty).sentence == "No touchpoint is in a stage yet"


def ledger_row(touchpoint: str, kept: float | None, low: float | None, stage="purchase") -> dict:
    return {
        "stage": stage,
        "touchpoint": touchpoint,
        "reference": "mobile app",
        "recoverable": kept,
        "recoverable_low": low,
    }


def test_what_could_be_recovered():
    """The touchpoint where most could be, of those where some surely could; what is in no stage is none."""
    rows = [
        ledger_row("basket", 30.2, 17),
        ledger_row("login", 90, 0),
        ledger_row("ad", 20, 19),
        ledger_row("page", 99, 50, "unassigned"),
        ledger_row("other, 9 touchpoints", None, None, None),
    ]
    recoverable = largest_recoverable(rows)
    assert recoverable is rows[0]
    assert (
        "at the rate of its channel mobile app, about 30 fewer would leave at basket"
        in headline_of(stage("purchase", 400, 50), recoverable=recoverable).reason
    )
    assert largest_recoverable(rows[1:2] + [ledger_row("call", 0.9, 0.5)]) is None


def headline_of_sample(generation, filters: Filters | None = None):
    map_answers = answers_of(generation, filters)
    return headline(
        map_of(generation, filters),
        largest_recoverable(map_answers.rows("ledger")),
    )


def test_another_data_set_gives_another_sentence(sample, tmp_path):
    rows = [
        event(f"c{number}", "2025-01-01", "Quiz", stage="consideration", emotion="anger")
        for number in range(40)
    ]
    rows += [
        event(f"c{number}", "2025-03-01", "Renewal", stage="retention", emotion="delight")
        for number in range(9)
    ]
    made = headline_of_sample(build(tmp_path, rows))
    assert made.sentence == "Most fall silent in consideration; customers feel worst at Quiz"
    assert headline_of_sample(sample).sentence != made.sentence
    assert (
        headline_of_sample(sample, Filters.of(where={"touchpoint": ["Payment failed"]})).sentence
        != headline_of_sample(sample).sentence
    )


def test_journeys_chosen_by_what_became_of_them_make_no_loss():
    lost = stage("purchase", 80, 80, (point("purchase", "checkout", -0.6),))
    result = headline(JourneyMap("journey", (lost,), {"journeys": 80}, (), is_chosen=True))
    assert (
        result.sentence == "Customers feel worst at checkout" and "dropped off" not in result.reason
    )


def test_the_largest_share_is_named_where_it_is_elsewhere():
    result = headline_of(stage("awareness", 100, 30), stage("retention", 40, 20))
    assert result.sentence == came(48, 50)
    assert "; the largest share in retention: 50 %" in result.reason


def test_where_most_events_are_in_no_stage_that_comes_first():
    """30 of 40 touched nothing that is staged: a finding on the rest would mislead. At one half there is one."""
    points = (point("unassigned", "scan", 0.1), point("unassigned", "x-ray", 0.1))
    outside = StageColumn(
        -1,
        "unassigned",
        "",
        "",
        None,
        {"stage": "unassigned", "reached": 0, "completed": 0, "ended_well": 0, "base": "full"},
        (),
        points,
        (),
        (),
        None,
    )
    few = headline_of(stage("awareness", 100, 10, (point("awareness", "ad", -0.6),)), outside)
    assert few.sentence == "2 of 3 touchpoints are in no stage yet, with 67 % of the events"
    half = StageColumn(
        -1,
        "unassigned",
        "",
        "",
        None,
        {"stage": "unassigned", "reached": 0, "completed": 0, "ended_well": 0, "base": "full"},
        (),
        points[:1],
        (),
        (),
        None,
    )
    assert headline_of(
        stage("awareness", 100, 10, (point("awareness", "ad", -0.6),)), half
    ).sentence.endswith("customers feel worst at ad")


def test_where_no_end_is_declared_it_says_where_most_fall_silent():
    """Unless a stage that too few reached to judge it lost more."""
    large, small = stage("awareness", 100, 10), stage("purchase", 29, 17, base="low base")
    assert headline_of(large, UNOBSERVED).sentence == "Most fall silent in awareness"
    assert headline_of(large, small, UNOBSERVED).sentence == "No weak spot is named yet"
    others = [stage(name, 90, 9) for name in ("consideration", "purchase")]
    assert headline_of(large, *others, UNOBSERVED).sentence == (
        "More fall silent in awareness than in any other stage"
    )


def test_who_came_through_has_completed_or_ended_well():
    stages = (stage("awareness", 100, 10, ended_well=30), stage("purchase", 60, 20, completed=40))
    assert headline_of(*stages).sentence == (
        "70 of 100 journeys came through; 28 of the 30 that left were last seen at basket"
    )


def test_a_service_log_says_solved_and_a_word_of_failure_what_journeys_ended_with():
    failed = (Exit("Order cancelled", "awareness", 9), Exit("ad", "awareness", 1))
    lost = replace(stage("awareness", 100, 10, ended_well=30), exits=failed)
    solved = JourneyMap("journey", (lost, UNOBSERVED), {"journeys": 100}, ())
    use_words(Wording(SERVICE_LOG))
    assert headline(solved).sentence == (
        "30 of 100 journeys are solved; 10 went silent unsolved, 9 of them ended with Order cancelled"
    )


def test_no_outcome_where_the_silent_came_back():
    stages = (stage("awareness", 100, 60, ended_well=30), stage("purchase", 10, 0, completed=10))
    use_words(Wording(silence="7 days", come_back=True))
    result = headline(JourneyMap("journey", stages, {"journeys": 100}, ()))
    assert result.sentence == "No weak spot is named yet"
    assert "left" not in result.reason and "came through" not in result.reason


def test_why_no_weak_spot_is_named_is_said_part_by_part():
    calm = (stage("awareness", 100, 0, (point("awareness", "ad", 0.5),)),)
    assert headline_of(*calm).reason == (
        "100 journeys: none of them left, and no feeling is surely bad."
    )
    unsure = (
        stage("awareness", 12, 0, (point("awareness", "tv", -0.9, base="low base"),), "low base"),
    )
    assert headline_of(*unsure).reason.endswith(
        "no stage was reached by 30 customers, and no touchpoint has 30 customers with a known feeling."
    )
    use_words(Wording(silence="7 days", come_back=True))
    assert headline_of(*calm).reason.startswith(
        "100 journeys: silence does not tell where customers are lost"
    )


def test_where_nobody_said_where_journeys_end_the_others_are_silent():
    exits = (Exit("Review asked", "awareness", 60),)
    stages = (
        replace(stage("awareness", 100, 60), exits=exits),
        stage("purchase", 40, 0, completed=40),
    )
    use_words(Wording(silence="7 days", are_ends_known=False))
    result = headline(JourneyMap("customer", stages, {"journeys": 100}, ()))
    assert result.sentence == (
        "40 of 100 customers reached purchase; all 60 others that are silent for 7 days were last seen at Review asked"
    )
    assert "left" not in result.reason


def test_a_survey_says_its_figures_whatever_stages_its_questions_are_in():
    nps = Figure("nps", "promoters - detractors", 8.0, 1.0, 14.0, 613, "full")
    thin = Figure("ces", "easy", 0.5, 0.2, 0.8, 12, "low base")
    summary = {"journeys": 595, "customers": 595}
    outside = replace(stage("unassigned", 595, 0), index=-1)
    use_words(Wording(SURVEY))
    result = headline(JourneyMap("customer", (outside,), summary, (nps, thin)))
    assert result.sentence == "NPS is +8 (+1 to +14), n 613"
    assert result.reason == "595 customers answered; a survey tells no path and no end."


@pytest.mark.parametrize(
    ("exits", "said"),
    [
        (("Shop", 51, "Basket", 49), "51 of the 100 that left were last seen at Shop"),
        (
            ("Shop", 50, "Basket", 50),
            "50 of the 100 that left were last seen at Basket, 50 at Shop",
        ),
        (("Shop", 40, "Payment failed", 60), "60 of the 100 that left ended with Payment failed"),
        (
            ("Shop", 50, "Payment failed", 50),
            "50 of the 100 that left ended with Payment failed, 50 last seen at Shop",
        ),
    ],
)
def test_where_one_has_no_majority_the_two_last_seen_at_most_are_named(exits, said):
    """Not 'more than anywhere else': which of two comes first may be chance, or rows without a clock."""
    lost = replace(
        stage("awareness", 200, 100, ended_well=30),
        exits=(Exit(exits[0], "awareness", exits[1]), Exit(exits[2], "awareness", exits[3])),
    )
    sentence = headline(JourneyMap("journey", (lost, UNOBSERVED), {"journeys": 200}, ())).sentence
    assert sentence == f"30 of 200 journeys came through; {said}"
