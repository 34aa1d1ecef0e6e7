"""Exhibits where there is little to show: nobody, one customer, numbers that shared mode hides or puts together."""

from datetime import date

import pytest

from journey.data.ask import ask
from journey.data.generation import Generation
from journey.exhibit.chart import Bars, Dots
from journey.exhibit.declared import DECLARED, make
from journey.exhibit.exhibit import NO_JOURNEY, TOO_FEW, Drawing, Exhibit, Nothing
from journey.exhibit.grid import Grid
from journey.exhibit.ref import Ref
from journey.exhibit.source import analyst, asking
from journey.model.filters import Filters
from journey.model.small_numbers import ANALYST, SHARED
from journey.model.theme import LIGHT, NEUTRAL
from tests.logs import build, event
from tests.views.shop import DEFINITION

OF_ONE_CUSTOMER = {"customer.timeline": {"customer": "c0"}}
NOBODY = Filters.of(date(1990, 1, 1), date(1990, 1, 2), {})


def made(generation: Generation, id: str, filters: Filters, mode: str) -> Exhibit | Nothing:
    options = OF_ONE_CUSTOMER.get(id, {})
    return make(Ref.of(id, filters, **options), asking(generation, filters, mode))


@pytest.mark.parametrize("mode", (ANALYST, SHARED))
@pytest.mark.parametrize("id", DECLARED)
def test_a_filter_that_leaves_nobody(sample, id, mode):
    """Whatever is asked of nobody says so in a sentence; definitions hold for nobody as well."""
    found = made(sample, id, NOBODY, mode)
    if id == "definitions":
        assert isinstance(found, Exhibit)
        return
    assert isinstance(found, Nothing) and found.title and found.reason.endswith(".")


@pytest.fixture(scope="module")
def one(tmp_path_factory) -> Generation:
    """One customer who visits, buys, and answers."""
    rows = [
        event("c0", "2025-01-01T10:00", "Ad", stage="visit", channel="web", emotion="trust"),
        event("c0", "2025-01-02T10:00", "Basket", stage="buy", channel="web", csat=2),
    ]
    return build(tmp_path_factory.mktemp("one"), rows, DEFINITION, assumed=("scale.csat=1-5",))


@pytest.mark.parametrize("mode", (ANALYST, SHARED))
@pytest.mark.parametrize("id", DECLARED)
def test_one_customer(one, id, mode):
    """Every exhibit is made or says why not, is drawn, and nothing of one customer is told in shared mode."""
    found = made(one, id, Filters(), mode)
    if isinstance(found, Nothing):
        assert found.title and found.reason.endswith(".")
        return
    assert found.title and "None" not in found.title
    if isinstance(found.content, Drawing):
        assert found.content.scene(max(900.0, found.content.narrowest)).shapes
    elif mode == ANALYST and not isinstance(found.content, Grid) and DECLARED[id].page:
        assert found.on_screen(LIGHT) is not None
    if mode == SHARED and isinstance(found.content, Bars | Dots):
        told = [value for series in found.content.series for value in series.values]
        assert all(value is None or value == 0 for value in told), id


@pytest.fixture(scope="module")
def uneven(tmp_path_factory) -> Generation:
    """Of 40 visitors 25 buy; of those who leave 12 leave at an ad and three at a search."""
    rows = [
        event(
            f"c{number}",
            "2025-01-01T10:00",
            "Search" if number < 3 else "Ad",
            stage="visit",
            channel="web",
        )
        for number in range(40)
    ]
    rows += [
        event(f"c{number}", "2025-01-02T10:00", "Basket", stage="buy", channel="web")
        for number in range(15, 40)
    ]
    rows += [
        event(f"c{number}", "2025-05-20T10:00", "Call", stage="buy", channel="web")
        for number in range(38, 40)
    ]
    return build(tmp_path_factory.mktemp("uneven"), rows, DEFINITION)


def test_where_shared_mode_hides_an_end_no_title_tells_of_it(uneven):
    """Two of the 25 buyers are still under way: so few hide who left in either stage, and who left where."""
    alone, shared = (made(uneven, "drop_off.funnel", Filters(), mode) for mode in (ANALYST, SHARED))
    assert isinstance(alone, Exhibit) and alone.title.startswith("23 customers left buy, 92 % of")
    assert isinstance(shared, Exhibit) and isinstance(shared.content, Bars)
    assert shared.title == "What became of the customers that reached each stage"
    assert [series.name for series in shared.content.series] == ["went on"]
    assert shared.content.row_words == ("40 reached", "25 reached")
    exits = made(uneven, "drop_off.exits", Filters(), SHARED)
    assert isinstance(exits, Nothing) and exits.reason == TOO_FEW
    drawn = made(uneven, "map", Filters(), SHARED)
    assert isinstance(drawn, Exhibit)
    assert drawn.subtitle == (
        "40 customers: how many left is hidden, since in some stage few did, and no emotions are recorded."
    )


@pytest.fixture(scope="module")
def small_exits(tmp_path_factory) -> Generation:
    """Sixty visitors of whom nobody goes on: 50 leave at an ad, seven at a search, three at a mail."""
    places = ["Ad"] * 50 + ["Search"] * 7 + ["Mail"] * 3
    rows = [
        event(f"c{number}", "2025-01-01T10:00", place, stage="visit", channel="web")
        for number, place in enumerate(places)
    ]
    return build(tmp_path_factory.mktemp("exits"), rows, DEFINITION)


def test_touchpoints_of_few_are_one_grey_bar(small_exits):
    """Three left at a mail: in shared mode they stand with the next smallest, and how many touchpoints there are is not said."""
    alone, shared = (
        made(small_exits, "drop_off.exits", Filters(), mode) for mode in (ANALYST, SHARED)
    )
    assert isinstance(alone, Exhibit) and isinstance(alone.content, Bars)
    assert alone.content.rows == ("Ad", "Search", "Mail")
    assert alone.content.series[0].values == (50.0, 7.0, 3.0)
    assert "3 touchpoints, 60 customers in total" in alone.subtitle
    assert isinstance(shared, Exhibit) and isinstance(shared.content, Bars)
    assert shared.content.rows == ("Ad", "other, 2 groups")
    assert shared.content.series[0].values == (50.0, 10.0)
    assert shared.content.row_colours == ("negative", NEUTRAL)
    assert shared.title == "83 % of those that left were last seen at Ad"
    assert shared.subtitle == (
        "By last touchpoint: all stages together, 60 customers in total, all those that left."
    )


def test_an_option_that_means_nothing_here_is_the_default(sample):
    source = analyst(sample, Filters())
    for id, options in (
        ("drop_off.funnel", {"stage": "nowhere"}),
        ("drop_off.groups", {"attribute": "shoe size"}),
        ("drop_off.cohorts", {"cohort": "hour"}),
        ("paths.graph", {"coverage": "-3", "width": "weight", "colour": "taste", "open": "x/y"}),
        ("paths.flow", {"over": "roofs", "depth": "99999999999"}),
        ("paths.variants", {"top": "many", "pattern": "later/Nowhere"}),
        ("paths.conversion", {"source": "Nowhere", "within": "x", "per": "week"}),
        ("map", {"hide": "attic", "compare": "segment", "group": "nobody"}),
        ("map.satisfaction", {"metric": "taste"}),
    ):
        odd = make(Ref.of(id, Filters(), **options), source)
        plain = make(Ref.of(id, Filters()), source)
        assert isinstance(odd, Exhibit) and isinstance(plain, Exhibit)
        assert odd.title == plain.title, id
        if not isinstance(odd.content, Drawing):
            assert odd.content == plain.content


def test_one_customers_journey_is_never_shared(sample):
    shared = made(sample, "customer.timeline", Filters(), SHARED)
    assert isinstance(shared, Nothing)
    assert shared.reason == "It tells of a single customer, so it is never shared."
    assert NO_JOURNEY.endswith(".")


@pytest.fixture(scope="module")
def alone(tmp_path_factory) -> Generation:
    """40 customers see an ad without a word; the same 40 are content at the basket and rate it 5 of 5."""
    rows = [event(f"c{number}", "2025-01-01T10:00", "Ad", stage="visit") for number in range(40)]
    rows += [
        event(f"c{number}", "2025-01-02T10:00", "Basket", stage="buy", valence=0.5, csat=5)
        for number in range(40)
    ]
    return build(tmp_path_factory.mktemp("alone"), rows, DEFINITION, assumed=("scale.csat=1-5",))


@pytest.mark.parametrize(
    ("id", "reason"),
    [
        ("map.emotion", "Only one touchpoint has a feeling to tell: Basket, +0.50, n 40."),
        ("map.satisfaction", "CSAT is told of one stage only: buy, 100 % (91 to 100), n 40."),
    ],
)
def test_a_comparison_of_one_is_none(alone, id, reason):
    """Wilson's interval of 40 of 40 begins at 91 %."""
    assert made(alone, id, Filters(), SHARED).reason == reason


def test_friction_of_one_touchpoint_is_no_ranking(tmp_path):
    """40 visitors see the ad and leave; it is the only touchpoint there is."""
    rows = [event(f"c{n}", "2025-01-01", "Ad", stage="visit") for n in range(40)]
    rows.append(event("late", "2025-06-01", "Ad", stage="visit"))
    found = made(build(tmp_path, rows, DEFINITION), "map.friction", Filters(), ANALYST)
    assert found.reason == "Only one touchpoint has friction to tell: Ad."


def test_the_worst_and_the_best_are_drawn_however_few_feel_so(sample):
    """Payment failed has 104 events and Review 280, where 16 touchpoints with more would fill the chart."""
    exhibit = made(sample, "map.emotion", Filters(), SHARED)
    assert {"Complaint", "Payment failed", "Review", "Social mention"} <= set(exhibit.content.rows)
    told = ask(
        sample, "satisfaction", Filters(), ("stage", "touchpoint"), SHARED, metrics=("sentiment",)
    )
    felt = [
        row
        for row in told.rows
        if row["definition"].startswith("mean") and row["value"] is not None
    ]
    assert f"; of {len(felt)} touchpoints the 16 that are felt worst" in exhibit.subtitle


def test_the_table_of_the_map_tells_its_touchpoints(sample):
    exhibit = made(sample, "map", Filters(), SHARED)
    assert "Payment failed" in {row.get("touchpoint") for row in exhibit.answers[0].rows}


@pytest.fixture(scope="module")
def open_few(tmp_path_factory) -> Generation:
    """Of 40 who visit 37 left and three came only yesterday; half are content. Nobody came to a second stage."""
    rows = [
        event(
            f"c{n:02}",
            "2025-01-01T10:00" if n < 37 else "2025-06-01T10:00",
            "Ad",
            stage="visit",
            csat=5 if n % 2 else 1,
        )
        for n in range(40)
    ]
    return build(tmp_path_factory.mktemp("open"), rows, DEFINITION, assumed=("scale.csat=1-5",))


def test_a_funnel_of_which_nothing_may_be_told_is_left_out(open_few):
    """Three are still under way: files hide them, and with them how many left; no bar of nothing is drawn."""
    assert isinstance(made(open_few, "drop_off.funnel", Filters(), ANALYST), Exhibit)
    found = made(open_few, "drop_off.funnel", Filters(), SHARED)
    assert isinstance(found, Nothing) and found.reason == TOO_FEW


def test_a_map_that_hides_who_left_does_not_say_that_there_is_no_weak_spot(open_few):
    title = made(open_few, "map", Filters(), SHARED).title
    assert title.startswith("CSAT is 50 %") and "weak spot" not in title
