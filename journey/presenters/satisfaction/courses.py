"""Shares over the weeks in words: which of them surely rise or fall, and where one change fits best."""

from collections.abc import Mapping, Sequence

from journey.data.ask import AnyRow
from journey.model.comparing import SURE, adjusted, p_of_interval
from journey.model.small_numbers import LOW_BASE_BELOW
from journey.model.words import capital, percent, signed
from journey.presenters.satisfaction.trend import WEEKS_OF_A_MONTH, day_words

ROUGHLY = 0.05  # of a point a month: below it a sure change is none that anybody would name


def of_a_month(row: AnyRow) -> str:
    """'+0.6': points of the share a month."""
    return signed(100 * WEEKS_OF_A_MONTH * row["slope"], 1)


def headline(rows: Sequence[AnyRow], names: Mapping[str, str], called: str) -> str:
    """The change that is surest, of a week or of the whole time; corrected for how many shares and tests there are."""
    tested = [row for row in rows if row["customers"] >= LOW_BASE_BELOW]
    changed = [row for row in tested if row["change_p"] is not None]
    p_values = [p_of_interval(row["slope"], row["slope_low"], row["slope_high"]) for row in tested]
    p_values += [row["change_p"] for row in changed]
    sure = [q < SURE for q in adjusted(p_values)]
    steps = [row for row, is_sure in zip(changed, sure[len(tested) :]) if is_sure]
    lines = [
        row
        for row, is_sure in zip(tested, sure)
        if is_sure and abs(100 * WEEKS_OF_A_MONTH * row["slope"]) >= ROUGHLY
    ]
    if steps:
        largest = max(steps, key=lambda row: abs(row["change"]))
        verb = "rose" if largest["change"] > 0 else "fell"
        ends = f"from {percent(largest['mean_before'])} to {percent(largest['mean_after'])}"
        named = capital(names[largest["figure"]])
        return f"{named}: {verb} {ends} in the week of {day_words(largest['change_at'])}"
    if lines:
        steepest = max(lines, key=lambda row: abs(row["slope"]))
        verb = "rises" if steepest["slope"] > 0 else "falls"
        points = of_a_month(steepest).lstrip("+\u2212")
        return f"{capital(names[steepest['figure']])}: {verb} by {points} points a month"
    return f"{called}: no change beyond chance since {day_words(rows[0]['first_period'])}"


def changes(rows: Sequence[AnyRow], names: Mapping[str, str]) -> str:
    """Of each share the week in which one change fits best, and what that is worth."""
    parts = [
        f"{names[row['figure']]} {day_words(row['change_at'])} ({signed(100 * row['change'])} points, p "
        f"{'< 0.001' if row['change_p'] < 0.001 else format(row['change_p'], '.3f')})"
        for row in rows
        if row["change_at"] is not None
    ]
    return (
        f"One change fits best in the week of: {'; '.join(parts)}; p corrected for the weeks looked at."
        if parts
        else ""
    )
