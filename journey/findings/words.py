"""A finding as somebody would say it to a colleague: size first, against what, how many more than usual."""

from datetime import date, timedelta

from journey.data.generation import Generation
from journey.findings.measures import DROP_OFF, VALENCE, Material
from journey.findings.scan import ATTRIBUTE, PATH, Finding
from journey.model.metrics import metric_definition
from journey.model.vocabulary import METRICS, outcome
from journey.model.words import capital, count, percent, signed

DOES = {
    "leaves": "were last seen there",
    "repeats": "came back to it",
    "waits": "waited long after it",
    "feels_bad": "felt bad there",
    "effort": "found it hard",
    "contact_again": "made contact again soon after",
}
ASSOCIATION = "An association, not a cause."


def sentence(generation: Generation, material: Material, finding: Finding) -> str:
    """'Device mobile, from 5 to 25 May 2025: 65 % of those who reached purchase left there, against 32 % before and after; about 41
    more than usual (30 to 51)'."""
    said = _figures(generation, finding)
    return f"{_for_whom(material, finding)}{said}, against {_against(finding)}; {_excess(finding)}"


def _for_whom(material: Material, finding: Finding) -> str:
    parts = []
    if finding.attribute:
        value = finding.value if finding.value is not None else "no value"
        parts.append(capital(f"{finding.attribute} {value}"))
    if finding.family not in (ATTRIBUTE, PATH):
        days = span_of(material, finding)
        parts.append(days if parts else capital(days))
    return f"{', '.join(parts)}: "


def span_of(material: Material, finding: Finding) -> str:
    """'from 5 to 25 May 2025', 'since 29 September 2025'."""
    first = date.fromisoformat(material.starts[finding.first])
    if finding.last >= len(material.starts):
        return f"since {first.day} {first:%B %Y}"
    last = date.fromisoformat(material.starts[finding.last]) - timedelta(days=1)
    is_one_month = (first.year, first.month) == (last.year, last.month)
    begins = (
        f"{first.day}"
        if is_one_month
        else f"{first.day} {first:%B}" + ("" if first.year == last.year else f" {first.year}")
    )
    return f"from {begins} to {last.day} {last:%B %Y}"


def _figures(generation: Generation, finding: Finding) -> str:
    measure, value = finding.measure, finding.value_in
    if measure.kind == DROP_OFF:
        return f"{percent(value)} of the {generation.unit}s that reached {measure.stage} {outcome('dropped_off').clause} there"
    if measure.kind in DOES:
        return f"{percent(value)} of the {generation.unit}s at {measure.touchpoint} {DOES[measure.kind]}"
    if measure.kind == VALENCE:
        return f"the mean feeling at {measure.touchpoint} was {signed(value, 2)}"
    name = METRICS[measure.kind].noun
    if measure.kind == "nps":
        return f"{name} at {measure.touchpoint} was {signed(value)}"
    return f"{percent(value)} of the {name} answers at {measure.touchpoint} were good"


def _against(finding: Finding) -> str:
    value = finding.value_out
    kind = finding.measure.kind
    said = (
        signed(value, 2) if kind == VALENCE else signed(value) if kind == "nps" else percent(value)
    )
    if finding.family in (ATTRIBUTE, PATH):
        return f"{said} of the others" if finding.measure.is_share else f"{said} with the others"
    is_lasting = finding.last >= int(finding.measure.periods.max()) + 1
    return f"{said} before" if is_lasting else f"{said} before and after"


def _excess(finding: Finding) -> str:
    """'about 41 more than usual (30 to 51)', of good news 'fewer'; of scores the bad ones."""
    middle, low, high = finding.excess
    word = "more" if middle > 0 else "fewer"
    sign = 1 if middle > 0 else -1
    ends = sorted(max(0.0, sign * end) for end in (low, high))
    what = {"nps": " detractors", VALENCE: " bad feelings"}.get(finding.measure.kind, "")
    usual = "than with the others" if finding.family in (ATTRIBUTE, PATH) else "than usual"
    return f"about {count(round(abs(middle)))}{what} {word} {usual} ({count(round(ends[0]))} to {count(round(ends[1]))})"


def definition_of(generation: Generation, finding: Finding) -> str:
    """What the figure counts."""
    kind = finding.measure.kind
    if kind in METRICS and kind != VALENCE:
        variant = {"nps": "nps", "csat": "good", "ces": "easy"}[kind]
        return metric_definition(kind, variant, generation.definition.scale_names.get(kind, ""))
    if kind == VALENCE:
        return metric_definition("sentiment", "mean", "")
    if kind == DROP_OFF:
        return "of ripe journeys with an event of their own in the stage: gone no further at the ripe age"
    return f"{kind}: as in friction"
