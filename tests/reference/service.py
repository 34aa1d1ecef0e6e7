"""The views of service: hand-offs, promises, complaint recovery, recorded pain points, service modes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from tests.reference.contacts import (
    by_customer,
    contact_again,
    followed_by_contact,
    handed_to,
    is_seen,
    order,
)
from tests.reference.groups import journey_group
from tests.reference.intervals import median, newcombe, quantile, rate
from tests.reference.log import DAY, Event, Filters, Journey, Log, Row
from tests.reference.selection import selected_events, selected_journeys
from tests.reference.steps import customers_of, stage_name

MODES = ("self-service", "automated", "agent")
STEPS = ("complaint", "acknowledged", "offered", "resolved", "followed up", "never answered")
CASE_EVENTS = {
    "acknowledged": ("acknowledged",),
    "offered": ("solution_offered", "timeline_offered"),
    "followed up": ("followed_up",),
}
ANSWERS = ("acknowledged", "solution_offered", "timeline_offered", "resolved", "followed_up")


def hand_offs(log: Log, filters: Filters) -> list[Row]:
    """Give a row for each channel and the channel that its cases are handed on to."""
    on_channel: dict[str, dict[int, tuple[Journey, list[Event]]]] = defaultdict(dict)
    for number, journey in enumerate(selected_journeys(log, filters)):
        for event in journey.events:
            if event.case_id is not None and event.channel is not None and is_seen(log, event):
                on_channel[event.channel].setdefault(number, (journey, []))[1].append(event)
    rows = []
    for source, journeys in sorted(on_channel.items()):
        targets = {
            to.channel
            for _, events in journeys.values()
            for event in events
            if (to := handed_to(log, event)) is not None
        }
        rows += [hand_off_row(log, source, target, journeys) for target in sorted(targets)]
    return rows


def hand_off_row(
    log: Log, source: str, target: str, journeys: dict[int, tuple[Journey, list[Event]]]
) -> Row:
    """Compare the journeys handed on so with the others that have a case on the channel."""
    times, handed, others, again, others_again = 0, [], [], 0, 0
    for journey, events in journeys.values():
        own = [(e, to) for e in events if (to := handed_to(log, e)) and to.channel == target]
        if own:
            times += len(own)
            handed.append(journey)
            again += any(followed_by_contact(log, event, to) for event, to in own)
        else:
            others.append(journey)
            others_again += any(contact_again(log, event) for event in events)
    share, low, high = rate(again, len(handed))
    other_share, other_low, other_high = rate(others_again, len(others))
    difference: Any = (None, None, None)
    if others:
        ends = newcombe(share, len(handed), other_share, len(others))
        difference = (share - other_share, *ends)
    return {
        "source": source,
        "target": target,
        "hand_offs": times,
        "journeys": len(handed),
        **named("contact_again", share, low, high, len(handed)),
        **named("otherwise", other_share, other_low, other_high, len(others)),
        "difference": difference[0],
        "difference_low": difference[1],
        "difference_high": difference[2],
        "customers": customers_of(handed),
        "otherwise_customers": customers_of(others),
    }


def named(name: str, value: Any, low: Any, high: Any, n: int) -> Row:
    """Name the columns of a share."""
    return {name: value, f"{name}_low": low, f"{name}_high": high, f"{name}_n": n}


def share(name: str, count: int, n: int) -> Row:
    """Give the columns of a plain share."""
    return named(name, *rate(count, n), n)


def events_of_case(log: Log, event: Event) -> list[Event]:
    """List all events of the event's case, in order."""
    own = by_customer(log)[event.customer]
    return [other for other in own if other.case_id == event.case_id]


def solved_at(event: Event) -> int | None:
    """Give the second in which the case is resolved by what this event says."""
    if event.resolved is not None:
        return event.resolved
    return event.second if event.case_event == "resolved" else None


def resolution(log: Log, event: Event) -> int | None:
    """Give the second of the case's first resolution from the event on: one told by an earlier event must come later than it."""
    found = []
    for other in events_of_case(log, event):
        solved = solved_at(other)
        if solved is None or solved < event.second:
            continue
        if order(other) >= order(event) or solved > event.second:
            found.append(solved)
    return min(found, default=None)


def promise_kept(log: Log, event: Event) -> int | None:
    """Give the second in which what the event promises happened, None where it was not seen to."""
    if event.case_id is not None:
        return resolution(log, event)
    promising = promising_touchpoints(log)
    for other in by_customer(log)[event.customer]:
        if (
            event.order_id is not None
            and other.order_id == event.order_id
            and order(other) > order(event)
            and other.touchpoint not in promising
        ):
            return other.second
    return None


@lru_cache(maxsize=2)
def promising_touchpoints(log: Log) -> set[str]:
    """List the touchpoints at which any time is promised."""
    return {e.touchpoint for j in log.journeys for e in j.events if e.promised is not None}


def judged_promise(log: Log, event: Event) -> str | None:
    """Tell whether a promise was kept, late or never seen to be kept; None while that cannot be told."""
    if event.case_id is None and event.order_id is None:
        return None
    if event.promised >= log.end:
        return None
    kept = promise_kept(log, event)
    if kept is None:
        return "never"
    return "kept" if kept <= event.promised else "late"


def promises(log: Log, filters: Filters) -> list[Row]:
    """Give a row for each cell in which a time is promised."""
    cells: dict[tuple[str | None, str], list[tuple[Journey, Event]]] = defaultdict(list)
    for journey in selected_journeys(log, filters):
        for event in journey.events:
            if event.promised is not None:
                cells[event.stage, event.touchpoint].append((journey, event))
    rows = []
    for (stage, touchpoint), made in cells.items():
        judged = [(journey, event, judged_promise(log, event)) for journey, event in made]
        judged = [entry for entry in judged if entry[2] is not None]
        count = {name: sum(how == name for *_, how in judged) for name in ("kept", "late", "never")}
        late = [(event, promise_kept(log, event)) for _, event, how in judged if how == "late"]
        delays = [kept - event.promised for event, kept in late]
        rows.append(
            {
                "stage": stage_name(stage),
                "touchpoint": touchpoint,
                "promised": len(made),
                **share("kept_promise", count["kept"], len(judged)),
                **share("late_promise", count["late"], len(judged)),
                **share("unkept_promise", count["never"], len(judged)),
                "median_delay_seconds": median(delays),
                "p90_delay_seconds": quantile(delays, 9),
                "journeys": len({journey.key for journey, *_ in judged}),
                "customers": len({event.customer for _, event, _ in judged}),
                "late_customers": len({event.customer for event, _ in late}),
            }
        )
    return rows


def recovery(log: Log, filters: Filters, by: Iterable[str] = ()) -> list[Row]:
    """Give a row for each step of recovery: the complaints that came to it, and how long it took."""
    by = list(by)
    begun: dict[tuple[Any, ...], dict[tuple[str, str], Event]] = defaultdict(dict)
    for journey in selected_journeys(log, filters):
        for event in journey.events:
            if event.case_id is None or event.case_event != "complaint":
                continue
            if event.second > log.end - log.definition["inactivity_days"] * DAY:
                continue
            own = begun[journey_group(log, journey, by)]
            case = event.customer, event.case_id
            if case not in own or order(event) < order(own[case]):
                own[case] = event
    rows = []
    for values, complaints in begun.items():
        taken = [(event.customer, recovered(log, event)) for event in complaints.values()]
        for step in STEPS:
            came = [(customer, steps[step]) for customer, steps in taken if step in steps]
            times = [took for _, took in came if took is not None]
            rows.append(
                {
                    **dict(zip(by, values)),
                    "step": step,
                    "cases": len(came),
                    **share("share", len(came), len(taken)),
                    "median_seconds": median(times),
                    "p90_seconds": quantile(times, 9),
                    "customers": len({customer for customer, _ in taken}),
                    "step_customers": len({customer for customer, _ in came}),
                }
            )
    return rows


def recovered(log: Log, complaint: Event) -> dict[str, int | None]:
    """Give the steps that the complaint's case came to, with the seconds that it took."""
    later = [e for e in events_of_case(log, complaint) if order(e) > order(complaint)]
    found: dict[str, int | None] = {"complaint": None}
    for step, words in CASE_EVENTS.items():
        times = [event.second - complaint.second for event in later if event.case_event in words]
        if times:
            found[step] = min(times)
    solved = resolution(log, complaint)
    if solved is not None:
        found["resolved"] = solved - complaint.second
    is_answered = solved is not None or any(
        event.actor in ("agent", "bot", "system") or event.case_event in ANSWERS for event in later
    )
    responded = [e.responded for e in events_of_case(log, complaint) if e.responded is not None]
    if not is_answered and not any(second >= complaint.second for second in responded):
        found["never answered"] = None
    return found


def pain_points(log: Log, filters: Filters) -> list[Row]:
    """Give a row for each cell and what the events there say of friction."""
    found: dict[tuple[str | None, str, str], list[Journey]] = defaultdict(list)
    for journey in selected_journeys(log, filters):
        for event in journey.events:
            if event.pain is not None:
                found[event.stage, event.touchpoint, event.pain].append(journey)
    return [
        {
            "stage": stage_name(stage),
            "touchpoint": touchpoint,
            "friction": pain,
            "events": len(journeys),
            "journeys": len({journey.key for journey in journeys}),
            "customers": customers_of(journeys),
        }
        for (stage, touchpoint, pain), journeys in found.items()
    ]


def service_modes(log: Log, filters: Filters) -> list[Row]:
    """Give a row for each stage and the way in which customers are served there."""
    served: dict[str | None, dict[str, list[tuple[Journey, Event]]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for journey, event in selected_events(log, filters):
        if event.service_mode is not None:
            served[event.stage][event.service_mode.lower()].append((journey, event))
    rows = []
    for stage, modes in served.items():
        for mode, found in modes.items():
            opened = [
                event
                for _, event in found
                if event.case_id is not None and events_of_case(log, event)[0] is event
            ]
            solved = [
                event
                for event in opened
                if any(solved_at(other) is not None for other in events_of_case(log, event))
            ]
            rows.append(
                {
                    "stage": stage_name(stage),
                    "service_mode": mode,
                    "events": len(found),
                    **share("share", len(found), sum(map(len, modes.values()))),
                    "expected_service_mode": log.definition["expected_service_modes"].get(stage),
                    **share("resolved", len(solved), len(opened)),
                    "journeys": len({journey.key for journey, _ in found}),
                    "customers": len({event.customer for _, event in found}),
                    "case_customers": len({event.customer for event in opened}),
                }
            )
    return rows
