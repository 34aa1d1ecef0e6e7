"""The Paths screen: every part on the sample, on one customer, on single events; its words are the numbers of the views."""

import json

import pytest

from journey.data.ask import ask
from journey.model.filters import Filters
from journey.model.path_filters import path_filter
from journey.model.words import count
from journey.presenters.paths.graph import SEARCHES
from journey.ui.paths.screen import PARTS
from tests.logs import build, event
from tests.ui.test_pages import component, open_page, words

pytestmark = pytest.mark.long

PAGE = "pages/paths.py"


@pytest.mark.parametrize("part", PARTS)
def test_every_part_shows_the_sample(monkeypatch, sample_db, part):
    app = open_page(monkeypatch, sample_db, PAGE, part=part)
    assert len(app.title) == 1 and app.title[0].value


@pytest.mark.parametrize("search", [search for search in SEARCHES if search])
def test_every_search_shows_a_finding(monkeypatch, sample_db, search):
    app = open_page(monkeypatch, sample_db, PAGE, find=search, source="Basket", target="Delivery")
    assert len(app.header) >= 1


def headings(app, first: str) -> list[str]:
    """What stands over the first table that begins with this heading."""
    tables = [list(table.value.columns) for table in app.dataframe]
    return next(columns for columns in tables if columns[0] == first)


def test_tables_are_headed_by_the_vocabulary(monkeypatch, sample_db):
    app = open_page(monkeypatch, sample_db, PAGE, part="variants")
    assert headings(app, "Path")[:6] == [
        "Path",
        "Journeys",
        "Customers",
        "Share",
        "95 % from",
        "to",
    ]
    assert {"Completed", "Under way", "Left", "Sentiment", "Events with emotion"} <= {
        *headings(app, "Path")
    }
    app = open_page(monkeypatch, sample_db, PAGE, part="expected")
    deviations = headings(app, "Journeys that")
    assert {"Share from", "Completion", "Mean valence", "Valence from"} <= {*deviations}
    assert deviations[-4:] == [
        "CSAT, good answers",
        "CSAT from",
        "CSAT to",
        "CSAT answers",
    ]


def test_metrics_of_variants_are_headed_by_their_names(monkeypatch, tmp_path):
    scored = {"nps": 10, "csat": 5, "ces": 6}
    rows = [event(f"c{number}", "2025-01-01", "Survey", **scored) for number in range(20)]
    build(tmp_path, rows)
    app = open_page(monkeypatch, tmp_path / "db", PAGE, part="variants")
    assert headings(app, "Path")[-6:] == [
        "NPS",
        "NPS answers",
        "CSAT",
        "CSAT answers",
        "CES",
        "CES answers",
    ]


@pytest.mark.parametrize(
    ("search", "first", "others"),
    [
        ("ends", "Begin at", {"Channel", "Completed", "Under way", "Left", "Completion"}),
        ("ends", "Touchpoint", {"Begin here", "Have their last event here", "Left"}),
        ("bottlenecks", "Touchpoint", {"Onward moves", "Share of likely paths through it"}),
        ("loops", "Kind", {"Touchpoints", "Left right after"}),
        ("contributions", "Touchpoint", {"Removal effect", "Share of all effects"}),
    ],
)
def test_findings_are_headed_by_what_their_views_declare(
    monkeypatch, sample_db, search, first, others
):
    app = open_page(monkeypatch, sample_db, PAGE, find=search)
    assert others <= {*headings(app, first)}


def test_what_is_drawn_and_what_is_not_make_all_moves(monkeypatch, sample_db, sample):
    app = open_page(monkeypatch, sample_db, PAGE, coverage="100", where__channel="phone")
    filters = Filters.of(where={"channel": ["phone"]})
    assert f"all {count(ask(sample, 'transitions', filters).totals['moves'])} moves" in words(app)


def test_a_link_opens_the_evidence_of_a_touchpoint(monkeypatch, sample_db, sample):
    app = open_page(monkeypatch, sample_db, PAGE, open=path_filter("later", "Basket"))
    panel = component(app)["evidence"]
    row = next(
        row
        for row in ask(sample, "touchpoint_nodes", Filters()).rows
        if row["touchpoint"] == "Basket"
    )
    assert (
        f"{count(row['journeys'])} journeys pass" in panel["sentence"]
        and f"{count(row['dropped_off'])} left, last seen here" in panel["sentence"]
    )
    left = next(line for line in panel["table"]["rows"] if line[0] == "left here")
    assert left[1] == count(row["dropped_off"])
    assert ["See those last seen here", "see", "left/Basket"] in panel["buttons"]


def test_a_link_to_what_is_not_there_opens_nothing(monkeypatch, sample_db):
    for word in (
        "later/Nowhere",
        "later/Basket/Delivery",
        "nonsense",
        "reached/purchase",
        "later/Basket/Delivery/Review",
    ):
        assert component(open_page(monkeypatch, sample_db, PAGE, open=word))["evidence"] is None


WRONG = [
    ("graph", {"open": "later/Nope"}),
    ("graph", {"coverage": "1000"}),
    ("graph", {"find": "gold"}),
    ("graph", {"find": "what_if", "change": "leaving/x/y"}),
    ("flow", {"over": "touchpoints", "source": "Nope"}),
    ("flow", {"over": "touchpoints", "target": "Nope"}),
    ("flow", {"depth": "99"}),
    ("variants", {"pattern": "contains/Nope"}),
    ("conversion", {"within": "abc"}),
    ("conversion", {"side": "x"}),
    ("expected", {"expected": "Nope/Basket"}),
    ("expected", {"deviation": "skips/x/y"}),
]


@pytest.mark.parametrize(("part", "parameters"), WRONG, ids=str)
def test_an_unknown_value_in_a_link_gives_a_notice(monkeypatch, sample_db, part, parameters):
    name, value = list(parameters.items())[-1]
    app = open_page(monkeypatch, sample_db, PAGE, part=part, **parameters)
    assert (
        f"Ignored from the link: '{name}={value}' does not apply to this dataset under these filters."
        in words(app)
    )
    app.segmented_control[0].select("graph" if part == "variants" else "variants").run()
    assert "Ignored from the link" not in words(app)


def test_the_headline_is_of_the_touchpoint_that_is_open(monkeypatch, sample_db, sample):
    """Of those at the failed payment whose end is known so many leave; most of the others pay again."""
    app = open_page(monkeypatch, sample_db, PAGE, open=path_filter("later", "Payment failed"))
    row = next(
        row
        for row in ask(sample, "touchpoint_nodes", Filters()).rows
        if row["touchpoint"] == "Payment failed"
    )
    on = next(
        row
        for row in ask(sample, "transition_counts", Filters()).rows
        if (row["source"], row["target"]) == ("Payment failed", "Card payment")
    )
    leave, go = 100 * row["leaving_rate"], 100 * on["journeys"] / row["journeys"]
    under_way = row["in_progress"]
    aside = f", not counting {under_way} still under way there" if under_way else ""
    headline = (
        f"{row['dropped_off']} journeys were last seen at Payment failed and left, {leave:.0f} % of those that pass it{aside}; "
        f"{go:.0f} % go directly on to Card payment"
    )
    assert headline in words(app)


@pytest.mark.parametrize("side", ["converts", "misses"])
def test_customers_counted_are_the_customers_listed(monkeypatch, sample_db, sample, side):
    parameters = {"source": "Product page", "target": "Basket", "within": "2", "per": "customer"}
    app = open_page(monkeypatch, sample_db, PAGE, part="conversion", side=side, **parameters)
    counted = ask(
        sample,
        "conversion",
        Filters(),
        source="Product page",
        target="Basket",
        within=2.0,
        per="customer",
    ).rows[0]
    listed = ask(
        sample,
        "summary",
        Filters().in_cohort(path_filter(f"customer_{side}", "Product page", "Basket", "2")),
    ).rows[0]
    assert listed["customers"] == (
        counted["converted"] if side == "converts" else counted["entered"] - counted["converted"]
    )
    assert (
        f"of {count(listed['journeys'])} journeys of the {count(listed['customers'])} customers that come"
        in words(app)
    )


def test_from_a_to_b_by_group(monkeypatch, sample_db, sample):
    app = open_page(
        monkeypatch,
        sample_db,
        PAGE,
        part="conversion",
        source="Payment failed",
        target="Card payment",
        attribute="device",
    )
    rows = {
        row["device"]: row
        for row in ask(
            sample,
            "conversion",
            Filters(),
            by=("device",),
            source="Payment failed",
            target="Card payment",
        ).rows
    }
    assert (
        rows["mobile"]["converted"],
        rows["mobile"]["entered"],
        rows["desktop"]["converted"],
        rows["desktop"]["entered"],
    ) == (64, 102, 22, 22)
    title = "Conversion from Payment failed to Card payment is highest for desktop (100 %) and lowest for mobile (63 %)"
    assert title in words(app)


def test_before_or_after_says_whose_times_they_are(monkeypatch, sample_db):
    """Everybody pays before a payment fails: 101 of 101; 58 of them do so again within two days."""
    app = open_page(
        monkeypatch,
        sample_db,
        PAGE,
        part="conversion",
        source="Payment failed",
        target="Card payment",
        within="2",
        anywhere="1",
        per="customer",
        where__device="mobile",
    )
    assert "within 2 days or were there before" in words(
        app
    ) and "101 converted: 58 of them afterwards (times are theirs)" in words(app)


def test_a_pattern_narrows_the_variants(monkeypatch, sample_db, sample):
    pattern = path_filter("contains", "Product page", "Basket")
    app = open_page(monkeypatch, sample_db, PAGE, part="variants", pattern=pattern)
    fitting = ask(sample, "summary", Filters().in_cohort(pattern)).rows[0]["journeys"]
    assert f"{count(fitting)} of 7,219 journeys fit the pattern" in words(app)


def test_the_expected_journey_comes_from_the_link(monkeypatch, sample_db, sample):
    app = open_page(monkeypatch, sample_db, PAGE, part="expected", expected="Basket/Card%20payment")
    rows = ask(sample, "conformance", Filters(), through=("Basket", "Card payment")).rows
    share = 100 * rows[0]["journeys"] / rows[0]["share_n"]
    assert (
        f"{share:.0f} % of the {count(rows[0]['share_n'])} journeys that touch the expected journey follow it"
        in words(app)
    )
    assert f"{count(rows[-1]['journeys'])} journeys touch none of it" in words(app)


def test_an_expected_journey_of_some_stages_alone(monkeypatch, sample_db, sample):
    app = open_page(monkeypatch, sample_db, PAGE, part="expected", expected="awareness/purchase")
    rows = ask(sample, "conformance", Filters(), through=("awareness", "purchase")).rows
    assert "Expected: awareness → purchase" in words(
        app
    ) and f"of the {count(rows[0]['share_n'])} journeys" in words(app)
    mixed = open_page(monkeypatch, sample_db, PAGE, part="expected", expected="awareness/Basket")
    assert "Choose only touchpoints or only stages" in words(mixed)


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize(
    "rows",
    [[("c1", "Ad")], [("c1", "Ad"), ("c2", "Shop")], [("c1", "Ad"), ("c1", "Ad"), ("c1", "Shop")]],
    ids=str,
)
def test_one_customer_and_single_events(monkeypatch, tmp_path, rows, part):
    build(
        tmp_path,
        [event(customer, f"2025-01-0{day}", name) for day, (customer, name) in enumerate(rows, 1)],
    )
    app = open_page(monkeypatch, tmp_path / "db", PAGE, part=part)
    assert len(app.title) == 1


def test_nothing_matches(monkeypatch, sample_db):
    app = open_page(
        monkeypatch,
        sample_db,
        PAGE,
        where__cohort=path_filter("contains", "Review", "Online ad", "Review", "Basket"),
    )
    assert "No journey matches" in app.title[0].value


def test_without_stages_there_is_no_goal(monkeypatch, tmp_path):
    build(tmp_path, [event("c1", "2025-01-01", "Ad"), event("c1", "2025-01-02", "Shop")])
    for search in ("what_if", "contributions"):
        app = open_page(monkeypatch, tmp_path / "db", PAGE, find=search)
        assert "No touchpoint is in a stage" in app.info[-1].value


def test_names_are_data_in_the_component(monkeypatch, sample_db):
    data = component(open_page(monkeypatch, sample_db, PAGE))
    assert "Basket" in data["names"] and json.dumps(data["wide"])
