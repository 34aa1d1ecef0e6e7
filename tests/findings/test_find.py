"""What is said of a made log, of the sample, and where nothing is to be said."""

from dataclasses import replace

import numpy as np
import pytest

from journey.data.ask import ask
from journey.data.generation import Generation
from journey.findings.find import Found, as_rows, find
from journey.findings.measures import material
from journey.findings.merge import stories
from journey.findings.scan import scan
from journey.model.filters import Filters
from tests.logs import SCALES, build, event


@pytest.fixture(scope="module")
def found(sample) -> Found:
    """What is found in the sample, all of it: several seconds' work."""
    return find(sample, Filters())


@pytest.fixture(scope="module")
def found_rows(sample, found) -> list[dict]:
    return as_rows(sample, found)


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


def test_a_group_that_leaves_more_is_told_with_its_figures(tmp_path):
    """80 % against 30 %: Newcombe's interval of .5 at 1,000 each is .461 to .536; the mirror, desktop, is the same finding."""
    generation = shop(tmp_path)
    rows = as_rows(generation, find(generation, Filters()))
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
    [row] = [
        one
        for one in as_rows(generation, find(generation, Filters()))
        if one["measure"] == "drop_off"
    ]
    assert (row["family"], row["first_period"], row["until_period"]) == (
        "period",
        "2025-03-03",
        "2025-03-24",
    )
    assert row["sentence"].startswith(
        "From 3 to 23 March 2025: 90 % of the customers that reached visit left there"
    )


def test_where_nothing_differs_nothing_is_said(tmp_path):
    found = find(shop(tmp_path, 30), Filters())
    assert found.stories == () and found.comparisons > 10


def test_a_survey_has_no_journeys_to_look_at(tmp_path):
    rows = [event(f"c{n}", "2025-01-01", "Recommend", nps=n % 11) for n in range(80)]
    generation = build(tmp_path, rows, 'kind = "survey"\n', assumed=SCALES)
    assert find(generation, Filters()).comparisons == 0


PLANTED = {
    ("valence", "Monthly bill", None),  # the bill since autumn
    ("repeats", "Plan comparison", "bargain hunter"),  # confusing prices
    ("drop_off", "purchase", "mobile"),  # the checkout in May
    ("waits", "Delivery", "Islands"),
    ("drop_off", "retention", "business"),
    ("valence", "Delivery update", None),  # late deliveries
    ("drop_off", "awareness", "Friend's recommendation"),
    ("drop_off", "consideration", "Store visit"),
    ("repeats", "Support call", "Live chat"),  # handed on
}
# What the generator makes without meaning to: new customers ask more, and those who buy in a store had no mail.
OF_THE_WAY = {
    ("contact_again", "Monthly bill", "Activation"),
    ("contact_again", "Order confirmation", "Store purchase"),
}


def test_the_sample_s_stories_are_told_and_nothing_else(found_rows):
    told = [(row["measure"], row["touchpoint"] or row["stage"], row["value"]) for row in found_rows]
    assert set(told) == PLANTED | OF_THE_WAY
    assert sum(one in PLANTED for one in told[:5]) >= 4
    [may] = [
        row for row in found_rows if row["stage"] == "purchase" and row["measure"] == "drop_off"
    ]
    assert may["sentence"] == (
        "Device mobile, from 5 to 25 May 2025: 65 % of the journeys that reached purchase left there, against 32 % before and after; "
        "about 41 more than usual (30 to 51)"
    )


def test_a_filter_leaves_what_it_selects(sample):
    """Among mobile journeys May stands out for everybody."""
    rows = as_rows(sample, find(sample, Filters.of(where={"device": ["mobile"]})))
    may = next(row for row in rows if row["stage"] == "purchase" and row["measure"] == "drop_off")
    assert (may["family"], may["inside_n"], may["first_period"]) == ("period", 123, "2025-05-05")


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
                until = row["until_period"] or "9999"
                (inside if row["first_period"] <= one.day.isoformat() < until else outside).append(
                    one.valence
                )
        assert (len(inside), len(outside)) == (row["inside_n"], row["outside_n"])
        assert np.mean(inside) == pytest.approx(row["inside"]) and np.mean(
            outside
        ) == pytest.approx(row["outside"])


@pytest.mark.long
@pytest.mark.parametrize("seed", range(3))
def test_attributes_dealt_out_anew_tell_nothing(sample, found, seed):
    """Attributes permuted among customers, all else as it is: nothing of an attribute holds."""
    read = found.material
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


def test_what_agents_alone_do_is_no_touchpoint_to_look_at(sample, found):
    """Messages of cases are by agents and a bot: neither measured nor come from."""
    read = found.material
    assert "Case message" not in {one.touchpoint for one in read.measures if one.kind == "repeats"}
    numbers = {name: number for number, name in sample.touchpoints.items()}
    for one in read.measures:
        assert one.came_from is None or numbers["Case message"] not in one.came_from


def test_a_touchpoint_passed_before_is_held_to_the_landmark_rule(sample, found_rows):
    """A visit to the store: both shares as they are, p from the view of landmarks."""
    [visit] = [row for row in found_rows if row["value"] == "Store visit"]
    landmarks = ask(sample, "contrasts", Filters(), stage="consideration").rows
    [told] = [
        row for row in landmarks if row["value"] == "Store visit" and row["rule"] == "landmark"
    ]
    assert visit["p"] == told["p"] and told["difference"] < 0
    assert visit["inside"] < visit["outside"]


def test_where_shares_and_landmarks_point_apart_nothing_is_said(sample, found):
    """The landmarks of the visit to the store turned round, as sure as they are."""
    read = found.material
    [visit] = [
        key
        for key in read.landmarks
        if sample.touchpoints[key[1]] == "Store visit" and key[0] == "consideration"
    ]
    p, z = read.landmarks[visit]
    for landmark, is_told in (((p, z), True), ((p, -z), False)):
        seen = scan(sample, replace(read, landmarks={visit: landmark}))
        passed = [one for one in seen.holding if one.attribute == "passed"]
        assert bool(passed) == is_told


def test_a_group_that_changes_as_everybody_does_is_not_told(tmp_path):
    """In the incident both devices leave alike: that is the time's, and neither device's."""
    generation = shop(tmp_path, 30, range(8, 11))
    families = {one.family for one in scan(generation, material(generation, Filters())).holding}
    assert families == {"period"}


def test_shadows_are_not_told_for_themselves(found):
    """That other personas come back less to the prices than bargain hunters raise for all, and that all leave more in May."""
    told = [one for story in found.stories for one in (story.head, *story.also)]
    assert {one.value for one in told if one.attribute == "persona"} == {"bargain hunter"}
    assert not [one for one in told if one.family == "period" and one.measure.kind == "drop_off"]
    explained = [one for story in found.stories for one in story.explained]
    assert {one.value for one in explained if one.attribute == "persona"} >= {"cautious switcher"}
