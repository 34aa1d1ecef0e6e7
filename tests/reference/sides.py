"""What follows where something happened, beside where it did not: as it is, and at equal values of the most different attributes."""

from __future__ import annotations

import math
from collections import defaultdict
from functools import lru_cache
from typing import Any

from tests.reference.contacts import contacts_again, handed_to, window
from tests.reference.hardship import effort, feels_bad, passings, repeats, usual_gap, waits
from tests.reference.intervals import median, newcombe, t_quantile
from tests.reference.log import Event, Filters, Journey, Log, Row
from tests.reference.scores import is_positive, nps_score
from tests.reference.selection import selected_journeys
from tests.reference.service import judged_promise, resolution, share
from tests.reference.steps import customers_of, stage_name, within
from tests.reference.worth import orders_of

LEAST = 5  # customers a stratum
VALUES = range(2, 13)
SUBJECTS = ("repeats", "contact_again", "waits", "feels_bad", "effort", "broken_promise")
UNITS = {
    "contact_again": "share",
    "leaves": "share",
    "csat": "share",
    "ces": "share",
    "nps": "points",
    "seconds_to_next": "seconds",
    "revenue": "money",
}
Sides = list[tuple[Journey, bool, float]]
"""For each journey whether it happened to it, and what followed."""


def with_without(log: Log, filters: Filters, stage: str | None, touchpoint: str) -> list[Row]:
    """Give a row for each thing that happened to some at the place and each outcome."""
    here = passings(selected_journeys(log, filters)).get((stage, touchpoint), [])
    told = [(journey, happened_at(log, journey, places)) for journey, places in here]
    followed = [outcomes_after(log, journey, places) for journey, places in here]
    subjects: list[tuple[str, str | None, list[bool | None]]] = [
        (name, None, [happened[name] for _, happened in told]) for name in SUBJECTS
    ]
    targets = {h["handed_to"] for _, h in told if h["handed_to"] not in (None, "")}
    for target in sorted(targets):
        to = [h["handed_to"] for _, h in told]
        subjects.append(("hand_off", target, [None if t is None else t == target for t in to]))
    rows = []
    for subject, target, happened in subjects:
        for outcome, unit in UNITS.items():
            sides = [
                (journey, is_with, follows[outcome])
                for (journey, _), is_with, follows in zip(here, happened, followed)
                if is_with is not None and follows[outcome] is not None
            ]
            has_both = len({is_with for _, is_with, _ in sides}) == 2
            if not has_both or outcome == subject or (outcome == "revenue" and not pays(log)):
                continue
            rows.append(
                {
                    "stage": stage_name(stage),
                    "touchpoint": touchpoint,
                    "subject": subject,
                    "target": target,
                    "outcome": outcome,
                    "unit": unit,
                    **both_sides(log, sides, unit == "share"),
                }
            )
    return rows


def both_sides(log: Log, sides: Sides, is_share: bool, turns: list[Any] | None = None) -> Row:
    """Give the mean of either side, their differences, and how many customers the smaller one has."""
    one = [y for _, is_with, y in sides if is_with]
    other = [y for _, is_with, y in sides if not is_with]
    return {
        "with_it": sum(one) / len(one),
        "with_it_n": len(one),
        "without_it": sum(other) / len(other),
        "without_it_n": len(other),
        **differences(log, sides, is_share, turns),
        "customers": min(
            customers_of(j for j, own, _ in sides if own == is_with) for is_with in (True, False)
        ),
    }


def after_answer(log: Log, filters: Filters) -> list[Row]:
    """Give what follows a journey's first answer to each metric where it is good, beside where it is not."""
    bought = orders_of(log)
    rows = []
    for metric in ("nps", "csat", "ces", "sentiment"):
        sides: dict[str, Sides] = {name: [] for name in ANSWER_UNITS}
        places: dict[str, list[Any]] = {name: [] for name in ANSWER_UNITS}
        for journey in selected_journeys(log, filters):
            told = [
                (place, e)
                for place, e in enumerate(journey.events)
                if good(e, metric, log) is not None
            ]
            if not told:
                continue
            place, event = told[0]
            is_good = bool(good(event, metric, log))
            follows = outcomes_after(log, journey, [place])
            follows["buys"] = float(
                any(
                    first.number == other.number and first.second > event.second
                    for _, (first, _) in bought_by(log, journey.customer)
                    for other in journey.events
                )
            )
            for name in ANSWER_UNITS:
                if follows[name] is not None:
                    sides[name].append((journey, is_good, follows[name]))
                    places[name].append((event.stage, event.touchpoint))
        for name, unit in ANSWER_UNITS.items():
            has_both = len({is_with for _, is_with, _ in sides[name]}) == 2
            is_of_sales = name in ("buys", "revenue")
            if has_both and (not is_of_sales or bought):
                row = both_sides(log, sides[name], unit == "share", places[name])
                rows.append({"metric": metric, "outcome": name, "unit": unit, **row})
    return rows


ANSWER_UNITS = {
    "leaves": "share",
    "contact_again": "share",
    "buys": "share",
    "seconds_to_next": "seconds",
    "revenue": "money",
}


def good(event: Event, metric: str, log: Log) -> bool | None:
    """Tell whether an answer counts as good, None without one."""
    if metric == "nps":
        return None if event.nps is None else nps_score(event.nps) == 1
    if metric == "csat":
        return None if event.csat is None else within(event.csat, log.definition["csat_good"])
    if metric == "ces":
        return None if event.ces is None else within(event.ces, log.definition["ces_easy"])
    return None if event.valence is None else is_positive(event.valence)


@lru_cache(maxsize=4)
def orders_by_customer(log: Log) -> dict[str, list[Any]]:
    """List each customer's orders."""
    found: dict[str, list[Any]] = defaultdict(list)
    for key, order in orders_of(log).items():
        found[key[0]].append((key, order))
    return found


def bought_by(log: Log, customer: str) -> list[Any]:
    return orders_by_customer(log).get(customer, [])


LAST_TURN = 12


def after_touchpoint(log: Log, filters: Filters, stage: str | None, touchpoint: str) -> list[Row]:
    """Give what follows a journey's first event at the touchpoint as one of its first twelve in the stage, beside what follows
    another event in the same turn there, of journeys not at the touchpoint so far; none after an event of a later stage."""
    stages = log.definition["stages"]
    seen: list[tuple[Journey, bool, int, int]] = []
    for journey in selected_journeys(log, filters):
        turn = 0
        for place, event in enumerate(journey.events):
            is_later = event.stage is not None and (
                stage is None or stages.index(event.stage) > stages.index(stage)
            )
            if is_later:
                break
            if event.stage != stage:
                continue
            turn += 1
            if turn > LAST_TURN:
                break
            seen.append((journey, event.touchpoint == touchpoint, turn, place))
            if event.touchpoint == touchpoint:
                break
    rows = []
    followed = [outcomes_after(log, journey, [place]) for journey, _, _, place in seen]
    for outcome, unit in UNITS.items():
        if outcome == "leaves" or (outcome == "revenue" and not pays(log)):
            continue
        told = [
            ((journey, is_with, follows[outcome]), turn)
            for (journey, is_with, turn, _), follows in zip(seen, followed)
            if follows[outcome] is not None
        ]
        if len({entry[1] for entry, _ in told}) == 2:
            sides, turns = [entry for entry, _ in told], [turn for _, turn in told]
            named = {"stage": stage_name(stage), "touchpoint": touchpoint, "outcome": outcome}
            rows.append({**named, "unit": unit, **both_sides(log, sides, unit == "share", turns)})
    return rows


def pays(log: Log) -> bool:
    """Tell whether any event has revenue."""
    return any(e.revenue is not None for journey in log.journeys for e in journey.events)


def happened_at(log: Log, journey: Journey, places: list[int]) -> dict[str, Any]:
    """Tell what happened here, None where it cannot be told; of a hand-off the channel, "" where there was none."""
    events = [journey.events[place] for place in places]
    limit = log.definition["wait_targets"].get(events[0].touchpoint, usual_gap(log))
    judged = [judged_promise(log, event) for event in events if event.promised is not None]
    judged = [how for how in judged if how is not None]
    return {
        "repeats": repeats(journey, places),
        "contact_again": contacts_again(log, journey, places),
        "waits": waits(journey, places, limit),
        "feels_bad": feels_bad(journey, places),
        "effort": effort(journey, places, log.definition),
        "handed_to": first_handed_to(log, events),
        "broken_promise": any(how != "kept" for how in judged) if judged else None,
    }


def first_handed_to(log: Log, events: list[Event]) -> str | None:
    """Give the channel that a case was first handed on to here, "" for none, None where it cannot be told."""
    seen = [
        event
        for event in events
        if event.case_id is not None
        and event.channel is not None
        and event.second <= log.end - window(log)
    ]
    for event in seen:
        to = handed_to(log, event)
        if to is not None:
            return to.channel
    return "" if seen else None


def outcomes_after(log: Log, journey: Journey, places: list[int]) -> dict[str, float | None]:
    """Give what followed, None where it cannot be told."""
    first, later = journey.events[places[0]], journey.events[places[0] + 1 :]
    again = contacts_again(log, journey, places)
    csat = next((e.csat for e in later if e.csat is not None), None)
    ces = next((e.ces for e in later if e.ces is not None), None)
    nps = next((e.nps for e in later if e.nps is not None), None)
    stages = log.definition["stages"]
    beyond = [
        event
        for event in later
        if first.stage is not None
        and event.stage is not None
        and stages.index(event.stage) > stages.index(first.stage)
    ]
    return {
        "contact_again": None if again is None else float(again),
        "leaves": left(journey),
        "csat": None if csat is None else float(within(csat, log.definition["csat_good"])),
        "ces": None if ces is None else float(within(ces, log.definition["ces_easy"])),
        "nps": None if nps is None else 100.0 * nps_score(nps),
        "seconds_to_next": beyond[0].second - first.second if beyond else None,
        "revenue": math.fsum(event.revenue or 0 for event in later),
    }


def left(journey: Journey) -> float | None:
    """Tell whether the journey left in the end, None while it is under way."""
    return None if journey.outcome == "in_progress" else float(journey.outcome == "dropped_off")


def differences(log: Log, sides: Sides, is_share: bool, turns: list[Any] | None = None) -> Row:
    """Give the difference as it is and at equal values of the two most different attributes (and turns), with intervals."""
    names = most_different(log, sides)
    whole = pooled([(journey.customer, is_with, y, ()) for journey, is_with, y in sides])
    if whole is not None and is_share and customers_of(j for j, *_ in sides) == len(sides):
        one = [y for _, is_with, y in sides if is_with]
        other = [y for _, is_with, y in sides if not is_with]
        ends = newcombe(sum(one) / len(one), len(one), sum(other) / len(other), len(other))
        whole = (whole[0], *ends)
    adjusted = pooled(
        [
            (
                *(journey.customer, is_with, y),
                (turn, *(log.journey_value(journey, name) for name in names)),
            )
            for (journey, is_with, y), turn in zip(sides, turns or [0] * len(sides))
        ]
    )
    row: Row = {
        "adjusted_for": ", ".join(names) or None,
        "adjusted_n": adjusted[3] if adjusted else 0,
    }
    for name, found in (("difference", whole), ("adjusted", adjusted)):
        for end, value in zip(("", "_low", "_high"), found or (None, None, None)):
            row[name + end] = value
    return row


@lru_cache(maxsize=2)
def attribute_names(log: Log) -> list[str]:
    """List the keys of the attributes with two to twelve values, at most twelve of them in the file's order."""
    known = dict.fromkeys(n for j in log.journeys for e in j.events for n in e.attributes)
    names = []
    for name in known:
        values = {e.attributes.get(name) for j in log.journeys for e in j.events} - {None}
        key = log.journey_key(name)
        if key is not None and len(values) in VALUES:
            names.append(key)
    return names[:12]


def most_different(log: Log, sides: Sides) -> list[str]:
    """List the two attributes in which the sides differ most, the first of equal ones first."""
    found = []
    for name in attribute_names(log):
        with_it = [log.journey_value(journey, name) for journey, is_with, _ in sides if is_with]
        without = [log.journey_value(journey, name) for journey, is_with, _ in sides if not is_with]
        found.append((standardised_difference(with_it, without), name))
    found = sorted(found, key=lambda entry: -round(entry[0], 9))
    return [name for difference, name in found[:2] if difference > 0]


def standardised_difference(with_it: list[Any], without: list[Any]) -> float:
    """Give the largest difference of a value's share between the sides, in standard deviations of that share."""
    largest = 0.0
    for value in {*with_it, *without}:
        p, q = with_it.count(value) / len(with_it), without.count(value) / len(without)
        if p != q:
            spread = math.sqrt((p * (1 - p) + q * (1 - q)) / 2)
            largest = max(largest, abs(p - q) / spread if spread else math.inf)
    return largest


def pooled(entries: list[tuple[str, bool, float, Any]]) -> tuple[float, float, float, int] | None:
    """Pool the differences of the strata with both sides and five customers, by weights n1 n0 / n, as least squares with a mean a stratum does."""
    strata: dict[Any, list[tuple[str, bool, float]]] = defaultdict(list)
    for customer, is_with, y, stratum in entries:
        strata[stratum].append((customer, is_with, y))
    kept = []
    for own in strata.values():
        one = [(customer, y) for customer, is_with, y in own if is_with]
        other = [(customer, y) for customer, is_with, y in own if not is_with]
        if one and other and len({customer for customer, *_ in own}) >= LEAST:
            kept.append((one, other, len(one) * len(other) / len(own)))
    if not kept:
        return None
    total = math.fsum(weight for *_, weight in kept)
    difference = sum(
        weight
        / total
        * (math.fsum(y for _, y in one) / len(one) - math.fsum(y for _, y in other) / len(other))
        for one, other, weight in kept
    )
    influence: dict[str, float] = defaultdict(float)
    for one, other, _ in kept:
        n = len(one) + len(other)
        mean = math.fsum(y for _, y in one + other) / n
        for own, side in ((one, len(other) / n), (other, -len(one) / n)):
            for customer, y in own:
                influence[customer] += side * (y - mean - difference * side) / total
    seen = sum(len(one) + len(other) for one, other, _ in kept)
    groups, freedom = len(influence), seen - len(kept) - 1
    variance = math.fsum(own**2 for own in influence.values()) * groups / (groups - 1)
    half = t_quantile(min(groups - 1, freedom)) * math.sqrt(variance * (seen - 1) / freedom)
    return difference, difference - half, difference + half, seen


def after_complaints(log: Log, filters: Filters) -> list[Row]:
    """Give a row for each group of journeys with an event where customers complain: resolved, not resolved, never."""
    complaint_stages = {
        event.stage
        for journey in log.journeys
        for event in journey.events
        if is_complaint(event) and event.stage is not None
    }
    groups: dict[str, list[tuple[Journey, int]]] = defaultdict(list)
    for journey in selected_journeys(log, filters):
        there = [event.second for event in journey.events if event.stage in complaint_stages]
        if there:
            groups[complained(log, journey)].append((journey, journey.events[-1].second - there[0]))
    if set(groups) <= {"never complained"}:
        return []
    never = [(journey, False, left(journey)) for journey, _ in groups["never complained"]]
    rows = []
    for name in ("complaint resolved", "complaint not resolved", "never complained"):
        if not groups[name]:
            continue
        own = [(journey, True, left(journey)) for journey, _ in groups[name]]
        ended = [entry for entry in own if entry[2] is not None]
        sides = [entry for entry in own + never if entry[2] is not None]
        row = {
            "complained": name,
            "journeys": len(own),
            **share("leaves", int(sum(y for *_, y in ended)), len(ended)),
            "stayed_seconds": median(stayed for _, stayed in groups[name]),
            "customers": customers_of(journey for journey, *_ in own),
            "leaves_customers": customers_of(journey for journey, *_ in ended),
        }
        if name != "never complained" and len({is_with for _, is_with, _ in sides}) == 2:
            row |= differences(log, sides, True)
        rows.append(row)
    return rows


def is_complaint(event: Event) -> bool:
    """Tell whether the event is a complaint of a case."""
    return event.case_id is not None and event.case_event == "complaint"


def complained(log: Log, journey: Journey) -> str:
    """Tell whether the journey has a complaint, and whether the case of any was resolved from its first complaint there on."""
    first: dict[str, Event] = {}
    for event in journey.events:
        if is_complaint(event):
            first.setdefault(event.case_id, event)
    if not first:
        return "never complained"
    solved = [resolution(log, event) for event in first.values()]
    return "complaint resolved" if any(s is not None for s in solved) else "complaint not resolved"
