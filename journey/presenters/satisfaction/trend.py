"""Whether a figure gets better over time, in words: beyond chance or not, by how much, since when."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from journey.model.comparing import SURE, adjusted, p_of_interval
from journey.model.metrics import is_share
from journey.model.small_numbers import LOW_BASE_BELOW
from journey.model.vocabulary import METRICS
from journey.model.words import capital, percent, signed
from journey.presenters.satisfaction.figures import PREPOSITIONS, placed

if TYPE_CHECKING:
    from journey.data.ask import AnyRow
    from journey.data.views.rows import TrendTold

WEEKS_OF_A_MONTH, A_YEAR = 52 / 12, 104  # weeks: a season is seen only in the second year
NO_SEASON = "Less than two years of data have no season: what comes back every year cannot be told apart from a lasting change."
LEVEL = (
    "The verdict compares answers at equal touchpoints, each less the mean of its own, so that a changing mix of them is no "
    "change; the curve is of the answers as they are."
)


def verdict(row: "TrendTold") -> str:
    """'CSAT fell from 73 % to 65 % in the week of 5 May 2025'; 'CSAT: no change beyond chance since 6 January 2025: 68 % (65 % to
    70 %)'."""
    name, form = capital(METRICS[row["metric"]].noun), form_of(row)
    at, p = row["change_at"], row["change_p"]
    if (
        at
        and p is not None
        and p < SURE
        and row["mean_before"] is not None
        and row["mean_after"] is not None
    ):
        verb = "rose" if row["mean_after"] > row["mean_before"] else "fell"
        return f"{name} {verb} from {form(row['mean_before'])} to {form(row['mean_after'])} in the week of {day_words(at)}"
    slope_low, slope_high = row["slope_low"], row["slope_high"]
    since = day_words(row["first_period"] or "")
    is_told = slope_low is not None and slope_high is not None and row["slope"] is not None
    if is_told and ((slope_low or 0) > 0 or (slope_high or 0) < 0):
        verb = "rises" if (row["slope"] or 0) > 0 else "falls"
        return f"{name} {verb} by {a_month(row)} a month since {since}"
    value = "" if row["value"] is None else f": {form(row['value'])}"
    low, high = row["low"], row["high"]
    ends = "" if low is None or high is None else f" ({form(low)} to {form(high)})"
    return f"{name}: no change beyond chance since {since}{value}{ends}"


def a_month(row: "TrendTold") -> str:
    """'0.6 points (0.2 to 1.0)': the slope of a month without its sign, with its interval."""
    sign = -1 if (row["slope"] or 0) < 0 else 1
    scale = WEEKS_OF_A_MONTH * (100 if is_share(row["definition"] or "") else 1)
    digits = 1 if row["metric"] != "sentiment" else 3
    values = [sign * scale * (row[end] or 0) for end in ("slope", "slope_low", "slope_high")]
    value, low, high = values[0], min(values[1:]), max(values[1:])
    unit = "" if row["metric"] == "sentiment" else " points"
    return f"{value:.{digits}f}{unit} ({low:.{digits}f} to {high:.{digits}f})".replace("-", "−")


def of_a_month(row: "AnyRow") -> str:
    """'+0.6', '−0.02': the slope of a month with its sign."""
    scale = WEEKS_OF_A_MONTH * (100 if is_share(row["definition"] or "") else 1)
    return signed(scale * row["slope"], 3 if row["metric"] == "sentiment" else 1)


def headline_by(rows: "Sequence[AnyRow]", key: str, called: str) -> str:
    """For whom it surely rises or falls, by a straight line or in one week, the surest first; corrected for all that is tested."""
    name = capital(METRICS[rows[0]["metric"]].noun)
    tested = [
        row
        for row in rows
        if (row["customers"] or 0) >= LOW_BASE_BELOW and row["slope_low"] is not None
    ]
    stepped = [row for row in tested if row["change_p"] is not None]
    p_values = [p_of_interval(row["slope"], row["slope_low"], row["slope_high"]) for row in tested]
    p_values += [row["change_p"] for row in stepped]
    kinds = [(row, False) for row in tested] + [(row, True) for row in stepped]
    told = zip(kinds, adjusted(p_values), p_values, strict=True)
    sure = sorted((p, place) for place, (_, q, p) in enumerate(told) if q < SURE)
    if not sure:
        return f"{name} changes beyond chance {PREPOSITIONS.get(key, 'for')} no {called}"
    row, is_step = kinds[sure[0][1]]
    groups = {placed(kinds[place][0], key) for _, place in sure}
    others = f"; {len(groups) - 1} more change beyond chance" if len(groups) > 1 else ""
    if is_step:
        form = form_of(row)
        verb = "rose" if row["change"] > 0 else "fell"
        ends = f"from {form(row['mean_before'])} to {form(row['mean_after'])}"
        return f"{name} {verb} {placed(row, key)} {ends} in the week of {day_words(row['change_at'])}{others}"
    verb = "rises" if row["slope"] > 0 else "falls"
    unit = "" if row["metric"] == "sentiment" else " points"
    return (
        f"{name} {verb} {placed(row, key)} by {of_a_month(row).lstrip('+−')}{unit} a month{others}"
    )


def uncertainty(row: "TrendTold") -> str:
    """Both tests in words, for the note: what the week of the change and the slope are worth."""
    lines = []
    if row["change_at"] and row["change"] is not None:
        change = _difference(row, "change")
        corrected = "< 0.001" if (row["change_p"] or 0) < 0.001 else f"{row['change_p']:.3f}"
        best = f"in the week of {day_words(row['change_at'])}: {change}, p {corrected} corrected for the weeks looked at"
        is_sure = (row["change_p"] or 0) < SURE
        lines.append(
            f"One change {best}."
            if is_sure
            else f"In no week a change beyond chance (the best fit is {best})."
        )
    if row["slope"] is not None:
        lines.append(f"The straight line: {_difference(row, 'slope', WEEKS_OF_A_MONTH)} a month.")
    return " ".join(lines)


def form_of(row: "TrendTold | AnyRow") -> Callable[[float], str]:
    """How figures of this row are written."""
    if is_share(row["definition"] or ""):
        return percent
    return lambda value: signed(value, 2 if row["metric"] == "sentiment" else 1)


def _difference(row: "TrendTold", name: str, times: float = 1.0) -> str:
    """'−0.1 points (−0.9 to +0.6)'."""
    scale = times * (100 if is_share(row["definition"] or "") else 1)
    is_feeling = row["metric"] == "sentiment"
    digits = (3 if times > 1 else 2) if is_feeling else 1 if times > 1 or scale == 1 else 0
    value, low, high = (scale * (row[f"{name}{end}"] or 0) for end in ("", "_low", "_high"))  # type: ignore[literal-required]
    unit = "" if is_feeling else " points"
    return f"{signed(value, digits)}{unit} ({signed(low, digits)} to {signed(high, digits)})"


def day_words(text: str) -> str:
    """'5 May 2025'."""
    day = date.fromisoformat(text)
    return f"{day.day} {day:%B %Y}"
