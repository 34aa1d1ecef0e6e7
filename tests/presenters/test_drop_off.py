"""The sentences of the Drop-off screen, from rows with numbers that can be checked in the head."""

import pandas as pd
import pytest

from journey.model.filters import Filters
from journey.presenters.drop_off import (
    cohorts,
    contrasts,
    counted,
    exits,
    groups,
    moving_on,
    stages,
    traits,
)


def stage(name: str, reached: int, lost: int, **more) -> dict:
    rest = {
        "advanced": reached - lost,
        "completed": 0,
        "ended_well": 0,
        "in_progress": 0,
        "skipped": 0,
    }
    base = "full" if reached >= 30 else "low base" if reached >= 10 else "counts only"
    rate = lost / reached if reached >= 10 else None
    row = {"stage": name, "reached": reached, "dropped_off": lost, "drop_off_rate": rate}
    return row | rest | {"base": base} | more


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([], "No journey matches these filters"),
        (
            [stage("unassigned", 3, 1)],
            "3 journeys in no stage: drop-off is not available yet",
        ),
        (
            [stage("visit", 100, 0), stage("buy", 60, 0)],
            "None of the 100 journeys left",
        ),
        (
            [stage("visit", 100, 40), stage("buy", 60, 30)],
            "40 journeys left visit, 40 % of those who reach it; the largest share in buy, 50 % of 60",
        ),
        (
            [stage("visit", 100, 40), stage("buy", 20, 15)],  # a low base is not the steepest
            "40 journeys left visit, 40 % of those who reach it",
        ),
        ([stage("visit", 7, 1)], "1 journey left visit, of 7 who reach it"),
        (
            [stage("visit", 50, 2), stage("unassigned", 40, 40)],
            "2 journeys left visit, 4 % of those who reach it",
        ),
    ],
)
def test_the_headline_names_the_largest_loss_and_the_steepest(rows, sentence):
    assert stages.headline(rows, "journey") == sentence


def test_the_headline_of_the_ordered_funnel():
    rows = [
        {"name": "visit", "reached": 100, "stopped": 40, "base": "full"},
        {"name": "buy", "reached": 50, "stopped": 25, "base": "full"},
        {"name": "use", "reached": 20, "stopped": 0, "base": "low base"},
    ]
    assert stages.ordered_headline(rows, 90, "journey") == (
        "In order and within 90 days, 40 journeys stop after visit, 40 % of those who come to it; "
        "after buy the largest share does, 50 % of 50"
    )
    assert (
        stages.ordered_headline(rows[2:], 7, "customer")
        == "In order and within 7 days, nobody stops"
    )


def test_the_stage_to_look_at_first_loses_most():
    rows = [stage("visit", 10, 1), stage("buy", 9, 3), stage("unassigned", 9, 9)]
    assert stages.default_stage(rows) == "buy"
    assert stages.default_stage([stage("visit", 10, 0), stage("buy", 9, 0)]) == "visit"


def test_the_parts_of_a_stage_add_up_to_those_who_reached_it():
    row = stage("buy", 10, 0) | {"advanced": 7, "in_progress": 3}
    assert stages.account(row) == "buy: 10 reached = 7 went on + 3 under way + 0 left"
    assert stages.skipped([row | {"skipped": 2}, row | {"stage": "use"}]) == "buy 2"
    assert stages.skipped([row]) == "none"
    first = {"name": "visit", "reached": 9}
    assert (
        stages.never_in_the_first(10, first, "journey") == " 1 of 10 journeys was never in visit."
    )
    assert stages.never_in_the_first(9, first, "journey") == ""


def ripe(stage: str, old: int, neither: int, young: int = 0, **more) -> dict:
    """A row of the view `ripe`: so many old enough, of them so many had not gone on."""
    return {
        "stage": stage,
        "ripe": old,
        "neither": neither,
        "neither_rate": neither / old if old >= 10 else None,
        "young": young,
        "base": "full" if old >= 30 else "low base",
        **more,
    }


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        (((100, 10),), "Who had not gone on after 133 days, by starting month"),
        (
            ((100, 10), (50, 5)),
            "In buy 10 % had not gone on after 133 days, whichever month they began in",
        ),
        (((100, 10), (29, 29)), "Who had not gone on after 133 days, by starting month"),
        (
            ((100, 10), (100, 12), (29, 29)),
            "No significant difference between starting months in buy: from 10 % (Jan 2025) to 12 % (Feb 2025) had not gone on "
            "after 133 days",
        ),
        (
            ((100, 10), (100, 50), (0, 0)),
            "Starting months differ in buy: from 10 % (Jan 2025) to 50 % (Feb 2025) had not gone on after 133 days",
        ),
    ],
)
def test_cohorts_of_thirty_differ_where_chance_does_not_explain_it(counts, sentence):
    """Neither 29 customers nor journeys that are too young are compared."""
    rows = [
        ripe("buy", old, neither, 500, cohort=f"2025-0{number}-01")
        for number, (old, neither) in enumerate(counts, 1)
    ]
    assert cohorts.headline(rows, "month", "buy", "133 days", "had not gone on") == sentence


def test_the_younger_ones_are_counted_once():
    """Of May and June 3 and 9 in the first stage; those of the second are among them."""
    rows = [
        ripe("visit", 5, 1, 3, cohort="2025-05-01"),
        ripe("buy", 4, 1, 2, cohort="2025-05-01"),
        ripe("visit", 0, 0, 9, cohort="2025-06-01"),
    ]
    assert cohorts.too_young(rows, "133 days") == (
        "12 journeys began less than 133 days before the end: what becomes of them is not final yet."
    )
    assert cohorts.too_young([ripe("visit", 5, 1)], "133 days") == ""
    assert cohorts.too_young([], "133 days") == ""


def test_cohorts_have_names():
    assert cohorts.cohort_name("2025-05-05", "month") == "May 2025"
    assert cohorts.cohort_name("2025-05-05", "week") == "the week of 5 May 2025"


def test_the_legend_of_cohorts_names_only_cells_that_are_there():
    rated, few, young = ripe("buy", 50, 9, 4), ripe("buy", 5, 1, 4), ripe("buy", 0, 0, 4)
    legend = cohorts.legend([rated, few, young], 2, "week", "133 days", "had not ended well")
    assert legend.startswith("Pale cells with – hold only such. Each other cell: of the journeys")
    assert "within 133 days, the share that had not ended well by then" in legend
    assert legend.endswith("Empty: fewer than 10 customers. 2 earlier weeks in the table only.")
    legend = cohorts.legend([rated], 0, "week", "133 days", "had not gone on")
    assert legend.startswith("Each cell: ") and "Pale" not in legend and "Empty" not in legend


def test_groups_are_those_that_reached_the_stage():
    rows = [
        stage("visit", 100, 40, region="north"),
        stage("buy", 60, 30, region="north"),
        stage("buy", 0, 0, region="south"),
        stage("buy", 9, 3, region=None),
    ]
    reached = groups.by_group(rows, "region", "buy")
    assert [(row["group"], row["reached"]) for row in reached] == [("north", 60), (None, 9)]
    assert groups.with_rate(reached) == reached[:1]


def test_many_attributes_ask_for_more_than_one_does():
    """60 of 100 against 45 of 100: chi-squared 4.5 with one degree of freedom, p 0.03."""
    rows = [stage("buy", 100, lost, group=name) for name, lost in (("old", 60), ("new", 45))]
    assert groups.headline(rows, "tenure", "buy", 1) == (
        "Drop-off in buy differs by tenure: old 60 %, new 45 %"
    )
    assert groups.headline(rows, "tenure", "buy", 2) == (
        "No significant difference by tenure in buy: old 60 %, new 45 %"
    )


def test_the_first_split_is_the_most_significant_contrast():
    rows = [
        {"kind": "attribute", "name": "region", "p": 0.2},
        {"kind": "attribute", "name": "device", "p": 0.1},
        {"kind": "touchpoint", "name": "", "p": 0.001},
        {"kind": "attribute", "name": "gone", "p": 0.0},
    ]
    assert groups.default_attribute(["device", "region"], rows) == "device"
    assert groups.default_attribute(["device", "region"], []) == "device"


def contrast(
    kind: str,
    value: str,
    lost: int,
    kept: int,
    difference: float,
    name: str = "",
    rule: str = "landmark",
) -> dict:
    return {
        "rule": rule, "kind": kind, "name": name, "value": value, "lost_with": lost, "kept_with": kept,
        "difference": difference, "low": difference - 0.03, "high": difference + 0.03,
        "lost_share": lost / 100, "kept_share": kept / 100, "lost": 100, "kept": 100, "q": 0.01,
    }  # fmt: skip


def test_equal_traits_are_one_contrast_with_both_names():
    rows = [
        contrast("channel", "phone", 31, 9, 0.22),
        contrast("touchpoint", "Call", 31, 9, 0.22),
        contrast("touchpoint", "Mail", 5, 9, -0.04),
    ]
    merged = contrasts.merge_equal(rows)
    assert [row["words"] for row in merged] == ["Call · channel: phone", "Mail"]
    assert contrasts.headline(merged, "buy") == (
        "More common among those who left buy: Call · channel: phone, 31 % against 9 % of the others"
    )
    assert contrasts.headline([], "buy") == "No significant contrasts in buy"
    assert contrasts.headline(merged[1:], "buy") == (
        "Nothing is significantly more common among those who left buy"
    )


def test_what_was_known_at_entry_leads_and_each_rule_has_its_words():
    call = contrast("touchpoint", "Call", 31, 9, 0.30)
    early = contrast("touchpoint", "Call", 31, 9, 0.22, rule="known at entry")
    merged = contrasts.merge_equal([call, early])
    assert [row["rule"] for row in merged] == ["landmark", "known at entry"]
    assert "31 % against 9 %" in contrasts.headline(merged, "buy")
    assert contrasts.sentence(early) == (
        "Call: 31 % of the lost, 9 % of the others; difference +22 points (+19 to +25)"
    )
    assert contrasts.sentence(call) == (
        "Call: 31 % of the lost, 9 % of the others; share that left with it less without +30 points (+27 to +33)"
    )
    definitions = contrasts.definitions(merged, "buy")
    assert "Known at entry: what journeys' events held up to and including their first in buy." in (
        definitions
    )
    assert "Within the stage: journeys still in buy after their 1st to 12th event" in definitions
    assert contrasts.definitions([call], "buy").startswith("Known at entry: nothing significant.")


def test_contrasts_are_drawn_under_their_headings_the_largest_gap_first():
    """31 of 100 lost and 9 of 100 others; left of zero what is more common among the others."""
    rows = [
        contrast("touchpoint", "Call", 31, 9, 0.22),
        contrast("touchpoint", "Chat", 4, 40, -0.30),
        contrast("attribute", "pro", 31, 9, 0.22, name="plan", rule="known at entry"),
        contrast("touchpoint", "Ad", 5, 20, -0.15, rule="known at entry"),
    ]
    merged = contrasts.merge_equal(rows)
    entry, within = contrasts.groups(merged, Filters())
    assert (entry["heading"], within["heading"]) == ("Known at entry", "Within the stage")
    assert [row["words"] for row in within["rows"]] == ["Chat", "Call"]
    plan, ad = entry["rows"]
    assert (plan["words"], plan["shares"]) == ("plan: pro", "31 % of 100 lost, 9 % of 100 others")
    assert plan["figure"] == "+22 points (+19 to +25)"
    assert ad["figure"] == "−15 points (−18 to −12)"
    assert [round(ad[end]) for end in ("difference", "low", "high")] == [-15, -18, -12]
    chat, call = within["rows"]
    assert chat["figure"] == "with it 30 points fewer leave (27 to 33)"
    assert call["figure"] == "with it 22 points more leave (19 to 25)"
    assert (plan["is_linked"], ad["is_linked"], call["is_linked"]) == (True, False, True)
    assert [merged[row["number"]]["words"] for row in (plan, ad, chat, call)] == [
        "plan: pro",
        "Ad",
        "Chat",
        "Call",
    ]


def test_a_legend_offers_a_click_only_where_it_lists_journeys():
    early = [
        contrast(
            "touchpoint", f"t{number}", 50 - number, 9, 0.4 - number / 100, rule="known at entry"
        )
        for number in range(13)
    ]
    merged = contrasts.merge_equal(early)
    drawn = contrasts.groups(merged, Filters())
    assert len(drawn) == 1 and len(drawn[0]["rows"]) == 10
    assert contrasts.undrawn(drawn, merged) == "3 more in the table."
    assert contrasts.clicks(drawn) == ""
    merged = contrasts.merge_equal([contrast("touchpoint", "Call", 31, 9, 0.22)])
    drawn = contrasts.groups(merged, Filters())
    assert contrasts.clicks(drawn) == (
        "Click a row with › to list the journeys that left and have it."
    )
    assert contrasts.undrawn(drawn, merged) == ""


def test_shares_that_point_the_other_way_are_no_claim():
    """25 % of the lost complained and 17 % of the others, but whoever goes on after a complaint leaves less often."""
    opposed = contrast("touchpoint", "Complaint", 25, 17, -0.12)
    agreed = contrast("touchpoint", "Call", 25, 17, 0.12)
    weak = contrast("touchpoint", "Mail", 25, 17, 0.12) | {"q": 0.2}
    assert contrasts.significant([opposed, agreed, weak]) == [agreed]
    assert "Significant: 1 of 3 comparisons" in contrasts.basis([opposed, agreed, weak])
    assert contrasts.basis([opposed, agreed]).endswith(
        "the other 1 are in the table, 1 of them with shares that point the other way."
    )
    assert contrasts.basis([agreed, weak]).endswith("the other 1 are in the table.")


def test_what_was_known_at_entry_cannot_be_listed_but_for_attributes():
    """Others have the touchpoint later: a filter on it would list them, too."""
    early = contrast("touchpoint", "Call", 31, 9, 0.22, rule="known at entry")
    plan = contrast("attribute", "pro", 31, 9, 0.22, name="plan", rule="known at entry")
    assert traits.link_value(early, Filters()) == ""
    assert traits.link_value(early | {"rule": "landmark"}, Filters()) == "touchpoint//Call"
    assert traits.link_value(plan, Filters()) == "attribute/plan/pro"


def test_a_trait_of_a_link_narrows_the_list():
    filters = Filters()
    row = contrast("attribute", "north/east", 1, 1, 0.1, name="region")
    assert traits.link_value(row, filters) == "attribute/region/north%2Feast"
    narrowed = traits.narrowed(filters, "attribute/region/north%2Feast")
    assert narrowed.values("region") == ("north/east",)
    assert traits.comparable([row], filters, "region") == {}
    assert traits.link_value(contrast("emotion", "joy", 1, 1, 0.1), filters) == ""


def test_half_have_gone_on_or_fewer_ever_do():
    curve = pd.DataFrame(
        {"seconds": [86_400, 172_800], "share": [0.4, 0.6], "low": [0.3, 0.5], "high": [0.5, 0.7]}
    )
    totals = {"median_seconds": 172_800, "advanced": 6, "journeys": 10}
    assert moving_on.headline("buy", totals, curve) == (
        "Half have gone on from buy within 2.0 days (95 % interval 1.0 days to 2.0 days)"
    )
    assert moving_on.headline("buy", totals | {"median_seconds": None}, curve[:1]) == (
        "Fewer than half have gone on from buy as far as is seen: 40 % (30 to 50) after 1.0 days"
    )
    nobody = {"median_seconds": None, "advanced": 0, "journeys": 10}
    assert moving_on.headline("buy", nobody, curve[:1]) == "Nobody has gone on from buy yet"


def test_exits_say_their_share_of_the_stage():
    rows = [
        {"touchpoint": "Basket", "touchpoint_stage": "buy", "journeys": 30},
        {"touchpoint": "Ad", "touchpoint_stage": "see", "journeys": 10},
    ]
    assert exits.headline(rows, "buy") == "75 % of those who left buy were last seen at Basket"
    assert exits.basis(rows, "buy", "journey") == (
        "2 touchpoints, 40 journeys in total, all those who left buy"
    )


def test_the_figures_of_a_stage_have_their_counts():
    funnel = [stage("buy", 10, 3)]
    exits_of_all = [
        {"drop_stage": "buy", "touchpoint": "Basket", "journeys": 3},
        {"drop_stage": "buy", "touchpoint": "Ad", "journeys": 1},
        {"drop_stage": "visit", "touchpoint": "Mail", "journeys": 1},
    ]
    at_age = [ripe("buy", 8, 4), ripe("visit", 9, 5)]
    figures = counted.counted("buy", funnel, exits_of_all, exits_of_all[:1], at_age, "133 days")
    assert figures["neither"] == ("had not gone on after 133 days", 4)
    assert figures["dropped_off"] == ("left", 3) and figures["advanced"][1] == 7
    assert figures["exit/buy/Basket"] == ("last seen at Basket", 3)
    assert figures["exit/buy/Ad"] == ("last seen at Ad", 0) and "exit/visit/Mail" not in figures
    assert counted.counted("gone", funnel, [], [], [], "133 days")["reached"][1] == 0
    offered = counted.choices(figures, ("exit/buy/Ad", ""))
    assert offered["exit/buy/Basket"] == "last seen at Basket (3)"
    assert offered["exit/buy/Ad"] == "last seen at Ad (0)" and "completed" not in offered


def test_figures_in_order_are_of_one_stage():
    assert counted.is_ordered("inorder/buy/90/stopped", "buy")
    assert not counted.is_ordered("inorder/buy/90/stopped", "visit")
    assert not counted.is_ordered("inorder/buy/90/nonsense", "buy")


@pytest.mark.parametrize(
    ("figure", "label", "shown_stage", "names"),
    [
        (
            "dropped_off",
            "left",
            "buy",
            ("left buy, region north", "journeys-dropped_off-buy, region north", "left"),
        ),
        (
            "exit/buy/Ad",
            "last seen at Ad",
            "buy",
            (
                "last seen at Ad in buy, region north",
                "journeys-last seen at Ad-buy, region north",
                "left",
            ),
        ),
        (
            "neither",
            "had not gone on after 133 days",
            "buy",
            (
                "had not gone on after 133 days in buy, region north",
                "journeys-had not gone on after 133 days-buy, region north",
                "had not gone on",
            ),
        ),
        (
            "in_progress",
            "are under way",
            "unassigned",
            (
                "under way in no stage, region north",
                "journeys-in_progress-unassigned, region north",
                "under way",
            ),
        ),
        (
            "inorder/buy/90/stopped",
            "stopped in buy",
            "buy",
            (
                "stopped in buy, region north",
                "journeys-stopped in buy-buy, region north",
                "stopped in buy",
            ),
        ),
    ],
)
def test_a_list_is_named_after_its_figure(figure, label, shown_stage, names):
    assert counted.list_names(figure, label, shown_stage, ", region north") == names


def test_cohorts_of_a_stage_are_those_that_reached_it():
    rows = [
        ripe("visit", 10, 1, month="2025-05-01"),
        ripe("visit", 0, 0, month="2025-04-01"),
        ripe("buy", 9, 0, month="2025-05-01"),
        ripe("visit", 0, 0, 8, month="2025-06-01"),
        ripe("visit", 10, 1, month="2025-05-01") | {"ripe": None},  # not observed
    ]
    cohort_rows = cohorts.by_cohort(rows, "month", ("visit",))
    assert [row["cohort"] for row in cohort_rows] == ["2025-05-01", "2025-04-01", "2025-06-01"]
    assert cohorts.started(cohort_rows) == ["2025-05-01", "2025-06-01"]
    later_stage = cohort_rows[1] | {"stage": "buy", "ripe": 1}  # April comes in at the second stage
    assert cohorts.started([cohort_rows[1], cohort_rows[0], later_stage]) == [
        "2025-04-01",
        "2025-05-01",
    ]


@pytest.mark.parametrize(
    ("has_later", "has_ends", "words"),
    [
        (True, False, "had not gone on"),
        (True, True, "had neither gone on nor ended well"),
        (False, True, "had not ended well"),
        (False, False, ""),
    ],
)
def test_cohorts_say_what_the_data_could_show(has_later, has_ends, words):
    assert cohorts.not_yet(has_later, has_ends) == words
