"""The Satisfaction screen: how satisfied customers are, where and for whom, and whether it gets better."""

from collections.abc import Mapping

import streamlit as st

from journey.exhibit.exhibit import Nothing
from journey.exhibit.satisfaction import choices, loyalty, service
from journey.exhibit.satisfaction.marked_days import DAYS, marked
from journey.model.definition import DAY_SECONDS
from journey.model.filters import Filters
from journey.model.words import span
from journey.presenters.satisfaction import figures
from journey.ui import exhibit_list, exhibits, link, page_state
from journey.ui.data import generation
from journey.ui.escape import markdown
from journey.ui.satisfaction import annotating, behind

NOW, TIME, SERVICE, VOLUME, LOYALTY = "now", "time", "service", "volume", "loyalty"
PARTS = {
    NOW: "Satisfaction",
    TIME: "Over time",
    SERVICE: "Service",
    VOLUME: "Volume",
    LOYALTY: "Loyalty",
}
# What each part shows; the first gives the page its title.
EXHIBITS = {
    NOW: (
        "satisfaction.by_group",
        "satisfaction.heatmap",
        "satisfaction.distribution",
        "satisfaction.definitions",
        "satisfaction.who_answers",
        "satisfaction.who_answers_by_outcome",
    ),
    TIME: ("satisfaction.over_time", "satisfaction.trends_by", "satisfaction.ends_over_time"),
    LOYALTY: (
        "satisfaction.come_back",
        "satisfaction.worth",
        "satisfaction.retention",
        "satisfaction.pays",
    ),
    SERVICE: (
        "satisfaction.first_response",
        "satisfaction.resolution",
        "satisfaction.in_time",
        "satisfaction.service_shares",
        "satisfaction.service_over_time",
        "satisfaction.contained",
        "friction.promises",
        "satisfaction.service_pays",
    ),
    VOLUME: (
        "satisfaction.reasons",
        "satisfaction.opened",
        "satisfaction.per_active",
        "satisfaction.backlog",
    ),
}


BEHIND = {
    NOW: behind.of_answers,
    TIME: behind.of_answers,
    SERVICE: behind.of_cases,
    LOYALTY: behind.of_customers,
}


@st.fragment
def show(filters: Filters) -> None:
    link.rerun_if_stale(filters)
    title, notices_area = st.container(), st.container()
    part = page_state.segments("part", "Part", PARTS, NOW)
    _controls(part, filters)
    leading, *others = EXHIBITS[part]
    marks = {DAYS: annotating.option()} if part == TIME and not page_state.get(DAYS) else {}
    exhibit = exhibits.made(leading, filters, **marks)
    title.title(markdown(exhibit.title), anchor=False)
    if isinstance(exhibit, Nothing):
        exhibit_list.say_nothing(exhibit)
    else:
        exhibit_list.show_exhibit(filters, exhibit, is_headed=False)
    exhibit_list.show(filters, others, exhibit.reason if isinstance(exhibit, Nothing) else "")
    if part == TIME:
        _before_after(filters)
    if show_behind := BEHIND.get(part):
        show_behind(filters)
    for notice in page_state.notices():
        notices_area.info(markdown(notice))
    link.write(filters, state_keys=page_state.SATISFACTION)


def _days_within() -> dict[str, str]:
    """The days without another contact that a case resolved at the first one needs; first those of the journey definition."""
    usual = span(generation().definition.contact_again_seconds)
    return {"": usual, **{days: span(float(days) * DAY_SECONDS) for days in service.DAYS_WITHIN}}


def _before_after(filters: Filters) -> None:
    """Before and after each marked day: those of the link, else those kept."""
    annotating.show()
    days = page_state.get(DAYS)
    page_state.mark_understood(DAYS, bool(list(marked(days))))
    exhibit = exhibits.made("satisfaction.before_after", filters, days=days or annotating.option())
    if isinstance(exhibit, Nothing):
        exhibits.nothing(exhibit)
    else:
        exhibit_list.show_exhibit(filters, exhibit)


def _controls(part: str, filters: Filters) -> None:
    """What each part is split by, and the score that it is about."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        if part == SERVICE:
            _choose(service.SERVED, "Split by", service.splits(generation()))
            page_state.choice(
                service.WITHIN, "No contact again within", _days_within(), "", width=230
            )
        known = choices.metrics(exhibits.source(filters))
        metric = _choose(choices.METRIC, "Score", known) if known else ""
        if part == LOYALTY:
            _choose(loyalty.GROUP, "Split by", loyalty.groups(generation()))
        elif metric and part in (NOW, TIME):
            variants = figures.variants(generation(), metric)
            if part == NOW and len(variants) > 1:
                _choose(choices.VARIANT, "Definition", variants)
            _choose(choices.SPLIT, "Split by", choices.splits(generation()))


def _choose(name: str, label: str, known: Mapping[str, str]) -> str:
    """The first of them is the default; nothing to choose where there is none."""
    return page_state.choice(name, label, known, next(iter(known)), width=230) if known else ""
