"""The filter bar: a pill for the dates and one per key, each with its values, counts and a search box inside."""

from datetime import date

import streamlit as st
from streamlit.elements.lib.mutable_popover_container import PopoverContainer

from journey.data.generation import Generation
from journey.data.value_counts import journeys_by_value
from journey.model.errors import UserError
from journey.model.filters import COHORT, Filters, value_words
from journey.model.local_rule import HIDDEN_BELOW
from journey.model.path_filters import parse_cohort
from journey.model.words import count
from journey.presenters import filters as bar
from journey.ui import link
from journey.ui.controlled import controlled
from journey.ui.data import VERSION, generation, sees_customers
from journey.ui.escape import markdown

COUNTS_KEPT = 64
ADD, ADD_POPOVER = "+ Filter", "add filter"


@st.fragment
def filter_bar(filters: Filters) -> None:
    """Draw the bar for these filters. Opening a pill runs the bar alone; a choice runs the page."""
    link.rerun_if_stale(filters)
    data = generation()
    pills, others = bar.keys(data)
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="filter_bar"):
        if not data.is_timeless:
            _dates(data, filters)
        for key in pills:
            _of_key(data, filters, key)
        if pills or others:
            free = [key for key in pills if not filters.values(key)]
            _add(data, filters, [*others, *free])
        for key in others:
            if filters.values(key):
                _of_key(data, filters, key)
        for key, values in filters.where:
            if key not in (*pills, *others, COHORT):
                words = f"{bar.name(data, key)}: {bar.chosen_words(key, values)}"
                _chip(words, bar.without(filters, key), key)
        for cell in filters.values(COHORT):
            cells = [other for other in filters.values(COHORT) if other != cell]
            _chip(parse_cohort(cell).words(), filters.with_values(COHORT, cells), cell)
        if filters != Filters():
            st.button(
                "Clear all",
                key=f"clear {bar.how_many(filters)}",
                type="tertiary",
                on_click=put,
                args=(Filters(),),
            )


def put(filters: Filters) -> None:
    """Let these filters be in force, as from a button."""
    st.session_state[link.FILTERS] = filters


def _chip(words: str, without: Filters, name: str) -> None:
    """A filter that has no values to choose from: a click removes it."""
    st.button(
        f"**{markdown(words)}** ✕",
        help=f"Remove this filter: {markdown(words)}",
        key=f"chip {name}",
        on_click=put,
        args=(without,),
    )


def _dates(data: Generation, filters: Filters) -> None:
    observed = bar.observed_days(data)
    is_chosen = filters != filters.with_dates(None, None)
    with _pill(
        filters, bar.DATES, bar.dates_pill(filters, observed), "" if is_chosen else None
    ) as popover:
        if popover.open:
            _day_choices(data, filters, observed)


def _day_choices(data: Generation, filters: Filters, observed: bar.Days) -> None:
    zone = markdown(data.definition.timezone)
    last = bar.days_words(observed.last, observed.last)
    st.caption(f"Counted back from {last}, the last event. Time zone: {zone}.")
    for days in bar.presets(observed):
        st.button(
            f"{days.name} :gray[{days.words}]",
            key=f"preset {days.name}",
            width="stretch",
            on_click=put,
            args=(filters.with_dates(days.first, days.last),),
        )
    months = {days.name: days for days in bar.months(data)}
    chosen = (filters.from_date, filters.to_date)
    month = next((name for name, days in months.items() if (days.first, days.last) == chosen), None)
    st.selectbox(
        "Month",
        list(months),
        key=controlled("filter month", month),
        index=None,
        placeholder="month by month",
        on_change=_choose_month,
        args=(filters, months),
    )
    (from_first, from_last), (to_first, to_last) = bar.day_bounds(filters, observed)
    with st.container(horizontal=True):
        st.date_input(
            "From",
            None,
            from_first,
            from_last,
            key=controlled("filter from", filters.from_date),
            format="YYYY-MM-DD",
            on_change=_choose_days,
            args=(filters,),
        )
        st.date_input(
            "To",
            None,
            to_first,
            to_last,
            key=controlled("filter to", filters.to_date),
            format="YYYY-MM-DD",
            on_change=_choose_days,
            args=(filters,),
        )
    st.caption("Journeys that began in this range; answers and emotions from this range.")


def _choose_month(filters: Filters, months: dict[str, bar.Days]) -> None:
    if not _is_open(bar.DATES):
        return
    days = months.get(st.session_state["filter month"])
    put(filters.with_dates(days.first, days.last) if days else filters.with_dates(None, None))


def _choose_days(filters: Filters) -> None:
    if not _is_open(bar.DATES):
        return
    days: tuple[date | None, date | None] = (
        st.session_state["filter from"],
        st.session_state["filter to"],
    )
    try:
        put(filters.with_dates(*days))
    except UserError:  # a day typed beyond the other: the bounds of the boxes say so
        return
    st.session_state[_popover(bar.DATES)] = True  # its words changed, which would close it


def _of_key(data: Generation, filters: Filters, key: str) -> None:
    values = filters.values(key)
    chosen = bar.chosen_words(key, values) if values else None
    with _pill(filters, key, bar.name(data, key), chosen) as popover:
        if popover.open:
            _values(data, filters, key)


def _pill(filters: Filters, key: str, name: str, chosen: str | None) -> PopoverContainer:
    """The popover of a key; in one frame with it what is `chosen`, where it is not None, which a click removes.

    The name is the same whatever is chosen, since another one would close the popover.
    """
    with st.container(horizontal=True, gap=None, width="content", key=f"frame {key}"):
        popover = st.popover(
            markdown(name),
            key=_popover(key),
            on_change="rerun",
            help=markdown(name) if key != bar.DATES and len(name) > bar.NAME_LENGTH else None,
        )
        if chosen is not None:
            st.button(
                f"**{markdown(chosen)}** ✕" if chosen else "✕",
                key=f"remove {key}",
                type="tertiary",
                help=f"Remove this filter: {markdown(bar.filter_words(name, key, filters))}",
                on_click=put,
                args=(bar.without(filters, key),),
            )
    return popover


def _popover(key: str) -> str:
    return f"pill {key}"


def _is_open(key: str) -> bool:
    """Whether what is chosen there can come from the reader: of a closed popover a browser may send old values again."""
    return bool(st.session_state.get(_popover(key)) or st.session_state.get(ADD_POPOVER))


def _add(data: Generation, filters: Filters, others: list[str]) -> None:
    """The keys without a pill, and those whose pill a narrow window hides: choose one, then its values."""
    with st.popover(ADD, key=ADD_POPOVER, on_change="rerun") as popover:
        if not popover.open:
            return
        key = st.pills(
            "Filter by",
            others,
            format_func=lambda key: markdown(bar.name(data, key)),
            key="filter by",
        )
        if key and not st.session_state.get(_popover(key)):
            _values(data, filters, key)


def _values(data: Generation, filters: Filters, key: str) -> None:
    """The values of a key with their journeys, most first; a search box where they are many."""
    counts, chosen = _offered(key), filters.values(key)
    search = ""
    if len(counts) > bar.SEARCHED:
        search = st.text_input(
            f"Search {markdown(bar.name(data, key))}",
            key=f"search {key}",
            type="search",
            live=True,
            placeholder="Search",
            label_visibility="collapsed",
        )
    choices = bar.choices(data, key, counts, chosen, search or "")
    with st.container(
        height=300 if len(choices.values) > bar.SEARCHED else "content", border=False
    ):
        for value, journeys in choices.values:
            st.checkbox(
                f"{markdown(value_words(key, value))} :gray[{count(journeys)}]",
                key=controlled(_box(key, value), value in chosen),
                on_change=_choose,
                args=(key, value),
            )
    if not choices.values:
        st.caption("No value has this in its name.")
    if choices.left_out:
        st.caption(f"{count(choices.left_out)} more: search for them.")
    st.caption(f"{data.unit.capitalize()}s with the value, of the whole dataset.")


def _offered(key: str) -> dict[str, int]:
    """Journeys by value, without values of a few for whoever may not see customers."""
    counts = _counts(st.session_state[VERSION], key)
    if sees_customers():
        return counts
    return {value: journeys for value, journeys in counts.items() if journeys >= HIDDEN_BELOW}


def _box(key: str, value: str) -> str:
    return f"value {key} {value}"


def _choose(key: str, value: str) -> None:
    if not _is_open(key):
        return
    is_chosen = st.session_state[_box(key, value)]
    put(bar.with_value(st.session_state[link.FILTERS], key, value, is_chosen))


@st.cache_resource(max_entries=COUNTS_KEPT, show_spinner=False)
def _counts(version: str, key: str) -> dict[str, int]:
    return journeys_by_value(generation(), key)
