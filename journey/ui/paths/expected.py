"""Journeys against an expected one: how many conform, where the others deviate, and what goes with deviating."""

from urllib.parse import quote, unquote

import streamlit as st

from journey.charts.deviations import deviation_dots
from journey.data.ask import VIEWS
from journey.data.views.elements import is_staged
from journey.data.views.form import Heading, with_interval
from journey.model.cells import UNCODED
from journey.model.filters import Filters
from journey.model.path_filters import deviation
from journey.model.vocabulary import DEVIATIONS
from journey.model.words import count, percent, plural, signed
from journey.ui import layout, page_state, tables
from journey.ui.data import answer, generation
from journey.ui.escape import markdown
from journey.ui.journey_list import journey_list
from journey.ui.paths.touchpoint_names import touchpoint_names
from journey.ui.shell import theme

ARROW = " → "
ELEMENTS_LEAST, ELEMENTS_LIMIT = 2, 20
DEVIATION = Heading("words", "Journeys that")
TABLE = (
    "journeys",
    *with_interval("share"),
    *with_interval("completion_rate"),
    *with_interval("mean_valence"),
    "mean_valence_n",
    *with_interval("csat"),
    "csat_n",
)


def headline(filters: Filters) -> str:
    """How many conform to the expected journey, and the most frequent deviation."""
    conformance = answer("conformance", filters, through=_through(filters))
    conforming = conformance.rows[0]
    if not conforming["share_n"]:
        return "No journey touches the expected journey"
    most_frequent = next((row for row in conformance.rows[2:] if row["kind"] != "never"), None)
    deviating = (
        f"; the most frequent deviation: "
        f"{_deviation_words(most_frequent)} ({percent(most_frequent['journeys'] / most_frequent['share_n'])})"
        if most_frequent
        else ""
    )
    share = percent(conforming["journeys"] / conforming["share_n"])
    keeping = (
        f"{share} of the {count(conforming['share_n'])} journeys that touch the expected journey"
    )
    return f"{keeping} follow it{deviating}"


def _through(filters: Filters) -> tuple[str, ...]:
    """The expected touchpoints or stages kept in the address; none: all stages."""
    names = _known_elements(filters)
    return names[:ELEMENTS_LIMIT] if len(names) >= ELEMENTS_LEAST and not _is_mixed(names) else ()


def _known_elements(filters: Filters) -> tuple[str, ...]:
    """The elements in the address that this dataset has."""
    known, parts = (
        set(_element_names(filters)),
        [unquote(part) for part in page_state.get("expected").split("/") if part],
    )
    page_state.mark_understood("expected", set(parts) <= known)
    return tuple(dict.fromkeys(part for part in parts if part in known))


def _element_names(filters: Filters) -> list[str]:
    """The possible elements of an expected journey: stages, then touchpoints."""
    return list(dict.fromkeys((*generation().definition.stage_names, *touchpoint_names(filters))))


def _is_mixed(names: tuple[str, ...]) -> bool:
    """Whether stages and touchpoints are mixed."""
    stages, touchpoints = (
        set(generation().definition.stage_names),
        set(generation().touchpoints.values()),
    )
    return not set(names) <= stages and not set(names) <= touchpoints


def _deviation_words(row: dict) -> str:
    return DEVIATIONS[row["kind"]].format(row["name"] or "it")


def show(filters: Filters) -> None:
    through = _choose(filters)
    conformance = answer("conformance", filters, through=through)
    expected = through or generation().definition.stage_names
    conforming = conformance.rows[0]
    never = conformance.rows[-1]["journeys"]
    outside = (
        f" {plural(never, 'journey')} touch{'es' * (never == 1)} none of it and {'is' if never == 1 else 'are'} excluded."
        if never
        else ""
    )
    st.caption(
        markdown(
            f"Expected: {ARROW.join(expected)}; other touchpoints may come in between.{outside}"
        )
    )
    rows = [row for row in conformance.rows if row["kind"] != "never" and row["journeys"]]
    if not rows:
        st.info(
            "No journey touches the expected journey under these filters. Choose other touchpoints."
        )
        return
    frame = conformance.frame()
    frame["words"] = [
        _deviation_words(row) if row["kind"] in DEVIATIONS else "" for row in conformance.rows
    ]
    drawn_rows = frame[(frame["kind"] != "never") & (frame["journeys"] > 0)]
    layout.section("What deviations are associated with", _cost_sentence(conforming, rows))
    layout.chart(
        deviation_dots(drawn_rows, theme()),
        "deviations",
        "Share of journeys and completion rate of each deviation.",
    )
    tables.show(drawn_rows, (DEVIATION, *VIEWS["conformance"].table(*TABLE)))
    tables.details(conformance)
    _journeys(filters, rows, expected, is_staged(generation(), through))


def _choose(filters: Filters) -> tuple[str, ...]:
    names = _element_names(filters)
    chosen = st.multiselect(
        "The expected touchpoints, or stages, in their order",
        names,
        list(_known_elements(filters)),
        max_selections=ELEMENTS_LIMIT,
        key=page_state.widget_key("expected"),
        placeholder="all stages in their order",
    )
    page_state.put("expected", "/".join(quote(name, safe=UNCODED) for name in chosen))
    if len(chosen) == 1:
        st.info("Choose at least two touchpoints or stages.")
    if _is_mixed(tuple(chosen)):
        st.info(
            "Choose only touchpoints or only stages. Until then, all stages are expected in their order."
        )
    return _through(filters)


def _cost_sentence(conforming: dict, rows: list[dict]) -> str:
    """What the most frequent deviation goes with, compared with conforming journeys."""
    others = [
        row
        for row in rows[1:]
        if row["kind"] in ("skipped", "back") and row["difference"] is not None
    ]
    if conforming["completion_rate"] is None or not others:
        return "Association, not cause. A journey may deviate in several ways."
    row = others[0]
    low, middle, high = (
        signed(100 * row[name]) for name in ("difference_low", "difference", "difference_high")
    )
    points = f"{middle} points ({low} to {high})"
    feeling = ""
    if row["mean_valence"] is not None and conforming["mean_valence"] is not None:
        feeling = f"; mean valence {signed(row['mean_valence'], 2)} instead of {signed(conforming['mean_valence'], 2)}"
    return (
        f"{percent(row['completion_rate'])} of journeys that {_deviation_words(row)} complete, against "
        f"{percent(conforming['completion_rate'])} of those that {_deviation_words(conforming)}: {points}{feeling}. "
        "Association, not cause; a journey may deviate in several ways."
    )


def _journeys(filters: Filters, rows: list[dict], expected: tuple[str, ...], staged: bool) -> None:
    """The journeys of one of the rows."""
    labels = {
        deviation(
            row["kind"], row["name"], expected, staged
        ): f"{_deviation_words(row)} ({count(row['journeys'])})"
        for row in rows
    }
    chosen = page_state.choice(
        "deviation", "The journeys that", labels, next(iter(labels)), width=420
    )
    journey_list(
        filters.in_cohort(chosen), "expected list", f"that {labels[chosen].rsplit(' (', 1)[0]}"
    )
