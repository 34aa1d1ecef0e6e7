"""Contacts with the company, whether another follows soon, and cases that are handed on."""

from __future__ import annotations

from functools import lru_cache

from tests.reference.log import DAY, Event, Journey, Log


def is_contact(log: Log, event: Event) -> bool:
    """Tell whether the customer turns to the company: something with a case or a reason, that is not just sent to them."""
    if event.case_id is None and event.reason is None:
        return False
    if event.touchpoint in log.definition["passive"]:
        return False
    if tells_actors(log):
        return event.actor == "customer"
    return event.touchpoint not in log.definition["good_ends"]


@lru_cache(maxsize=2)
def tells_actors(log: Log) -> bool:
    """Tell whether any event says who acts."""
    return any(event.actor is not None for journey in log.journeys for event in journey.events)


@lru_cache(maxsize=2)
def by_customer(log: Log) -> dict[str, list[Event]]:
    """List every customer's events over all journeys, in order."""
    found: dict[str, list[Event]] = {}
    for journey in log.journeys:
        found.setdefault(journey.customer, []).extend(journey.events)
    for events in found.values():
        events.sort(key=order)
    return found


@lru_cache(maxsize=2)
def has_contacts(log: Log) -> bool:
    """Tell whether any customer ever makes contact."""
    return any(is_contact(log, event) for events in by_customer(log).values() for event in events)


def order(event: Event) -> tuple:
    """Give what events are ordered by."""
    return event.at, event.number


def window(log: Log) -> float:
    """Give the seconds within which another contact is one again."""
    return log.definition["contact_again_days"] * DAY


def is_seen(log: Log, event: Event) -> bool:
    """Tell whether the event is so long before the end that what follows it was seen."""
    return has_contacts(log) and event.second <= log.end - window(log)


def followed_by_contact(log: Log, event: Event, after: Event) -> bool:
    """Tell whether a contact comes later than `after` and soon enough after the event."""
    return any(
        is_contact(log, other)
        and order(other) > order(after)
        and other.second - event.second <= window(log)
        for other in by_customer(log)[event.customer]
    )


def later_in_case(log: Log, event: Event) -> list[Event]:
    """List the later events of the same case, in order."""
    if event.case_id is None:
        return []
    return [
        other
        for other in by_customer(log)[event.customer]
        if other.case_id == event.case_id and order(other) > order(event)
    ]


def contact_again(log: Log, event: Event) -> bool:
    """Tell whether the customer makes contact again: later than the next step of the case, where there is one."""
    following = later_in_case(log, event)
    return followed_by_contact(log, event, following[0] if following else event)


def handed_to(log: Log, event: Event) -> Event | None:
    """Give the next step by customer or agent in the case where it is on another channel."""
    if event.channel is None:
        return None
    people = [
        other
        for other in later_in_case(log, event)
        if not tells_actors(log) or other.actor in ("customer", "agent")
    ]
    if not people or people[0].channel in (None, event.channel):
        return None
    return people[0]


def hand_off(log: Log, event: Event) -> bool:
    """Tell whether the case was handed on to another channel and the customer then made contact once more."""
    other = handed_to(log, event)
    return other is not None and followed_by_contact(log, event, other)


def contacts_again(log: Log, journey: Journey, places: list[int]) -> bool | None:
    """Tell whether contact was made again after an event here, None where that could not be seen."""
    seen = [journey.events[place] for place in places if is_seen(log, journey.events[place])]
    return any(contact_again(log, event) for event in seen) if seen else None


def handed_off(log: Log, journey: Journey, places: list[int]) -> bool | None:
    """Tell whether a case was handed off here, None where there is no case and channel or it could not be seen."""
    seen = [
        event
        for event in (journey.events[place] for place in places)
        if is_seen(log, event) and event.case_id is not None and event.channel is not None
    ]
    return any(hand_off(log, event) for event in seen) if seen else None
