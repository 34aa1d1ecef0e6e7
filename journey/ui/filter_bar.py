"""The filter bar: a popover for the dates and one per key, each labelled with what is chosen."""

from datetime import UTC, date, datetime

import streamlit as st

from journey.data.generation import Generation
from journey.data.groups import group_names
from journey.data.largest import LISTED
from journey.model.errors import UserError
from journey.model.filters import COHORT, DIMENSIONS, Filters, value_words
from journey.model.path_filters import parse_cohort
from journey.presenters.attributes import filtering, label
from journey.ui.data import VERSION
from journey.ui.errors import escaped
from journey.ui.escape import markdown

VALUES_LIMIT = 500
FIRST_ATTRIBUTES = 4


def filter_bar(generation: Generation, filters: Filters) -> Filters:
    """Draw the bar for these filters; returns the filters now chosen in it."""
    attributes = filtering(generation, VALUES_LIMIT)
    chosen = dict(filters.where)
    first = [name for name in attributes if name in chosen] + [
        name for name in attributes if name not in chosen
    ]
    with st.container(horizontal=True, gap="small", key="filter_bar"):
        dates = (None, None) if generation.is_timeless else _dates(generation, filters)
        values = {
            key: _values(generation, key, chosen.get(key, ()))
            for key in (*DIMENSIONS, *first[:FIRST_ATTRIBUTES])
        }
        if first[FIRST_ATTRIBUTES:]:
            with st.popover(f"More ({len(first) - FIRST_ATTRIBUTES})"):
                values |= {
                    key: _choice(generation, key, chosen.get(key, ()))
                    for key in first[FIRST_ATTRIBUTES:]
                }
        cohorts = [cell for cell in chosen.get(COHORT, ()) if not _is_removed(cell)]
        if filters != Filters() and st.button("Clear all", type="tertiary"):
            return _cleared()
    without_widget = {key: names for key, names in chosen.items() if key not in values} | {
        COHORT: cohorts
    }
    return Filters.of(*dates, {**without_widget, **values})


def _is_removed(cell: str) -> bool:
    """The chip of a cohort filter; returns whether it was clicked, which removes it."""
    return st.button(
        f"{markdown(parse_cohort(cell).words())} ✕",
        help="Remove this filter",
        key=_key(f"cohort {cell}"),
    )


def _key(name: str) -> str:
    """Widgets belong to one generation: after a load their options may differ."""
    return f"filter {st.session_state[VERSION]} {name} {st.session_state.get('filter_round', 0)}"


def _current(name: str, default):
    """The widget's value in this run already, so that labels do not lag behind it."""
    return st.session_state.get(_key(name), default)


def _cleared() -> Filters:
    """Empty filters; a new round of widget keys makes the widgets start from them."""
    st.session_state["filter_round"] = st.session_state.get("filter_round", 0) + 1
    st.session_state["filters"] = Filters()
    st.query_params.from_dict({"dataset": st.session_state["dataset"]})
    st.rerun()


def _dates(generation: Generation, filters: Filters) -> tuple[date | None, date | None]:
    first, last = (
        datetime.fromtimestamp(second, UTC).date()
        for second in generation.rows("select min(first_s), max(last_s) from journeys")[0]
    )
    begun, ended = _current("from", filters.from_date), _current("to", filters.to_date)
    words = f"{begun or first} – {ended or last}" if begun or ended else "All dates"
    with st.popover(words, key=_key("popover dates")):
        zone = markdown(generation.definition.timezone)
        st.caption(
            f"Journeys that began in this range; answers and emotions from this range. Time zone: {zone}."
        )
        known = [day for day in (first, last, filters.from_date, filters.to_date) if day]
        options = {"min_value": min(known), "max_value": max(known), "format": "YYYY-MM-DD"}
        from_date = st.date_input("From", filters.from_date, key=_key("from"), **options)
        to_date = st.date_input("To", filters.to_date, key=_key("to"), **options)
        try:
            Filters.of(from_date, to_date)
        except UserError as error:
            st.warning(escaped(error))
            return filters.from_date, filters.to_date
    return from_date, to_date


def _values(generation: Generation, key: str, chosen: tuple[str, ...]) -> list[str]:
    current = _current(f"where {key}", chosen)
    name = markdown(label(generation, key))
    words = f"{name}: {markdown(_first_and_more(key, current))}" if current else name
    with st.popover(words, key=_key(f"popover {key}")):
        return _choice(generation, key, chosen)


def _choice(generation: Generation, key: str, chosen: tuple[str, ...]) -> list[str]:
    offers_blank = generation.has_blank(key) or "" in chosen
    names = sorted(
        {name or "" for name in group_names(generation, key).values() if name or offers_blank}
    )
    if key == "touchpoint" and len(names) > LISTED:
        st.caption(f"The {LISTED:,} of {len(names):,} with the most events")
        names = sorted({*generation.busiest_touchpoints(LISTED), *chosen})
    if key == "stage":
        names = [*generation.definition.stage_names, generation.stages[0]]
    return st.multiselect(
        markdown(label(generation, key)),
        names,
        [name for name in chosen if name in names],
        key=_key(f"where {key}"),
        format_func=lambda name: value_words(key, name),
        placeholder="all",
    )


def _first_and_more(key: str, chosen: tuple[str, ...]) -> str:
    more = f" + {len(chosen) - 1}" if len(chosen) > 1 else ""
    return f"{value_words(key, chosen[0])[:24]}{more}"
