"""What differs most, in a sentence: the largest sure difference between two groups of one attribute, else between two periods."""

from math import floor

from journey.data.groups import PERIODS
from journey.map.causes import Difference, Group, needs_attribute
from journey.map.evidence.groups import Compared, Split
from journey.map.evidence.measures import Measure, name_of, verb_of
from journey.map.evidence.panel_data import Cause
from journey.model.vocabulary import words_in_force
from journey.model.words import capital, plural

LOSS, NEUTRAL = "negative", "surface"
PREPOSITIONS = {
    **dict.fromkeys(("device", "platform", "browser"), "on"),
    **dict.fromkeys(("region", "country", "city", "state", "market", "store"), "in"),
    "channel": "by",
}
NAMES_LIMIT = 6
CHOSEN: Cause = {
    "lines": ["Chosen by the filter"],
    "note": "the filter itself says what became of these journeys, so that a share of them tells nothing",
    "role": NEUTRAL,
    "definition": "",
}


def cause(kind: str, found: Compared, age: str = "") -> Cause | None:
    """What surely differs most between the groups of a cell's figure, or that nothing does; None where nothing was compared.

    `age`: of the journeys of which periods are compared.
    """
    compared = [split for split in found.splits if split.key in found.looks]
    if not compared:
        return None
    sure = [split for split in compared if found.is_sure(split.key)]
    largest = next((split for split in sure if split.key not in PERIODS), sure[0] if sure else None)
    if largest is None:
        return {
            "lines": ["No group surely differs"],
            "note": f"looked at: {_listed(compared)}",
            "role": NEUTRAL,
            "definition": _definition(found),
        }
    widest = found.widest[largest.key]
    is_loss = found.measure.good < 0 and words_in_force().tells_leaving
    is_of_age = largest.key in PERIODS and found.is_of_age
    after = f", after {age}" if is_of_age else ""
    return {
        "lines": _lines(kind, found.measure, largest, widest, is_of_age),
        "note": f"what differs most: at least {_amount(widest.low, found.measure)} (95 % sure){after}",
        "role": LOSS if is_loss else NEUTRAL,
        "definition": _definition(found),
    }


def _listed(splits: list[Split]) -> str:
    names = [split.name for split in splits if split.key not in PERIODS]
    names += [f"{split.key}s" for split in splits if split.key in PERIODS]
    more = len(names) - NAMES_LIMIT
    return ", ".join(names[:NAMES_LIMIT]) + (f" and {more} more" if more > 0 else "")


def _lines(
    kind: str, measure: Measure, split: Split, widest: Difference, is_of_age: bool
) -> list[str]:
    """The worse of both first: 'On mobile 53 % leave here,' and 'on desktop 0 %'."""
    pair = (widest.higher, widest.lower) if measure.good < 0 else (widest.lower, widest.higher)
    (first, colon), (other, _) = (_group(split, group, pair, is_of_age) for group in pair)
    figures = [measure.form(group.figure) for group in pair]
    verb = verb_of(kind, is_of_age)
    what = f"{figures[0]} {verb}" if verb else f"{name_of(kind)} {figures[0]}"
    begin = (
        capital(first) if not colon or split.key in PERIODS else f"{capital(split.name)} {first}"
    )
    return [f"{begin}{colon} {what},", f"{other}{colon} {figures[1]}"]


def _group(
    split: Split, group: Group, pair: tuple[Group, Group], is_of_age: bool
) -> tuple[str, str]:
    """A group in the sentence, and what stands between it and its figure."""
    if split.key in PERIODS:
        begun = "begun " if is_of_age and group is pair[0] else ""
        return f"{begun}in {group.value}", ":" if is_of_age else ""
    preposition = PREPOSITIONS.get(split.name.casefold(), "")
    if preposition and not needs_attribute(*(each.value for each in pair)):
        return f"{preposition} {group.value}", ""
    return group.value, ":"


def _amount(low: float, measure: Measure) -> str:
    """The lower bound in the figure's own unit, rounded down."""
    if measure.is_share:
        return plural(floor(100 * low), "point")
    if measure.is_in_points:
        return plural(floor(low), "point")
    return f"{floor(100 * low) / 100:.2f}"


def _definition(found: Compared) -> str:
    """How the sentence is found, and how much was looked at for it."""
    keys = found.looks.keys()
    attributes = sum(key not in PERIODS for key in keys)
    by = [plural(attributes, "attribute")] if attributes else []
    by += ["the periods"] if attributes < len(keys) else []
    method = "Newcombe" if found.measure.is_share else "from both intervals"
    return (
        f"What differs most: of {plural(found.pairs, 'pair')} of groups by {' and '.join(by)} the one whose difference ({method}) "
        "has the highest lower bound. Groups count from ten customers, without unknown values and periods that are too young. "
        "The attributes share the 5 % equally, and so do the pairs of each. An attribute comes before the periods."
    )
