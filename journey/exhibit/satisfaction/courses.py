"""Whether service and the ends of journeys get better over the weeks: shares of what is old enough to tell."""

from collections.abc import Mapping

from journey.data.answer import Answer
from journey.data.ask import AnyRow
from journey.data.views.rows import CASE_TREND, JOURNEY_TREND
from journey.exhibit.chart import Axis, Dots, Series
from journey.exhibit.exhibit import Exhibit, Nothing
from journey.exhibit.ref import Ref
from journey.exhibit.satisfaction.over_time import NO_TIME
from journey.exhibit.satisfaction.service import WITHIN, no_cases, within
from journey.exhibit.source import AnswerSource
from journey.model.vocabulary import noun, outcome
from journey.model.words import capital, count, percent, span
from journey.presenters.satisfaction import courses as words

SERVICE, ENDS = "Service over time", "How journeys end, over time"
OPTIONS = (WITHIN,)
OF_CASES = (
    "By the week of the first contact, of cases first contacted long enough before the end of observation to tell, at equal reason "
    "and channel; the limit is the target of the journey definition, else the median."
)
ALL_ALIKE = "Nobody is old enough to tell, or the same had become of all who are."
ALL_MIX = 5e-4  # of a share a week: in an interval so narrow nothing but the mix moves the figure
OF_JOURNEYS = "By the week of the first event, of those old enough, as they were at one age."


def of_service(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """`ref` has the option within; how answers, resolutions and first contacts change a month, at equal reason and channel."""
    answer = source.ask(CASE_TREND, **within(ref))
    names = {row["figure"]: _served(row) for row in answer.rows}
    return _courses(ref, source, SERVICE, answer, names, no_cases(source), "case", OF_CASES)


def of_journeys(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """How what becomes of journeys changes a month, at the ripe age."""
    answer = source.ask(JOURNEY_TREND)
    names = {
        "completed": outcome("completed").noun,
        "ended_well": outcome("ended_well").noun,
        "neither": "neither completed nor ended well",
    }
    if all(row["figure"] != "ended_well" for row in answer.rows):
        del names["neither"]  # it mirrors the completed ones
    return _courses(ref, source, ENDS, answer, names, ALL_ALIKE, source.unit, OF_JOURNEYS)


def _served(row: AnyRow) -> str:
    if row["limit_seconds"] is None:
        return noun(row["figure"])
    return f"{noun(row['figure']).partition(' ')[0]} within {span(row['limit_seconds'])}"


def _row_words(row: AnyRow) -> str:
    """The share and its n, and where it is the same throughout every reason and channel."""
    said = f"{percent(row['value'])} of {count(row['value_n'])}"
    is_mix = 0 < row["value"] < 1 and row["slope_high"] - row["slope_low"] < ALL_MIX
    return f"{said}: differs between channels and reasons alone" if is_mix else said


def _courses(
    ref: Ref,
    source: AnswerSource,
    name: str,
    answer: Answer[AnyRow],
    names: Mapping[str, str],
    nothing: str,
    unit: str,
    basis: str,
) -> Exhibit | Nothing:
    if source.generation.is_timeless:
        return Nothing(ref, name, NO_TIME)
    rows = [row for row in answer.rows if row["figure"] in names and row["slope"] is not None]
    if not rows:
        return Nothing(ref, name, source.too_few if answer.rows else nothing, (answer,))
    scale = 100 * words.WEEKS_OF_A_MONTH
    return Exhibit(
        ref,
        "figure",
        words.headline(rows, names, name),
        f"Change a month of each share, by a straight line over the weeks in which {unit}s begin, with its 95 % interval"
        + (", at equal reason and channel." if unit == "case" else "."),
        Dots(
            tuple(capital(names[row["figure"]]) for row in rows),
            (
                Series(
                    "change a month",
                    "accent",
                    tuple(scale * row["slope"] for row in rows),
                    tuple(f"{words.of_a_month(row)} points" for row in rows),
                    tuple(scale * row["slope_low"] for row in rows),
                    tuple(scale * row["slope_high"] for row in rows),
                    tuple(row["customers"] for row in rows),
                ),
            ),
            Axis("change of the share a month, points, 95 % interval", "number"),
            tuple(_row_words(row) for row in rows),
            (0.0, "no change"),
        ),
        (answer,),
        rows[0]["value_n"],
        unit,
        "For each share, its change a month with the 95 % interval.",
        tuple(filter(None, (words.changes(rows, names), basis))),
    )
