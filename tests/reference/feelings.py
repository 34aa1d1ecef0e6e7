"""Views of emotions and quotes."""

from __future__ import annotations

from collections.abc import Iterable

from tests.reference.groups import grouped
from tests.reference.intervals import by_customer, valence_columns
from tests.reference.lists import age
from tests.reference.log import Event, Filters, Log, Row


def emotions(log: Log, filters: Filters, by: list[str]) -> list[Row]:
    """Give a row per group and emotion label, and one per group over any feeling."""
    rows = []
    for values, events in grouped(log, filters, by).items():
        feeling = [e for e in events if e.emotion is not None or e.valence is not None]
        if not feeling:
            continue
        labelled = [e for e in events if e.emotion is not None]
        group = dict(zip(by, values))
        for label in sorted({e.emotion for e in labelled}):
            own = [e for e in labelled if e.emotion == label]
            rows.append({**group, **emotion_row(label, own, len(own) / len(labelled))})
        rows.append({**group, **emotion_row(None, feeling, None)})
    return rows


def emotion_row(label: str | None, events: list[Event], share: float | None) -> Row:
    """Work out the figures of the events with one label, or with any feeling."""
    answers, mean, low, high = valence_columns(events)
    recorded = sum(1 for event in events if event.valence_recorded)
    return {
        "emotion": label,
        "events": len(events),
        "customers": len({event.customer for event in events}),
        "share": share,
        "mean_valence": mean,
        "low": low,
        "high": high,
        "n": len(answers),
        "valence_customers": len(by_customer(answers)),
        "recorded_share": recorded / len(answers) if answers else None,
    }


def quotes(log: Log, filters: Filters, by: Iterable[str]) -> list[Row]:
    """Give each group with a comment the one that speaks for it."""
    by = list(by)
    rows = []
    for values, own in grouped(log, filters, by).items():
        commented = [event for event in own if event.comment is not None]
        if not commented:
            continue
        mean = valence_columns(own)[1]
        chosen = telling(commented, mean)
        rows.append(
            {
                **dict(zip(by, values)),
                "quote": chosen.comment,
                "valence": chosen.valence,
                "occurred_at": chosen.at,
                "touchpoint": chosen.touchpoint,
                "channel": chosen.channel,
                "comments": len(commented),
                "customers": len({event.customer for event in commented}),
                "mean_valence": mean,
            }
        )
    return rows


def telling(commented: list[Event], mean: float | None) -> Event:
    """Choose the event nearest the mean, the newest of equals, or the newest if none has a valence."""
    felt = [event for event in commented if event.valence is not None]
    if not felt:
        return max(commented, key=age)
    nearest = min(round(abs(event.valence - mean), 9) for event in felt)
    equals = [event for event in felt if round(abs(event.valence - mean), 9) == nearest]
    return max(equals, key=age)
