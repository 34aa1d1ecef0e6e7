"""A difference as somebody would say it to a colleague: size first, against what, how many more than usual."""

from datetime import date, timedelta

from journey.data.ask import VIEWS
from journey.data.generation import Generation
from journey.findings.measures import Material
from journey.findings.scan import Difference
from journey.model.filters import key_words
from journey.model.finding import ATTRIBUTE, BEFORE, DROP_OFF, FIRST, PATH, VALENCE
from journey.model.metrics import metric_definition
from journey.model.vocabulary import METRICS, outcome
from journey.model.words import capital, count, percent, signed

DOES = {
    "leaves": "were last seen at {}",
    "repeats": "came back to {}",
    "waits": "waited long after {}",
    "feels_bad": "felt bad at {}",
    "effort": "found {} hard",
    "contact_again": "made contact again soon after {}",
}
WAYS = {FIRST: "Began at {}", BEFORE: "With {} before"}
ASSOCIATION = "An association, not a cause."
LEAST_LETTERS = 3  # of a value that says by itself what it is of


def title(material: Material, told: Difference) -> str:
    """'Mobile, 5 to 25 May 2025: 65 % left in purchase, 32 % before and after'."""
    measure, value = told.measure, percent(told.value_in)
    if measure.kind == DROP_OFF:
        said = f"{value} {outcome('dropped_off').clause} in {measure.stage}"
    elif measure.kind in DOES:
        said = f"{value} {DOES[measure.kind].format(measure.touchpoint)}"
    elif measure.kind == VALENCE:
        said = f"feeling at {measure.touchpoint} {signed(told.value_in, 2)}"
    else:
        value = _value(told, told.value_in)
        said = f"{METRICS[measure.kind].noun} at {measure.touchpoint} {value}"
    return (
        f"{capital(whom(material, told))}: {said}, {_value(told, told.value_out)} {against(told)}"
    )


def whom(material: Material, told: Difference) -> str:
    """'mobile, 5 to 25 May 2025': whom and when it is of, as the row of a chart."""
    value = told.value or "no value"
    parts = []
    if told.family == PATH:
        parts.append(_way(told))
    elif told.attribute:
        says_itself = len(value) >= LEAST_LETTERS and not value[0].isdigit() and bool(told.value)
        parts.append(value if says_itself else f"{key_words(told.attribute)} {value}")
    if told.family not in (ATTRIBUTE, PATH):
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
    if told.family == PATH:
        parts.append(_way(told))
    elif told.attribute:
        value = told.value if told.value is not None else "no value"
        parts.append(capital(f"{key_words(told.attribute)} {value}"))
    if told.family not in (ATTRIBUTE, PATH):
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
    measure, value = told.measure, told.value_in
    if measure.kind == DROP_OFF:
        then = "" if told.family in (ATTRIBUTE, PATH) else " and began then"
        whose = f"{generation.unit}s that reached {measure.stage}{then}"
        return f"{percent(value)} of the {whose} {outcome('dropped_off').clause} there"
    if measure.kind in DOES:
        does = DOES[measure.kind].format(measure.touchpoint)
        return f"{percent(value)} of the {generation.unit}s at {measure.touchpoint} {_there(does, measure.touchpoint)}"
    if measure.kind == VALENCE:
        return f"the mean feeling at {measure.touchpoint} was {signed(value, 2)}"
    name = METRICS[measure.kind].noun
    if measure.kind == "nps":
        return f"{name} at {measure.touchpoint} was {signed(value)}"
    return f"{percent(value)} of the {name} answers at {measure.touchpoint} were good"


def _there(does: str, touchpoint: str) -> str:
    """The same where the touchpoint is named before: 'were last seen there', 'came back to it'."""
    head, _, tail = does.partition(touchpoint)
    return f"{head.removesuffix('at ')}there" if head.endswith("at ") else f"{head}it{tail}"


def _value(told: Difference, value: float) -> str:
    if told.measure.kind == VALENCE:
        return signed(value, 2)
    return signed(value) if told.measure.kind == "nps" else percent(value)


def against(told: Difference) -> str:
    """What it is held against: 'of the others', 'before and after'."""
    if told.family in (ATTRIBUTE, PATH):
        return "of the others" if told.measure.is_share else "with the others"
    is_lasting = told.last >= int(told.measure.periods.max()) + 1
    return "before" if is_lasting else "before and after"


def _excess(told: Difference) -> str:
    """'about 41 more than usual (30 to 51)', of good news 'fewer'; of scores the bad ones."""
    middle, low, high = told.excess
    word = "more" if middle > 0 else "fewer"
    sign = 1 if middle > 0 else -1
    ends = sorted(max(0.0, sign * end) for end in (low, high))
    what = {"nps": " detractors", VALENCE: " bad feelings"}.get(told.measure.kind, "")
    usual = "than with the others" if told.family in (ATTRIBUTE, PATH) else "than usual"
    return f"about {count(round(abs(middle)))}{what} {word} {usual} ({count(round(ends[0]))} to {count(round(ends[1]))})"


def definition_of(generation: Generation, told: Difference) -> str:
    """What the figure counts."""
    kind = told.measure.kind
    if kind in METRICS and kind != VALENCE:
        variant = {"nps": "nps", "csat": "good", "ces": "easy"}[kind]
        return metric_definition(kind, variant, generation.definition.scale_names.get(kind, ""))
    if kind == VALENCE:
        return metric_definition("sentiment", "mean", "")
    if kind == DROP_OFF:
        return "of ripe journeys with an event of their own in the stage: gone no further at the ripe age"
    return VIEWS["friction"].definitions(generation)[kind]
