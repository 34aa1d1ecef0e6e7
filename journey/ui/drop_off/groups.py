"""Which groups of customers are lost in the stage more often than others."""

import streamlit as st

from journey.charts.group_dots import group_dots
from journey.model.comparing import homogeneity
from journey.model.filters import Filters
from journey.model.words import percent, plural
from journey.ui import layout, page_state, tables
from journey.ui.data import answer, generation
from journey.ui.drop_off.chosen import has_next, list_those
from journey.ui.drop_off.clicks import clickable_chart, say
from journey.ui.escape import markdown
from journey.ui.shell import theme, unit

MOST, SURE = 20, 0.05


def attributes() -> list[str]:
    """The attributes that part the journeys."""
    data = generation()
    return [name for name in data.attributes if len(data.attribute_values(name)) > 1]


def attribute(filters: Filters, stage: str) -> str:
    """The one asked for, else the one whose groups differ most; '' where there is none."""
    names = attributes()
    return page_state.known_value("attribute", names, usual(filters, stage)) if names else ""


def usual(filters: Filters, stage: str) -> str:
    """Of the attributes the one with the surest difference between the lost and those who went on."""
    names = attributes()
    found = answer("contrasts", filters, stage=stage).rows if has_next(stage) else []
    tested = [row for row in found if row["kind"] == "attribute" and row["name"] in names]
    return min(tested, key=lambda row: row["p"])["name"] if tested else names[0]


def show(filters: Filters, rows: list[dict], stage: str) -> None:
    names = attributes()
    if not names:
        layout.section(
            "For whom",
            "The data has no attribute that tells customers apart: load a column such as segment or region.",
        )
        return
    heading = st.container()
    name = page_state.choice(
        "attribute", "By", {name: name for name in names}, usual(filters, stage), width=260
    )
    found = answer("funnel", filters, by=(name,))
    own = [
        row | {"group": row[name]} for row in found.rows if row["stage"] == stage and row["reached"]
    ]
    rated = [row for row in own if row["drop_off_rate"] is not None]
    whole = next(row for row in rows if row["stage"] == stage)["drop_off_rate"]
    with heading:
        layout.section(markdown(_finding(rated, name, stage)))
    if not rated:
        st.info(
            "Every group has fewer than 10 customers here: no rates. Widen the filters or choose another attribute."
        )
        tables.details(found, "By attribute: table and definitions")
        return
    largest = sorted(rated, key=lambda row: -row["reached"])[:MOST]
    frame = found.frame().assign(group=lambda frame: frame[name])
    places = {row["group"] for row in largest}
    shown = frame[(frame["stage"] == stage) & frame["group"].isin(places)].sort_values(
        "drop_off_rate", ascending=False
    )
    groups = [None if value != value else value for value in shown["group"]]
    clickable_chart(
        group_dots(shown, theme(), unit(), whole),
        f"groups {name} {stage}",
        f"Share dropped off in {stage} for each {name}, with its 95 % interval.",
        lambda clicked: _list(rows, stage, name, groups[int(clicked[0])]),
    )
    has_low = any(row["base"] == "low base" for row in largest)
    st.caption(markdown(_legend(len(rated) - len(largest), len(own) - len(rated), has_low)))
    tables.details(found, "By attribute: table and definitions")


def _list(rows: list[dict], stage: str, name: str, group: str | None) -> None:
    if group is None:
        say("Journeys without a value cannot be filtered to", is_listed=False)
        return
    page_state.put("attribute", name)
    list_those(rows, stage, "dropped_off", f"dropped off in {stage}, {name} {group}", group=group)


def _legend(more: int, few: int, has_low: bool) -> str:
    parts = ["n: those who reached the stage. Click a dot to list its journeys."]
    parts += [f"{plural(more, 'smaller group')} not drawn: see the table."] * bool(more)
    parts += [f"{plural(few, 'group')} of fewer than 10 customers without a rate."] * bool(few)
    parts += ["Hollow: fewer than 30 customers."] * has_low
    return " ".join(parts)


def _finding(rated: list[dict], name: str, stage: str) -> str:
    """The groups that lose most and least, and whether more than chance lies between all of them."""
    full = [row for row in rated if row["base"] == "full" and row["group"] is not None]
    if len(full) < 2:
        return f"Drop-off in {stage} by {name}"
    low, high = (choose(full, key=lambda row: row["drop_off_rate"]) for choose in (min, max))
    told = f"{high['group']} {percent(high['drop_off_rate'])}, {low['group']} {percent(low['drop_off_rate'])}"
    p = homogeneity([row["dropped_off"] for row in rated], [row["reached"] for row in rated])
    if (
        p * len(attributes()) <= SURE
    ):  # the attribute shown may be the one that differs most of them all
        return f"Drop-off in {stage} differs by {name}: {told}"
    return f"No {name} surely stands apart in {stage}: {told}"
