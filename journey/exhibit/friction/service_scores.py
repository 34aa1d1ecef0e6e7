"""What comes of each service mode, by stage: cases resolved, and good answers."""

from collections.abc import Mapping, Sequence

from journey.data.ask import AnyRow
from journey.data.views.rows import SERVICE_MODES
from journey.exhibit.chart import Axis, Dots
from journey.exhibit.exhibit import TOO_FEW, Exhibit, Nothing
from journey.exhibit.friction.missing import lacks_field
from journey.exhibit.ref import Ref
from journey.exhibit.series import share_series
from journey.exhibit.source import AnswerSource
from journey.model.vocabulary import METRICS
from journey.model.words import count, percent

NAME = "What comes of each service mode"
RESOLVED, ASKED = "resolved", ("csat", "ces")
COLOURS = {RESOLVED: "accent", "csat": "positive", "ces": "warm"}
UNTOLD = {"share": None, "share_low": None, "share_high": None, "share_n": None}
Place = tuple[str, str]  # stage and service mode
Shares = Mapping[Place, AnyRow]


def service_scores(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """Of the cases whose first event was served so the share resolved, of the answers the share that is good."""
    modes = source.ask(SERVICE_MODES)
    if missing := lacks_field(ref, NAME, modes.definitions["service_mode"]):
        return missing
    scores = source.ask("satisfaction", by=("stage", "service_mode"), metrics=ASKED)
    found = {RESOLVED: _resolved(modes.rows), **{name: _good(scores.rows, name) for name in ASKED}}
    told = {name: shares for name, shares in found.items() if shares}
    places = [
        place
        for place in map(_place, modes.rows)
        if any(place in shares for shares in told.values())
    ]
    if not places:
        return Nothing(ref, NAME, TOO_FEW, (modes, scores))
    return Exhibit(
        ref,
        "figure",
        _title(told),
        "By stage and service mode: of the cases that began so, the share resolved; of the answers there, the share that is good.",
        Dots(
            tuple(f"{stage}: {mode}" for stage, mode in places),
            tuple(
                share_series(
                    _called(name),
                    COLOURS[name],
                    [shares.get(place, UNTOLD) for place in places],
                    "share",
                )
                for name, shares in told.items()
            ),
            Axis("share, 95 % interval", "share", (0.0, 1.0)),
            tuple(_counts(told, place) for place in places),
        ),
        (modes, scores),
        None,
        "event",
        "For each stage and service mode, the share of cases resolved and of answers that are good, with 95 % intervals.",
        (
            "The title names the two of one stage that are furthest apart and whose intervals do not meet.",
            f"Resolved: {modes.definitions['resolved']}.",
            *(
                f"{next(iter(told[name].values()))['definition']}."
                for name in ASKED
                if name in told
            ),
        ),
    )


def _place(row: AnyRow) -> Place:
    return row["stage"] or "", row["service_mode"] or ""


def _resolved(rows: Sequence[AnyRow]) -> Shares:
    return {
        _place(row): {
            "share": row["resolved"],
            **{f"share_{end}": row[f"resolved_{end}"] for end in ("low", "high", "n")},
        }
        for row in rows
        if row["resolved"] is not None
    }


def _good(rows: Sequence[AnyRow], metric: str) -> Shares:
    """The shares of good answers, by the metric's first definition that is a share; none where there is no such one."""
    shares = [
        row
        for row in rows
        if row["metric"] == metric and not str(row["definition"]).startswith("mean")
    ]
    return {
        _place(row): {
            "share": row["value"],
            **{f"share_{end}": row[end] for end in ("low", "high", "n")},
            "definition": row["definition"],
        }
        for row in shares
        if row["definition"] == shares[0]["definition"]
        and row["service_mode"]
        and row["value"] is not None
    }


def _called(name: str) -> str:
    return RESOLVED if name == RESOLVED else METRICS[name].noun


def _counts(told: Mapping[str, Shares], place: Place) -> str:
    ns = [(name, shares[place]["share_n"]) for name, shares in told.items() if place in shares]
    return ", ".join(
        f"{count(n)} {'cases' if name == RESOLVED else _called(name)}" for name, n in ns
    )


def _title(told: Mapping[str, Shares]) -> str:
    """The two modes of one stage that are furthest apart, beyond their intervals; else that none are."""
    pairs = [
        (low["share"] - high["share"], name, one, other)
        for name, shares in told.items()
        for one, low in shares.items()
        for other, high in shares.items()
        if one[0] == other[0] and low["share_high"] < high["share_low"]
    ]
    if not pairs:
        return "In no stage do two service modes surely differ in what comes of them"
    _, name, one, other = min(pairs)
    shares = told[name]
    figure = "of cases are resolved" if name == RESOLVED else f"of {_called(name)} answers are good"
    return (
        f"In {one[0]} {percent(shares[one]['share'])} {figure} with {one[1]}, "
        f"{percent(shares[other]['share'])} with {other[1]}"
    )
