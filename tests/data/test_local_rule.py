"""Every view that shared mode tells keeps to the local rule: no cell, complement or implied count of one to four customers."""

import random

import pytest

from journey.data.ask import VIEWS
from journey.findings.asking import FORMS, ask
from journey.model.cells import Place
from journey.model.filters import Filters
from journey.model.small_numbers import ANALYST, SHARED
from tests import remembered
from tests.data.leaks import feelings, leaks, nps_classes, of_row, of_totals
from tests.data.test_shared_mode import random_filters
from tests.logs import SCALES, build, event

pytestmark = pytest.mark.long

ALL = FORMS
SHARED_VIEWS = [name for name, form in ALL.items() if form.shared and not form.shared.refusal]
SEEDS = 6
SAMPLE = {
    "source": "Basket",
    "target": "Delivery",
    "stage": "purchase",
    "through": ("Basket", "Online ad", "Basket"),
}
MADE = {"source": "Ad", "target": "Shop", "stage": "awareness", "through": ("Ad", "Shop", "Ad")}
EXTRA = {
    "anywhere": True,
    "collapse": True,
    "per": "customer",
    "top": 3,
}  # each where the view knows it


def questions(view: str, values: dict, attributes: tuple[str, ...]) -> list[dict]:
    """What the view needs, each further option of its own, and groups by one to three columns where it may be grouped."""
    form = ALL[view]
    needed = {name: values[name] for name in form.needs}
    if view in ("with_without", "after_touchpoint"):
        needed["at"] = Place(values["stage"], values["source"])
    result = [needed, *({**needed, name: EXTRA[name]} for name in EXTRA if name in form.options)]
    if form.shared.knows_groups and form.by is not None:
        groups = [attributes[:1], attributes[:2]]
        groups += [("channel",), ("stage", "channel")] if "channel" in form.by else []
        groups += [("stage", "touchpoint", "channel")] if "touchpoint" in form.by else []
        result += [{**needed, "by": by} for by in groups]
    return result


def leaks_of(generation, view: str, filters: Filters, question: dict) -> list[str]:
    """The leaks of one answer; the exact rows are all there are, however short the shown list."""
    shown = ask(generation, view, filters, mode=SHARED, **question)
    exact = ask(generation, view, filters, mode=ANALYST, **question | _longest(view))
    return leaks(ALL[view], shown.rows, exact.rows, question.get("by", ()))


def _longest(view: str) -> dict:
    return {"top": 10_000} if "top" in ALL[view].options and view in VIEWS else {}


@pytest.mark.parametrize("view", SHARED_VIEWS)
def test_no_view_tells_a_small_number_of_the_sample(sample, view):
    wide = [Filters(), Filters.of(where={"segment": ["student"]})]
    for filters in [*wide, *map(random_filters, range(SEEDS))]:
        for question in questions(view, SAMPLE, ("segment", "region")):
            assert leaks_of(sample, view, filters, question) == [], (filters.words(), question)


def made_log(seed: int) -> list[dict]:
    """A few dozen customers, some with several journeys, who answer, feel, come back and leave."""
    chance, rows = random.Random(seed), []
    for customer in range(chance.choice([6, 12, 25, 60])):
        for number in range(chance.choice([1, 1, 1, 2, 3])):
            for step in range(chance.choice([1, 2, 3, 5])):
                rows.append(_made_event(chance, customer, number, step))
    return rows


KIND = 'kind = "journey"\n'
MADE_VALENCES = (-0.9, 0.4, 0.5)


def _made_event(chance: random.Random, customer: int, number: int, step: int) -> dict:
    touchpoint, stage = chance.choice(
        [("Ad", "awareness"), ("Shop", "purchase"), ("Fair", "awareness"), ("Review", "advocacy")]
    )
    return event(
        f"c{customer}",
        f"2025-0{1 + 2 * number}-0{1 + step}",
        touchpoint,
        journey_id=f"{customer}-{number}",
        stage=stage,
        channel=chance.choice(["web", "web", "web", "phone"]),
        emotion=chance.choice(["trust", "anger", None]),
        valence=chance.choice([None, None, 0.4]),
        nps=chance.choice([None, 0, 8, 10]),
        csat=chance.choice([None, 1, 3, 5]),
        comment=chance.choice([None, "fine"]),
        segment="one" if customer % 4 else "two",
        region=f"r{customer % 3}",
        case_id=chance.choice([None, f"{customer}-{number}"]),
        actor=chance.choice(["customer", "customer", "agent"]),
        case_event=chance.choice([None, "complaint", "resolved"]),
        service_mode=chance.choice([None, "agent", "self-service"]),
        friction=chance.choice([None, None, "slow", "unclear"]),
        promised_at=chance.choice([None, f"2025-0{1 + 2 * number}-04"]),
        revenue=chance.choice([None, 20]),
    )


@pytest.mark.parametrize("seed", range(8))
def test_no_view_tells_a_small_number_of_a_small_log(tmp_path, seed):
    generation = remembered.hold(build(tmp_path, made_log(seed), KIND, assumed=SCALES))
    for view in SHARED_VIEWS:
        for question in questions(view, MADE, ("segment", "region")):
            assert leaks_of(generation, view, Filters(), question) == [], (view, question)


@pytest.mark.parametrize("seed", range(8))
def test_no_mean_of_a_small_log_tells_how_many_felt_bad(tmp_path, seed):
    generation = build(tmp_path, made_log(seed), assumed=SCALES)
    for view in ("touchpoints", "emotions"):
        for question in questions(view, MADE, ("segment", "region")):
            shown = ask(generation, view, Filters(), mode=SHARED, **question).rows
            assert [leak for row in shown for leak in feelings(row, MADE_VALENCES)] == []


# The check can fail: one doctored row, or one row too many, for each kind of leak.


@pytest.mark.parametrize(
    ("row", "leak"),
    [
        ({"journeys": 3}, "cell journeys: 3"),
        ({"rate": 0.05, "rate_n": 60}, "implied by rate: 3 of 60"),
        ({"rate": 0.95, "rate_n": 60}, "implied by rate: 57 of 60"),
        ({"rate": None, "rate_low": 0.01, "rate_n": 60}, "implied by the interval of rate"),
        ({"recorded_share": 0.1, "n": 20}, "implied by recorded_share: 2 of 20"),
        ({"converted": 38, "entered": 40}, "complement of converted in entered: 2"),
        ({"lost_with": 57, "lost": 60}, "complement of lost_with in lost: 3"),
        ({"waits_n": 36, "journeys": 40}, "complement of waits_n in journeys: 4"),
        ({"events": 41, "journeys": 40}, "complement of journeys in events: 1"),
    ],
)
def test_a_doctored_row_is_found(row, leak):
    assert of_row(row, ["journeys"]) == [leak]


def test_a_small_class_of_answers_is_found():
    """20 answers: 15 promoters, 3 passives, 2 detractors give 65; the interval parts them."""
    low = 100 * (13 / 23 - 1.96 * ((18.5 / 23 - (13 / 23) ** 2) / 23) ** 0.5)
    assert nps_classes(65.0, low, 20) == (15, 3, 2)
    answer = {"metric": "nps", "definition": "NPS", "value": 65.0, "low": low, "n": 20}
    assert of_row(answer | {"customers": 20}, []) == ["implied NPS classes: (15, 3, 2)"]
    answer = {"metric": "csat", "definition": "share of", "value": 0.9, "low": 0.7, "n": 20}
    assert of_row(answer, []) == ["implied share: 18 of 20"]


def test_a_few_who_felt_bad_are_found():
    """Of 20 with a sum of 5.0 three felt -0.9: two leave at least 5.4, four at most 4.4. A sum of 8.0 can be without any."""
    leak = ["implied by a mean: {3} of 20 felt bad"]
    assert feelings({"mean_valence": 0.25, "n": 20}, MADE_VALENCES) == leak
    assert feelings({"mean_valence": 0.4, "n": 20}, MADE_VALENCES) == []


def test_a_hidden_row_that_a_total_gives_back_is_found():
    """50 in all and 47 shown: 3."""
    exact = [{"region": "N", "journeys": 47}, {"region": "S", "journeys": 3}]
    assert of_totals(exact[:1], exact, ["region"], "journeys", None) == [
        "journeys left in a total: [3]"
    ]


def test_a_blank_that_a_total_gives_back_is_found():
    """Of 90 journeys 23 complete, S has 8 and E 12 of them: N has 3."""
    exact = [
        {"region": region, "journeys": journeys, "completed": completed}
        for region, journeys, completed in (("N", 40, 3), ("S", 20, 8), ("E", 30, 12))
    ]
    shown = [exact[0] | {"completed": None}, *exact[1:]]
    leak = of_totals(shown, exact, ["region"], "completed", "journeys")
    assert leak == ["completed left in a total: [3, 37]", "completed subtracted: [3, 37]"]
    shown[1] = exact[1] | {"completed": None}
    assert of_totals(shown, exact, ["region"], "completed", "journeys") == []


def test_a_row_and_a_column_that_give_a_cell_back_are_found():
    """N by phone is 3: without N's total 33 and S by phone it stays hidden."""
    exact = [
        {"region": region, "channel": channel, "moves": moves}
        for region, channel, moves in (
            *(("N", "web", 30), ("N", "phone", 3)),
            *(("S", "web", 10), ("S", "phone", 20)),
            *(("E", "web", 50), ("E", "phone", 60)),
        )
    ]
    names = ["region", "channel"]
    shown = [row for row in exact if row["moves"] not in (3, 20)]
    assert of_totals(shown, exact, names, "moves", None) == ["moves left in a total: [3]"]
    assert of_totals(exact[4:], exact, names, "moves", None) == []


def test_what_the_values_of_an_attribute_leave_of_the_lost_is_found():
    """60 lost, 40 in the north and 17 in the south: 3 elsewhere."""
    rows = [
        {"kind": "attribute", "name": "region", "value": value, "lost_with": lost, "lost": 60}
        | {"kept_with": kept, "kept": 90, "rule": "known at entry"}
        for value, lost, kept in (("N", 40, 50), ("S", 17, 40))
    ]
    assert leaks(VIEWS["contrasts"], rows, rows) == ["region leaves 3 of the lost"]


def test_what_the_two_rows_of_a_touchpoint_tell_of_those_who_had_it_later_is_found():
    """20 of the lost had the call at entry and 23 in all: 3 had it later."""
    rows = [
        {"kind": "touchpoint", "name": "", "value": "Call", "rule": rule, "lost_with": lost, "lost": 60}
        | {"kept_with": kept, "kept": 90}
        for rule, lost, kept in (("known at entry", 20, 30), ("landmark", 23, 40))
    ]  # fmt: skip
    assert leaks(VIEWS["contrasts"], rows, rows) == ["Call later, lost_with: 3"]


def test_a_count_of_journeys_of_few_customers_is_found():
    exact = [{"touchpoint": "Ad", "channel": "web", "journeys": 12, "customers": 2, "completed": 0}]
    result = leaks(VIEWS["entries"], exact, exact)
    assert "journeys of few customers: 12" in result and "cell customers: 2" in result


def test_the_exact_rows_of_small_logs_do_not_pass(sample, tmp_path_factory):
    """What analyst mode shows of the made logs leaks, whatever the view, but for what these logs have too few customers for."""
    passing = set(SHARED_VIEWS)
    for seed in range(4):
        generation = build(tmp_path_factory.mktemp("made"), made_log(seed), assumed=SCALES)
        for view in list(passing):
            for question in questions(view, MADE, ("segment", "region")):
                exact = ask(generation, view, Filters(), **question).rows
                if leaks(ALL[view], exact, exact, question.get("by", ())):
                    passing.discard(view)
    assert passing == {"contrasts", "findings"}
    exact = ask(sample, "findings", Filters()).rows
    assert leaks(ALL["findings"], exact, exact)
    exact = ask(sample, "contrasts", Filters(), stage="purchase").rows
    assert leaks(VIEWS["contrasts"], exact, exact)
    groups = [ask(sample, "communities", random_filters(seed)).rows for seed in range(SEEDS)]
    assert any(leaks(ALL["communities"], rows, rows) for rows in groups)


# By hand.


ENDED = """
[journeys]
inactivity_days = 30
end = "2025-06-01T00:00:00Z"
"""


def few_later(tmp_path, later: int, skipping: int = 0):
    """40 of 80 lost and 30 of 90 others have an early call; so many lost get it at their second page. Others skip the visit."""
    walks = {
        "a": (40 - later, ("Call", "Page", "Page")),
        "l": (later, ("Page", "Call", "Page")),
        "b": (40, ("Page", "Page")),
        "c": (30, ("Call", "Page", "Page", "Shop")),
        "m": (10, ("Page", "Call", "Page", "Shop")),
        "d": (60, ("Page", "Page", "Shop")),
        "s": (skipping, ("Shop",)),
    }
    rows = [
        event(f"{name}{number}", f"2025-01-0{day}", touchpoint)
        | {"stage": "purchase" if touchpoint == "Shop" else "awareness"}
        for name, (customers, walk) in walks.items()
        for number in range(customers)
        for day, touchpoint in enumerate(walk, 1)
    ]
    generation = build(tmp_path, rows, ENDED)
    rows = ask(generation, "contrasts", Filters(), stage="awareness", mode=SHARED).rows
    return {(row["rule"], row["value"]) for row in rows}


@pytest.mark.parametrize(("later", "is_told"), [(0, True), (3, False), (10, True)])
def test_of_two_rows_on_a_call_the_difference_is_told_only_of_five(tmp_path, later, is_told):
    """Of the lost none, three or ten called later: three would be what one row leaves of the other."""
    assert few_later(tmp_path, later) == {
        ("known at entry", "Call"),
        ("known at entry", "Page"),
        *([("landmark", "Call")] if is_told else []),
    }


@pytest.mark.parametrize(("skipping", "is_told"), [(2, False), (8, True)])
def test_how_many_skipped_the_stage_is_told_only_of_five(tmp_path, skipping, is_told):
    """Of those who went on the funnel counts them, the contrasts do not."""
    assert bool(few_later(tmp_path, 10, skipping)) == is_told


def shop(tmp_path, ends: list[tuple[str, int]]) -> object:
    """So many customers who go from the ad to each of these touchpoints, a customer a journey."""
    rows, customer = [], 0
    for touchpoint, number in ends:
        for _ in range(number):
            customer += 1
            rows.append(event(f"c{customer}", "2025-01-01", "Ad", stage="awareness", channel="web"))
            rows.append(event(f"c{customer}", "2025-01-02", touchpoint, stage="purchase"))
    return build(tmp_path, rows)


def test_three_moves_hide_with_the_next_fewest(tmp_path):
    """20 to the shop, 8 to the fair, 3 to the call: fair and call are 11 together."""
    generation = shop(tmp_path, [("Shop", 20), ("Fair", 8), ("Call", 3)])
    for view in ("transitions", "transition_counts"):
        rows = ask(generation, view, Filters(), mode=SHARED).rows
        assert [(row["source"], row["target"], row["moves"]) for row in rows] == [
            ("Ad", "Shop", 20),
            ("other, 2 groups", None, 11),
        ]


def test_three_ways_hide_with_the_next_fewest_and_those_beyond_the_list(tmp_path):
    generation = shop(tmp_path, [("Shop", 20), ("Fair", 8), ("Call", 3)])
    rows = ask(generation, "variants", Filters(), mode=SHARED).rows
    assert [(row["path"], row["journeys"]) for row in rows] == [
        (["Ad", "Shop"], 20),
        (["other, 2 groups"], 11),
    ]
    answer = ask(generation, "variants", Filters(), mode=SHARED, top=1)
    assert [(row["path"], row["journeys"]) for row in answer.rows] == [(["other, 3 groups"], 31)]
    assert answer.totals["hidden_journeys"] == 0


def test_three_who_do_not_convert_are_not_told(tmp_path_factory):
    """20 of 23 convert: told are the 23 alone, of the times nothing; 20 of 31 are told."""
    few = shop(tmp_path_factory.mktemp("few"), [("Shop", 20), ("Call", 3)])
    many = shop(tmp_path_factory.mktemp("many"), [("Shop", 20), ("Call", 11)])
    ends = {"source": "Ad", "target": "Shop", "mode": SHARED}
    (row,) = ask(few, "conversion", Filters(), **ends).rows
    assert (row["entered"], row["converted"], row["rate"], row["rate_low"]) == (23, *[None] * 3)
    assert row["median_seconds"] is None
    times = ask(few, "conversion_times", Filters(), **ends).rows
    assert {row["converted"] for row in times} == {None}
    (row,) = ask(many, "conversion", Filters(), **ends).rows
    assert (row["entered"], row["converted"], row["rate"]) == (31, 20, 20 / 31)


def test_a_list_that_three_leave_is_told_beyond_them(tmp_path):
    """31 at the ad, 28 at the shop after it, 20 at the fair after that: no 28 beside 31 and 20."""
    rows = [event(f"c{n}", "2025-01-01", "Ad", stage="awareness") for n in range(31)]
    rows += [event(f"c{n}", "2025-01-02", "Shop", stage="purchase") for n in range(28)]
    rows += [event(f"c{n}", "2025-01-03", "Fair", stage="purchase") for n in range(20)]
    shown = ask(
        build(tmp_path, rows), "ordered", Filters(), mode=SHARED, through=("Ad", "Shop", "Fair")
    ).rows
    assert [(row["reached"], row["advanced"]) for row in shown] == [
        (31, None),
        (None, None),
        (20, 0),
    ]


@pytest.mark.parametrize(
    ("answers", "value"),
    [
        ([10] * 15 + [8] * 3 + [0] * 12, None),
        ([10] * 15 + [8] * 10 + [0] * 5, 100 * 10 / 30),
        ([10] * 15 + [0] * 15, 0.0),
        ([10] * 30, 100.0),
    ],
)
def test_nps_is_told_where_promoters_passives_and_detractors_are_none_or_five(
    tmp_path, answers, value
):
    rows = [event(f"c{n}", "2025-01-01", "Ad", nps=answer) for n, answer in enumerate(answers)]
    generation = build(tmp_path, rows, assumed=SCALES)
    (row,) = ask(generation, "satisfaction", Filters(), mode=SHARED, metrics=("nps",)).rows
    assert row["n"] == 30 and row["value"] == (None if value is None else pytest.approx(value))
    assert (row["low"] is None) == (value is None)


def test_a_part_of_friction_is_told_where_five_have_it_and_five_have_not(tmp_path):
    """Of 30 at the ad 3 come back there, of 30 at the shop 6."""
    rows = [
        event(f"{name}{n}", f"2025-01-0{day}", name, stage=stage)
        for name, stage, again in (("Ad", "awareness", 3), ("Shop", "purchase", 6))
        for n in range(30)
        for day in range(1, 3 if n < again else 2)
    ]
    shown = ask(build(tmp_path, rows), "friction", Filters(), mode=SHARED).rows
    assert {row["touchpoint"]: row["repeats"] for row in shown} == {"Ad": None, "Shop": 0.2}
