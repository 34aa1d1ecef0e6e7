"""A difference as somebody would say it to a colleague: size first, against what, how many more than usual."""

from datetime import date, timedelta
from math import expm1

from journey.data.ask import VIEWS
from journey.data.generation import Generation
from journey.findings.difference import Difference
from journey.findings.measures import Material
from journey.model.filters import key_words
from journey.model.finding import (
    AND,
    BEFORE,
    CHANNEL,
    DROP_OFF,
    FIRST,
    NEXT,
    OF_GROUPS,
    PATH,
    PLACE,
    TIME,
    VALENCE,
)
from journey.model.metrics import metric_definition
from journey.model.vocabulary import METRICS, outcome
from journey.model.words import capital, count, percent, signed, span

DOES = {
    "leaves": "were last seen at {}",
    "repeats": "came back to {}",
    "waits": "waited long after {}",
    "feels_bad": "felt bad at {}",
    "effort": "found {} hard",
    "contact_again": "made contact again soon after {}",
}
POOR = {
    "nps": "detractor",
    "csat": "bad answer",
    "ces": "bad answer",
    VALENCE: "bad feeling",
    NEXT: "move",
}  # what an excess counts, of others the unit
WAYS = {FIRST: "Began at {}", BEFORE: "With {} before"}
ASSOCIATION = "An association, not a cause."
DAY_SECONDS = 86_400
LEAST_LETTERS = 3  # of a value that says by itself what it is of


def title(material: Material, difference: Difference) -> str:
    """'Mobile, 5 to 25 May 2025: 65 % left in purchase, up from 32 % before and after'."""
    usual = f"{_value(difference, difference.value_out)} {against(difference)}"
    if difference.is_in_time:
        usual = f"{'up' if difference.difference > 0 else 'down'} from {usual}"
    return f"{capital(group_and_time(material, difference))}: {_short(difference)}, {usual}"


def _short(difference: Difference) -> str:
    measure, value = difference.measure, _value(difference, difference.value_in)
    place = _place(difference)
    if measure.kind == DROP_OFF:
        return f"{value} {outcome('dropped_off').clause} in {measure.stage}"
    if measure.kind in DOES:
        does = DOES[measure.kind].format(place)
        return f"{value} {_there(does, place)}" if difference.family == PLACE else f"{value} {does}"
    if measure.kind == TIME:
        return f"{value} from {measure.stage} to the next stage"
    if measure.kind == NEXT:
        return f"{value} went from {place} to {measure.onward} next"
    name = "feeling" if measure.kind == VALENCE else METRICS[measure.kind].noun
    if difference.family == PLACE:
        return f"{name} {value}"
    return (
        f"{name}{f' at {place}' if measure.touchpoint else f' in {place}' if place else ''} {value}"
    )


def _place(difference: Difference) -> str:
    """The touchpoint, else the stage; of places the one that is told."""
    if difference.family == PLACE and difference.attribute != CHANNEL:
        return difference.value or ""
    return difference.measure.touchpoint or difference.measure.stage


def group_and_time(material: Material, difference: Difference) -> str:
    """'mobile, 5 to 25 May 2025': whom and when it is of, as the row of a chart."""
    value = difference.value or "no value"
    parts = []
    if difference.family == PLACE:
        parts.append(value)
    elif difference.family == PATH:
        parts.append(_way(difference))
    elif AND in difference.attribute:
        parts.append(value.replace(AND, " and "))
    elif difference.attribute:
        says_itself = (
            len(value) >= LEAST_LETTERS and not value[0].isdigit() and bool(difference.value)
        )
        parts.append(value if says_itself else f"{key_words(difference.attribute)} {value}")
    if difference.is_in_time:
        parts.append(span_of(material, difference).removeprefix("from "))
    return ", ".join(parts)


def _way(difference: Difference) -> str:
    return WAYS.get(difference.attribute, "Straight from {}").format(difference.value)


def sentence(generation: Generation, material: Material, difference: Difference) -> str:
    """'Device mobile, from 5 to 25 May 2025: 65 % of the journeys that reached purchase and began then left there, against 32 %
    before and after; about 41 more journeys than usual (30 to 51); the others 33 % then, 32 % otherwise'."""
    usual = f"{_value(difference, difference.value_out)} {against(difference)}"
    return f"{_for_whom(material, difference)}{_figures(generation, difference)}, against {usual}; {detail(generation, difference)}"


def detail(generation: Generation, difference: Difference) -> str:
    """'about 41 more journeys than usual (30 to 51); the others 32 % then, 28 % otherwise': what a title does not say."""
    excess = _excess(difference, generation.unit)
    if difference.others is None:
        return excess
    then, otherwise = (_value(difference, value) for value in difference.others)
    return f"{excess}; the others {then} then, {otherwise} otherwise"


def _for_whom(material: Material, difference: Difference) -> str:
    parts = []
    if difference.family == PLACE:
        parts.append(capital(f"{difference.attribute} {difference.value}"))
    elif difference.family == PATH:
        parts.append(_way(difference))
    elif difference.attribute:
        value = difference.value if difference.value is not None else "no value"
        pairs = zip(difference.attribute.split(AND), value.split(AND))
        parts.append(capital(" and ".join(f"{key_words(key)} {one}" for key, one in pairs)))
    if difference.is_in_time:
        days = span_of(material, difference)
        parts.append(days if parts else capital(days))
    return f"{', '.join(parts)}: "


def span_of(material: Material, difference: Difference) -> str:
    """'from 5 to 25 May 2025', 'since 29 September 2025'."""
    first = date.fromisoformat(material.starts[difference.first])
    last = last_day(material, difference)
    if last is None:
        return f"since {first.day} {first:%B %Y}"
    is_one_month = (first.year, first.month) == (last.year, last.month)
    begins = (
        f"{first.day}"
        if is_one_month
        else f"{first.day} {first:%B}" + ("" if first.year == last.year else f" {first.year}")
    )
    return f"from {begins} to {last.day} {last:%B %Y}"


def last_day(material: Material, difference: Difference) -> date | None:
    """The last day of its time; None where it lasts."""
    if difference.last >= len(material.starts):
        return None
    return date.fromisoformat(material.starts[difference.last]) - timedelta(days=1)


def _figures(generation: Generation, difference: Difference) -> str:
    measure, value = difference.measure, _value(difference, difference.value_in)
    place, unit = _place(difference), generation.unit
    if measure.kind == DROP_OFF:
        whose = f"{unit}s that reached {measure.stage}{' and began then' if difference.is_in_time else ''}"
        return f"{value} of the {whose} {outcome('dropped_off').clause} there"
    if measure.kind in DOES:
        return (
            f"{value} of the {unit}s at {place} {_there(DOES[measure.kind].format(place), place)}"
        )
    if measure.kind == TIME:
        return f"half went on from {measure.stage} within about {value}"
    if measure.kind == NEXT:
        return f"{value} of the moves from {place} went to {measure.onward}"
    if measure.kind == VALENCE:
        return f"the mean feeling at {place} was {value}"
    name = METRICS[measure.kind].noun
    there = (
        ""
        if difference.family == PLACE
        else f" at {place}"
        if measure.touchpoint
        else f" in {place}"
        if place
        else ""
    )
    if measure.kind == "nps":
        return f"{name}{there} was {value}"
    return f"{value} of the {name} answers{there} were good"


def _there(does: str, touchpoint: str) -> str:
    """The same where the touchpoint is named before: 'were last seen there', 'came back to it'."""
    head, _, tail = does.partition(touchpoint)
    return f"{head.removesuffix('at ')}there" if head.endswith("at ") else f"{head}it{tail}"


def _value(difference: Difference, value: float) -> str:
    kind = difference.measure.kind
    if kind == VALENCE:
        return signed(value, 2)
    if kind == TIME:
        return span(expm1(value) * DAY_SECONDS)
    return signed(value) if kind == "nps" else percent(value)


def against(difference: Difference) -> str:
    """What it is held against: 'of the others', 'before and after'."""
    at_equal = ", at equal touchpoint" if difference.measure.levels is not None else ""
    if difference.family == PLACE:
        stage = difference.measure.stage
        return f"at the other touchpoints of {stage}" if stage else "elsewhere"
    if difference.family in OF_GROUPS:
        is_share = difference.measure.is_share
        return f"{'of' if is_share else 'with'} the others{at_equal}"
    is_lasting = difference.last >= int(difference.measure.periods.max()) + 1
    return f"{'before' if is_lasting else 'before and after'}{at_equal}"


def _excess(difference: Difference, unit: str) -> str:
    """'about 41 more journeys than usual (30 to 51)', of good news 'fewer'; of scores the bad ones."""
    middle, low, high = difference.excess
    word = "more" if middle > 0 else "fewer"
    sign = 1 if middle > 0 else -1
    ends = sorted(max(0.0, sign * end) for end in (low, high))
    is_slow = "slow " if difference.measure.kind == TIME else ""
    noun = f"{is_slow}{POOR.get(difference.measure.kind, unit)}"
    usual = "than with the others" if difference.family in OF_GROUPS else "than usual"
    usual = "than elsewhere" if difference.family == PLACE else usual
    n, low, high = (round(number) for number in (abs(middle), *ends))
    nouns = noun if n == 1 else f"{noun}s"
    if difference.measure.kind == "repeats" and difference.measure.bad < 0:
        nouns += " that did not come back"  # to buy: those are the bad news
    return f"about {count(n)} {word} {nouns} {usual} ({count(low)} to {count(high)})"


def definition_of(generation: Generation, difference: Difference) -> str:
    """What the figure counts."""
    kind, unit = difference.measure.kind, generation.unit
    ripe = span(generation.observation.ripe_age_seconds)
    if kind == TIME:
        return (
            f"time from the stage to a later one, of {unit}s that went on within {ripe} of their beginning: its geometric mean; "
            "slow are those above three in four"
        )
    if kind == NEXT:
        return "of the moves from the touchpoint to another one: those that go there"
    if kind in METRICS and kind != VALENCE:
        variant = {"nps": "nps", "csat": "good", "ces": "easy"}[kind]
        return metric_definition(kind, variant, generation.definition.scale_names.get(kind, ""))
    if kind == VALENCE:
        return metric_definition("sentiment", "mean", "")
    if kind == DROP_OFF:
        return f"of {unit}s with an event of their own in the stage: not gone further within {ripe} of their beginning"
    return VIEWS["friction"].definitions(generation)[kind].partition(" / ")[0]
