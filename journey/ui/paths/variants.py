"""The most frequent variants, searched by pattern."""

import streamlit as st
from pandas import DataFrame

from journey.data.answer import Answer
from journey.data.ask import VIEWS
from journey.data.views.form import COUNT, SCORE, SHARE, Heading, with_interval
from journey.map.grades import GRADE_WORDS, grade
from journey.map.paths.variants_drawing import sentence, variants_scene
from journey.model.errors import UserError
from journey.model.filters import Filters
from journey.model.path_filters import PathFilter, parse_cohort, path_filter
from journey.model.vocabulary import ENDS, METRICS, outcome, over_table
from journey.model.words import count, duration, percent, plural, signed
from journey.ui import link, page_state, tables
from journey.ui.data import VERSION, answer, answers, generation
from journey.ui.escape import markdown
from journey.ui.paths.drawing import show_drawing
from journey.ui.paths.touchpoint_names import touchpoint_names

PATTERNS = {
    "starts": "starts with (directly in sequence)",
    "contains": "contains (directly in sequence)",
    "later": "contains in this order",
    "without": "never contains",
    "ends": "ends with (directly in sequence)",
}
DEFAULT_TOP, TOP_LIMIT = 12, 60
PHONE_WIDTH = 360.0
TABLE = (
    "path",
    "journeys",
    "customers",
    *with_interval("share"),
    "cumulative_share",
    "median_seconds",
    "p90_seconds",
    *ENDS,
)
SEPARATOR = " "


def show(filters: Filters) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        collapse = page_state.switch("collapse", "Collapse repeats")
        top = page_state.number(
            "top", "Variants shown", DEFAULT_TOP, 5, TOP_LIMIT, step=5, width=240
        )
        _search(filters)
    patterns = _patterns()
    fitting = _with_patterns(filters, patterns)
    _chips(patterns)
    variants, scores, summary = answers(
        [
            ("variants", fitting, {"top": top, "collapse": collapse}),
            ("variant_scores", fitting, {"top": top, "collapse": collapse}),
            ("summary", filters, {}),
        ]
    )
    st.caption(markdown(_coverage_sentence(variants, summary.rows[0], bool(patterns))))
    if not variants.rows:
        st.info("No journey fits. Remove a pattern.")
        return
    stage_positions = _stage_positions(filters)
    show_drawing(
        "variants",
        fitting,
        lambda wide, narrow: variants_scene(
            variants.rows, PHONE_WIDTH if narrow else wide, stage_positions, collapse
        ),
        "The most frequent variants",
        (st.session_state[VERSION], top, collapse, patterns),
        lambda word: _evidence(word, variants, scores, collapse),
    )
    tables.show(*_table(variants, scores))
    tables.details(variants, "Variants: table and definitions")
    tables.details(scores, "Satisfaction by variant: table and definitions")


def headline(filters: Filters) -> str:
    """How many variants fit the pattern, and the share of journeys that the most frequent carry."""
    patterns, top = _patterns(), page_state.whole_number("top", DEFAULT_TOP, 5, TOP_LIMIT)
    variants = answer(
        "variants",
        _with_patterns(filters, patterns),
        top=top,
        collapse=page_state.get("collapse") == "1",
    )
    if not variants.rows:
        return "No journey fits the pattern"
    journeys, share = variants.totals["journeys"], variants.rows[-1]["cumulative_share"]
    whose = f"{plural(journeys, 'journey')}{' of that pattern' * bool(patterns)}"
    if len(variants.rows) == 1:
        return f"{whose}: all take the same path"
    different = plural(variants.totals["variants"], "different path")
    first = percent(variants.rows[0]["journeys"] / journeys)
    return f"{whose} take {different}; the {len(variants.rows)} most frequent cover {percent(share)}, the first alone {first}"


def _with_patterns(filters: Filters, patterns: tuple[str, ...]) -> Filters:
    for pattern in patterns:
        filters = filters.in_cohort(pattern)
    return filters


def _patterns() -> tuple[str, ...]:
    """The patterns in the address whose touchpoints this dataset has."""
    touchpoints, known_patterns = set(generation().touchpoints.values()), []
    for word in page_state.get("pattern").split(SEPARATOR):
        try:
            cohort = parse_cohort(word) if word else None
        except UserError:
            continue
        if (
            isinstance(cohort, PathFilter)
            and cohort.kind in PATTERNS
            and set(cohort.parts) <= touchpoints
        ):
            known_patterns.append(word)
    page_state.mark_understood(
        "pattern",
        len(known_patterns)
        == len([word for word in page_state.get("pattern").split(SEPARATOR) if word]),
    )
    return tuple(known_patterns)


def _search(filters: Filters) -> None:
    with st.popover("Search by pattern"):
        kind = st.selectbox(
            "A path that",
            list(PATTERNS),
            format_func=PATTERNS.__getitem__,
            key=page_state.widget_key("pattern kind"),
        )
        names = st.multiselect(
            "touchpoints, in this order",
            touchpoint_names(filters),
            key=page_state.widget_key("pattern names"),
        )
        if st.button("Add", disabled=not names):
            page_state.put("pattern", SEPARATOR.join([*_patterns(), path_filter(kind, *names)]))
            page_state.reset_widgets()
            st.rerun(scope="fragment")


def _chips(patterns: tuple[str, ...]) -> None:
    """A button for each pattern that removes it, and one that filters to them all."""
    if not patterns:
        return
    with st.container(horizontal=True, gap="small"):
        for number, pattern in enumerate(patterns):
            if st.button(
                f"{markdown(parse_cohort(pattern).words())} ✕",
                key=f"pattern {number} {pattern}",
                help="Remove this pattern",
            ):
                page_state.put(
                    "pattern", SEPARATOR.join(other for other in patterns if other != pattern)
                )
                st.rerun(scope="fragment")
        if st.button("Filter to these", type="primary"):
            for pattern in patterns:
                st.session_state[link.FILTERS] = st.session_state[link.FILTERS].in_cohort(pattern)
            page_state.put("pattern", "")
            st.rerun(scope="app")


def _coverage_sentence(variants: Answer, summary: dict, is_searched: bool) -> str:
    totals, journeys = variants.totals, summary["journeys"]
    fit = (
        f"{count(totals['journeys'])} of {count(journeys)} journeys fit the pattern. "
        if is_searched
        else ""
    )
    if not totals["journeys"]:
        return fit
    share = totals["shown_journeys"] / totals["journeys"]
    rest = (
        f"; {count(totals['hidden_variants'])} more cover the other {percent(1 - share)}"
        if totals["hidden_variants"]
        else "; these are all"
    )
    return (
        f"{fit}{plural(len(variants.rows), 'variant')} with {percent(share)} of "
        f"{'them' if is_searched else f'all {count(journeys)} journeys'}"
        f"{rest}. {_ties_sentence(summary['ties'])}Click a variant to list its journeys."
    )


def _ties_sentence(ties: int) -> str:
    """A sentence on events with equal times: file order decides."""
    if not ties:
        return ""
    return f"{plural(ties, 'event')} at the same time as the one before, in the file's order. "


def _stage_positions(filters: Filters) -> dict[str, int]:
    positions = {
        name: position for position, name in enumerate(generation().definition.stage_names)
    }
    return {
        row["touchpoint"]: positions.get(row["stage"], -1)
        for row in answer("touchpoint_nodes", filters).rows
    }


def _scores(path: list[str], scores: Answer) -> dict[str, dict]:
    return {row["metric"]: row for row in scores.rows if row["path"] == path}


def _table(variants: Answer, scores: Answer) -> tuple[DataFrame, list[Heading]]:
    """The variants with the metrics that any of them has, and what stands over the columns."""
    frame, headings = variants.frame(), [*VIEWS["variants"].table(*TABLE)]
    for metric, words in METRICS.items():
        values = [_scores(row["path"], scores).get(metric) for row in variants.rows]
        scored = [value for value in values if value]
        if scored:
            is_share = metric in ("csat", "ces") and not scored[0]["definition"].startswith("mean")
            frame[metric] = [value["value"] if value else None for value in values]
            frame[f"{metric}_n"] = [value["n"] if value else 0 for value in values]
            headings += [
                Heading(metric, words.heading, SHARE if is_share else SCORE),
                Heading(f"{metric}_n", over_table(words.base), COUNT),
            ]
    return frame, headings


def _evidence(word: str, variants: Answer, scores: Answer, collapse: bool) -> dict | None:
    kind = "collapsed" if collapse else "is"
    row = next((row for row in variants.rows if path_filter(kind, *row["path"]) == word), None)
    if row is None:
        return None
    base_grade, nouns = grade(row["base"]), VIEWS["variants"].nouns
    lines = [
        [
            "share of all",
            percent(row["share"], row["share_n"]),
            _interval(row["share_low"], row["share_high"], percent),
        ],
        [
            nouns["median_seconds"],
            duration(row["median_seconds"]),
            f"{nouns['p90_seconds']} {duration(row['p90_seconds'])}",
        ],
    ]
    lines += [
        [outcome(name).noun, count(row[name]), percent(row[name] / row["journeys"])]
        for name in ENDS
        if row[name]
    ]
    for metric, score in _scores(row["path"], scores).items():
        number_format = _number_format(metric, score)
        lines.append(
            [
                METRICS[metric].noun,
                number_format(score["value"]) if score["value"] is not None else "too few",
                f"{_interval(score['low'], score['high'], number_format)} n {count(score['n'])}",
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
        "title": f"{plural(row['journeys'], 'journey')} on this variant",
        "sentence": sentence(row),
        "grade": base_grade,
        "grade_words": GRADE_WORDS[base_grade],
        "definition": variants.definitions["path"],
        "unit": "journeys",
        "command": variants.command,
        "can_filter": False,
        "table": {"columns": ["", "", ""], "rows": lines, "more": 0},
        "tables": [steps],
        "buttons": [["See these journeys", "see", word], ["Filter to them", "filter", word]],
    }


def _number_format(metric: str, score: dict):
    if metric == "nps":
        return signed
    return (
        (lambda value: signed(value, 2))
        if metric == "sentiment"
        else ((lambda value: f"{value:.2f}") if score["definition"].startswith("mean") else percent)
    )


def _interval(low: float | None, high: float | None, number_format) -> str:
    return "" if low is None or high is None else f"{number_format(low)} to {number_format(high)}"
