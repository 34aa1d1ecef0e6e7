"""The view of what sets the lost apart: what was known at entry, and what came within the stage, by landmarks."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import Any

from tests.reference.intervals import Z, newcombe
from tests.reference.log import Event, Filters, Journey, JourneyKey, Log, Row
from tests.reference.selection import selected_journeys
from tests.reference.steps import customers_of

TESTED_FROM = 30
DISCOVERY = 0.05
LAST_LANDMARK = 12
Feature = tuple[str, str, str]
"""Kind, name (of an attribute, else empty) and value."""
Stay = list[tuple[set[Feature], bool]]
"""What each event before going on has, and whether it is in the stage."""


def contrasts(log: Log, filters: Filters, stage: str) -> list[Row]:
    """Compare those lost at a stage with those who went on from it or ended well, feature by feature."""
    stages = log.definition["stages"]
    if stage not in stages[:-1]:
        raise ValueError(f"nobody is lost at or advances from {stage}")
    index = stages.index(stage)
    lost, kept = [], []
    for journey in selected_journeys(log, filters):
        if not own_events(journey, index, stages):
            continue  # never there, or only after going on: it skipped the stage
        if journey.furthest == index and journey.outcome == "dropped_off":
            lost.append(journey)
        elif journey.furthest > index or journey.outcome == "ended_well":
            kept.append(journey)
    rows = entry_rows(log, lost, kept, index) + landmark_rows(lost, kept, index, stages)
    for row, q in zip(rows, false_discovery([row["p"] for row in rows])):
        row["q"] = q
    return sorted(rows, key=order)


def until_going_on(journey: Journey, index: int, stages: list[str]) -> list[Event]:
    """Give the events before the first one in a later stage."""
    events = []
    for event in journey.events:
        if event.stage is not None and stages.index(event.stage) > index:
            break
        events.append(event)
    return events


def own_events(journey: Journey, index: int, stages: list[str]) -> list[Event]:
    """Give the events in the stage, but for those after one in a later stage."""
    return [e for e in until_going_on(journey, index, stages) if e.stage == stages[index]]


def features_of_event(event: Event) -> set[Feature]:
    """List what an event has: its touchpoint, channel and emotion."""
    features = {("touchpoint", "", event.touchpoint)}
    if event.channel is not None:
        features.add(("channel", "", event.channel))
    if event.emotion is not None:
        features.add(("emotion", "", event.emotion))
    return features


def known_at_entry(journey: Journey, index: int, stages: list[str]) -> set[Feature]:
    """List what a journey's events have up to and including the first in the stage."""
    features: set[Feature] = set()
    for event in journey.events:
        features |= features_of_event(event)
        if event.stage == stages[index]:
            break
    return features


def attributes_of(log: Log, journey: Journey, index: int, stages: list[str]) -> set[Feature]:
    """List a journey's attributes that an event up to and including the first in the stage holds, by the keys that group journeys."""
    filled: set[str] = set()
    for event in journey.events:
        filled |= {name for name, value in event.attributes.items() if value is not None}
        if event.stage == stages[index]:
            break
    keyed = [(log.journey_key(name), journey.attributes[name]) for name in filled]
    return {("attribute", key, value) for key, value in keyed if key is not None}


def entry_rows(log: Log, lost: list[Journey], kept: list[Journey], index: int) -> list[Row]:
    """Compare by what was known at entry."""
    stages = log.definition["stages"]
    had = {
        journey.key: attributes_of(log, journey, index, stages)
        | known_at_entry(journey, index, stages)
        for journey in lost + kept
    }
    rows = []
    for feature in sorted({feature for own in had.values() for feature in own}):
        having = [journey for journey in lost + kept if feature in had[journey.key]]
        lacking = [journey for journey in lost + kept if feature not in had[journey.key]]
        if not all(is_enough(side) for side in (lost, kept, having, lacking)):
            continue
        row = raw_row("known at entry", feature, lost, kept, having)
        one, other = row["lost_share"], row["kept_share"]
        pooled = len(having) / (len(lost) + len(kept))
        deviate = (one - other) / math.sqrt(pooled * (1 - pooled) * (1 / len(lost) + 1 / len(kept)))
        low, high = newcombe(one, len(lost), other, len(kept))
        rows.append(
            {**row, "difference": one - other, "low": low, "high": high, "p": p_of(deviate)}
        )
    return rows


def landmark_rows(
    lost: list[Journey], kept: list[Journey], index: int, stages: list[str]
) -> list[Row]:
    """Compare by what came within the stage: at the j-th event there, those that had it by then with the others."""
    stays = {
        journey.key: [
            (features_of_event(event), event.stage == stages[index])
            for event in until_going_on(journey, index, stages)
        ]
        for journey in lost + kept
    }
    came: set[Feature] = set()
    for journey in lost + kept:
        known = known_at_entry(journey, index, stages)
        for features, _ in stays[journey.key]:
            came |= features - known
    rows = []
    for feature in sorted(came):
        passed = [j for j in kept if any(is_own and feature in features for features, is_own in stays[j.key])]  # fmt: skip
        if len(passed) >= len(kept) / 2:
            continue
        having = [j for j in lost + kept if any(feature in features for features, _ in stays[j.key])]  # fmt: skip
        row = raw_row("landmark", feature, lost, kept, having)
        if row["lost_share"] in (0, 1) or row["kept_share"] in (0, 1):
            continue
        landmarks = sides(feature, lost + kept, stays)
        with_it = [journey for had, _ in landmarks for journey in had]
        without = [journey for _, had_not in landmarks for journey in had_not]
        compared = {journey.key for journey in with_it + without}
        compared_lost = [journey for journey in lost if journey.key in compared]
        compared_kept = [journey for journey in kept if journey.key in compared]
        if not all(is_enough(side) for side in (compared_lost, compared_kept, with_it, without)):
            continue
        difference, error = pooled(landmarks, {journey.key for journey in lost})
        if error > 0:
            low, high = difference - Z * error, difference + Z * error
            p = p_of(difference / error)
            rows.append({**row, "difference": difference, "low": low, "high": high, "p": p})
    return rows


def sides(
    feature: Feature, journeys: list[Journey], stays: dict[JourneyKey, Stay]
) -> list[tuple[list[Journey], list[Journey]]]:
    """Part the journeys still in the stage after one event there without the feature, two and so on: had it by then, or not."""
    landmarks: list[tuple[list[Journey], list[Journey]]] = [([], []) for _ in range(LAST_LANDMARK)]
    for journey in journeys:
        seen, others = False, 0
        for features, is_own in stays[journey.key]:
            if feature in features:
                seen = True
            elif is_own:
                others += 1
                if others <= LAST_LANDMARK:
                    had, had_not = landmarks[others - 1]
                    (had if seen else had_not).append(journey)
    return landmarks


def pooled(
    landmarks: list[tuple[list[Journey], list[Journey]]], lost: set[JourneyKey]
) -> tuple[float, float]:
    """Pool the differences of the shares lost, weighted by n1 n0 / n; give their standard error, too."""
    weights, differences = [], []
    for had, had_not in landmarks:
        is_empty = not had or not had_not
        weights.append(0.0 if is_empty else len(had) * len(had_not) / (len(had) + len(had_not)))
        differences.append(0.0 if is_empty else share_of(had, lost) - share_of(had_not, lost))
    total = sum(weights)
    if total == 0:
        return 0.0, 0.0
    influences: dict[JourneyKey, float] = defaultdict(float)
    for weight, (had, had_not) in zip(weights, landmarks):
        if weight > 0:
            for side, sign in ((had, 1), (had_not, -1)):
                share = share_of(side, lost)
                for journey in side:
                    own = (journey.key in lost) - share
                    influences[journey.key] += sign * weight / total * own / len(side)
    difference = sum(w * d for w, d in zip(weights, differences)) / total
    return difference, math.sqrt(math.fsum(i * i for i in influences.values()))


def share_of(side: list[Journey], lost: set[JourneyKey]) -> float:
    """Give the share of a side that is lost."""
    return sum(1 for journey in side if journey.key in lost) / len(side)


def is_enough(side: list[Journey]) -> bool:
    """Tell whether a side has enough customers to be tested."""
    return customers_of(side) >= TESTED_FROM


def raw_row(
    rule: str, feature: Feature, lost: list[Journey], kept: list[Journey], having: list[Journey]
) -> Row:
    """Count those that have the feature on both sides."""
    keys = {journey.key for journey in having}
    lost_with = sum(1 for journey in lost if journey.key in keys)
    kept_with = sum(1 for journey in kept if journey.key in keys)
    return {
        "rule": rule,
        "kind": feature[0],
        "name": feature[1],
        "value": feature[2],
        "lost_with": lost_with,
        "lost": len(lost),
        "kept_with": kept_with,
        "kept": len(kept),
        "lost_share": lost_with / len(lost) if lost else 0,
        "kept_share": kept_with / len(kept) if kept else 0,
        "q": None,
        "customers": customers_of(having),
    }


def p_of(deviate: float) -> float:
    """Give the two-sided chance of a deviate of the normal distribution."""
    return math.erfc(abs(deviate) / math.sqrt(2))


def false_discovery(chances: list[float]) -> list[float]:
    """Give Benjamini and Hochberg's adjusted p of each: the least p x m / rank at its rank or above."""
    ranked = sorted(chances)
    return [
        min(
            chance * len(ranked) / rank
            for rank, chance in enumerate(ranked, start=1)
            if chance >= own
        )
        for own in chances
    ]


def order(row: Row) -> tuple[Any, ...]:
    """Order the discoveries first, then by the size of the difference, then by name."""
    size = round(abs(row["difference"]), 9)
    return row["q"] > DISCOVERY, -size, row["kind"], row["name"], row["value"], row["rule"]
