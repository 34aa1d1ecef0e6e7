"""How many cases come, how many stay open, who answers, and how all of it changes over the weeks."""

from __future__ import annotations

import math
from collections import defaultdict
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from tests.reference.cases import (
    case_of,
    first_contacts,
    is_in_time,
    is_solved_at_once,
    response,
    share_columns,
)
from tests.reference.contacts import is_contact, window
from tests.reference.groups import event_group, journey_group, period_start
from tests.reference.intervals import mean_interval, mean_of, median, newcombe, share_interval
from tests.reference.log import Event, Filters, Journey, Log, Row, has_good_end
from tests.reference.ripe import first_part, furthest_of, last_second, ripe_age
from tests.reference.selection import selected_events, selected_journeys
from tests.reference.service import solved_at
from tests.reference.sides import good, pooled
from tests.reference.steps import sort_key
from tests.reference.trends import changed, counted, slope, week

DAY = 86_400
Groups = dict[tuple[Any, ...], list[tuple[Journey, Event]]]


def in_groups(log: Log, filters: Filters, by: list[str]) -> Groups:
    """Put the selected events with their journeys into groups."""
    groups: Groups = defaultdict(list)
    for journey, event in selected_events(log, filters):
        values = []
        for key in by:
            is_outcome = key == "journey_outcome"
            values.append(
                journey.outcome if is_outcome else event_group(log, journey, event, [key])[0]
            )
        groups[tuple(values)].append((journey, event))
    return {values: groups[values] for values in sorted(groups, key=sort_key)}


def opened_cases(log: Log, filters: Filters) -> list[tuple[Journey, Event]]:
    """List the first contacts of cases among the selected events."""
    first = first_contacts(log)
    return [
        (journey, event)
        for journey, event in selected_events(log, filters)
        if first.get((event.customer, event.case_id)) is event
    ]


def case_volume(log: Log, filters: Filters, by: list[str]) -> list[Row]:
    """Give how many cases each group opens, for each hundred of its active customers."""
    first, rows = first_contacts(log), []
    for values, events in in_groups(log, filters, by).items():
        opened: dict[str, float] = {}
        for _, event in events:
            if event.touchpoint not in log.definition["passive"]:
                is_first = first.get((event.customer, event.case_id)) is event
                opened[event.customer] = opened.get(event.customer, 0) + is_first
        if not opened:
            continue
        told = [(customer, 100.0 * number) for customer, number in opened.items()]
        low, high = mean_interval(told, (0.0, math.inf))
        rows.append(
            {
                **dict(zip(by, values)),
                "cases": sum(opened.values()),
                "customers": len(opened),
                "cases_per_100": mean_of(told),
                "cases_per_100_low": low,
                "cases_per_100_high": high,
            }
        )
    return rows


def backlog(log: Log, filters: Filters, period: str) -> list[Row]:
    """Give how many cases were open at the end of each period, and for how long."""
    cases = []
    for _, event in opened_cases(log, filters):
        own = case_of(log, event)
        solved = max((s for e in own if (s := solved_at(e)) is not None), default=None)
        again = [e.second for e in own if e.case_event == "reopened"]
        is_open = solved is None or any(at > solved for at in again)
        cases.append((event.customer, event.second, math.inf if is_open else solved))
    rows = []
    for moment in ends_of_periods(log, period):
        open_now = [(who, moment - at) for who, at, closed in cases if at <= moment < closed]
        ages = [age / DAY for _, age in open_now]
        rows.append(
            {
                "until": datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
                "open": len(open_now),
                "open_to_day": sum(age < 1 for age in ages),
                "open_to_week": sum(1 <= age < 7 for age in ages),
                "open_to_month": sum(7 <= age < 30 for age in ages),
                "open_longer": sum(age >= 30 for age in ages),
                "customers": len({who for who, _ in open_now}),
            }
        )
    return rows if cases else []


def ends_of_periods(log: Log, period: str) -> list[int]:
    """List the last second of each period before the end of observation, and that end."""
    zone, days = ZoneInfo(log.definition["timezone"]), set()
    day, last = first_day(log), max(e.day for journey in log.journeys for e in journey.events)
    while day <= last:
        days.add(period_start(day, period))
        day += timedelta(days=1)
    begins = [
        round(datetime.combine(date.fromisoformat(text), time(), zone).timestamp())
        for text in sorted(days)[1:]
    ]
    return [*(second - 1 for second in begins if second - 1 < log.end), log.end]


ENDS = {"nps": (-100.0, 100.0), "csat": (0.0, 1.0), "ces": (0.0, 1.0), "sentiment": (-1.0, 1.0)}


def who_answers(log: Log, filters: Filters, by: list[str]) -> list[Row]:
    """Give the share of each group's journeys that answer, and what the silent would have to say for the order to turn."""
    groups = in_groups(log, filters, by)
    rows = []
    for metric in ("nps", "csat", "ces", "sentiment"):
        told: dict[tuple[Any, ...], dict[int, list[float]]] = {}
        for values, events in groups.items():
            own: dict[int, list[float]] = {id(journey): [] for journey, _ in events}
            for journey, event in events:
                y = counted(event, metric, log.definition)
                if y is not None:
                    own[id(journey)].append(y)
            told[values] = own
        if not any(ys for own in told.values() for ys in own.values()):
            continue
        means = {
            values: [math.fsum(ys) / len(ys) for ys in own.values() if ys]
            for values, own in told.items()
        }
        for values, events in groups.items():
            customers = {id(journey): journey.customer for journey, _ in events}
            own, answered = told[values], means[values]
            others = [y for other, ys in means.items() if other != values for y in ys]
            spoken = [(customers[key], math.fsum(ys) / len(ys)) for key, ys in own.items() if ys]
            value_low, value_high = mean_interval(spoken, ENDS[metric]) if spoken else (None, None)
            hits = [(customers[key], float(bool(ys))) for key, ys in own.items()]
            value = math.fsum(answered) / len(answered) if answered else None
            against = math.fsum(others) / len(others) if others else None
            if len(groups) == 1:
                against = log.definition["targets"].get(metric)
            silent, tipping = len(own) - len(answered), None
            if silent and value is not None and against is not None:
                found = (len(own) * against - math.fsum(answered)) / silent
                tipping = found if ENDS[metric][0] <= found <= ENDS[metric][1] else None
            low, high = share_interval(hits) if answered else (None, None)
            rows.append(
                {
                    **dict(zip(by, values)),
                    "metric": metric,
                    "journeys": len(own),
                    "answered": len(answered),
                    "response": len(answered) / len(own) if answered else None,
                    "response_low": low,
                    "response_high": high,
                    "value": value,
                    "value_low": value_low,
                    "value_high": value_high,
                    "against": against,
                    "tipping": tipping,
                    "customers": len(set(customers.values())),
                    "answering": len({who for who, hit in hits if hit}),
                }
            )
    return rows


def after_service(log: Log, filters: Filters) -> list[Row]:
    """Compare the last answers of cases served quicker, or with one contact, with those of the others."""
    rows = []
    for metric in ("nps", "csat", "ces", "sentiment"):
        cases = []
        for journey, event in opened_cases(log, filters):
            own = case_of(log, event)
            answers = [said for e in own if (said := good(e, metric, log)) is not None]
            if answers:
                cases.append((journey, event, own, float(answers[-1])))
        for subject, happened in served(log, cases).items():
            told = [(case, is_so) for case, is_so in zip(cases, happened) if is_so is not None]
            if len({is_so for _, is_so in told}) < 2:
                continue
            entries = [
                (journey.customer, is_so, y, (event.reason, event.channel))
                for (journey, event, _, y), is_so in told
            ]
            rows.append({"metric": metric, "subject": subject, **compared(entries)})
    return rows


def served(log: Log, cases: list[Any]) -> dict[str, list[bool | None]]:
    """Tell of each case whether it was answered and resolved within the median, and whether its customer came once."""
    answered, resolved = [], []
    for _, event, own, _ in cases:
        replied = response(log, own, event)
        solved = max((s for e in own if (s := solved_at(e)) is not None), default=None)
        again = [e.second for e in own if e.case_event == "reopened"]
        is_open = solved is None or any(at > solved for at in again)
        answered.append(
            None if replied is None or replied < event.second else replied - event.second
        )
        is_known = solved is not None and not is_open and solved >= event.second
        resolved.append(solved - event.second if is_known else None)
    found: dict[str, list[bool | None]] = {}
    for name, times in (("answered_sooner", answered), ("resolved_sooner", resolved)):
        known = sorted(t for t in times if t is not None)
        if known:
            middle = (known[(len(known) - 1) // 2] + known[len(known) // 2]) / 2
            found[name] = [None if t is None else t <= middle for t in times]
    once = [sum(is_contact(log, e) for e in own) == 1 for _, _, own, _ in cases]
    found["one_contact"] = [None if time is None else is_so for time, is_so in zip(resolved, once)]
    return found


def compared(entries: list[Any]) -> Row:
    """Give both shares, their difference, and that at equal reason and channel."""
    one = [y for _, is_so, y, _ in entries if is_so]
    other = [y for _, is_so, y, _ in entries if not is_so]
    whole = pooled([(who, is_so, y, ()) for who, is_so, y, _ in entries])
    if whole is not None and len({who for who, *_ in entries}) == len(entries):
        ends = newcombe(sum(one) / len(one), len(one), sum(other) / len(other), len(other))
        whole = (whole[0], *ends)
    row: Row = {
        "with_it": sum(one) / len(one),
        "with_it_n": len(one),
        "without_it": sum(other) / len(other),
        "without_it_n": len(other),
        "customers": min(
            len({who for who, is_so, *_ in entries if is_so == side}) for side in (True, False)
        ),
    }
    adjusted = pooled(entries)
    for name, found in (("difference", whole), ("adjusted", adjusted)):
        for end, value in zip(("", "_low", "_high"), found or (None, None, None)):
            row[name + end] = value
    return row | {"adjusted_n": adjusted[3] if adjusted else 0}


def case_trend(log: Log, filters: Filters) -> list[Row]:
    """Give how the shares answered and resolved in time, and at the first contact, change over the weeks."""
    cases = [(journey, event, case_of(log, event)) for journey, event in opened_cases(log, filters)]
    rows = []
    for name in ("first_response", "resolution"):
        done = []
        for _, event, own in cases:
            solved = max((s for e in own if (s := solved_at(e)) is not None), default=None)
            done.append(response(log, own, event) if name == "first_response" else solved)
        times = [at - e.second for (_, e, _), at in zip(cases, done) if at is not None]
        limit = log.definition["targets"].get(name) or median([t for t in times if t >= 0])
        told = [
            (event, float(met))
            for (_, event, _), at in zip(cases, done)
            if (met := is_in_time(log, name, event, at, limit)) is not None
        ]
        rows.append({"limit_seconds": limit, **course(log, f"{name}_in_time", told)})
    told = []
    for _, event, own in cases:
        if log.end - event.second >= window(log):
            solved = max((s for e in own if (s := solved_at(e)) is not None), default=None)
            told.append((event, float(is_solved_at_once(log, event, own, solved, window(log)))))
    return [*rows, {"limit_seconds": None, **course(log, "first_contact_resolution", told)}]


def course(log: Log, figure: str, told: list[tuple[Event, float]]) -> Row:
    """Give slope and change of a share at equal reasons and channels."""
    places: dict[Any, list[float]] = defaultdict(list)
    for event, y in told:
        places[event.reason, event.channel].append(y)
    own = {place: math.fsum(ys) / len(ys) for place, ys in places.items()}
    mean = math.fsum(y for _, y in told) / len(told)
    answers = [
        (e.customer, weeks_since(log, e), y - own[e.reason, e.channel] + mean) for e, y in told
    ]
    return course_row(figure, answers, [(e.customer, y) for e, y in told], len(places) == 1)


def course_row(figure: str, answers: list[Any], told: list[Any], is_share: bool) -> Row:
    """Put a share's figure beside its slope and its change."""
    row: Row = {"figure": figure, **share_columns("value", told)}
    row |= dict(zip(("slope", "slope_low", "slope_high"), slope(answers)))
    change = changed(answers, is_share)
    names = ("mean_before", "mean_after", "change", "change_low", "change_high", "change_p")
    row["change_week"] = None if change is None else change[0]
    return row | dict(zip(names, change[1:] if change else [None] * 6))


def weeks_since(log: Log, event: Event) -> int:
    """Number the event's week from that of the first event of all."""
    return week(event, first_day(log))


@lru_cache(maxsize=2)
def first_day(log: Log) -> date:
    """Find the day of the first event of all."""
    return min(event.day for journey in log.journeys for event in journey.events)


def outcome_at(log: Log, journey: Journey, age: float) -> str:
    """Tell what had become of the journey at the age."""
    events, stages = first_part(journey, age), log.definition["stages"]
    if furthest_of(events, stages) == len(stages) - 1:
        return "completed"
    return "ended_well" if has_good_end(events, log.definition) else "neither"


def journey_trend(log: Log, filters: Filters, by: list[str]) -> list[Row]:
    """Give how what became of ripe journeys changes over the weeks in which they begin."""
    last, age = last_second(log), ripe_age(log)
    groups: dict[tuple[Any, ...], list[tuple[Journey, str]]] = defaultdict(list)
    for journey in selected_journeys(log, filters):
        if last - journey.events[0].second >= age:
            groups[journey_group(log, journey, by)].append((journey, outcome_at(log, journey, age)))
    rows = []
    for values in sorted(groups, key=sort_key):
        for figure in ("completed", "ended_well", "neither"):
            own = groups[values]
            answers = [
                (j.customer, weeks_since(log, j.events[0]), float(became == figure))
                for j, became in own
            ]
            if 0 < sum(y for *_, y in answers) < len(answers):
                told = [(who, y) for who, _, y in answers]
                rows.append({**dict(zip(by, values)), **course_row(figure, answers, told, True)})
    return rows
