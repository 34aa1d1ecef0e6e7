"""The very journeys that a figure of the screen counts."""

from datetime import date

import streamlit as st

from journey.model.definition import UNASSIGNED
from journey.model.filters import Filters
from journey.model.path_filters import is_path_filter, parse_cohort, path_filter
from journey.model.words import count
from journey.ui import page_state
from journey.ui.customer_list import customer_list
from journey.ui.data import answer, answers, generation
from journey.ui.drop_off import cohorts, groups, traits
from journey.ui.drop_off.chosen import WORDS, usual_who, word
from journey.ui.drop_off.clicks import LIST
from journey.ui.escape import markdown

ALL = "all"


def show(filters: Filters, rows: list[dict], stage: str) -> None:
    """A choice of figures, and the journeys of the one that is chosen."""
    st.header("The journeys counted", anchor=LIST)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        who_place = st.container(width=420)
        narrowed, of = _narrowed(filters, stage)
        with who_place:
            options = _options(filters, narrowed, stage)
            who = page_state.choice("who", "The journeys that", options, usual_who(stage))
    told = options[who].rsplit(" (", 1)[0]
    is_ordered = who.startswith("inorder/")
    name = (
        f"{told}{of}"
        if is_ordered
        else f"{told} in {'no stage' if stage == UNASSIGNED else stage}{of}"
    )
    outcome = told if is_ordered else WORDS.get(who, "dropped off")
    short = who if who in WORDS else told
    customer_list(
        narrowed.in_cohort(word(stage, who)),
        f"drop off {stage} {who}",
        name,
        "-".join(("journeys", short, stage)) + of,
        {"stage": stage, "counted_as": outcome, "filters": narrowed.words()},
    )


def _narrowed(filters: Filters, stage: str) -> tuple[Filters, str]:
    """The filters within the cohort, the group and the trait that are chosen, and the words for these."""
    narrowed, of, data = filters, "", generation()
    kind = cohorts.period(data)
    begun = {
        row[kind]: cohorts.named(row[kind], kind)
        for row in answer("funnel", filters, by=(kind,)).rows
        if row["reached"]
    }
    start = page_state.choice("begun", "begun in", {"": ALL} | begun, "", width=170)
    if start:
        first, last = (
            date.fromisoformat(start),
            cohorts.last_day(data, kind, date.fromisoformat(start)),
        )
        narrowed = narrowed.with_dates(
            max(first, narrowed.from_date or first), min(last, narrowed.to_date or last)
        )
        of += f", begun in {begun[start]}"
    name, group = groups.attribute(filters, stage), ""
    if name:
        values = {
            row[name]: row[name]
            for row in answer("funnel", filters, by=(name,)).rows
            if row["reached"] and row[name]
        }
        group = page_state.choice(
            "group", markdown(f"of {name}"), {"": ALL} | values, "", width=200
        )
        if group:
            narrowed, of = narrowed.with_values(name, [group]), f"{of}, {name} {group}"
    compared = traits.known(filters, stage, name if group else "")
    if compared:
        trait = page_state.choice("trait", "with", {"": ALL} | compared, "", width=230)
        if trait:
            narrowed, of = traits.narrowed(narrowed, trait), f"{of}, with {compared[trait]}"
    return narrowed, of


def _options(filters: Filters, narrowed: Filters, stage: str) -> dict[str, str]:
    """Each figure of the stage that can be listed, with how many it counts: outcomes, then exits; also none, if asked."""
    funnel, exits, left = answers(
        [("funnel", narrowed, {}), ("exits", filters, {}), ("exits", narrowed, {})]
    )
    row = next((row for row in funnel.rows if row["stage"] == stage), dict.fromkeys(WORDS, 0))
    lost = {row["touchpoint"]: row["journeys"] for row in left.rows if row["drop_stage"] == stage}
    names = [row["touchpoint"] for row in exits.rows if row["drop_stage"] == stage]
    counted = {who: (words, row[who]) for who, words in WORDS.items()}
    counted |= {
        path_filter("exit", stage, name): (f"left after {name}", lost.get(name, 0))
        for name in names
    }
    kept = (usual_who(stage), page_state.get("who"))
    for who in kept:
        if who.startswith(f"{path_filter('inorder', stage)}/") and is_path_filter(who):
            counted |= _in_order(narrowed, who)
    return {
        who: f"{words} ({count(number)})"
        for who, (words, number) in counted.items()
        if number or who in kept
    }


def _in_order(narrowed: Filters, who: str) -> dict[str, tuple[str, int]]:
    """The figure of the ordered funnel that was clicked, with how many it counts."""
    return {
        who: (
            parse_cohort(who).words(),
            answer("summary", narrowed.in_cohort(who)).rows[0]["journeys"],
        )
    }
