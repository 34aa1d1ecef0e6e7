"""Cases and contacts: how soon answered and resolved, at the first contact or not, contained or not."""

from __future__ import annotations

import math
from collections import defaultdict
from functools import lru_cache
from typing import Any

from tests.reference.contacts import by_customer, is_contact, order, window
from tests.reference.groups import event_group
from tests.reference.intervals import (
    effective_n,
    mean_interval,
    mean_of,
    quantile,
    share_interval,
)
from tests.reference.log import DAY, Answers, Event, Filters, Log, Row
from tests.reference.selection import selected_events
from tests.reference.service import solved_at
from tests.reference.steps import sort_key

REOPENED_COLUMNS = ("Reopens",)
MACHINES = ("self-service", "automated")


def service(log: Log, filters: Filters, by: list[str], days: float | None = None) -> list[Row]:
    """Give a row for each group of cases, by their first contact."""
    groups: dict[tuple[Any, ...], list[Event]] = defaultdict(list)
    first = first_contacts(log)
    asked = {event.number for _, event in selected_events(log, filters)}
    for journey, event in selected_events(log, filters):
        if first.get((event.customer, event.case_id)) is event:
            groups[case_group(log, journey, event, by, asked)].append(event)
    after = window(log) if days is None else days * DAY
    return [
        {**dict(zip(by, values)), **service_row(log, groups[values], after)}
        for values in sorted(groups, key=sort_key)
    ]


def case_group(
    log: Log, journey: Any, event: Event, by: list[str], asked: set[int]
) -> tuple[Any, ...]:
    """Give the group of the first contact; of an attribute of events that it leaves blank, that of the first event by an agent."""
    agents = [e for e in case_of(log, event) if e.actor == "agent"][:1]
    values = list(event_group(log, journey, event, by))
    for place, key in enumerate(by):
        if values[place] is None and key in log.changing and agents and agents[0].number in asked:
            values[place] = log.value_of(agents[0], key)
    return tuple(values)


@lru_cache(maxsize=2)
def first_contacts(log: Log) -> dict[tuple[str, str | None], Event]:
    """Find the first contact of each case."""
    found: dict[tuple[str, str | None], Event] = {}
    for customer, events in by_customer(log).items():
        for event in events:
            if event.case_id is not None and is_contact(log, event):
                found.setdefault((customer, event.case_id), event)
    return found


def case_of(log: Log, event: Event) -> list[Event]:
    return [other for other in by_customer(log)[event.customer] if other.case_id == event.case_id]


def service_row(log: Log, contacts: list[Event], after: float) -> Row:
    """Work out the figures of some cases, each given by its first contact."""
    answers: Answers = []
    solutions: Answers = []
    at_once: Answers = []
    reopened: Answers = []
    passed_on: Answers = []
    in_time: dict[str, Answers] = {"first_response": [], "resolution": []}
    visits: Answers = []
    costs: Answers = []
    early = {"first_response_negative": 0, "resolution_negative": 0}
    unanswered = still_open = 0
    for event in contacts:
        who, case = event.customer, case_of(log, event)
        replied = response(log, case, event)
        if replied is None:
            unanswered += 1
        elif replied < event.second:
            early["first_response_negative"] += 1
        else:
            answers.append((who, float(replied - event.second)))
        solved = max((s for e in case if (s := solved_at(e)) is not None), default=None)
        if solved is not None and solved < event.second:
            early["resolution_negative"] += 1
        elif solved is not None:
            solutions.append((who, float(solved - event.second)))
        for name, at in (("first_response", replied), ("resolution", solved)):
            if (met := is_in_time(log, name, event, at)) is not None:
                in_time[name].append((who, float(met)))
        visits.append((who, float(sum(is_contact(log, e) for e in case))))
        costs.append((who, math.fsum(e.cost or 0 for e in case)))
        opened_again = [e.second for e in case if e.case_event == "reopened"]
        still_open += solved is None or any(again > solved for again in opened_again)
        if log.end - event.second >= after:
            at_once.append((who, float(is_solved_at_once(log, event, case, solved, after))))
        reopened.append((who, float(bool(opened_again) or counts_reopening(case))))
        passed_on.append((who, float(any(e.case_event == "transferred" for e in case))))
    return {
        "cases": len(contacts),
        "customers": len({event.customer for event in contacts}),
        "open": still_open,
        "unanswered": unanswered,
        **early,
        **time_columns("first_response", answers),
        **time_columns("resolution", solutions),
        **share_columns("first_contact_resolution", at_once),
        **share_columns("reopened", reopened),
        **share_columns("transferred", passed_on),
        **share_columns("first_response_in_time", in_time["first_response"]),
        **share_columns("resolution_in_time", in_time["resolution"]),
        **plain_mean("contacts_per_case", visits),
        **plain_mean("cost_per_case", costs),
    }


def plain_mean(name: str, told: Answers) -> Row:
    """Give a mean with its interval."""
    low, high = mean_interval(told, (0.0, math.inf))
    return {name: mean_of(told), f"{name}_low": low, f"{name}_high": high}


def is_in_time(
    log: Log, name: str, first: Event, at: int | None, limit: float | None = None
) -> bool | None:
    """Tell whether it was done within the target (or the limit given), None where the case is too young or the time negative."""
    if limit is None:
        limit = log.definition["targets"].get(name)
    if limit is None or log.end - first.second < limit or (at is not None and at < first.second):
        return None
    return at is not None and at - first.second <= limit


def response(log: Log, case: list[Event], first: Event) -> int | None:
    """Give the second of the first answer: a later event by an agent, or a time that any event tells.

    Where the log tells times of first responses, a case that was only closed has none.
    """
    replies = [e for e in case if e.actor == "agent" and order(e) > order(first)]
    if tells_responses(log):
        replies = [e for e in replies if e.case_event != "resolved"]
    times = [e.second for e in replies][:1]
    times += [e.responded for e in case if e.responded is not None]
    return min(times, default=None)


@lru_cache(maxsize=2)
def tells_responses(log: Log) -> bool:
    """Tell whether any event has the time of a first response."""
    return any(e.responded is not None for journey in log.journeys for e in journey.events)


def is_solved_at_once(
    log: Log, first: Event, case: list[Event], solved: int | None, after: float
) -> bool:
    """Tell whether one contact resolved it and the customer did not ask for the same reason again soon."""
    if solved is None or sum(is_contact(log, event) for event in case) != 1:
        return False
    later = [
        other
        for other in by_customer(log)[first.customer]
        if is_contact(log, other) and other.reason == first.reason and order(other) > order(first)
    ]
    return not later or later[0].second - solved > after


def counts_reopening(case: list[Event]) -> bool:
    """Tell whether a column that counts reopenings is above zero anywhere in the case."""
    return any(
        float(event.attributes.get(name) or 0) > 0 for event in case for name in REOPENED_COLUMNS
    )


def time_columns(name: str, times: Answers) -> Row:
    """Give median, ninth decile and mean of times with their intervals."""
    row: Row = {f"{name}_n": len(times), f"{name}_customers": len({who for who, _ in times})}
    if row[f"{name}_customers"] < 2:
        return row
    values = [seconds for _, seconds in times]
    for figure, tenths in (("median", 5), ("p90", 9)):
        value = quantile(values, tenths)
        below = [(who, float(seconds <= value)) for who, seconds in times]
        share = tenths / 10
        n = effective_n(below, share * (1 - share) / len(times))
        half = 1.96 * math.sqrt(share * (1 - share) / n)
        ends = [at(values, min(1.0, max(0.0, place))) for place in (share - half, share + half)]
        own = f"{name}_{figure}_seconds"
        row |= {own: value, f"{own}_low": ends[0], f"{own}_high": ends[1]}
    low, high = mean_interval(times, (0.0, math.inf))
    own = f"{name}_mean_seconds"
    return row | {own: mean_of(times), f"{own}_low": low, f"{own}_high": high}


def at(values: list[float], share: float) -> float:
    """Give the value at a share of the order, linear between neighbours."""
    ordered, place = sorted(values), share * (len(values) - 1)
    below = math.floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def share_columns(name: str, told: Answers) -> Row:
    """Give a share with its interval, n and customers."""
    low, high = share_interval(told) if told else (None, None)
    return {
        name: mean_of(told) if told else None,
        f"{name}_low": low,
        f"{name}_high": high,
        f"{name}_n": len(told),
        f"{name}_customers": len({who for who, _ in told}),
    }


def containment(log: Log, filters: Filters, by: list[str]) -> list[Row]:
    """Give how many contacts with a machine or alone needed no person for the same reason soon after."""
    groups: dict[tuple[Any, ...], list[Event]] = defaultdict(list)
    for journey, event in selected_events(log, filters):
        if is_contact(log, event) and served(event) in MACHINES:
            groups[event_group(log, journey, event, by)].append(event)
    rows = []
    for values in sorted(groups, key=sort_key):
        own = groups[values]
        old = [event for event in own if log.end - event.second >= window(log)]
        told = [(event.customer, float(not needs_person(log, event))) for event in old]
        row = {"contacts": len(own), **share_columns("contained", told)}
        rows.append({**dict(zip(by, values)), **row})
    return rows


def needs_person(log: Log, event: Event) -> bool:
    """Tell whether a person dealt with the same reason of the customer within the window."""
    return any(
        order(other) > order(event)
        and (other.case_id is not None or other.reason is not None)
        and (other.actor == "agent" or (is_contact(log, other) and served(other) == "agent"))
        and reason_of(log, other) == reason_of(log, event)
        and other.second - event.second <= window(log)
        for other in by_customer(log)[event.customer]
    )


def served(event: Event) -> str:
    """Give how the event was served, in lower case."""
    return (event.service_mode or "").lower()


def reason_of(log: Log, event: Event) -> str | None:
    """Give the event's reason, else the last in order of names that a contact of its case has."""
    if event.reason is not None or event.case_id is None:
        return event.reason
    own = [e.reason for e in case_of(log, event) if is_contact(log, e) and e.reason is not None]
    return max(own, default=None)
