"""The most frequent variants in words, the patterns that they are searched by, and their table and evidence."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pandas import DataFrame

from journey.data.answer import Answer
from journey.data.ask import VIEWS
from journey.data.views.form import COUNT, SCORE, SHARE, VALENCE, Heading, with_interval
from journey.map.evidence.panel_data import PathPanel, Table
from journey.map.grades import grade
from journey.map.paths.variants_drawing import sentence
from journey.model.errors import UserError
from journey.model.filters import Filters
from journey.model.metrics import MEASURED_METRICS
from journey.model.path_filters import PathFilter, parse_cohort, path_filter
from journey.model.vocabulary import ENDS, METRICS, outcome, over_table
from journey.model.words import count, duration, percent, plural, signed
from journey.presenters.paths.panel import panel

if TYPE_CHECKING:
    from journey.data.ask import AnyRow
    from journey.data.views.rows import SummaryRow, VariantScoresRow, VariantsRow

PATTERNS = {
    "starts": "starts with (directly in sequence)",
    "contains": "contains (directly in sequence)",
    "later": "contains in this order",
    "without": "never contains",
    "ends": "ends with (directly in sequence)",
}
DEFAULT_TOP, LEAST_TOP, TOP_LIMIT = 12, 5, 60
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
SEPARATOR, STEPS_SHOWN = " ", 40


def headline(rows: "Sequence[VariantsRow]", totals: Mapping[str, Any], is_searched: bool) -> str:
    """How many variants fit the pattern, and the share of journeys that the most frequent carry."""
    if not rows:
        return "No journey fits the pattern"
    journeys = totals["journeys"]
    share = sum(row["journeys"] for row in rows) / journeys
    whose = f"{plural(journeys, 'journey')}{' of that pattern' * is_searched}"
    if len(rows) == 1:
        return f"{whose}: all take the same path"
    different = plural(totals["variants"], "different path")
    first = percent(rows[0]["journeys"] / journeys)
    return (
        f"{whose} take {different}; the {len(rows)} most frequent cover {percent(share)}, "
        f"the first alone {first}"
    )


def patterns(text: str, touchpoints: Iterable[str]) -> tuple[tuple[str, ...], bool]:
    """The patterns of a link that these touchpoints make possible, and whether that is all of them."""
    words, names = [word for word in text.split(SEPARATOR) if word], set(touchpoints)
    known = tuple(word for word in words if _is_pattern(word, names))
    return known, len(known) == len(words)


def _is_pattern(word: str, touchpoints: set[str]) -> bool:
    try:
        cohort = parse_cohort(word)
    except UserError:
        return False
    return (
        isinstance(cohort, PathFilter)
        and cohort.kind in PATTERNS
        and set(cohort.parts) <= touchpoints
    )


def with_patterns(filters: Filters, patterns: tuple[str, ...]) -> Filters:
    for pattern in patterns:
        filters = filters.in_cohort(pattern)
    return filters


def coverage_sentence(
    rows: "Sequence[VariantsRow]",
    totals: Mapping[str, Any],
    summary: "SummaryRow",
    is_searched: bool,
) -> str:
    """How many journeys fit, and how many of them the variants shown carry; `summary` is of all journeys."""
    journeys = summary["journeys"]
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
        f"{fit}{plural(len(rows), 'variant')} with {percent(share)} of "
        f"{'them' if is_searched else f'all {count(journeys)} journeys'}"
        f"{rest}. {_ties_sentence(summary['ties'])}".rstrip()
    )


def _ties_sentence(ties: int | None) -> str:
    """A sentence on events with equal times: file order decides."""
    if not ties:
        return ""
    return f"{plural(ties, 'event')} at the same time as the one before, in the file's order. "


def _scores_of(
    path: list[str], scores: "Sequence[VariantScoresRow]"
) -> "dict[str, VariantScoresRow]":
    return {row["metric"]: row for row in scores if row["path"] == path}


def table(
    rows: "Sequence[VariantsRow]", scores: "Sequence[VariantScoresRow]"
) -> tuple[DataFrame, list[Heading]]:
    """The variants with the metrics that any of them has, and what stands over the columns."""
    frame, headings = DataFrame(rows), [*VIEWS["variants"].table(*TABLE)]
    for metric in MEASURED_METRICS:
        words = METRICS[metric]
        values = [_scores_of(row["path"], scores).get(metric) for row in rows]
        scored = [value for value in values if value]
        if scored:
            is_share = metric in ("csat", "ces") and not _is_mean(scored[0])
            kind = SHARE if is_share else VALENCE if metric == "sentiment" else SCORE
            frame[metric] = [value["value"] if value else None for value in values]
            frame[f"{metric}_n"] = [value["n"] if value else 0 for value in values]
            headings += [
                Heading(metric, words.heading, kind),
                Heading(f"{metric}_n", over_table(words.base), COUNT),
            ]
    return frame, headings


def evidence(
    word: str,
    variants: "Answer[VariantsRow]",
    scores: "Sequence[VariantScoresRow]",
    is_collapsed: bool,
) -> PathPanel | None:
    """The evidence panel of the variant that the path filter names; None where it is not shown."""
    kind = "collapsed" if is_collapsed else "is"
    row = next((row for row in variants.rows if path_filter(kind, *row["path"]) == word), None)
    if row is None:
        return None
    steps: Table = {
        "caption": "Step by step",
        "columns": ["step", "touchpoint"],
        "rows": [[str(number), name] for number, name in enumerate(row["path"][:STEPS_SHOWN], 1)],
        "more": max(0, len(row["path"]) - STEPS_SHOWN),
    }
    figures: Table = {"columns": ["", "", ""], "rows": _figures(row, scores), "more": 0}
    title = f"{plural(row['journeys'], 'journey')} on this variant"
    return panel(word, title, sentence(row), grade(row["base"]), variants, "path", figures, [steps])


def _figures(row: "VariantsRow", scores: "Sequence[VariantScoresRow]") -> list[list[str]]:
    """Share, length, outcomes and metrics of a variant, each with what stands beside it."""
    nouns = VIEWS["variants"].nouns
    counts: AnyRow = row
    lines = [
        [
            "share of all",
            percent(row["share"]),
            _interval(row["share_low"], row["share_high"], percent),
        ],
        [
            nouns["median_seconds"],
            duration(row["median_seconds"]),
            f"{nouns['p90_seconds']} {duration(row['p90_seconds'])}",
        ],
    ]
    lines += [
        [outcome(name).noun, count(counts[name]), percent(counts[name] / row["journeys"])]
        for name in ENDS
        if counts[name]
    ]
    for metric, score in _scores_of(row["path"], scores).items():
        in_words = _number_format(metric, score)
        lines.append(
            [
                METRICS[metric].noun,
                in_words(score["value"]) if score["value"] is not None else "too few",
                f"{_interval(score['low'], score['high'], in_words)} n {count(score['n'])}",
            ]
        )
    return lines


def _number_format(metric: str, score: "VariantScoresRow") -> Callable[[float], str]:
    if metric == "nps":
        return signed
    if metric == "sentiment":
        return lambda value: signed(value, 2)
    return (lambda value: f"{value:.2f}") if _is_mean(score) else percent


def _is_mean(score: "VariantScoresRow") -> bool:
    return (score["definition"] or "").startswith("mean")


def _interval(low: float | None, high: float | None, in_words: Callable[[float], str]) -> str:
    return "" if low is None or high is None else f"{in_words(low)} to {in_words(high)}"
