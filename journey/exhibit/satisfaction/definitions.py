"""Which groups change places under another accepted definition of the metric."""

from journey.data.ask import AnyRow
from journey.data.views.rows import SATISFACTION
from journey.exhibit.exhibit import Exhibit, Nothing
from journey.exhibit.grid import Column, Grid, Plain
from journey.exhibit.ref import Ref
from journey.exhibit.satisfaction import choices
from journey.exhibit.satisfaction.by_group import DRAWN, NO_ANSWERS
from journey.exhibit.source import AnswerSource
from journey.model.filters import value_words
from journey.model.vocabulary import METRICS
from journey.model.words import capital, count
from journey.presenters import attributes
from journey.presenters.satisfaction import figures

NAME = "Other definitions"
LATEST = "latest answer of each customer"
OPTIONS = (choices.METRIC, choices.SPLIT)


def other_definitions(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """`ref` has the options metric and split: a row a group, its figure and rank by each definition."""
    metric = choices.metric(ref, source)
    if not metric:
        return Nothing(ref, NAME, NO_ANSWERS)
    key, data = choices.split(ref, source), source.generation
    asked = {"by": (key,), "metrics": (metric,)}
    answer, latest = source.ask_all(
        [(SATISFACTION, asked), (SATISFACTION, {**asked, "latest": True})]
    )
    known = figures.variants(data, metric)
    first = next(iter(known))
    told = {
        name: {row[key]: row for row in figures.in_variant(data, answer.rows, metric, name)}
        for name in known
    }
    known[LATEST] = LATEST
    told[LATEST] = {row[key]: row for row in figures.in_variant(data, latest.rows, metric, first)}
    groups = sorted(told[first], key=lambda group: -told[first][group]["value"])
    if len(groups) == 1:
        return Nothing(
            ref, NAME, "One group alone has a figure, so that no order can change.", (answer,)
        )
    if not groups or any(set(rows) != set(groups) for rows in told.values()):
        return Nothing(ref, NAME, source.too_few, (answer,))
    ranks = {name: _ranks(rows) for name, rows in told.items()}
    called = attributes.words(data, key)
    values = tuple(_line(group, key, told, ranks) for group in groups[:DRAWN])
    moved = [group for group in groups if len({ranks[name][group] for name in known}) > 1]
    rest = len(groups) - DRAWN
    return Exhibit(
        ref,
        "table",
        _title(moved, key, metric, called),
        f"{METRICS[metric].noun} by {called} and its rank, by each accepted definition.",
        Grid(
            (
                Column(capital(called)),
                *(
                    column
                    for words in known.values()
                    for column in (Column(words, True), Column("rank", True))
                ),
            ),
            tuple(tuple(map(str, line)) for line in values),
            values,
            f"and {count(rest)} more" if rest > 0 else "",
        ),
        (answer, latest),
        None,
        "answer",
        f"{METRICS[metric].noun} by {called}, with its rank by each definition.",
    )


def _ranks(rows: dict[str | None, AnyRow]) -> dict[str | None, int]:
    """One more than the groups with a higher figure; of negative shares with a lower one."""
    sign = -1 if any("lower" in (row["definition"] or "") for row in rows.values()) else 1
    return {
        group: 1 + sum(sign * other["value"] > sign * row["value"] for other in rows.values())
        for group, row in rows.items()
    }


def _line(
    group: str | None,
    key: str,
    told: dict[str, dict[str | None, AnyRow]],
    ranks: dict[str, dict[str | None, int]],
) -> tuple[Plain, ...]:
    figures_of = (
        (figures.written(rows[group], rows[group]["value"]), ranks[name][group])
        for name, rows in told.items()
    )
    return (value_words(key, group), *(value for pair in figures_of for value in pair))


def _title(moved: list[str | None], key: str, metric: str, called: str) -> str:
    if not moved:
        return f"Every accepted definition of {METRICS[metric].noun} puts the {called}s in the same order"
    others = f" and {count(len(moved) - 1)} more" if len(moved) > 1 else ""
    return f"Another definition of {METRICS[metric].noun} puts {value_words(key, moved[0])}{others} in another place"
