"""Conversion from one touchpoint to another: how many come, how long it takes, on which paths, and who does not."""

import streamlit as st

from journey.charts.durations import duration_bars
from journey.data.answer import Answer
from journey.data.ask import VIEWS
from journey.data.views.form import Heading, with_interval
from journey.data.views.options import CUSTOMER, JOURNEY, OPTIONS
from journey.model.filters import Filters
from journey.model.path_filters import is_days, path_filter
from journey.model.vocabulary import noun
from journey.model.words import count, duration, percent, plural
from journey.ui import layout, page_state, tables
from journey.ui.data import answer, answers, generation
from journey.ui.escape import markdown
from journey.ui.journey_list import journey_list
from journey.ui.paths.touchpoint_names import touchpoint_names
from journey.ui.shell import theme

PER_LABELS = {JOURNEY: noun("journeys"), CUSTOMER: noun("customers")}
PATHS_LIMIT = 8


def headline(filters: Filters) -> str:
    """Of those who come to the one, how many come to the other."""
    source, target, within, options = _options(filters)
    row = next(iter(answer("conversion", filters, **options).rows), {"entered": 0})
    if not row["entered"]:
        return f"No journey reaches {source} under these filters"
    when = f" within {within} days" if within else ""
    share = (
        percent(row["rate"], row["rate_n"])
        if row["rate"] is not None
        else f"{count(row['converted'])}"
    )
    where = "return to it" if source == target else f"reach {target}"
    before = " or were there before" if options["anywhere"] else ""
    return f"{share} of the {count(row['entered'])} {PER_LABELS[options['per']]} at {source} {where}{when}{before}"


def _options(filters: Filters) -> tuple[str, str, str, dict]:
    """Source, target, days, and all of it as options of the view."""
    names = touchpoint_names(filters)
    source, target = (
        page_state.known_value("source", names, names[0]),
        page_state.known_value("target", names, names[-1]),
    )
    within = page_state.get("within") if is_days(page_state.get("within")) else ""
    per = page_state.known_value("per", list(PER_LABELS), JOURNEY)
    return (
        source,
        target,
        within,
        {
            "source": source,
            "target": target,
            "within": float(within) if within else None,
            "anywhere": page_state.get("anywhere") == "1",
            "per": per,
        },
    )


def _choose_within() -> None:
    """The window in days; empty means no limit."""
    in_link = page_state.get("within")
    page_state.mark_understood("within", is_days(in_link) or not in_link)
    days = st.number_input(
        "Within days",
        0.01,
        float(OPTIONS["within"].highest),
        float(in_link) if is_days(in_link) else None,
        1.0,
        format="%g",
        key=page_state.widget_key("within"),
        placeholder="no limit",
        width=150,
    )
    page_state.put("within", "" if days is None else f"{days:g}")


def show(filters: Filters) -> None:
    labels = {name: name for name in touchpoint_names(filters)}
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        page_state.choice(
            "source",
            "From",
            labels,
            next(iter(labels)),
            keep_default=True,
            width=240,
        )
        page_state.choice("target", "To", labels, list(labels)[-1], keep_default=True, width=240)
        _choose_within()
        page_state.choice("per", "Count", PER_LABELS, JOURNEY, width=140)
        page_state.switch(
            "anywhere",
            "Include earlier visits",
            help="Also count those who were at the second touchpoint before the first",
        )
    source, target, within, options = _options(filters)
    anywhere, per = options["anywhere"], options["per"]
    conversion, times, paths = answers(
        [
            ("conversion", filters, options),
            ("conversion_times", filters, options),
            (
                "paths_between",
                filters,
                {
                    "source": source,
                    "target": target,
                    "within": options["within"],
                    "top": PATHS_LIMIT,
                },
            ),
        ]
    )
    row = conversion.rows[0] if conversion.rows else {"entered": 0}
    if not row["entered"]:
        st.info("No journey reaches the first touchpoint under these filters.")
        return
    st.caption(markdown(_caption(row, anywhere, times.totals["converted"])))
    tables.details(conversion)
    if times.totals["converted"]:
        if row["median_seconds"] is not None:
            whose = (
                f"Half of the {count(times.totals['converted'])} that come afterwards do so"
                if anywhere
                else "Half come"
            )
            layout.section(
                f"{whose} within {duration(row['median_seconds'])}, nine in ten within {duration(row['p90_seconds'])}"
            )
        layout.chart(
            duration_bars(times.frame(), theme(), PER_LABELS[per]),
            "conversion times",
            "How long it takes from the first to the second touchpoint.",
        )
        tables.details(times, "Times: table and definitions")
    if paths.rows:
        layout.section("Paths taken", _paths_sentence(paths, per))
        tables.show(paths.frame(), VIEWS["paths_between"].table(*PATHS_TABLE))
        tables.details(paths, "Paths between: table and definitions")
    if per == JOURNEY:
        _by_group(filters, options)
    _journeys(filters, source, target, within, options, row)


def _by_group(filters: Filters, options: dict) -> None:
    """How many of each group come, and how long they take."""
    data = generation()
    names = [
        name for name in data.attributes if 1 < len(data.attribute_values(name)) <= GROUPS_LIMIT
    ]
    if not names:
        return
    heading = st.container()
    name = page_state.choice("attribute", "By", {name: name for name in names}, names[0], width=260)
    conversion = answer("conversion", filters, by=(name,), **options)
    frame = conversion.frame().sort_values("rate", ascending=False, na_position="last")
    rated = [row for row in conversion.rows if row["rate"] is not None and row[name] is not None]
    with heading:
        layout.section(f"By {markdown(name)}", _groups_sentence(rated, name))
    tables.show(frame, (Heading(name, name), *VIEWS["conversion"].table(*GROUP_TABLE)))
    tables.details(conversion, "By group: table and definitions")


def _groups_sentence(rated: list[dict], name: str) -> str:
    """Which group converts most and least, and which takes longest."""
    if len(rated) < 2:
        return "At most one group has enough customers for a rate."
    if len({row["rate"] for row in rated}) == 1:
        return f"All groups with a rate have the same: {percent(rated[0]['rate'])}."
    highest, lowest = (choose(rated, key=lambda row: row["rate"]) for choose in (max, min))
    shares = ", ".join(
        f"{row[name]} {percent(row['rate'], row['rate_n'])}" for row in (highest, lowest)
    )
    timed = [row for row in rated if row["median_seconds"] is not None]
    slowest = max(timed, key=lambda row: row["median_seconds"], default=None)
    slowest_words = (
        f"; {slowest[name]} takes longest, half {duration(slowest['median_seconds'])} or more"
        if len(timed) > 1
        else ""
    )
    return f"From most to least: {shares}{slowest_words}. Where the intervals overlap, it may be chance."


GROUPS_LIMIT = 12
GROUP_TABLE = ("entered", "converted", *with_interval("rate"), "median_seconds", "p90_seconds")
PATHS_TABLE = (
    "path",
    "journeys",
    "customers",
    *with_interval("share"),
    "median_seconds",
    "p90_seconds",
)


def _paths_sentence(paths: Answer, per: str) -> str:
    """How many more paths there are; that a path lies within one journey."""
    hidden = paths.totals["hidden_variants"]
    others = plural(paths.totals["hidden_journeys"], "journey")
    rest = f"{plural(hidden, 'more path')} of {others} not shown." if hidden else "These are all."
    return (
        rest
        if per == JOURNEY
        else f"Each path lies within one journey, while customers are counted across all of theirs. {rest}"
    )


def _caption(row: dict, anywhere: bool, after: int) -> str:
    """How many come, with interval, and whose times are shown."""
    rate = (
        f"95 % interval {percent(row['rate_low'])} to {percent(row['rate_high'])}. "
        if row["rate"] is not None
        else ""
    )
    half = (
        f"half within {duration(row['median_seconds'])}, nine in ten within {duration(row['p90_seconds'])}"
        if row["median_seconds"] is not None
        else ""
    )
    came = f"{count(row['converted'])} reached the second touchpoint at a later step than their first visit to the first. {rate}"
    if anywhere:
        came = (
            f"{count(row['converted'])} converted: {count(after)} of them afterwards (times are theirs), the others only before, "
            f"however long before. {rate}"
        )
    return f"{came}{half[:1].upper()}{half[1:]}{'.' * bool(half)}"


def _journeys(
    filters: Filters, source: str, target: str, within: str, options: dict, row: dict
) -> None:
    """The journeys counted on either side, or all journeys of the customers counted."""
    customer_prefix = "customer_" if options["per"] == CUSTOMER else ""
    days, when = [within] if within else [], f" within {within} days" if within else ""
    come, missed = (
        (f"of the {plural(number, 'customer')} that come" if customer_prefix else "that come")
        for number in (row["converted"], row["entered"] - row["converted"])
    )
    if options["anywhere"]:
        sides = {"around": ("Converted", f"{come} to {source} and to {target}{when} or before")}
    else:
        sides = {
            "converts": ("Converted", f"{come} from {source} to {target}{when}"),
            "misses": ("Not converted", f"{missed} to {source}, but not to {target}{when}"),
        }
    side = page_state.segments(
        "side", "Journeys", {kind: label for kind, (label, _) in sides.items()}, next(iter(sides))
    )
    journey_list(
        filters.in_cohort(path_filter(f"{customer_prefix}{side}", source, target, *days)),
        "conversion list",
        sides[side][1],
    )
