"""Runs of a timeline: events at one touchpoint, one after the other, that stand as one row."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from journey.map.one_customer import Event, lowest

AT_WORST = "{} at worst"


def folded(events: Iterable[Event], silence: float) -> list[Event]:
    """The events with each run as one.

    A run stays in one touchpoint and stage. It ends at a gap of `silence` seconds, and before and after an event that has a
    comment, a score or revenue: these stand on their own.
    """
    runs: list[list[Event]] = []
    for event in events:
        if runs and _goes_on(runs[-1][-1], event, silence):
            runs[-1].append(event)
        else:
            runs.append([event])
    return [_as_one(run) if run[1:] else run[0] for run in runs]


def _goes_on(before: Event, event: Event, silence: float) -> bool:
    is_same = (before.touchpoint, before.stage) == (event.touchpoint, event.stage)
    return is_same and _is_quiet(before) and _is_quiet(event) and (event.gap or 0) < silence


def _is_quiet(event: Event) -> bool:
    return not (event.comment or event.scores or event.revenue is not None)


def _as_one(run: Sequence[Event]) -> Event:
    """The first event with the time of the last, all channels, and how it felt at worst."""
    worst = lowest(run)
    emotions = {event.emotion for event in run if event.emotion}
    emotion = worst.emotion if worst else min(emotions, default="")
    return replace(
        run[0],
        times=len(run),
        until=run[-1].at,
        channel=", ".join(dict.fromkeys(event.channel for event in run if event.channel)),
        emotion=AT_WORST.format(emotion) if emotion and len(emotions) > 1 else emotion,
        valence=worst.valence if worst else None,
        seconds=None,
    )
