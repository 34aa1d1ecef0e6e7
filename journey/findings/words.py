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
    "nps": " detractors",
    "csat": " bad answers",
    "ces": " bad answers",
    VALENCE: " bad feelings",
    TIME: " slow ones",
}
WAYS = {FIRST: "Began at {}", BEFORE: "With {} before"}
ASSOCIATION = "An association, not a cause."
DAY_SECONDS = 86_400
LEAST_LETTERS = 3  # of a value that says by itself what it is of


def title(material: Material, told: Difference) -> str:
    """'Mobile, 5 to 25 May 2025: 65 % left in purchase, 32 % before and after'."""
    usual = f"{_value(told, told.value_out)} {against(told)}"
    return f"{capital(whom(material, told))}: {_short(told)}, {usual}"


def _short(told: Difference) -> str:
    measure, value = told.measure, _value(told, told.value_in)
    place = _place(told)
    if measure.kind == DROP_OFF:
        return f"{value} {outcome('dropped_off').clause} in {measure.stage}"
    if measure.kind in DOES:
        does = DOES[measure.kind].format(place)
        return f"{value} {_there(does, place)}" if told.family == PLACE else f"{value} {does}"
    if measure.kind == TIME:
        return f"{value} from {measure.stage} to the next stage"
    if measure.kind == NEXT:
        return f"{value} went from {place} to {measure.onward} next"
    name = "feeling" if measure.kind == VALENCE else METRICS[measure.kind].noun
    if told.family == PLACE:
        return f"{name} {value}"
    return (
        f"{name}{f' at {place}' if measure.touchpoint else f' in {place}' if place else ''} {value}"
    )


def _place(told: Difference) -> str:
    """The touchpoint, else the stage; of places the one that is told."""
    if told.family == PLACE and told.attribute != CHANNEL:
        return told.value or ""
    return told.measure.touchpoint or told.measure.stage


def whom(material: Material, told: Difference) -> str:
    """'mobile, 5 to 25 May 2025': whom and when it is of, as the row of a chart."""
    value = told.value or "no value"
    parts = []
    if told.family == PLACE:
        parts.append(value)
    elif told.family == PATH:
        parts.append(_way(told))
    elif AND in told.attribute:
        parts.append(value.replace(AND, " and "))
    elif told.attribute:
        says_itself = len(value) >= LEAST_LETTERS and not value[0].isdigit() and bool(told.value)
        parts.append(value if says_itself else f"{key_words(told.attribute)} {value}")
    if told.is_in_time:
        parts.append(span_of(material, told).removeprefix("from "))
    return ", ".join(parts)


def _way(told: Difference) -> str:
    return WAYS.get(told.attribute, "Straight from {}").format(told.value)


def sentence(generation: Generation, material: Material, told: Difference) -> str:
    """'Device mobile, from 5 to 25 May 2025: 65 % of the journeys that reached purchase and began then left there, against 32 %
    before and after; about 41 more than usual (30 to 51); the others 33 % then, 32 % otherwise'."""
    usual = f"{_value(told, told.value_out)} {against(told)}"
    return (
        f"{_for_whom(material, told)}{_figures(generation, told)}, against {usual}; {detail(told)}"
    )


def detail(told: Difference) -> str:
    """'about 41 more than usual (30 to 51); the others 32 % then, 28 % otherwise': what a title does not say."""
    said = _excess(told)
    if told.others is None:
        return said
    then, otherwise = (_value(told, value) for value in told.others)
    return f"{said}; the others {then} then, {otherwise} otherwise"


def _for_whom(material: Material, told: Difference) -> str:
    parts = []
    if told.family == PLACE:
        parts.append(capital(f"{told.attribute} {told.value}"))
    elif told.family == PATH:
        parts.append(_way(told))
    elif told.attribute:
        value = told.value if told.value is not None else "no value"
        pairs = zip(told.attribute.split(AND), value.split(AND))
        parts.append(capital(" and ".join(f"{key_words(key)} {one}" for key, one in pairs)))
    if told.is_in_time:
        days = span_of(material, told)
        parts.append(days if parts else capital(days))
    return f"{', '.join(parts)}: "


def span_of(material: Material, told: Difference) -> str:
    """'from 5 to 25 May 2025', 'since 29 September 2025'."""
    first = date.fromisoformat(material.starts[told.first])
    last = last_day(material, told)
    if last is None:
        return f"since {first.day} {first:%B %Y}"
    is_one_month = (first.year, first.month) == (last.year, last.month)
    begins = (
        f"{first.day}"
        if is_one_month
        else f"{first.day} {first:%B}" + ("" if first.year == last.year else f" {first.year}")
    )
    return f"from {begins} to {last.day} {last:%B %Y}"


def last_day(material: Material, told: Difference) -> date | None:
    """The last day of its time; None where it lasts."""
    if told.last >= len(material.starts):
        return None
    return date.fromisoformat(material.starts[told.last]) - timedelta(days=1)


def _figures(generation: Generation, told: Difference) -> str:
    measure, value = told.measure, _value(told, told.value_in)
    place, unit = _place(told), generation.unit
    if measure.kind == DROP_OFF:
        whose = (
            f"{unit}s that reached {measure.stage}{' and began then' if told.is_in_time else ''}"
        )
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
        if told.family == PLACE
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


def _value(told: Difference, value: float) -> str:
    kind = told.measure.kind
    if kind == VALENCE:
        return signed(value, 2)
    if kind == TIME:
        return span(expm1(value) * DAY_SECONDS)
    return signed(value) if kind == "nps" else percent(value)


def against(told: Difference) -> str:
    """What it is held against: 'of the others', 'before and after'."""
    at_equal = ", at equal touchpoint" if told.measure.levels is not None else ""
    if told.family == PLACE:
        stage = told.measure.stage
        return f"at the other touchpoints of {stage}" if stage else "elsewhere"
    if told.family in OF_GROUPS:
        is_share = told.measure.is_share
        return f"{'of' if is_share else 'with'} the others{at_equal}"
    is_lasting = told.last >= int(told.measure.periods.max()) + 1
    return f"{'before' if is_lasting else 'before and after'}{at_equal}"


def _excess(told: Difference) -> str:
    """'about 41 more than usual (30 to 51)', of good news 'fewer'; of scores the bad ones."""
    middle, low, high = told.excess
    word = "more" if middle > 0 else "fewer"
    sign = 1 if middle > 0 else -1
    ends = sorted(max(0.0, sign * end) for end in (low, high))
    what = POOR.get(told.measure.kind, "")
    usual = "than with the others" if told.family in OF_GROUPS else "than usual"
    usual = "than elsewhere" if told.family == PLACE else usual
    return f"about {count(round(abs(middle)))}{what} {word} {usual} ({count(round(ends[0]))} to {count(round(ends[1]))})"


def definition_of(generation: Generation, told: Difference) -> str:
    """What the figure counts."""
    kind = told.measure.kind
    if kind == TIME:
        return (
            "days from the stage to a later one, of ripe journeys that went on: their geometric mean; "
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
        return "of ripe journeys with an event of their own in the stage: gone no further at the ripe age"
    return VIEWS["friction"].definitions(generation)[kind]
