"""How customers are served in each stage, and whether promised times are kept."""

from typing import TYPE_CHECKING

from journey.data.views.rows import PROMISES, SERVICE_MODES
from journey.exhibit.chart import Axis, Bars, Series
from journey.exhibit.exhibit import Exhibit, Nothing
from journey.exhibit.friction.missing import lacks_field, nobody
from journey.exhibit.ref import Ref
from journey.exhibit.series import share_series
from journey.exhibit.source import AnswerSource
from journey.model.definition import UNASSIGNED
from journey.model.metrics import SERVICE_MODES as MODES
from journey.model.words import count, duration, percent
from journey.presenters.friction.places import names

if TYPE_CHECKING:
    from journey.data.views.rows import PromisesTold, ServiceModesTold

NAME, PROMISED = "Service mode by stage", "Promised times"
COLOURS = dict(zip(MODES, ("accent", "warm", "positive"), strict=True))


def service_modes(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """By stage the share of events served so."""
    answer = source.ask(SERVICE_MODES)
    words = answer.definitions["service_mode"]
    if missing := lacks_field(ref, NAME, words):
        return missing
    rows = [row for row in answer.rows if row["stage"] is not None and row["share"] is not None]
    if not rows:
        return Nothing(ref, NAME, source.too_few)
    stages = list(dict.fromkeys(str(row["stage"]) for row in rows))
    modes = [
        *MODES,
        *(
            mode
            for mode in dict.fromkeys(str(row["service_mode"]) for row in rows)
            if mode not in MODES
        ),
    ]
    by_place = {(row["stage"], row["service_mode"]): row for row in rows}
    drawn = [mode for mode in modes if any((stage, mode) in by_place for stage in stages)]
    return Exhibit(
        ref,
        "figure",
        _title(rows),
        "Of a stage's events with a service mode, the share where customers serve themselves, or a machine or a person does.",
        Bars(
            tuple(stages),
            tuple(
                Series(
                    mode,
                    COLOURS.get(mode, "muted"),
                    tuple(_share(by_place.get((stage, mode))) for stage in stages),
                    tuple(_words(by_place.get((stage, mode))) for stage in stages),
                )
                for mode in drawn
            ),
            Axis("share of the stage's events", "share", (0.0, 1.0)),
            tuple(_expected(rows, stage) for stage in stages),
        ),
        (answer,),
        sum(row["events"] or 0 for row in rows),
        "event",
        "For each stage, the share of events by service mode.",
        (
            "Expected: what the journey definition says of the stage; it can be changed under Define on the Data screen.",
        ),
    )


def _title(rows: "list[ServiceModesTold]") -> str:
    """The stage that is furthest from what is expected there; else that all are as expected."""
    most: dict[str | None, ServiceModesTold] = {}
    for row in rows:
        if row["stage"] == UNASSIGNED:
            continue
        best = most.get(row["stage"])
        if best is None or (row["share"] or 0) > (best["share"] or 0):
            most[row["stage"]] = row
    if not most:
        return f"{NAME}: no event has a stage"
    if not any(row["expected_service_mode"] for row in rows):
        return f"{_most(max(most.values(), key=lambda row: row['events'] or 0))}; no stage has an expected service mode"
    other = [
        row
        for row in most.values()
        if row["expected_service_mode"] and row["service_mode"] != row["expected_service_mode"]
    ]
    if not other:
        return "In each stage with an expected service mode, that is the largest part"
    first = max(other, key=lambda row: row["share"] or 0)
    return f"{_most(first)}; the definition expects {first['expected_service_mode']}"


def _most(row: "ServiceModesTold") -> str:
    part = "most" if (row["share"] or 0) > 0.5 else "the largest part"
    return f"In {row['stage']} {part} is {row['service_mode']} ({percent(row['share'])})"


def _share(row: "ServiceModesTold | None") -> float | None:
    return None if row is None else row["share"]


def _words(row: "ServiceModesTold | None") -> str:
    return "" if row is None else percent(row["share"])


def _expected(rows: "list[ServiceModesTold]", stage: str) -> str:
    expected = next((row["expected_service_mode"] for row in rows if row["stage"] == stage), None)
    return f"expected: {expected}" if expected else ""


def promises(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """At each touchpoint that promises a time, how many promises are kept, kept late, and not seen to be kept."""
    answer = source.ask(PROMISES)
    words = answer.definitions["kept_promise"]
    if missing := lacks_field(ref, PROMISED, words):
        return missing
    rows = [
        row for row in answer.rows if row["stage"] is not None and row["kept_promise"] is not None
    ]
    if not rows:
        return nobody(ref, PROMISED, source, answer, "No time is promised under these filters.")
    worst = min(rows, key=lambda row: row["kept_promise"] or 0)
    return Exhibit(
        ref,
        "figure",
        f"{worst['touchpoint']} keeps {percent(worst['kept_promise'])} of its {count(worst['kept_promise_n'])} promised times",
        "Of the promised times that can be judged, the share kept by then, kept later, and not seen to be kept.",
        Bars(
            names(rows),
            tuple(
                share_series(name, colour, rows, figure)
                for name, figure, colour in (
                    ("kept", "kept_promise", "positive"),
                    ("kept late", "late_promise", "warm"),
                    ("not kept", "unkept_promise", "negative"),
                )
            ),
            Axis("share of promised times", "share", (0.0, 1.0)),
            tuple(_late(row) for row in rows),
        ),
        (answer,),
        sum(row["promised"] or 0 for row in rows),
        "promise",
        "For each touchpoint that promises a time, the share kept, kept late and not kept.",
        (f"Kept: {words}.",),
    )


def _late(row: "PromisesTold") -> str:
    """How many there are, and how late the late ones are."""
    late = row["median_delay_seconds"]
    delay = "" if late is None else f", half of the late by {duration(late)} or less"
    return f"n {count(row['kept_promise_n'])}{delay}"
