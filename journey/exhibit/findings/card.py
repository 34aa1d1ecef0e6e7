"""One finding: the figure of its group beside the others', or period by period where it is of a time."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from journey.data.views.trend import trend_period
from journey.exhibit.chart import Axis, Curve, Curves, Dots, Series, Unit
from journey.exhibit.exhibit import Exhibit, Nothing
from journey.exhibit.ref import Ref
from journey.exhibit.source import AnswerSource
from journey.findings.rows import FINDING_TRENDS, FINDINGS
from journey.findings.words import ASSOCIATION
from journey.model.finding import (
    ALSO,
    HEAD,
    NEXT,
    PERIOD,
    SHADOW,
    TIME,
    VALENCE,
    name_of,
    parse_name,
)
from journey.model.small_numbers import COUNTS_ONLY_BELOW
from journey.model.vocabulary import METRICS
from journey.model.words import capital, count, percent, plural, signed, span

if TYPE_CHECKING:
    from journey.findings.rows import FindingsTold, FindingTrendsRow

NAME = "Finding"
FINDING = "finding"
GONE = "This is not among the findings of these data under these filters."
MOST_ALSO = 3
UNITS: dict[str, Unit] = {VALENCE: "valence", "nps": "points", TIME: "seconds"}


def card(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """`ref` has the option finding, its name; without one it is the first of all."""
    answer = source.ask(FINDINGS)
    wanted = parse_name(ref.option(FINDING)) if ref.option(FINDING) else None
    heads = [row for row in answer.rows if row["role"] == HEAD]
    row = next((one for one in heads if wanted in (None, name_of(one))), None)
    if row is None:
        return Nothing(ref, NAME, GONE, (answer,))
    story = [one for one in answer.rows if one["rank"] == row["rank"]]
    is_of_time = row["first_day"] is not None and not source.is_shared
    trends = source.ask(FINDING_TRENDS) if is_of_time else None
    period = trend_period(source.generation)
    noun = _counted(row, source.unit)
    content = _trend(row, trends.rows, period, noun) if trends else _sides(row)
    n = (row["inside_n"] or 0) + (row["outside_n"] or 0)
    return Exhibit(
        ref,
        "figure",
        row["title"],
        f"{capital(row['detail'])}.",
        content,
        (answer, trends) if trends else (answer,),
        n,
        noun,
        f"{row['title']}.",
        tuple(_notes(row, story, period)),
    )


def _counted(row: "FindingsTold", unit: str) -> str:
    if row["measure"] in METRICS:
        return "answer"
    return {VALENCE: "feeling", NEXT: "move"}.get(row["measure"], unit)


def _sides(row: "FindingsTold") -> Dots:
    """Both sides as dots with their intervals."""
    values = (row["inside"], row["outside"])
    series = Series(
        _figure(row),
        "negative" if row["news"] == "bad" else "positive",
        values,
        tuple(written(row, value) for value in values),
        (row["inside_low"], row["outside_low"]),
        (row["inside_high"], row["outside_high"]),
        (row["inside_n"], row["outside_n"]),
    )
    return Dots(
        (row["group_and_time"], row["compared_with"].removeprefix("of ").removeprefix("with ")),
        (series,),
        Axis(f"{_figure(row)}, 95 % interval", _unit(row)),
        tuple(f"n {count(n)}" for n in (row["inside_n"], row["outside_n"])),
        emphasised=0,
    )


def _trend(
    row: "FindingsTold", points: "Sequence[FindingTrendsRow]", period: str, noun: str
) -> Curves:
    """The group's figure by period, the others' muted below it, and where the time begins and ends."""
    own = _until_known([point for point in points if point["rank"] == row["rank"]])
    days = tuple(float(date.fromisoformat(point["first_day"]).toordinal()) for point in own)
    others = tuple(_told(point["outside"], point["outside_n"]) for point in own)
    curves = [
        Curve(
            row["value"] or f"all {noun}s",
            "negative" if row["news"] == "bad" else "positive",
            days,
            tuple(_told(point["inside"], point["inside_n"]) for point in own),
        )
    ]
    if any(value is not None for value in others):
        curves.append(Curve("the others", "muted", days, others, is_muted=True))
    return Curves(
        tuple(curves),
        Axis(f"first day of the {period}", "day"),
        Axis(_figure(row), _unit(row)),
        tuple(_marks(row, days)),
        (row["outside"] or 0.0, f"{written(row, row['outside'])} {row['compared_with']}"),
    )


def _until_known(points: "Sequence[FindingTrendsRow]") -> "Sequence[FindingTrendsRow]":
    """Without the last ones, of which nothing is known yet."""
    shown = [
        place
        for place, point in enumerate(points)
        if max(point["inside_n"], point["outside_n"]) >= COUNTS_ONLY_BELOW
    ]
    return points[: shown[-1] + 1] if shown else points


def _told(value: float | None, n: int) -> float | None:
    return value if n >= COUNTS_ONLY_BELOW else None


def _marks(row: "FindingsTold", days: Sequence[float]) -> Iterator[tuple[float, str]]:
    """Between the last period of the time and the next one."""
    if not row["first_day"] or not days:
        return
    first = date.fromisoformat(row["first_day"])
    last = date.fromisoformat(row["last_day"]) if row["last_day"] else None
    yield float(first.toordinal()), f"{'from' if last else 'since'} {_day(first)}"
    if last:
        within = max((day for day in days if day <= last.toordinal()), default=days[-1])
        after = min((day for day in days if day > last.toordinal()), default=within)
        yield (within + after) / 2, f"to {_day(last)}"


def _day(day: date) -> str:
    return f"{day.day} {day:%b}"


def _figure(row: "FindingsTold") -> str:
    measure = row["measure"]
    if measure == VALENCE:
        return "mean feeling"
    if measure in METRICS:
        return METRICS[measure].noun
    if measure == TIME:
        return "time to the next stage"
    if measure == NEXT:
        return "share of moves"
    return f"share of {'journeys' if row['touchpoint'] else 'those that reached it'}"


def _unit(row: "FindingsTold") -> Unit:
    return UNITS.get(row["measure"], "share")


def written(row: "FindingsTold", value: float | None) -> str:
    """The figure as its measure is written."""
    if value is None:
        return "–"
    if row["measure"] == VALENCE:
        return signed(value, 2)
    if row["measure"] == TIME:
        return span(value)
    return signed(value) if row["measure"] == "nps" else percent(value)


def _notes(row: "FindingsTold", story: "Sequence[FindingsTold]", period: str) -> Iterator[str]:
    also = [one for one in story if one["role"] == ALSO]
    for one in also[:MOST_ALSO]:
        yield f"Also: {one['title']}."
    if len(also) > MOST_ALSO:
        yield f"{plural(len(also) - MOST_ALSO, 'more difference')} of the same journeys."
    if shadows := sum(one["role"] == SHADOW for one in story):
        yield f"Without these journeys {plural(shadows, 'other difference')} all but {'goes' if shadows == 1 else 'go'}."
    until = date.fromisoformat(row["begun_until"])
    yield f"{capital(row['definition'] or '')}; what began by {until.day} {until:%B %Y} counts."
    if row["first_day"]:
        yield f"The figure at the end of a curve is its last {period}'s."
        yield f"{capital(period)}s of fewer than ten cases are left out. What happened then is not in these data."
    if row["family"] != PERIOD:
        yield ASSOCIATION
