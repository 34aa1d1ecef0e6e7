"""The slow, obvious second implementation of the figures about paths, written from their rules alone.

A part of tests/reference.py that stands apart for its length: lists, dicts, sets and loops, and
nothing imported from the product. Rates are never blanked for small numbers here.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from fractions import Fraction
from typing import Any

from tests.reference import (
    OUTCOMES,
    UNASSIGNED,
    Answers,
    Event,
    Filters,
    Journey,
    Log,
    Row,
    Z,
    by_customer,
    collapsed,
    conversion_of,
    customers_of,
    end_of_observation,
    first_place,
    furthest_name,
    mean_of,
    median,
    newcombe,
    nps_score,
    path_of,
    quantile,
    rate,
    rate_columns,
    selected_journeys,
    share_interval,
    stage_name,
    stage_path_of,
    valence_columns,
    window_seconds,
    within,
)
from tests.reference.drop_off import observed_stages

EDGES = (0, 60, 300, 900, 3600, 10800, 21600, 43200, 86400, 172800, 259200, 604800)
EDGES += (1209600, 2592000, 5184000, 7776000, 15552000, 31536000)
DEVIATIONS = ("skipped", "back", "left_after")


def ended_as(journeys: list[Journey]) -> Row:
    """Count the journeys by outcome."""
    return {
        outcome: sum(1 for journey in journeys if journey.outcome == outcome)
        for outcome in OUTCOMES
    }


# -------------------------------------------------------------------- nodes


def nodes(log: Log, filters: Filters) -> list[Row]:
    """Give each touchpoint passed its steps, beginnings, ends and repeats, by name."""
    chosen = selected_journeys(log, filters)
    names = sorted({name for journey in chosen for name in path_of(journey)})
    return [node_row(chosen, name, log.definition["stages"]) for name in names]


def entries(log: Log, filters: Filters) -> list[Row]:
    """Give what becomes of the journeys by the touchpoint and the channel of their first event."""
    groups: dict[tuple[str, str | None], list[Journey]] = {}
    for journey in selected_journeys(log, filters):
        first = journey.events[0]
        groups.setdefault((first.touchpoint, first.channel), []).append(journey)
    return [
        {
            "touchpoint": touchpoint,
            "channel": channel,
            "journeys": len(own),
            "customers": customers_of(own),
            **ended_as(own),
            **rate_columns("completion_rate", rate(ended_as(own)["completed"], len(own)), len(own)),
        }
        for (touchpoint, channel), own in groups.items()
    ]


def node_row(chosen: list[Journey], name: str, stages: list[str]) -> Row:
    """Work out the figures of one touchpoint."""
    events = [event for journey in chosen for event in journey.events if event.touchpoint == name]
    passing = [journey for journey in chosen if name in path_of(journey)]
    again = [journey for journey in passing if path_of(journey).count(name) >= 2]
    ended = [journey for journey in chosen if journey.exit_event.touchpoint == name]
    lost = [journey for journey in ended if journey.outcome == "dropped_off"]
    known = len(passing) - sum(1 for journey in ended if journey.outcome == "in_progress")
    times = [
        gap for journey in chosen for event, _, gap in journey.gaps if event.touchpoint == name
    ]
    return {
        "touchpoint": name,
        "stage": usual_stage(events, stages),
        "events": len(events),
        "journeys": len(passing),
        "customers": customers_of(passing),
        "begun": sum(1 for journey in chosen if journey.events[0].touchpoint == name),
        "ended": len(ended),
        **ended_as(ended),
        **rate_columns("leaving_rate", rate(len(lost), known), known),
        "again": len(again),
        **rate_columns("again_rate", rate(len(again), len(passing)), len(passing)),
        "moves": len(times),
        "median_seconds": median(times),
        "p90_seconds": quantile(times, 9),
        "waited_seconds": sum(times),
    }


def usual_stage(events: list[Event], stages: list[str]) -> str:
    """Give the stage of most of the events, the earliest of equals, unassigned after all."""
    found = [stage_name(event.stage) for event in events]
    best = UNASSIGNED
    for stage in [UNASSIGNED, *reversed(stages)]:
        if found.count(stage) >= found.count(best):
            best = stage
    return best


# ----------------------------------------------------------------- variants


def variants(log: Log, filters: Filters, collapse: bool = False) -> list[Row]:
    """Give each distinct path the journeys that took it, the commonest first."""
    found: dict[tuple[str, ...], list[Journey]] = defaultdict(list)
    for journey in selected_journeys(log, filters):
        path = path_of(journey)
        found[tuple(collapsed(path) if collapse else path)].append(journey)
    every = sum(len(own) for own in found.values())
    rows = []
    covered = 0
    for path in sorted(found, key=lambda path: (-len(found[path]), path)):
        own = found[path]
        covered += len(own)
        times = [journey.events[-1].second - journey.events[0].second for journey in own]
        rows.append(
            {
                "path": list(path),
                "steps": len(path),
                "journeys": len(own),
                "customers": customers_of(own),
                **rate_columns("share", rate(len(own), every), every),
                "cumulative_share": covered / every,
                **ended_as(own),
                "median_seconds": median(times),
                "p90_seconds": quantile(times, 9),
                **felt_and_answered(
                    [event for journey in own for event in journey.events], log.definition
                ),
            }
        )
    return rows


def felt_and_answered(events: list[Event], definition: dict[str, Any]) -> Row:
    """Give the mean valence and the satisfaction of some events, with n and customers of each."""
    valences = [(e.customer, e.valence) for e in events if e.valence is not None]
    good = [
        (e.customer, int(within(e.csat, definition["csat_good"])))
        for e in events
        if e.csat is not None
    ]
    scores = [(e.customer, 100 * nps_score(e.nps)) for e in events if e.nps is not None]
    easy = [
        (e.customer, int(within(e.ces, definition["ces_easy"])))
        for e in events
        if e.ces is not None
    ]
    return {
        **answer_columns("mean_valence", "valence", valences),
        **answer_columns("csat", "csat", good),
        **answer_columns("nps", "nps", scores),
        **answer_columns("ces", "ces", easy),
    }


def answer_columns(name: str, short: str, answers: Answers) -> Row:
    """Name a mean answer, its n and its customers."""
    return {
        name: mean_of(answers),
        f"{short}_n": len(answers),
        f"{short}_customers": len(by_customer(answers)),
    }


def variants_totals(
    log: Log, filters: Filters, collapse: bool = False, top: int | None = None
) -> Row:
    """Count all journeys and distinct paths, and the journeys in the first rows."""
    rows = variants(log, filters, collapse)
    return {
        "journeys": sum(row["journeys"] for row in rows),
        "variants": len(rows),
        "shown_journeys": sum(row["journeys"] for row in rows[:top]),
    }


# --------------------------------------------------------------- conversion


def units(log: Log, filters: Filters, per: str) -> list[list[Event]]:
    """List the events of each selected journey, or of each customer's selected journeys together."""
    if per not in ("journey", "customer"):
        raise ValueError(f"no unit of conversion: {per}")
    chosen = selected_journeys(log, filters)
    if per == "journey":
        return [journey.events for journey in chosen]
    together: dict[str, list[Event]] = defaultdict(list)
    for journey in chosen:
        together[journey.customer].extend(journey.events)
    return [
        sorted(events, key=lambda event: (event.at, event.number)) for events in together.values()
    ]


def conversion(
    log: Log,
    filters: Filters,
    source: str,
    target: str,
    within: float | None = None,
    anywhere: bool = False,
    per: str = "journey",
) -> list[Row]:
    """Count the units with the source and those of them in which the target follows."""
    customers = set()
    entered = converted = 0
    times = []
    for events in units(log, filters, per):
        has_entered, has_converted, seconds = conversion_of(
            events, source, target, within, anywhere
        )
        if has_entered:
            entered += 1
            customers.add(events[0].customer)
        if has_converted:
            converted += 1
        if seconds is not None:
            times.append(seconds)
    return [
        {
            "source": source,
            "target": target,
            "entered": entered,
            "converted": converted,
            "customers": len(customers),
            **rate_columns("rate", rate(converted, entered), entered),
            "median_seconds": median(times),
            "p90_seconds": quantile(times, 9),
        }
    ]


def conversion_times(
    log: Log,
    filters: Filters,
    source: str,
    target: str,
    within: float | None = None,
    anywhere: bool = False,
    per: str = "journey",
) -> list[Row]:
    """Count the times from source to target between the fixed edges, the last bin without end."""
    times = []
    for events in units(log, filters, per):
        seconds = conversion_of(events, source, target, within, anywhere)[2]
        if seconds is not None:
            times.append(seconds)
    rows = []
    for place, low in enumerate(EDGES):
        high = EDGES[place + 1] if place + 1 < len(EDGES) else None
        there = [time for time in times if time >= low and (high is None or time < high)]
        rows.append({"from_seconds": low, "to_seconds": high, "converted": len(there)})
    return rows


# ------------------------------------------------------------------ between


def between(
    log: Log, filters: Filters, source: str, target: str, within: float | None = None
) -> list[Row]:
    """Count the ways from the first source to the next target of each journey, where that comes within the days."""
    found = defaultdict(list)
    for journey in selected_journeys(log, filters):
        path = path_of(journey)
        first = first_place(path, source, -1)
        last = None if first is None else first_place(path, target, first)
        if last is None:
            continue
        seconds = journey.events[last].second - journey.events[first].second
        if within is None or seconds <= within * 86_400:
            found[tuple(path[first : last + 1])].append((journey, seconds))
    total = sum(map(len, found.values()))
    rows = []
    for way, own in found.items():
        times = [seconds for _, seconds in own]
        row = {
            "path": list(way),
            "journeys": len(own),
            "customers": customers_of(journey for journey, _ in own),
        }
        shares = rate_columns("share", rate(len(own), total), total)
        rows.append(
            {**row, **shares, "median_seconds": median(times), "p90_seconds": quantile(times, 9)}
        )
    return sorted(rows, key=lambda row: (-row["journeys"], row["path"]))


# ------------------------------------------------------------------- rounds


def rounds(log: Log, filters: Filters, circle: tuple[str, ...]) -> list[Row]:
    """Count at every step of every journey whether the circle begins there."""
    found = []
    for journey in selected_journeys(log, filters):
        path = path_of(journey)
        found += [
            journey
            for start in range(len(path))
            if tuple(path[start : start + len(circle)]) == circle
        ]
    own = {journey.key for journey in found}
    return [
        {
            "path": circle,
            "rounds": len(found),
            "journeys": len(own),
            "customers": customers_of(found),
        }
    ]


# --------------------------------------------------------------------- flow

Cell = tuple[int, str | None, str | None, str | None]
"""Step, source, target and end of one row of the flow."""


def flow(
    log: Log,
    filters: Filters,
    over: str = "stages",
    source: str | None = None,
    target: str | None = None,
    depth: int = 6,
) -> list[Row]:
    """Count step by step where the journeys go, from their beginning, a source or back from a target."""
    if over not in ("stages", "touchpoints"):
        raise ValueError(f"no flow over {over}")
    if over == "stages" and (source is not None or target is not None):
        raise ValueError("the flow over stages has no source and no target")
    found: dict[Cell, list[Journey]] = defaultdict(list)
    for journey in selected_journeys(log, filters):
        path = stage_path_of(journey) if over == "stages" else path_of(journey)
        if source is not None and target is not None:
            cells = cells_between(path, source, target, depth)
        elif target is not None:
            cells = cells_back(path, target, depth)
        else:
            cells = cells_on(path, source, journey.outcome, depth)
        for cell in cells:
            found[cell].append(journey)
    rows = []
    for cell, own in found.items():
        step, before, after, end = cell
        row = {"step": step, "source": before, "target": after, "end": end}
        rows.append({**row, "journeys": len(own)})
    return sorted(rows, key=flow_order)


def flow_order(row: Row) -> list[Any]:
    """Order rows by step, then the greater first, then by name with the missing ones last."""
    names = [row["source"], row["target"], row["end"]]
    return [row["step"], -row["journeys"], [(name is None, name or "") for name in names]]


def cells_on(path: list[str], source: str | None, outcome: str, depth: int) -> list[Cell]:
    """List the moves of a path from its beginning or the first source, and how it ends or goes on."""
    start = 0 if source is None else first_place(path, source)
    if start is None:
        return []
    cells: list[Cell] = []
    for step in range(depth + 1):
        place = start + step
        if place == len(path) - 1:
            cells.append((step, path[place], None, outcome))
            break
        if step == depth:
            cells.append((step, path[place], None, "goes_on"))
        else:
            cells.append((step, path[place], path[place + 1], None))
    return cells


def cells_back(path: list[str], target: str, depth: int) -> list[Cell]:
    """List the moves of a path that lead to the first target, and where they begin."""
    goal = first_place(path, target)
    if goal is None:
        return []
    start = max(0, goal - depth)
    cells: list[Cell] = [(start - goal, None, path[start], "begins" if start == 0 else "earlier")]
    for place in range(start, goal):
        cells.append((place - goal, path[place], path[place + 1], None))
    return cells


def cells_between(path: list[str], source: str, target: str, depth: int) -> list[Cell]:
    """List the moves of a path from the first source to the first target after it, if near enough."""
    start = first_place(path, source)
    if start is None:
        return []
    goal = first_place(path, target, start)
    if goal is None:
        return [(0, source, None, "never")]
    if goal - start > depth:
        return [(0, source, None, "longer")]
    return [(place - start, path[place], path[place + 1], None) for place in range(start, goal)]


# ----------------------------------------------------------------------- km


def waiting(log: Log, filters: Filters, index: int) -> list[tuple[int, bool]]:
    """List the seconds that journeys spent in a stage, and whether they then advanced."""
    stages = log.definition["stages"]
    end = end_of_observation(
        log.definition, [event for journey in log.journeys for event in journey.events]
    )
    found = []
    for journey in selected_journeys(log, filters):
        entered = left = None
        for event in journey.events:
            place = -1 if event.stage is None else stages.index(event.stage)
            if place == index and entered is None:
                entered = event.second
            if place > index:
                left = event.second
                break
        if entered is not None and left is not None:
            found.append((left - entered, True))
        elif entered is not None:
            found.append((end - entered, False))
    return found


def km(log: Log, filters: Filters) -> list[Row]:
    """Give the curve of the time to the next stage: at 0 and at every time at which one advances."""
    rows = []
    stages = log.definition["stages"]
    for index in range(len(stages) - 1):
        found = waiting(log, filters, index)
        for row, _ in curve(found):
            rows.append({"stage": stages[index], **row})
    return rows


def curve(found: list[tuple[int, bool]]) -> list[tuple[Row, Fraction]]:
    """Give the rows of one Kaplan-Meier curve, each with the exact share still waiting."""
    if not found:
        return []
    rows = []
    waiting_share = Fraction(1)
    total = 0
    greenwood = 0.0
    times = sorted(time for time, _ in found)
    moves = Counter(time for time, advanced in found if advanced)
    for seconds in sorted({0, *moves}):
        at_risk = len(times) - bisect_left(times, seconds)
        moved = moves[seconds]
        total += moved
        if moved > 0:
            waiting_share *= Fraction(at_risk - moved, at_risk)
            greenwood += moved / (at_risk * (at_risk - moved)) if moved < at_risk else math.inf
        low = high = None
        if 0 < waiting_share < 1:
            error = math.sqrt(greenwood) / abs(math.log(waiting_share))
            low = 1 - float(waiting_share) ** math.exp(-Z * error)
            high = 1 - float(waiting_share) ** math.exp(Z * error)
        row = {
            "seconds": seconds,
            "at_risk": at_risk,
            "advanced": total,
            "share": float(1 - waiting_share),
            "low": low,
            "high": high,
        }
        rows.append((row, waiting_share))
    return rows


def km_totals(log: Log, filters: Filters) -> dict[str, Row]:
    """Give each stage but the last its journeys, how many advanced, the share at the end and the median."""
    totals = {}
    stages = log.definition["stages"]
    for index in range(len(stages) - 1):
        found = waiting(log, filters, index)
        rows = curve(found)
        halves = [row["seconds"] for row, waiting_share in rows if waiting_share <= Fraction(1, 2)]
        totals[stages[index]] = {
            "journeys": len(found),
            "advanced": sum(1 for _, advanced in found if advanced),
            "share_at_end": rows[-1][0]["share"] if rows else None,
            "median_seconds": min(halves, default=None),
        }
    return totals


# ------------------------------------------------------------------ ordered


def stages_in_order(log: Log) -> list[str]:
    """List the stages that any event of the log is in; all where there are fewer than two."""
    observed = [stage for stage in log.definition["stages"] if stage in observed_stages(log)]
    return observed if len(observed) > 1 else log.definition["stages"]


def ordered(
    log: Log, filters: Filters, through: list[str] | None = None, within: float = 90
) -> list[Row]:
    """Count the journeys that reach the touchpoints, or the stages, one after the other in time."""
    elements = list(through) if through else stages_in_order(log)
    chosen = selected_journeys(log, filters)
    named = [
        (journey, element_names(journey, not set(elements) <= set(log.definition["stages"])))
        for journey in chosen
    ]
    walked = [
        (journey, names, places_in_order(journey, names, elements, within))
        for journey, names in named
    ]
    rows = []
    for place, name in enumerate(elements):
        reached = [(j, names, places) for j, names, places in walked if len(places) > place]
        advanced = [(j, places) for j, _, places in reached if len(places) > place + 1]
        is_last = place == len(elements) - 1
        left = {"ended_well": 0, "in_progress": 0, "out_of_order": 0, "stopped": 0}
        for journey, names, places in reached:
            if is_last or len(places) > place + 1:
                continue
            if any(later in names for later in elements[place + 1 :]):
                left["out_of_order"] += 1
            elif journey.outcome in ("ended_well", "in_progress"):
                left[journey.outcome] += 1
            else:
                left["stopped"] += 1
        times = [
            j.events[places[place + 1]].second - j.events[places[place]].second
            for j, places in advanced
        ]
        conversion_rate = (None, None, None) if is_last else rate(len(advanced), len(reached))
        rows.append(
            {
                "place": place,
                "name": name,
                "reached": len(reached),
                "advanced": len(advanced),
                "completed": len(reached) if is_last else 0,
                **left,
                "customers": customers_of(journey for journey, _, _ in reached),
                **rate_columns("conversion_rate", conversion_rate, len(reached)),
                "median_seconds_to_next": median(times),
            }
        )
    return rows


def element_names(journey: Journey, over_touchpoints: bool) -> list[str]:
    """Give each event's touchpoint, or its stage."""
    if over_touchpoints:
        return path_of(journey)
    return [stage_name(event.stage) for event in journey.events]


def places_in_order(
    journey: Journey, names: list[str], elements: list[str], days: float
) -> list[int]:
    """Give the places at which the elements are found one after the other within the days of entry."""
    places: list[int] = []
    for element in elements:
        place = first_place(names, element, places[-1] if places else -1)
        if place is None:
            break
        entry = journey.events[places[0] if places else place].second
        if journey.events[place].second - entry > window_seconds(days):
            break
        places.append(place)
    return places


# -------------------------------------------------------------- conformance

Deviation = tuple[str, int]
"""Kind of deviation and the place of its element in the expected list."""


def conformance(log: Log, filters: Filters, through: list[str] | None = None) -> list[Row]:
    """Hold the journeys against an expected one: the touchpoints in order, or the stages."""
    expected = list(through) if through else list(log.definition["stages"])
    if not 2 <= len(expected) <= 20 or len(set(expected)) < len(expected):
        raise ValueError(f"not 2 to 20 distinct elements: {expected}")
    conforming: list[Journey] = []
    deviating: list[Journey] = []
    never: list[Journey] = []
    found: dict[Deviation, list[Journey]] = defaultdict(list)
    for journey in selected_journeys(log, filters):
        names = [
            event.touchpoint if not set(expected) <= set(log.definition["stages"]) else event.stage
            for event in journey.events
        ]
        if not any(name in expected for name in names):
            never.append(journey)
            continue
        deviations = deviations_of(names, expected, journey.outcome)
        for deviation in deviations:
            found[deviation].append(journey)
        if deviations:
            deviating.append(journey)
        else:
            conforming.append(journey)
    entered = len(conforming) + len(deviating)
    rows = [
        conformance_row("conforms", None, conforming, entered, log.definition),
        conformance_row("deviates", None, deviating, entered, log.definition),
    ]
    for kind, place in sorted(
        found, key=lambda own: (-len(found[own]), DEVIATIONS.index(own[0]), own[1])
    ):
        rows.append(
            conformance_row(kind, expected[place], found[kind, place], entered, log.definition)
        )
    for row in rows[1:]:
        row.update(compared(row, rows[0]))
    return [*rows, conformance_row("never", None, never, None, log.definition)]


def deviations_of(names: list[str | None], expected: list[str], outcome: str) -> list[Deviation]:
    """List how a journey with at least one of the expected elements deviates from them."""
    furthest = max(place for place, element in enumerate(expected) if element in names)
    deviations = []
    for place, element in enumerate(expected):
        steps = [step for step, name in enumerate(names) if name == element]
        steps_later = [step for step, name in enumerate(names) if name in expected[place + 1 :]]
        if not steps and steps_later:
            deviations.append(("skipped", place))
        if steps and steps_later and steps[-1] > steps_later[0]:
            deviations.append(("back", place))
        if place == furthest and place < len(expected) - 1 and outcome != "in_progress":
            deviations.append(("left_after", place))
    return deviations


def conformance_row(
    kind: str, name: str | None, own: list[Journey], entered: int | None, definition: dict[str, Any]
) -> Row:
    """Give the figures of some journeys; entered is None where they have no share of those that enter."""
    completed = sum(1 for journey in own if journey.outcome == "completed")
    share = (None, None, None) if entered is None else rate(len(own), entered)
    events = [event for journey in own for event in journey.events]
    valences, mean, valence_low, valence_high = valence_columns(events)
    good = [
        (e.customer, int(within(e.csat, definition["csat_good"])))
        for e in events
        if e.csat is not None
    ]
    csat_low, csat_high = share_interval(good)
    return {
        "kind": kind,
        "name": name,
        "journeys": len(own),
        "customers": customers_of(own),
        **rate_columns("share", share, entered),
        "completed": completed,
        **rate_columns("completion_rate", rate(completed, len(own)), len(own)),
        "difference": None,
        "difference_low": None,
        "difference_high": None,
        "mean_valence": mean,
        "mean_valence_low": valence_low,
        "mean_valence_high": valence_high,
        "mean_valence_n": len(valences),
        "valence_customers": len(by_customer(valences)),
        "csat": mean_of(good),
        "csat_low": csat_low,
        "csat_high": csat_high,
        "csat_n": len(good),
        "csat_customers": len(by_customer(good)),
    }


def compared(row: Row, conforming: Row) -> Row:
    """Give the completion rate of a row less that of the conforming journeys, if both have journeys."""
    if row["journeys"] == 0 or conforming["journeys"] == 0:
        return {}
    one, other = row["completion_rate"], conforming["completion_rate"]
    low, high = newcombe(one, row["journeys"], other, conforming["journeys"])
    return {"difference": one - other, "difference_low": low, "difference_high": high}


# ------------------------------------------------------------------ journey


def journey(log: Log, customer: str) -> list[Row]:
    """List the events of one customer, journey by journey, as they happened."""
    own = [journey for journey in log.journeys if journey.customer == customer]
    if not own:
        raise ValueError(f"no such customer: {customer}")
    own.sort(key=lambda journey: (journey.events[0].at, journey.events[0].number))
    rows = []
    for journey_no, one in enumerate(own, start=1):
        for place, event in enumerate(one.events):
            rows.append(
                {
                    "customer_id": customer,
                    "journey_id": one.journey_id or None,
                    "journey_no": journey_no,
                    "step": place + 1,
                    "occurred_at": event.at,
                    "seconds_since_before": None
                    if place == 0
                    else event.second - one.events[place - 1].second,
                    "duration_seconds": event.took,
                    "stage": stage_name(event.stage),
                    "touchpoint": event.touchpoint,
                    "channel": event.channel,
                    "emotion": event.emotion,
                    "valence": event.valence,
                    "nps": event.nps,
                    "csat": event.csat,
                    "ces": event.ces,
                    "revenue": event.revenue,
                    "comment": event.comment,
                    "outcome": one.outcome,
                    "furthest_stage": furthest_name(one, log.definition["stages"]),
                }
            )
    return rows
