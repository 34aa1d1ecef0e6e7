"""Journeys against an expected one: how many keep to it, where the others deviate, and what goes with that."""

from urllib.parse import quote, unquote

import streamlit as st

from journey.charts.deviations import deviation_dots
from journey.data.views.elements import is_staged
from journey.model.cells import UNCODED
from journey.model.filters import Filters
from journey.model.path_filters import deviation
from journey.model.words import count, percent, signed
from journey.ui import layout, page_state, tables
from journey.ui.customer_list import customer_list
from journey.ui.data import answer, generation
from journey.ui.escape import markdown
from journey.ui.paths.found import touchpoints
from journey.ui.shell import theme

ARROW = " → "
KIND_WORDS = {
    "conforms": "keep to it",
    "deviates": "deviate from it",
    "skipped": "skip {}",
    "back": "go back to {}",
    "left_after": "came no further than {}",
}
LEAST, MOST = 2, 20
ROWS = {
    "words": "Journeys that",
    "journeys": "Journeys",
    "share": "Share",
    "share_low": "Share from",
    "share_high": "Share to",
    "completion_rate": "Completed",
    "completion_rate_low": "Completed from",
    "completion_rate_high": "Completed to",
    "mean_valence": "Mean feeling",
    "mean_valence_low": "Feeling from",
    "mean_valence_high": "Feeling to",
    "mean_valence_n": "Felt events",
    "csat_share": "CSAT, good answers",
    "csat_share_low": "CSAT from",
    "csat_share_high": "CSAT to",
    "csat_n": "CSAT answers",
}


def sentence(filters: Filters) -> str:
    """How many keep to the expected journey, and what most often goes otherwise."""
    found = answer("conformance", filters, through=_through(filters))
    whole = found.rows[0]
    if not whole["share_n"]:
        return "Nobody comes to the expected journey"
    most = next((row for row in found.rows[2:] if row["kind"] != "never"), None)
    told = (
        f"; most often others {_words(most)} ({percent(most['journeys'] / most['share_n'])})"
        if most
        else ""
    )
    kept = f"{percent(whole['journeys'] / whole['share_n'])} of the {count(whole['share_n'])} journeys that come to it"
    return f"{kept} keep to the expected way{told}"


def _through(filters: Filters) -> tuple[str, ...]:
    """The expected touchpoints or stages kept in the address; none: all stages."""
    names = _kept(filters)
    return names[:MOST] if len(names) >= LEAST and not _is_mixed(names) else ()


def _kept(filters: Filters) -> tuple[str, ...]:
    """What the address lists, as far as it is known here."""
    known, parts = (
        set(_names(filters)),
        [unquote(part) for part in page_state.get("expected").split("/") if part],
    )
    page_state.mark_understood("expected", set(parts) <= known)
    return tuple(dict.fromkeys(part for part in parts if part in known))


def _names(filters: Filters) -> list[str]:
    """What an expected journey can be made of: stages, then touchpoints."""
    return list(dict.fromkeys((*generation().definition.stage_names, *touchpoints(filters))))


def _is_mixed(names: tuple[str, ...]) -> bool:
    """Whether some are stages alone and others touchpoints alone."""
    stages, places = (
        set(generation().definition.stage_names),
        set(generation().touchpoints.values()),
    )
    return not set(names) <= stages and not set(names) <= places


def _words(row: dict) -> str:
    return KIND_WORDS[row["kind"]].format(row["name"])


def show(filters: Filters) -> None:
    through = _choose(filters)
    found = answer("conformance", filters, through=through)
    listed = through or generation().definition.stage_names
    whole = found.rows[0]
    never = found.rows[-1]["journeys"]
    outside = f" {count(never)} journeys never come to any of it and are left out." if never else ""
    st.caption(
        markdown(f"Expected: {ARROW.join(listed)}; other touchpoints may lie between.{outside}")
    )
    rows = [row for row in found.rows if row["kind"] != "never" and row["journeys"]]
    if not rows:
        st.info(
            "Nobody comes to the expected journey under these filters: choose other touchpoints."
        )
        return
    frame = found.frame()
    frame["words"] = [_words(row) if row["kind"] in KIND_WORDS else "" for row in found.rows]
    frame = frame.rename(
        columns=lambda name: name.replace("csat", "csat_share") if name != "csat_n" else name
    )
    shown = frame[(frame["kind"] != "never") & (frame["journeys"] > 0)]
    layout.section("What deviating goes with", _cost(whole, rows))
    layout.chart(
        deviation_dots(shown, theme()),
        "deviations",
        "Share of journeys and completion rate of each deviation.",
    )
    tables.show(shown, ROWS)
    tables.details(found)
    _who(filters, rows, listed, is_staged(generation(), through))


def _choose(filters: Filters) -> tuple[str, ...]:
    names = _names(filters)
    chosen = st.multiselect(
        "The expected touchpoints, or stages, in their order",
        names,
        list(_kept(filters)),
        max_selections=MOST,
        key=page_state.widget_key("expected"),
        placeholder="all stages in their order",
    )
    page_state.put("expected", "/".join(quote(name, safe=UNCODED) for name in chosen))
    if len(chosen) == 1:
        st.info("Choose one more: an expected journey has two touchpoints or stages at least.")
    if _is_mixed(tuple(chosen)):
        st.info(
            "Choose touchpoints alone or stages alone: until then all stages are expected in their order."
        )
    return _through(filters)


def _cost(whole: dict, rows: list[dict]) -> str:
    """What the most frequent deviation goes with, beside those who keep to the way."""
    others = [
        row
        for row in rows[1:]
        if row["kind"] in ("skipped", "back") and row["difference"] is not None
    ]
    if whole["completion_rate"] is None or not others:
        return "Association, not cause. A journey may deviate in several ways."
    row = others[0]
    low, middle, high = (
        signed(100 * row[name]) for name in ("difference_low", "difference", "difference_high")
    )
    points = f"{middle} points ({low} to {high})"
    feeling = ""
    if row["mean_valence"] is not None and whole["mean_valence"] is not None:
        feeling = f"; mean feeling {signed(row['mean_valence'], 2)} instead of {signed(whole['mean_valence'], 2)}"
    return (
        f"Of those who {_words(row)}, {percent(row['completion_rate'])} complete, of those who keep to it "
        f"{percent(whole['completion_rate'])}: {points}{feeling}. Association, not cause; a journey may deviate in several ways."
    )


def _who(filters: Filters, rows: list[dict], listed: tuple[str, ...], staged: bool) -> None:
    """The very journeys of one of the rows."""
    words = {
        deviation(
            row["kind"], row["name"], listed, staged
        ): f"{_words(row)} ({count(row['journeys'])})"
        for row in rows
    }
    chosen = page_state.choice(
        "deviation", "The journeys that", words, next(iter(words)), width=420
    )
    customer_list(
        filters.in_cohort(chosen), "expected list", f"that {words[chosen].rsplit(' (', 1)[0]}"
    )
