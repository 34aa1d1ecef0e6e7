"""The parts of the Paths screen in words, from rows with numbers that can be checked in the head."""

import pytest

from journey.data.views.options import CUSTOMER, JOURNEY, STAGES, TOUCHPOINTS
from journey.map.paths.flow import Flow, FlowNode, Ribbon
from journey.model.filters import Filters
from journey.presenters.attributes import splitting
from journey.presenters.paths import conversion, expected, flows, touchpoints, variants
from tests.presenters.answers import answer

DAY = 86_400
NODES = [
    {"touchpoint": "Chat", "stage": "unassigned"},
    {"touchpoint": "Basket", "stage": "buy"},
    {"touchpoint": "Ad", "stage": "visit"},
    {"touchpoint": "Mail", "stage": "visit"},
]


def test_touchpoints_stand_in_the_order_of_the_journey():
    order = {("visit", "Mail"): 1, ("visit", "Ad"): 2}
    names = touchpoints.in_journey_order(NODES, ("visit", "buy"), order)
    assert names == ["Mail", "Ad", "Basket", "Chat"]
    assert touchpoints.stage_positions(("visit", "buy")) == {"visit": 0, "buy": 1, "unassigned": 2}
    assert touchpoints.drawn_stage_indices(NODES[:2], ("visit", "buy")) == {"Chat": -1, "Basket": 1}
    assert touchpoints.are_staged(NODES) and not touchpoints.are_staged(NODES[:1])


class Attributes:
    """A generation with one, two and three values."""

    journey_keys = {"one": 1, "two": 2, "three": 3}

    def number_of_values(self, key: str) -> int:
        return self.journey_keys[key]

    def has_blank(self, key: str) -> bool:
        return key == self.blank

    blank = ""


def test_attributes_split_from_two_values_on():
    assert splitting(Attributes()) == ["two", "three"]
    assert splitting(Attributes(), 2) == ["two"]


def test_one_value_and_journeys_without_it_are_two_groups():
    attributes = Attributes()
    attributes.blank = "one"
    assert splitting(attributes, 2) == ["one", "two"]


def variant(path: str, journeys: int, cumulative: float) -> dict:
    return {
        "path": list(path), "journeys": journeys, "share": journeys / 100, "share_n": 100,
        "share_low": 0.5, "share_high": 0.7, "cumulative_share": cumulative, "base": "full",
        "median_seconds": 2 * DAY, "p90_seconds": 4 * DAY,
        "completed": journeys, "ended_well": 0, "in_progress": 0, "dropped_off": 0,
    }  # fmt: skip


VARIANTS = [variant("AB", 60, 0.6), variant("AC", 20, 0.8)]
SCORES = [
    {"path": ["A", "B"], "metric": "nps", "value": 20.0, "low": 5.0, "high": 35.0, "n": 50, "definition": "x"},
    {"path": ["A", "B"], "metric": "csat", "value": 0.8, "low": 0.7, "high": 0.9, "n": 40, "definition": "share of"},
    {"path": ["A", "B"], "metric": "ces", "value": 4.5, "low": 4.0, "high": 5.0, "n": 40, "definition": "mean of"},
    {"path": ["A", "B"], "metric": "sentiment", "value": None, "low": None, "high": None, "n": 3, "definition": "x"},
]  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "is_searched", "sentence"),
    [
        ([], True, "No journey fits the pattern"),
        (VARIANTS[:1], True, "100 journeys of that pattern: all take the same path"),
        (
            VARIANTS,
            False,
            "100 journeys take 9 different paths; the 2 most frequent cover 80 %, the first alone 60 %",
        ),
    ],
)
def test_the_headline_of_the_variants(rows, is_searched, sentence):
    totals = {"journeys": 100, "variants": 9}
    assert variants.headline(rows, totals, is_searched) == sentence


def test_how_much_the_variants_cover():
    totals = {"journeys": 100, "shown_journeys": 80, "hidden_variants": 7}
    summary = {"journeys": 400, "ties": 0}
    assert variants.coverage_sentence(VARIANTS, totals, summary, False) == (
        "2 variants with 80 % of all 400 journeys; 7 more cover the other 20 %."
    )
    totals |= {"shown_journeys": 100, "hidden_variants": 0}
    assert variants.coverage_sentence(VARIANTS, totals, summary | {"ties": 1}, True) == (
        "100 of 400 journeys fit the pattern. 2 variants with 100 % of them; these are all. "
        "1 event at the same time as the one before, in the file's order."
    )
    assert variants.coverage_sentence([], totals | {"journeys": 0}, summary, True) == (
        "0 of 400 journeys fit the pattern. "
    )


@pytest.mark.parametrize(
    ("text", "patterns", "is_all"),
    [
        ("", (), True),
        ("starts/Ad without/Chat", ("starts/Ad", "without/Chat"), True),
        ("starts/Ad starts/Gone", ("starts/Ad",), False),
        ("left/Ad nonsense/Ad", (), False),  # a filter that is no pattern, and no filter at all
    ],
)
def test_patterns_of_a_link_are_those_of_known_touchpoints(text, patterns, is_all):
    assert variants.patterns(text, ["Ad", "Chat"]) == (patterns, is_all)


def test_patterns_narrow_the_filters():
    narrowed = variants.with_patterns(Filters(), ("starts/Ad", "without/Chat"))
    assert narrowed == Filters().in_cohort("starts/Ad").in_cohort("without/Chat")


def test_the_table_of_variants_has_the_metrics_that_any_has():
    frame, headings = variants.table(VARIANTS, SCORES)
    kinds = {heading.name: (heading.words, heading.kind) for heading in headings[-8:]}
    assert kinds["nps"] == ("NPS", "score") and kinds["csat"] == ("CSAT", "share")
    assert kinds["ces"] == ("CES", "score") and kinds["csat_n"] == ("CSAT answers", "count")
    assert frame["csat"][0] == 0.8 and list(frame["csat_n"]) == [40, 0]
    assert "nps" not in variants.table(VARIANTS, [])[0]


def test_the_evidence_of_a_variant():
    asked = answer("variants", VARIANTS, path="the touchpoints")
    panel = variants.evidence("is/A/B", asked, SCORES, is_collapsed=False)
    assert panel["title"] == "60 journeys on this variant" and panel["grade"] == "measured"
    assert panel["definition"] == "the touchpoints"
    assert panel["buttons"][1] == ["Filter to them", "filter", "is/A/B"]
    assert panel["tables"][0]["rows"] == [["1", "A"], ["2", "B"]]
    assert panel["table"]["rows"] == [
        ["share of all", "60 %", "50 % to 70 %"],
        ["half take at most", "2.0 days", "nine in ten 4.0 days"],
        ["completed", "60", "100 %"],
        ["NPS", "+20", "+5 to +35 n 50"],
        ["CSAT", "80 %", "70 % to 90 % n 40"],
        ["CES", "4.50", "4.00 to 5.00 n 40"],
        ["sentiment", "too few", " n 3"],
    ]
    assert variants.evidence("is/A/B", asked, SCORES, is_collapsed=True) is None


def step(source: str | None, target: str | None, journeys: int, number: int = 0, end=None) -> dict:
    return {"step": number, "source": source, "target": target, "journeys": journeys, "end": end}


FLOW_ROWS = [
    step("Ad", "Shop", 40),
    step("Ad", None, 30, end="dropped_off"),
    step("Ad", "Mail", 10),
    step("Call", "Shop", 20),
    step("Shop", "Mail", 99, 1),
]


def test_the_headline_of_a_flow():
    begun = "80 % of journeys begin at Ad; of these 50 % go on to Shop, 38 % leave"
    assert flows.headline(FLOW_ROWS, TOUCHPOINTS, "") == begun
    assert flows.headline(FLOW_ROWS[3:4], STAGES, "") == (
        "100 % of journeys begin in Call; of these 100 % go on to Shop"
    )
    assert flows.headline(FLOW_ROWS[:2], TOUCHPOINTS, "Ad") == (
        "After their first Ad, 57 % go on to Shop, 43 % leave"
    )
    assert flows.headline([], TOUCHPOINTS, "Ad") == "No journey reaches Ad"


@pytest.mark.parametrize(
    ("rows", "source", "sentence"),
    [
        ([], "", "No journey reaches Shop"),
        ([], "Ad", "None of journeys through Ad reach Shop later"),
        (
            [step("Ad", "Shop", 30), step("Ad", None, 10, end="never")],
            "Ad",
            "75 % of journeys through Ad reach Shop later",
        ),
        (
            [step("Shop", None, 30), step("Ad", "Shop", 50, -1), step("Call", "Shop", 20, -1)],
            "",
            "Of the 100 journeys that reach Shop, 50 % come from Ad",
        ),
        (
            [step("Shop", None, 60), step("Ad", "Shop", 40, -1)],
            "",
            "Of the 100 journeys that reach Shop, 60 % begin there",
        ),
    ],
)
def test_the_headline_of_arrivals(rows, source, sentence):
    assert flows.arrivals_headline(rows, source, "Shop") == sentence


AD, SHOP, OTHER = (0, "at", "Ad"), (1, "at", "Shop"), (1, "other", "")
FLOW = Flow(
    ((0, (FlowNode(AD, 100, 1),)), (1, (FlowNode(SHOP, 75, 1), FlowNode(OTHER, 25, 2)))),
    (Ribbon(AD, OTHER, 25, ""), Ribbon(AD, SHOP, 75, "step/0/Ad/Shop")),
    grouped=2,
    grouped_journeys=25,
)


def test_the_caption_of_a_flow_says_which_journeys():
    assert flows.caption(FLOW, "", "") == (
        "100 journeys from their beginning. Ribbon width shows the number of journeys. "
        "2 small branches (25 passes) are grouped as “more”; the table lists them all."
    )
    one = Flow(FLOW.columns, FLOW.ribbons, 1, 1)
    assert " 1 small branch (1 pass) is grouped as" in flows.caption(one, "Ad", "Shop")
    none = Flow(FLOW.columns, FLOW.ribbons, 0, 0)
    assert flows.caption(none, "Ad", "Shop").startswith("100 journeys from Ad to Shop. ")
    assert "that reach Ad, from their first time there. Ribbon" in flows.caption(none, "Ad", "")
    assert "that reach Shop, before their first time there" in flows.caption(none, "", "Shop")
    assert "grouped" not in flows.caption(none, "", "")


@pytest.mark.parametrize(
    ("columns", "over", "source", "target", "headings"),
    [
        ([0, 1, 9], STAGES, "", "", ["first stage", "second", "10th"]),
        ([0, 1], TOUCHPOINTS, "", "", ["first event", "1 after"]),
        ([0, 2], TOUCHPOINTS, "Ad", "Shop", ["at Ad", "2 after"]),
        ([-1, 0], TOUCHPOINTS, "", "Shop", ["1 before", "then"]),
    ],
)
def test_the_columns_of_a_flow_have_headings(columns, over, source, target, headings):
    named = flows.column_headings(columns, over, source, target)
    assert list(named) == columns and list(named.values()) == headings


def test_a_flow_begins_over_the_stages_where_there_are_any():
    assert flows.default_over(NODES) == STAGES
    assert flows.default_over(NODES[:1]) == TOUCHPOINTS


def test_the_evidence_of_a_ribbon_lists_its_siblings():
    asked = answer("flow", [], step="the step")
    panel = flows.evidence("step/0/Ad/Shop", FLOW, asked)
    assert panel["title"] == "Ad → Shop" and panel["definition"] == "the step"
    assert panel["table"]["columns"][0] == "from Ad"
    assert [row[:3] for row in panel["table"]["rows"]] == [
        ["Shop", "75", "75 %"],
        ["2 more", "25", "25 %"],
    ]
    assert panel["table"]["links"] == ["step/0/Ad/Shop", ""]
    assert flows.evidence("step/0/Ad/Gone", FLOW, asked) is None


def test_shares_of_few_are_not_said():
    few = Flow(
        ((0, (FlowNode(AD, 9, 1),)), (1, (FlowNode(SHOP, 9, 1),))),
        (Ribbon(AD, SHOP, 9, "step/0/Ad/Shop"),),
        0,
        0,
    )
    panel = flows.evidence("step/0/Ad/Shop", few, answer("flow", [], step=""))
    assert panel["table"]["rows"] == [["Shop", "9", "too few", ""]]


OPTIONS = {"source": "Ad", "target": "Shop", "within": None, "anywhere": False, "per": JOURNEY}
CONVERTED = {
    "entered": 100, "converted": 40, "rate": 0.4, "rate_n": 100, "rate_low": 0.3, "rate_high": 0.5,
    "median_seconds": 2 * DAY, "p90_seconds": 5 * DAY,
}  # fmt: skip
UNRATED = CONVERTED | {"entered": 8, "converted": 3, "rate": None, "median_seconds": None}


@pytest.mark.parametrize(
    ("row", "options", "days", "sentence"),
    [
        (None, {}, "", "No journey reaches Ad under these filters"),
        (CONVERTED, {}, "", "40 % of the 100 journeys at Ad reach Shop"),
        (UNRATED, {}, "7", "3 of the 8 journeys at Ad reach Shop within 7 days"),
        (
            CONVERTED,
            {"target": "Ad", "per": CUSTOMER, "anywhere": True},
            "",
            "40 % of the 100 customers at Ad return to it or were there before",
        ),
    ],
)
def test_the_headline_of_a_conversion(row, options, days, sentence):
    assert conversion.headline(row, OPTIONS | options, days) == sentence


def test_nobody_comes_where_there_is_no_row_or_an_empty_one():
    assert conversion.first_row(answer("conversion", [])) is None
    assert conversion.first_row(answer("conversion", [CONVERTED | {"entered": 0}])) is None
    assert conversion.first_row(answer("conversion", [CONVERTED])) == CONVERTED


def test_the_caption_of_a_conversion():
    assert conversion.caption(CONVERTED, False, 40) == (
        "40 reached the second touchpoint at a later step than their first visit to the first. "
        "95 % interval 30 % to 50 %. Half within 2.0 days, nine in ten within 5.0 days."
    )
    assert conversion.caption(UNRATED, True, 2) == (
        "3 converted: 2 of them afterwards (times are theirs), the others only before, however long before. "
    )


def test_how_long_half_of_them_take():
    assert conversion.times_title(CONVERTED, False, 40) == (
        "Half come within 2.0 days, nine in ten within 5.0 days"
    )
    assert conversion.times_title(CONVERTED, True, 30) == (
        "Half of the 30 that come afterwards do so within 2.0 days, nine in ten within 5.0 days"
    )
    assert conversion.times_title(UNRATED, False, 3) == ""


def group(name: str | None, rate: float | None, median: float | None = DAY) -> dict:
    low, high = (None, None) if rate is None else (rate - 0.1, rate + 0.1)
    return {
        "region": name,
        "rate": rate,
        "rate_low": low,
        "rate_high": high,
        "median_seconds": median,
    }


@pytest.mark.parametrize(
    ("rows", "title", "rest"),
    [
        (
            [group("north", 0.5), group("south", None), group(None, 0.9)],
            "From Ad to Shop by region",
            "At most one group has enough customers for a rate.",
        ),
        (
            [group("north", 0.5), group("south", 0.5)],
            "Conversion from Ad to Shop is 50 % whatever the region",
            "By region.",
        ),
        (
            [group("north", 0.2, 3 * DAY), group("south", 0.5), group("west", 0.3)],
            "Conversion from Ad to Shop is highest for south (50 %) and lowest for north (20 %)",
            "By region; north takes longest, half 3.0 days or more. Where the intervals overlap, it may be chance.",
        ),
        (
            [group("north", 0.4, None), group("south", 0.5)],
            "Conversion from Ad to Shop runs from north (40 %) to south (50 %); the intervals overlap",
            "By region.",
        ),
        ([], "From Ad to Shop by region", "Where the intervals overlap, it may be chance."),
    ],
)
def test_which_group_converts_most(rows, title, rest):
    ends = {"source": "Ad", "target": "Shop"}
    assert conversion.groups_finding(rows, "region", "region", ends) == (title, rest)


def test_how_many_paths_are_not_shown():
    totals = {"hidden_variants": 3, "hidden_journeys": 1}
    assert conversion.paths_sentence(totals, JOURNEY) == "3 more paths of 1 journey not shown."
    assert conversion.paths_sentence(totals | {"hidden_variants": 0}, CUSTOMER) == (
        "Each path lies within one journey, while customers are counted across all of theirs. These are all."
    )


def test_the_sides_of_a_conversion():
    assert conversion.sides(CONVERTED, OPTIONS, "7") == {
        "converts": ("Converted", "that come from Ad to Shop within 7 days"),
        "misses": ("Not converted", "that come to Ad, but not to Shop within 7 days"),
    }
    options = OPTIONS | {"anywhere": True, "per": CUSTOMER}
    assert conversion.sides(CONVERTED, options, "") == {
        "around": ("Converted", "of the 40 customers that come to Ad and to Shop or before")
    }
    assert conversion.side_filter("converts", OPTIONS, "7") == "converts/Ad/Shop/7"
    assert conversion.side_filter("around", options, "") == "customer_around/Ad/Shop"


def conformance(kind: str, name: str | None, journeys: int, **more) -> dict:
    row = {"kind": kind, "name": name, "journeys": journeys, "share_n": 100}
    rest = {"completion_rate": 0.8, "mean_valence": 0.25, "difference": None}
    return row | rest | more


SKIPPED = conformance(
    "skipped", "buy", 30, completion_rate=0.5, mean_valence=-0.5,
    difference=-0.3, difference_low=-0.4, difference_high=-0.2,
)  # fmt: skip
ROWS = [
    conformance("conforms", None, 60),
    conformance("deviates", None, 40),
    SKIPPED,
    conformance("back", "visit", 0),
    conformance("never", None, 7),
]


def test_the_headline_of_the_expected_journey():
    follow = "60 % of the 100 journeys that touch the expected journey follow it"
    assert expected.headline(ROWS) == f"{follow}; the most frequent deviation: skip buy (30 %)"
    assert expected.headline([*ROWS[:2], ROWS[-1]]) == follow
    assert expected.headline([ROWS[0] | {"share_n": 0}]) == (
        "No journey touches the expected journey"
    )


def test_rows_with_journeys_are_listed_in_words():
    rows = expected.listed(ROWS)
    assert [row["words"] for row in rows] == ["follow it", "deviate from it", "skip buy"]
    assert expected.deviation_words(ROWS[-1]) == ""
    assert expected.choices(rows, ("visit", "buy"), True) == {
        "stage_conforms/visit/buy": "follow it (60)",
        "stage_deviates/visit/buy": "deviate from it (40)",
        "stage_skips/buy/visit/buy": "skip buy (30)",
    }


def test_elements_of_a_link_are_those_of_the_dataset():
    assert expected.link_value(("a/b", "c d")) == "a%2Fb/c%20d"
    assert expected.known_elements("a%2Fb/c/a%2Fb", ["a/b", "c"]) == (("a/b", "c"), True)
    assert expected.known_elements("a/gone", ["a"]) == (("a",), False)
    assert expected.known_elements("", ["a"]) == ((), True)


STAGE_NAMES, TOUCHPOINT_NAMES = ("visit", "buy"), ("Ad", "Shop", "Call")


@pytest.mark.parametrize(
    ("chosen", "through", "notes"),
    [
        ((), (), []),
        (("visit",), (), ["Choose at least two touchpoints or stages."]),
        (("visit", "buy"), ("visit", "buy"), []),
        (("Call", "Ad"), ("Call", "Ad"), []),
        (
            ("visit", "Ad"),
            (),
            [
                "Choose only touchpoints or only stages. Until then, all stages are expected in their order."
            ],
        ),
    ],
)
def test_two_of_a_kind_make_an_expected_journey(chosen, through, notes):
    assert expected.through(chosen, STAGE_NAMES, TOUCHPOINT_NAMES) == through
    assert expected.notes(chosen, STAGE_NAMES, TOUCHPOINT_NAMES) == notes


def test_the_caption_names_what_is_expected():
    start = "Expected: visit → buy; other touchpoints may come in between."
    assert expected.caption(("visit", "buy"), 0) == start
    assert expected.caption(("visit", "buy"), 1) == (
        f"{start} 1 journey touches none of it and is excluded."
    )
    assert expected.caption(("visit", "buy"), 2) == (
        f"{start} 2 journeys touch none of it and are excluded."
    )


def test_what_a_deviation_goes_with():
    assert expected.cost_sentence(ROWS[0], [ROWS[0], SKIPPED]) == (
        "50 % of journeys that skip buy complete, against 80 % of those that follow it: −30 points (−40 to −20); "
        "mean valence −0.50 instead of +0.25. Association, not cause; a journey may deviate in several ways."
    )
    assert expected.cost_sentence(ROWS[0], ROWS[:2]) == (
        "Association, not cause. A journey may deviate in several ways."
    )
    assert expected.cost_finding([ROWS[0], SKIPPED]) == (
        "50 % of journeys that skip buy complete, against 80 % of those that follow the expected journey"
    )
    assert expected.cost_finding(ROWS[:2]) == ""
    by_chance = SKIPPED | {"difference_low": -0.4, "difference_high": 0.1}
    assert expected.cost_finding([ROWS[0], by_chance]) == ""
