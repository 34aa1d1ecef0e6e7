"""Conversion from one touchpoint to another: how many come, how long it takes, on which paths, and who does not."""

from typing import TYPE_CHECKING

import streamlit as st

from journey.charts.durations import duration_bars
from journey.data.ask import VIEWS
from journey.data.views.form import Heading
from journey.data.views.options import JOURNEY
from journey.data.views.rows import CONVERSION, CONVERSION_TIMES, PATHS_BETWEEN
from journey.model.filters import Filters
from journey.model.path_filters import DAYS_LIMIT, is_days
from journey.presenters import attributes as keys
from journey.presenters.attributes import splitting
from journey.presenters.paths import conversion as words
from journey.presenters.paths.conversion import (
    GROUP_TABLE,
    PATHS_LIMIT,
    PATHS_TABLE,
    PER_LABELS,
    ConversionOptions,
)
from journey.ui import layout, page_state, tables
from journey.ui.data import Options, answer, answers, generation
from journey.ui.escape import markdown
from journey.ui.journey_list import journey_list
from journey.ui.paths.touchpoint_names import choose_ends, chosen_ends
from journey.ui.shell import theme

if TYPE_CHECKING:
    from journey.data.views.rows import ConversionRow


def headline(filters: Filters) -> str:
    """Of those who come to the one, how many come to the other."""
    options = _options(filters)
    row = words.first_row(answer(CONVERSION, filters, **options))
    return words.headline(row, options, _days())


def _days() -> str:
    """The window in days as the address has it; '' for no limit."""
    days = page_state.get("within")
    return days if is_days(days) else ""


def _options(filters: Filters) -> ConversionOptions:
    """What is chosen, as options of the view."""
    days = _days()
    return {
        **chosen_ends(filters),
        "within": float(days) if days else None,
        "anywhere": page_state.get("anywhere") == "1",
        "per": page_state.known_value("per", list(PER_LABELS), JOURNEY),
    }


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


def show(filters: Filters) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        choose_ends(filters, 240)
        _choose_within()
        page_state.choice("per", "Count", PER_LABELS, JOURNEY, width=140)
        page_state.switch(
            "anywhere",
            "Include earlier visits",
            help="Also count those who were at the second touchpoint before the first",
        )
    options = _options(filters)
    paths_options: Options = {name: options[name] for name in ("source", "target", "within")}
    conversion, times, paths = answers(
        [
            (CONVERSION, filters, {**options}),
            (CONVERSION_TIMES, filters, {**options}),
            (PATHS_BETWEEN, filters, paths_options | {"top": PATHS_LIMIT}),
        ]
    )
    row, after = words.first_row(conversion), times.totals["converted"]
    if row is None:
        st.info("No journey reaches the first touchpoint under these filters.")
        return
    st.caption(markdown(words.caption(row, options["anywhere"], after)))
    tables.details(conversion)
    if after:
        if title := words.times_title(row, options["anywhere"], after):
            layout.section(title)
        layout.chart(
            duration_bars(times.frame(), theme(), PER_LABELS[options["per"]]),
            "conversion times",
            "How long it takes from the first to the second touchpoint.",
        )
        tables.details(times, "Times: table and definitions")
    if paths.rows:
        layout.section("Paths taken", words.paths_sentence(paths.totals, options["per"]))
        tables.show(paths.frame(), VIEWS[PATHS_BETWEEN].table(*PATHS_TABLE))
        tables.details(paths, "Paths between: table and definitions")
    if options["per"] == JOURNEY:
        _by_group(filters, options)
    _journeys(filters, options, row)


def _by_group(filters: Filters, options: ConversionOptions) -> None:
    """How many of each group come, and how long they take."""
    names = splitting(generation(), words.GROUPS_LIMIT)
    if not names:
        return
    heading = st.container()
    labels = {name: keys.label(generation(), name) for name in names}
    name = page_state.choice("attribute", "By", labels, names[0], width=260)
    conversion = answer(CONVERSION, filters, by=(name,), **options)
    frame = conversion.frame().sort_values("rate", ascending=False, na_position="last")
    with heading:
        layout.section(
            f"By {markdown(keys.words(generation(), name))}",
            words.groups_sentence(conversion.rows, name),
        )
    tables.show(frame, (Heading(name, labels[name]), *VIEWS[CONVERSION].table(*GROUP_TABLE)))
    tables.details(conversion, "By group: table and definitions")


def _journeys(filters: Filters, options: ConversionOptions, row: "ConversionRow") -> None:
    """The journeys counted on either side, or all journeys of the customers counted."""
    sides = words.sides(row, options, _days())
    labels = {side: label for side, (label, _) in sides.items()}
    side = page_state.segments("side", "Journeys", labels, next(iter(sides)))
    journey_list(
        filters.in_cohort(words.side_filter(side, options, _days())),
        "conversion list",
        sides[side][1],
    )
