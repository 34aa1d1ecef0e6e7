"""Attributes that change within journeys: which do, both their keys, and what is counted, grouped and filtered by each."""

import random
from datetime import date, datetime, timedelta

import pytest

from journey.data.ask import ask
from journey.ingest.fields import attribute_name
from journey.model.errors import UserError
from journey.model.filters import Filters
from journey.presenters.attributes import filtering, label, splitting, splitting_events
from journey.presenters.drop_off import traits
from tests import reference, remembered
from tests.agreement import (
    assert_agrees,
    assert_events_agree,
    assert_groups_agree,
    assert_lists_agree,
)
from tests.agreement_paths import assert_paths_agree
from tests.logs import SCALES, build, event, reference_definition, reference_events


def twice(number: int, changing: int, **more) -> list[dict]:
    """So many journeys of two events each; the first of them change the device between the two."""
    return [
        event(
            f"c{customer:04}",
            f"2025-01-0{day}T00:00:00",
            name,
            device="desk" if day == 2 and customer < changing else "mobile",
            **more,
        )
        for customer in range(number)
        for day, name in ((1, "Ad"), (2, "Basket"))
    ]


def journeys(generation, **where: str) -> int:
    """How many journeys the filters select; _ in a key is the point after `first`."""
    filters = Filters.of(where={key.replace("_", "."): [value] for key, value in where.items()})
    return ask(generation, "summary", filters).rows[0]["journeys"]


@pytest.mark.parametrize(
    ("number", "changing", "is_of_events"),
    [
        (1200, 11, False),  # 0.9 %
        (1200, 12, False),  # 1 %, not more
        (1200, 13, True),  # 1.1 %
        (100, 9, False),  # 9 %, but fewer than ten
        (100, 10, True),
    ],
)
def test_more_than_one_percent_and_at_least_ten(tmp_path, number, changing, is_of_events):
    rows = twice(number, changing)
    generation = build(tmp_path, rows)
    log = reference.build(reference_events(rows), reference_definition(generation.definition))
    assert ("device" in generation.event_keys) == ("device" in log.changing) == is_of_events
    assert [*generation.journey_keys] == (["first.device"] if is_of_events else ["device"])
    # All begin on a mobile; on a desk are those that change.
    assert journeys(generation, first_device="mobile") == number
    assert journeys(generation, device="mobile") == number
    if is_of_events:
        assert journeys(generation, device="desk") == changing
    else:
        with pytest.raises(UserError, match="desk"):
            journeys(generation, device="desk")
    generation.close()


def test_the_thresholds_are_the_definitions(tmp_path):
    rows = twice(20, 3)
    words = "[attributes]\nchanging_share = {}\nchanging_journeys = {}\n"
    for share, least, is_of_events in ((0.14, 3, True), (0.15, 3, False), (0.14, 4, False)):
        folder = tmp_path / f"{share}-{least}"
        folder.mkdir()
        generation = build(folder, rows, words.format(share, least))
        assert bool(generation.event_keys) == is_of_events
        generation.close()


def sentences(generation) -> list[str]:
    findings = generation.loads[-1]["findings"]
    return [finding["sentence"] for finding in findings if finding["code"] == "changes"]


def test_the_load_says_what_changes_and_how_often(tmp_path):
    """Of 300 journeys 45 change the device and 2 the plan; the price is another number each time."""
    rows = twice(300, 45, plan="basic")
    for number, row in enumerate(rows):
        row["price"] = f"{number}.50"
        row["plan"] = "plus" if number in (1, 3) else "basic"
    generation = build(tmp_path, rows)
    assert sentences(generation) == [
        "price changes within 300 of 300 journeys (100 %): it is an attribute of events, and holds too many numbers to group "
        "journeys by the first",
        "device changes within 45 of 300 journeys (15 %): it is an attribute of events; 'first.device' is that of the journey",
        "plan changes within 2 of 300 journeys (0.7 %): too few for an attribute of events; the first value stands for the journey",
    ]
    generation.close()


def test_many_that_change_are_said_together(tmp_path):
    rows = twice(20, 12)
    for row in rows:
        row |= {f"d{number}": row["device"] for number in range(6)}
    generation = build(tmp_path, rows)
    assert len(sentences(generation)) == 6
    assert sentences(generation)[-1] == (
        "2 attributes more within journeys, 2 of them of events: d4 (12 of 20 journeys (60 %)); d5 (12 of 20 journeys (60 %))"
    )
    generation.close()


def test_a_sample_whose_attributes_are_its_customers_has_none(sample):
    assert sample.event_keys == {} and [*sample.journey_keys] == [*sample.attributes]
    assert sentences(sample) == []


@pytest.fixture(scope="module")
def blanks(tmp_path_factory):
    """Ten journeys blank, desk, mobile; thirty blank, desk, blank; five without any value. A month apart, NPS 9 and 3 at the ends."""
    kinds = [("", "desk", "mobile")] * 10 + [("", "desk", "")] * 30 + [("", "", "")] * 5
    rows = [
        event(
            f"c{number:02}",
            f"2025-0{month}-01T00:00:00",
            name,
            device=device,
            nps=score,
            stage=stage,
        )
        for number, kind in enumerate(kinds)
        for month, name, device, score, stage in zip(
            (1, 2, 3),
            ("Ad", "Shop", "Shop"),
            kind,
            (9, "", 3),
            ("awareness", "purchase", "purchase"),
        )
    ]
    return build(tmp_path_factory.mktemp("blanks"), rows, assumed=SCALES)


def test_a_blank_is_no_other_value_and_never_the_first(blanks):
    """Only the ten journeys with two filled events could change, and all of them do."""
    assert blanks.rows("select journeys, changing from attribute_changes") == [(10, 10)]
    assert journeys(blanks, first_device="desk") == 40
    assert [*blanks.attribute_values("first.device").values()] == ["desk"]
    assert [*blanks.attribute_values("device").values()] == ["desk", "mobile"]


def test_a_blank_can_be_selected_like_any_other(blanks):
    assert journeys(blanks, device="") == 45  # with at least one such event
    assert journeys(blanks, first_device="") == 5  # without any value
    both = Filters.of(where={"device": ["", "mobile"]})
    assert (
        ask(blanks, "volume", both).rows[0]["events"] == 45 + 5 + 35 + 10
    )  # ads, shops, shops, on a mobile


def test_events_are_restricted_to_their_own_value_and_journeys_kept_whole(blanks):
    """On a mobile there are ten events, the last ones; the journeys they lie in have thirty."""
    mobile = Filters.of(where={"device": ["mobile"]})
    assert ask(blanks, "summary", mobile).rows[0]["events"] == 30
    assert ask(blanks, "volume", mobile).rows[0]["events"] == 10
    [nps] = ask(blanks, "satisfaction", mobile, metrics=("nps",)).rows
    assert (nps["n"], nps["value"]) == (10, -100)
    assert ask(blanks, "events", mobile, top=100).totals["events"] == 10
    first = Filters.of(where={"first.device": ["desk"]})
    assert ask(blanks, "volume", first).rows[0]["events"] == 120


def test_a_touchpoint_passed_on_another_device_before_is_still_passed_on_this_one(blanks):
    """The ten were in the shop on a desk, then on a mobile: the second is the first of their journeys there on a mobile."""
    rows = ask(blanks, "touchpoints", Filters.of(where={"device": ["mobile"]})).rows
    shops = [row for row in rows if row["touchpoint"] == "Shop" and row["events"]]
    assert sum(row["journeys"] for row in shops) == sum(row["customers"] for row in shops) == 10
    by_device = {
        row["device"]: (row["events"], row["journeys"], row["customers"])
        for row in ask(blanks, "touchpoints", Filters(), ("device",)).rows
        if row["touchpoint"] == "Shop"
    }
    assert by_device == {"desk": (40, 40, 40), "mobile": (10, 10, 10), None: (40, 35, 35)}


def test_events_group_by_their_own_value_and_by_the_first(blanks):
    def volume(key: str) -> dict:
        return {row[key]: row["events"] for row in ask(blanks, "volume", Filters(), (key,)).rows}

    assert volume("device") == {"desk": 40, "mobile": 10, None: 85}
    assert volume("first.device") == {"desk": 120, None: 15}


def test_journeys_group_by_the_first_value_alone(blanks):
    rows = ask(blanks, "funnel", Filters(), ("first.device",)).rows
    assert {row["first.device"]: row["reached"] for row in rows if row["stage"] == "purchase"} == {
        "desk": 40,
        None: 5,
    }
    for view, options in (
        ("funnel", {}),
        ("exits", {}),
        ("friction", {}),
        ("conversion", {"source": "Ad", "target": "Shop"}),
    ):
        with pytest.raises(UserError, match=r"is of events: use first\.device\.$"):
            ask(blanks, view, Filters(), ("device",), **options)


def test_an_unknown_key_names_those_that_are_known(blanks):
    with pytest.raises(UserError, match=r"use channel, stage, touchpoint, device, first\.device\."):
        journeys(blanks, gadget="x")


@pytest.mark.parametrize(("values", "has_first"), [(50, True), (51, False)])
def test_a_column_of_more_than_fifty_numbers_groups_no_journeys(tmp_path, values, has_first):
    """Of numbers only: a column with one word among as many values keeps its first."""
    rows = twice(60, 0)
    for number, row in enumerate(rows):
        row["price"] = f"{number % values},5"
        row["code"] = str(number % values) if number else "none"
    generation = build(tmp_path, rows, mapping=("occurred_at=occurred_at",))
    log = reference.build(reference_events(rows), reference_definition(generation.definition))
    assert {"price", "code"} <= generation.event_keys.keys()
    assert ("first.price" in generation.journey_keys) == has_first
    assert log.journey_key("price") == ("first.price" if has_first else None)
    assert "first.code" in generation.journey_keys
    assert journeys(generation, price="3,5") > 0
    if not has_first:
        with pytest.raises(UserError, match="too many numbers to group them by the first"):
            ask(generation, "funnel", Filters(), ("first.price",))
        with pytest.raises(UserError, match="cannot group 'funnel' by price"):
            ask(generation, "funnel", Filters(), ("price",))
    generation.close()


def test_first_says_nothing_new_of_an_attribute_that_does_not_change(sample):
    for where in ({"region": ["North"]}, {"first.region": ["North"]}):
        assert (
            journeys(sample, **{key.replace(".", "_"): v[0] for key, v in where.items()})
            == (ask(sample, "summary", Filters.of(where={"region": ["North"]})).rows[0]["journeys"])
        )
    rows = ask(sample, "funnel", Filters(), ("first.region",)).rows
    assert {row["first.region"] for row in rows} >= {"North"}


def test_a_click_on_what_sets_the_lost_apart_filters_by_the_first_value(tmp_path):
    """Of 200, half begin on a desk; these are lost more often. Half of all end on another device than they began with."""
    rows = []
    for number in range(200):
        first, then = ("desk", "mobile") if number % 2 else ("mobile", "desk")
        is_lost = number % 2 == 1 or number % 10 == 0
        customer, last = f"c{number:03}", "purchase" if not is_lost else "awareness"
        rows += [
            event(customer, "2025-01-01", "Ad", stage="awareness", device=first, price=number),
            event(customer, "2025-01-02", "Next", stage=last, device=then, price=number + 1),
        ]
    rows.append(event("late", "2025-12-31", "Ad", stage="awareness", device="desk", price=1))
    generation = build(tmp_path, rows, "[journeys]\ninactivity_days = 30")
    found = ask(generation, "contrasts", Filters(), stage="awareness").rows
    of_attributes = {
        (row["name"], row["value"]): row for row in found if row["kind"] == "attribute"
    }
    assert set(of_attributes) == {("first.device", "desk"), ("first.device", "mobile")}
    row = of_attributes["first.device", "desk"]
    assert (row["lost_with"], row["lost"], row["kept_with"], row["kept"]) == (100, 120, 0, 80)
    clicked = traits.narrowed(Filters(), traits.link_value(row, Filters()))
    assert clicked == Filters.of(where={"first.device": ["desk"]})
    assert ask(generation, "summary", clicked).rows[0]["journeys"] == 101
    generation.close()


def test_both_keys_are_offered_by_name(blanks, sample):
    assert filtering(blanks, 500) == ["device", "first.device"]
    assert splitting_events(blanks) == ["device"] and splitting(blanks) == ["first.device"], (
        "the first values are all the same, and some journeys have none"
    )
    assert label(blanks, "device") == "Device (of the event)"
    assert label(blanks, "first.device") == "First device"
    assert label(sample, "device") == "device"
    assert "device" in filtering(sample, 500) and "first.device" not in filtering(sample, 500)


def test_a_column_called_like_such_a_key_is_told_apart():
    assert attribute_name("first.device", ("device", "first.device")) == "first.device (column)"
    assert attribute_name("first.name", ("device", "first.name")) == "first.name"


KEYS = ("device", "first.device", "plan", "touchpoint", "channel", "stage")


def drawn_log(chance: random.Random) -> list[dict]:
    """Sixty customers with one or two journeys among few touchpoints: device and shop change within them, the plan does not."""
    rows = []
    for customer in range(60):
        plan = chance.choice(["basic", "plus", None])
        for journey in range(chance.choice([1, 1, 2])):
            start = datetime(2025, 1, 1) + timedelta(days=chance.randrange(90))
            for step in range(chance.randint(1, 6)):
                score = chance.choice([None, 0, 4, 9, 10])
                rows.append(
                    event(
                        f"c{customer:02}",
                        (start + timedelta(days=step * chance.choice([0, 1, 20]))).isoformat(),
                        chance.choice(["Ad", "Shop", "Shop", "Call"]),
                        journey_id=f"j{journey}",
                        stage=chance.choice(["awareness", "purchase", "purchase", None]),
                        channel=chance.choice(["web", "web", "phone", None]),
                        valence=chance.choice([None, -0.6, 0.4]),
                        nps=score,
                        emotion=chance.choice(["delight", "anger", None]),
                        comment=chance.choice([None, None, "so so"]),
                        device=chance.choice(["desk", "mobile", "mobile", None]),
                        shop=chance.choice(["north", "north", "south"]),
                        plan=plan,
                    )
                )
    return rows


def drawn_filters(chance: random.Random, generation) -> Filters:
    values = {
        "touchpoint": ["Ad", "Shop", "Call"],
        "channel": ["web", "phone", ""],
        "stage": ["awareness", "purchase", "unassigned"],
    }
    where = {}
    for key in chance.sample([*KEYS, "shop", "first.shop"], chance.choice([1, 2, 3])):
        known = values.get(key) or ["", *generation.attribute_values(key).values()]
        where[key] = chance.sample(known, chance.choice([1, 1, 2]))
    dates = chance.choice([(None, None), (date(2025, 1, 20), date(2025, 3, 1))])
    return Filters.of(*dates, where)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(6))
def test_drawn_logs(tmp_path, seed):
    chance = random.Random(seed)
    rows = drawn_log(chance)
    generation = remembered.hold(
        build(tmp_path, rows, "[journeys]\ninactivity_days = 14", assumed=SCALES[:1])
    )
    log = reference.build(reference_events(rows), reference_definition(generation.definition))
    assert log.changing == {*generation.event_keys} == {"device", "shop"}
    for _ in range(3):
        filters = drawn_filters(chance, generation)
        of_events = tuple(chance.sample(["device", "shop", "first.device", "plan", "channel"], 2))
        of_journeys = tuple(chance.sample(["first.device", "first.shop", "plan"], 2))
        assert_agrees(generation, log, filters, by=of_events)
        without_channel = tuple(key for key in of_events if key != "channel")
        assert_events_agree(generation, log, filters, (*without_channel, "month"))
        assert_events_agree(generation, log, filters, ("device",))
        assert_groups_agree(generation, log, filters, of_journeys)
        assert_lists_agree(generation, log, filters, by=of_events)
    assert_paths_agree(generation, log, filters)
    generation.close()
