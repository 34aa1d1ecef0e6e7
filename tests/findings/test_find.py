"""What is said of a made log, of the sample, and where nothing is to be said."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest

from journey.data.ask import ask
from journey.data.generation import Generation
from journey.findings.find import find
from journey.findings.measures import Material, material
from journey.findings.merge import stories
from journey.findings.scan import scan
from journey.model.filters import Filters
from journey.model.finding import ALSO, HEAD, SHADOW, WHERE, Finding
from tests.logs import SCALES, build, event

STAGES = '[journeys]\ninactivity_days = 30\n[[stages]]\nname = "visit"\n[[stages]]\nname = "buy"\n[[stages]]\nname = "use"\n'


def shop(tmp_path, mobile_lost: int = 80, incident: range = range(0)) -> Generation:
    """A hundred begin each week for twenty weeks, half on mobile; of these so many in a hundred leave, of the others thirty; in the
    weeks of the incident ninety of all. Observed for a year."""
    rows = [event("z", "2025-12-31", "Home page", stage="visit")]
    for week in range(20):
        for n in range(100):
            device = "mobile" if n % 2 else "desktop"
            lost = 90 if week in incident else mobile_lost if device == "mobile" else 30
            at = np.datetime64("2025-01-06") + 7 * week
            customer = f"c{week}-{n}"
            rows.append(event(customer, f"{at}T10:00", "Home page", stage="visit", device=device))
            if (n // 2) * 2 >= lost:
                rows.append(
                    event(customer, f"{at + 2}T10:00", "Basket", stage="buy", device=device)
                )
    return build(tmp_path, rows, STAGES)


ALL = Filters()


@pytest.fixture(scope="module")
def found(sample) -> tuple[Finding, ...]:
    """What is found in the sample, all of it: several seconds' work."""
    return find(sample, ALL).findings


@pytest.fixture(scope="module")
def found_rows(found) -> list[dict[str, Any]]:
    return [one.as_dict() for one in found if one.is_head]


@pytest.fixture(scope="module")
def whole(sample) -> Material:
    return material(sample, ALL)


def heads(generation: Generation, filters: Filters = ALL) -> list[dict[str, Any]]:
    """Each story's first finding."""
    return [one.as_dict() for one in find(generation, filters).heads]


def test_a_group_that_leaves_more_is_told_with_its_figures(tmp_path):
    """80 % against 30 %: Newcombe's interval of .5 at 1,000 each is .461 to .536; the mirror, desktop, is the same finding."""
    generation = shop(tmp_path)
    rows = heads(generation)
    first = rows[0]
    assert (first["measure"], first["stage"], first["attribute"], first["value"]) == (
        "drop_off",
        "visit",
        "device",
        "mobile",
    )
    assert (first["inside"], first["outside"], first["inside_n"]) == (0.8, 0.3, 1000)
    assert first["excess"] == pytest.approx(500)
    assert [row["measure"] for row in rows].count("drop_off") == 1


def test_an_incident_is_told_with_its_weeks(tmp_path):
    generation = shop(tmp_path, 30, range(8, 11))
    [row] = [one for one in heads(generation) if one["measure"] == "drop_off"]
    assert (row["family"], row["first_day"], row["last_day"]) == (
        "period",
        "2025-03-03",
        "2025-03-23",
    )
    assert row["sentence"].startswith(
        "From 3 to 23 March 2025: 90 % of the customers that reached visit and began then left there"
    )


def test_where_nothing_differs_nothing_is_said(tmp_path):
    found = find(shop(tmp_path, 30), Filters())
    assert found.findings == () and found.comparisons > 10


def test_a_survey_has_no_journeys_to_look_at(tmp_path):
    rows = [event(f"c{n}", "2025-01-01", "Recommend", nps=n % 11) for n in range(80)]
    generation = build(tmp_path, rows, 'kind = "survey"\n', assumed=SCALES)
    assert find(generation, Filters()).comparisons == 0


PLANTED = {
    ("valence", "Monthly bill", ""),  # the bill since autumn
    ("repeats", "Plan comparison", "bargain hunter"),  # confusing prices
    ("drop_off", "purchase", "mobile"),  # the checkout in May
    ("waits", "Delivery", "Islands"),
    ("drop_off", "retention", "business"),
    ("valence", "Delivery update", ""),  # late deliveries
    ("drop_off", "awareness", "Friend's recommendation"),
    ("drop_off", "consideration", "Store visit"),
    ("repeats", "Support call", "Live chat"),  # handed on
    ("ces", "Activation", "Welcome mail"),  # onboarding is easier with it
}
# Where it is, among the first eight: complaints that nobody answers, and the bot.
PLACES = {("leaves", "Complaint"), ("csat", "Chatbot")}
# What the generator makes without meaning to: new customers ask more, and those who buy in a store had no mail.
OF_THE_WAY = {
    ("contact_again", "Monthly bill", "Activation"),
    ("contact_again", "Order confirmation", "Store purchase"),
}


def test_the_sample_s_stories_are_told_and_nothing_else(found, found_rows):
    rows = found_rows
    told = [(row["measure"], row["touchpoint"] or row["stage"], row["value"]) for row in rows]
    assert set(told) == PLANTED | OF_THE_WAY
    assert all(one in PLANTED for one in told[:5])
    where = [one for one in found if one.role == WHERE]
    assert {(one.measure, one.touchpoint) for one in where[:8]} >= PLACES
    assert all(one.is_bad_news for one in where[:8])
    assert {one.measure: one.begun_until for one in found if one.role in (HEAD, ALSO)} == {
        "drop_off": "2025-08-21",  # at the age of ripe journeys
        "repeats": "2025-12-01",  # the window of silence before the end; so are moves
        "waits": "2025-12-01",
        "contact_again": "2025-12-01",
        "next": "2025-12-01",
        "valence": "2025-12-31",
        "nps": "2025-12-31",
        "ces": "2025-12-31",
        "effort": "2025-12-31",
    }
    [may] = [row for row in rows if row["stage"] == "purchase" and row["measure"] == "drop_off"]
    assert may["sentence"] == (
        "Device mobile, from 5 to 25 May 2025: 65 % of the journeys that reached purchase and began then left there, against 32 % "
        "before and after; about 41 more journeys than usual (30 to 51); the others 32 % then, 28 % otherwise"
    )


def test_a_filter_leaves_what_it_selects(sample):
    """Among mobile journeys May stands out for everybody."""
    rows = heads(sample, Filters.of(where={"device": ["mobile"]}))
    may = next(row for row in rows if row["stage"] == "purchase" and row["measure"] == "drop_off")
    assert (may["family"], may["inside_n"], may["first_day"]) == ("period", 123, "2025-05-05")


def test_its_figures_are_those_of_the_events(found_rows, sample_log):
    """Feelings at a touchpoint and answers, group by group and time by time, counted from the events alone."""
    for row in found_rows:
        if row["measure"] != "valence":
            continue
        inside, outside = [], []
        for journey in sample_log.journeys:
            for one in journey.events:
                if (one.touchpoint, one.stage) != (
                    row["touchpoint"],
                    row["stage"],
                ) or one.valence is None:
                    continue
                last = row["last_day"] or "9999"
                (inside if row["first_day"] <= one.day.isoformat() <= last else outside).append(
                    one.valence
                )
        assert (len(inside), len(outside)) == (row["inside_n"], row["outside_n"])
        assert np.mean(inside) == pytest.approx(row["inside"]) and np.mean(
            outside
        ) == pytest.approx(row["outside"])


def test_its_weeks_are_those_of_the_events(found_rows, sample_log):
    """Of `finding_trends`: Monday by Monday how customers felt at the monthly bill, counted from the events alone."""
    [bill] = [
        one
        for one in found_rows
        if one["touchpoint"] == "Monthly bill" and one["measure"] == "valence"
    ]
    felt: dict[str, list[float]] = {}
    for journey in sample_log.journeys:
        for one in journey.events:
            if (one.touchpoint, one.stage) == (
                "Monthly bill",
                bill["stage"],
            ) and one.valence is not None:
                monday = one.day - timedelta(days=one.day.weekday())
                felt.setdefault(max(monday, date(2025, 1, 1)).isoformat(), []).append(one.valence)
    told = {point["first_day"]: point for point in bill["trend"] if point["n"]}
    assert {day: point["n"] for day, point in told.items()} == {
        day: len(of) for day, of in felt.items()
    }
    for day, of in felt.items():
        assert told[day]["value"] == pytest.approx(np.mean(of), abs=1e-6)
    assert all(point["others_n"] == 0 for point in bill["trend"])


@pytest.mark.long
@pytest.mark.parametrize("seed", range(3))
def test_attributes_dealt_out_anew_tell_nothing(sample, whole, seed):
    """Attributes permuted among customers, all else as it is: nothing of an attribute holds."""
    read = whole
    owners = np.zeros(max(len(v) for v in read.attributes.values()), dtype=np.int64)
    for journey, customer in sample.rows("select journey_no, customer_no from journeys"):
        owners[journey] = customer
    dealt = np.random.default_rng(7300 + seed).permutation(owners.max() + 1)
    first = np.zeros(owners.max() + 1, dtype=np.int64)
    first[owners[::-1]] = np.arange(len(owners))[::-1]
    shuffled = {key: values[first[dealt[owners]]] for key, values in read.attributes.items()}
    seen = scan(sample, replace(read, attributes=shuffled))
    told = [one for story in stories(seen.holding) for one in (story.head, *story.also)]
    assert [one for one in told if one.attribute in shuffled] == []


def test_what_agents_alone_do_is_no_touchpoint_to_look_at(sample, whole):
    """Messages of cases are by agents and a bot: neither measured nor come from."""
    read = whole
    assert "Case message" not in {one.touchpoint for one in read.measures if one.kind == "repeats"}
    numbers = {name: number for number, name in sample.touchpoints.items()}
    for one in read.measures:
        assert one.came_from is None or numbers["Case message"] not in one.came_from


def test_a_touchpoint_passed_before_is_held_to_the_landmark_rule(sample, found_rows):
    """A visit to the store: both shares as they are, p from the view of landmarks."""
    rows = found_rows
    [visit] = [row for row in rows if row["value"] == "Store visit"]
    landmarks = ask(sample, "contrasts", Filters(), stage="consideration").rows
    [told] = [
        row for row in landmarks if row["value"] == "Store visit" and row["rule"] == "landmark"
    ]
    assert visit["p"] >= told["p"] and told["difference"] < 0
    assert visit["inside"] < visit["outside"]


def test_where_shares_and_landmarks_point_apart_nothing_is_said(sample, whole):
    """The landmarks of the visit to the store turned round, as sure as they are."""
    read = whole
    [visit] = [
        key
        for key in read.landmarks
        if sample.touchpoints[key[1]] == "Store visit" and key[0] == "consideration"
    ]
    p, z = read.landmarks[visit]
    stages = tuple(one for one in read.measures if one.kind == "drop_off")
    for landmark, is_told in (((p, z), True), ((p, -z), False)):
        seen = scan(sample, replace(read, measures=stages, places=(), landmarks={visit: landmark}))
        passed = [
            one
            for one in seen.holding
            if one.attribute == "passed" and one.measure.kind == "drop_off"
        ]
        assert bool(passed) == is_told


def test_a_group_that_changes_as_everybody_does_is_not_told(tmp_path):
    """In the incident both devices leave alike: that is the time's, and neither device's."""
    generation = shop(tmp_path, 30, range(8, 11))
    families = {one.family for one in scan(generation, material(generation, Filters())).holding}
    assert families == {"period"}


def test_shadows_are_not_told_for_themselves(found):
    """That other personas come back less to the prices than bargain hunters raise for all, and that all leave more in May."""
    told = [one for one in found if one.role in (HEAD, ALSO)]
    assert {one.value for one in told if one.attribute == "persona"} == {"bargain hunter"}
    assert not [one for one in told if one.family == "period" and one.measure == "drop_off"]
    explained = [one for one in found if one.role == SHADOW]
    assert {one.value for one in explained if one.attribute == "persona"} >= {"cautious switcher"}


def test_an_attribute_that_is_the_path_is_no_group(tmp_path):
    """Process mining tools export the variant of a case as a column: whoever left has another one by nature."""
    rows = [event("z", "2025-12-31", "Home page", stage="visit", variant="0", plan="a")]
    for n in range(400):
        is_lost, plan = n % 2 == 0, "a" if n % 3 else "b"
        own = {"variant": "1" if is_lost else "2", "plan": plan}
        rows.append(event(f"c{n}", f"2025-02-{1 + n % 27:02}", "Home page", stage="visit", **own))
        if not is_lost:
            rows.append(event(f"c{n}", "2025-03-01", "Basket", stage="buy", **own))
    generation = build(tmp_path, rows, STAGES)
    assert set(material(generation, ALL).attributes) == {"plan"}
    assert {one["attribute"] for one in heads(generation)} <= {""}


def test_the_status_of_a_case_is_no_group(tmp_path):
    rows = []
    for n in range(200):
        status = "Open" if n % 2 else "Closed"
        rows.append(
            event(
                f"c{n}",
                f"2025-02-{1 + n % 27:02}",
                "Call",
                stage="visit",
                Status=status,
                team="a" if n % 3 else "b",
            )
        )
    generation = build(tmp_path, rows, 'kind = "service_log"\n')
    assert set(material(generation, ALL).attributes) == {"team"}


def test_who_comes_back_to_buy_is_good_news(tmp_path):
    """Members come back in 70 of 100, guests in 20. At the till, where each event is an order, guests are the bad news, at the desk
    members: of two groups the one with it is told."""
    for place, order, worse, said in (
        (
            "Till",
            True,
            "guest",
            "about 100 more customers that did not come back than with the others",
        ),
        ("Desk", False, "member", "about 100 more customers than with the others"),
    ):
        rows = [event("z", "2025-12-31", "Home page", stage="visit")]
        for n in range(400):
            plan, times = ("member", 70) if n % 2 else ("guest", 20)
            for time in range(1 + ((n // 2) % 100 < times)):
                day = date(2025, 2, 1) + timedelta(days=n % 27 + 5 * time)
                own = {"plan": plan} | ({"order_id": f"{n}-{time}"} if order else {})
                rows.append(event(f"c{n}", day.isoformat(), place, stage="buy", **own))
        (tmp_path / place).mkdir()
        generation = build(tmp_path / place, rows, STAGES)
        [row] = [one for one in heads(generation) if one["measure"] == "repeats"]
        assert (row["value"], row["is_bad_news"], row["inside_n"]) == (worse, True, 200)
        assert said in row["sentence"] and row["excess"] == pytest.approx(100)
