"""Conversion from one touchpoint to another: how many come, how long it takes, on which paths, and who does not."""

from typing import TYPE_CHECKING

import streamlit as st

from journey.data.views.options import JOURNEY
from journey.exhibit.exhibit import Exhibit, Nothing
from journey.exhibit.paths.conversion import days_of, options_of
from journey.model.access import Ability
from journey.model.filters import Filters
from journey.model.path_filters import DAYS_LIMIT, is_days
from journey.presenters import attributes as keys
from journey.presenters.attributes import splitting
from journey.presenters.paths import conversion as words
from journey.presenters.paths.conversion import PER_LABELS, ConversionOptions
from journey.ui import exhibits, layout, page_state
from journey.ui.access import may
from journey.ui.data import generation
from journey.ui.escape import markdown
from journey.ui.journey_list import journey_list
from journey.ui.paths.touchpoint_names import choose_ends
from journey.ui.shell import theme

if TYPE_CHECKING:
    from journey.data.views.rows import ConversionRow


def _choose_within() -> None:
    """The window in days; empty means no limit."""
    in_link = page_state.get("within")
    page_state.mark_understood("within", is_days(in_link) or not in_link)
    days = st.number_input(
        "Within days",
        0.01,
        float(DAYS_LIMIT),
        float(in_link) if is_days(in_link) else None,
        1.0,
        format="%g",
        key=page_state.widget_key("within"),
        placeholder="no limit",
        width=150,
    )
    page_state.put("within", "" if days is None else f"{days:g}")


def show(filters: Filters) -> str:
    """The part; returns its headline."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        choose_ends(filters, 240)
        _choose_within()
        page_state.choice("per", "Count", PER_LABELS, JOURNEY, width=140)
        page_state.switch(
            "anywhere",
            "Include earlier visits",
            help="Also count those who were at the second touchpoint before the first",
        )
    conversion, times, paths = (
        exhibits.made(f"paths.conversion{part}", filters) for part in ("", "_times", "_paths")
    )
    if isinstance(conversion, Nothing):
        st.info(markdown(conversion.reason))
        return conversion.title
    with exhibits.shown(conversion, is_headed=False, notes=""):
        st.caption(markdown(conversion.notes[0]))
    if isinstance(times, Exhibit):
        with exhibits.shown(times, table="Times: table and definitions"):
            layout.chart(times.on_screen(theme()), "conversion times", times.alt)
    if isinstance(paths, Exhibit):
        with exhibits.shown(paths, table="Paths between: table and definitions"):
            exhibits.table(paths)
    options = options_of(conversion.ref, exhibits.source(filters))
    if options["per"] == JOURNEY:
        _by_group(filters)
    if may(Ability.SEE_CUSTOMERS):
        _journeys(filters, options, days_of(conversion.ref), conversion.answers[0].rows[0])
    return conversion.title


def _by_group(filters: Filters) -> None:
    """How many of each group come, and how long they take."""
    names = splitting(generation(), words.GROUPS_LIMIT)
    if not names:
        return
    heading = st.container()
    labels = {name: keys.label(generation(), name) for name in names}
    page_state.choice("attribute", "By", labels, names[0], width=260)
    groups = exhibits.made("paths.conversion_groups", filters)
    if isinstance(groups, Nothing):
        exhibits.nothing(groups, heading=heading)
        return
    with exhibits.shown(groups, table="By group: table and definitions", heading=heading):
        exhibits.table(groups)


def _journeys(
    filters: Filters, options: ConversionOptions, days: str, row: "ConversionRow"
) -> None:
    """The journeys counted on either side, or all journeys of the customers counted."""
    sides = words.sides(row, options, days)
    labels = {side: label for side, (label, _) in sides.items()}
    side = page_state.segments("side", "Journeys", labels, next(iter(sides)))
    journey_list(
        filters.in_cohort(words.side_filter(side, options, days)),
        "conversion list",
        sides[side][1],
    )
