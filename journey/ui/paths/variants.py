"""The most frequent ways, searched by pattern."""

import streamlit as st

from journey.data.answer import Answer
from journey.map.model import GRADE_WORDS, grade
from journey.map.paths.variants_drawing import sentence, variants_scene
from journey.model.errors import UserError
from journey.model.filters import Filters
from journey.model.path_filters import PathFilter, parse_cohort, path_filter
from journey.model.words import count, duration, percent, plural, signed
from journey.ui import link, page_state, tables
from journey.ui.data import VERSION, answer, answers, generation
from journey.ui.escape import markdown
from journey.ui.paths.drawing import drawn
from journey.ui.paths.found import touchpoints

PATTERNS = {
    "starts": "begins with, one directly after the other",
    "contains": "passes, one directly after the other",
    "later": "passes, in this order",
    "without": "never passes",
    "ends": "ends with, one directly after the other",
}
USUAL_TOP, MOST_TOP = 12, 60
PHONE = 360.0
WAYS = {
    "path": "PathFilter",
    "journeys": "Journeys",
    "customers": "Customers",
    "share": "Share",
    "share_low": "95 % from",
    "share_high": "to",
    "cumulative_share": "Share so far",
    "median_seconds": "Half take at most",
    "p90_seconds": "Nine in ten",
    "completed": "Completed",
    "in_progress": "Under way",
    "dropped_off": "Left",
    "nps": "NPS",
    "nps_n": "NPS answers",
    "csat": "CSAT",
    "csat_share": "CSAT",
    "csat_n": "CSAT answers",
    "ces": "CES",
    "ces_share": "CES",
    "ces_n": "CES answers",
    "sentiment": "Feeling",
    "sentiment_n": "Felt events",
}
BETWEEN = " "


def show(filters: Filters) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        collapse = page_state.switch("collapse", "Repeats in a row count once")
        top = page_state.number("top", "Ways shown", USUAL_TOP, 5, MOST_TOP, step=5, width=240)
        _search(filters)
    patterns = _patterns()
    narrowed = _narrowed(filters, patterns)
    _chips(patterns)
    found, scores, whole = answers(
        [
            ("variants", narrowed, {"top": top, "collapse": collapse}),
            ("variant_scores", narrowed, {"top": top, "collapse": collapse}),
            ("summary", filters, {}),
        ]
    )
    st.caption(markdown(_covered(found, whole.rows[0], bool(patterns))))
    if not found.rows:
        st.info("No journey fits: take a pattern away.")
        return
    places = _places(filters)
    drawn(
        "variants",
        narrowed,
        lambda wide, narrow: variants_scene(
            found.rows, PHONE if narrow else wide, places, collapse
        ),
        "The most frequent ways",
        (st.session_state[VERSION], top, collapse, patterns),
        lambda word: _evidence(word, found, scores, collapse),
    )
    tables.show(_table(found, scores), WAYS)
    tables.details(found, "Ways: table and definitions")
    tables.details(scores, "Satisfaction by way: table and definitions")


def sentence_of(filters: Filters) -> str:
    """How many ways there are, and how much the most frequent carry: of those that fit the pattern."""
    patterns, top = _patterns(), page_state.whole_number("top", USUAL_TOP, 5, MOST_TOP)
    found = answer(
        "variants",
        _narrowed(filters, patterns),
        top=top,
        collapse=page_state.get("collapse") == "1",
    )
    if not found.rows:
        return "No journey fits the pattern"
    journeys, share = found.totals["journeys"], found.rows[-1]["cumulative_share"]
    whose = f"{plural(journeys, 'journey')}{' of that pattern' * bool(patterns)}"
    if len(found.rows) == 1:
        return f"{whose}: all take the same way"
    ways = plural(found.totals["variants"], "different way")
    first = percent(found.rows[0]["journeys"] / journeys)
    return f"{whose} take {ways}; the {len(found.rows)} most frequent carry {percent(share)}, the first {first}"


def _narrowed(filters: Filters, patterns: tuple[str, ...]) -> Filters:
    for pattern in patterns:
        filters = filters.in_cohort(pattern)
    return filters


def _patterns() -> tuple[str, ...]:
    """Those of the patterns kept in the address that this dataset understands."""
    known, kept = set(generation().touchpoints.values()), []
    for word in page_state.get("pattern").split(BETWEEN):
        try:
            found = parse_cohort(word) if word else None
        except UserError:
            continue
        if isinstance(found, PathFilter) and found.kind in PATTERNS and set(found.parts) <= known:
            kept.append(word)
    page_state.mark_understood(
        "pattern",
        len(kept) == len([word for word in page_state.get("pattern").split(BETWEEN) if word]),
    )
    return tuple(kept)


def _search(filters: Filters) -> None:
    with st.popover("Search by pattern"):
        kind = st.selectbox(
            "A way that",
            list(PATTERNS),
            format_func=PATTERNS.__getitem__,
            key=page_state.widget_key("pattern kind"),
        )
        names = st.multiselect(
            "these touchpoints, in this order",
            touchpoints(filters),
            key=page_state.widget_key("pattern names"),
        )
        if st.button("Add", disabled=not names):
            page_state.put("pattern", BETWEEN.join([*_patterns(), path_filter(kind, *names)]))
            page_state.reset_widgets()
            st.rerun(scope="fragment")


def _chips(patterns: tuple[str, ...]) -> None:
    """Each pattern with a button that takes it away, and one that makes filters of them all."""
    if not patterns:
        return
    with st.container(horizontal=True, gap="small"):
        for number, pattern in enumerate(patterns):
            if st.button(
                f"{markdown(parse_cohort(pattern).words())} ✕",
                key=f"pattern {number} {pattern}",
                help="Take this pattern away",
            ):
                page_state.put(
                    "pattern", BETWEEN.join(other for other in patterns if other != pattern)
                )
                st.rerun(scope="fragment")
        if st.button("Filter to these", type="primary"):
            for pattern in patterns:
                st.session_state[link.FILTERS] = st.session_state[link.FILTERS].in_cohort(pattern)
            page_state.put("pattern", "")
            st.rerun(scope="app")


def _covered(found: Answer, whole: dict, is_searched: bool) -> str:
    totals, journeys = found.totals, whole["journeys"]
    fit = (
        f"{count(totals['journeys'])} of {count(journeys)} journeys fit the pattern. "
        if is_searched
        else ""
    )
    if not totals["journeys"]:
        return fit
    share = totals["shown_journeys"] / totals["journeys"]
    rest = (
        f"; {count(totals['hidden_variants'])} more ways carry the other {percent(1 - share)}"
        if totals["hidden_variants"]
        else "; these are all"
    )
    return (
        f"{fit}{plural(len(found.rows), 'way')} that {percent(share)} of "
        f"{'them' if is_searched else f'all {count(journeys)} journeys'} "
        f"take{rest}. {_ties(whole['ties'])}Click a way for its journeys."
    )


def _ties(ties: int) -> str:
    """What decides between ways where the times do not."""
    if not ties:
        return ""
    return f"{plural(ties, 'event')} came at the same time as the one before: they stand in the order of the file. "


def _places(filters: Filters) -> dict[str, int]:
    stages = {name: place for place, name in enumerate(generation().definition.stage_names)}
    return {
        row["touchpoint"]: stages.get(row["stage"], -1)
        for row in answer("touchpoint_nodes", filters).rows
    }


def _scores(path: list[str], scores: Answer) -> dict[str, dict]:
    return {row["metric"]: row for row in scores.rows if row["path"] == path}


def _table(found: Answer, scores: Answer):
    frame = found.frame()
    for metric in ("nps", "csat", "ces", "sentiment"):
        values = [_scores(row["path"], scores).get(metric) for row in found.rows]
        told = [value for value in values if value]
        if told:
            is_share = metric in ("csat", "ces") and not told[0]["definition"].startswith("mean")
            frame[f"{metric}_share" if is_share else metric] = [
                value["value"] if value else None for value in values
            ]
            frame[f"{metric}_n"] = [value["n"] if value else 0 for value in values]
    return frame


def _evidence(word: str, found: Answer, scores: Answer, collapse: bool) -> dict | None:
    kind = "collapsed" if collapse else "is"
    row = next((row for row in found.rows if path_filter(kind, *row["path"]) == word), None)
    if row is None:
        return None
    told = grade(row["base"])
    lines = [
        [
            "share of all",
            percent(row["share"], row["share_n"]),
            _span(row["share_low"], row["share_high"], percent),
        ],
        [
            "half take at most",
            duration(row["median_seconds"]),
            f"nine in ten {duration(row['p90_seconds'])}",
        ],
    ]
    lines += [
        [name, count(row[key]), percent(row[key] / row["journeys"])]
        for key, name in (
            ("completed", "completed"),
            ("in_progress", "under way"),
            ("dropped_off", "left"),
        )
        if row[key]
    ]
    for metric, score in _scores(row["path"], scores).items():
        form = _form(metric, score)
        lines.append(
            [
                "feeling" if metric == "sentiment" else metric.upper(),
                form(score["value"]) if score["value"] is not None else "too few",
                f"{_span(score['low'], score['high'], form)} n {count(score['n'])}",
            ]
        )
    steps = {
        "caption": "Step by step",
        "columns": ["step", "touchpoint"],
        "rows": [[str(number), name] for number, name in enumerate(row["path"][:40], 1)],
        "more": max(0, len(row["path"]) - 40),
    }
    return {
        "cell": word,
        "title": f"{plural(row['journeys'], 'journey')} on this way",
        "sentence": sentence(row),
        "grade": told,
        "grade_words": GRADE_WORDS[told],
        "definition": found.definitions["path"],
        "unit": "journeys",
        "command": found.command,
        "can_filter": False,
        "table": {"columns": ["", "", ""], "rows": lines, "more": 0},
        "tables": [steps],
        "buttons": [["See these journeys", "see", word], ["Filter to them", "filter", word]],
    }


def _form(metric: str, score: dict):
    if metric == "nps":
        return signed
    return (
        (lambda value: signed(value, 2))
        if metric == "sentiment"
        else ((lambda value: f"{value:.2f}") if score["definition"].startswith("mean") else percent)
    )


def _span(low: float | None, high: float | None, form) -> str:
    return "" if low is None or high is None else f"{form(low)} to {form(high)}"
