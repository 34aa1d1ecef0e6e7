"""Findings on the map: the words below a touchpoint's losses, its sentence, and the slot that the headline speaks of."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from journey.map.evidence.cause import LOSS, NEUTRAL
from journey.map.evidence.panel_data import Cause, CellPanel
from journey.map.model import JourneyMap, StageColumn, Touchpoint
from journey.model.cells import Cell
from journey.model.finding import (
    ALSO,
    BEFORE,
    DROP_OFF,
    FROM,
    HEAD,
    NEXT,
    PATH,
    VALENCE,
    WHERE,
    cell_of,
)
from journey.model.vocabulary import METRICS, noun, words_in_force
from journey.model.words import capital, percent, signed

Row = Mapping[str, Any]  # of the view `findings`
Place = tuple[str, str]
OF_TOUCHPOINT = (
    "passes",
    "lost",
)  # cells whose evidence begins with whatever was found at their touchpoint
LEADING = (HEAD, ALSO, WHERE)  # what evidence begins with
OF_STAGE = ("stage", "reached", "dropped_off")


def with_findings(journey_map: JourneyMap, rows: Iterable[Row]) -> JourneyMap:
    """The map with the first bad news of each touchpoint, and the first finding of all as the place that stands out."""
    rows = [row for row in rows if row["role"] in (HEAD, ALSO)]
    first_of: dict[Place, Row] = {}
    for row in rows:
        if row["touchpoint"] and row["news"] == "bad" and row["measure"] != NEXT:
            first_of.setdefault((row["stage"], row["touchpoint"]), row)
    first = next((row for row in rows if row["role"] == HEAD), None)
    return replace(
        journey_map,
        stages=tuple(_stage(stage, first_of) for stage in journey_map.stages),
        marked=(first["stage"], first["touchpoint"] or "") if first else journey_map.marked,
    )


def _stage(stage: StageColumn, first_of: Mapping[Place, Row]) -> StageColumn:
    touchpoints = tuple(
        _touchpoint(touchpoint, first_of.get((stage.name, touchpoint.name)))
        for touchpoint in stage.touchpoints
    )
    return replace(stage, touchpoints=touchpoints)


def _touchpoint(touchpoint: Touchpoint, row: Row | None) -> Touchpoint:
    if row is None:
        return touchpoint
    return replace(touchpoint, finding_lines=short_lines(row), finding=f"{row['sentence']}.")


def short_lines(row: Row) -> tuple[str, str]:
    """Whom and when, and how they fare there: ('bargain hunter', '63 % come back'), ('since Oct', 'feeling −0.37')."""
    return _whom(row), _fares(row)


def _whom(row: Row) -> str:
    if row["first_day"]:
        days = _days(row["first_day"], row["last_day"])
        return f"{row['value']}, {days}" if row["value"] else days
    if row["family"] == PATH:
        sign = {BEFORE: "had", FROM: "after"}.get(row["attribute"], "began at")
        return f"{sign} {row['value']}"
    return str(row["value"])


def _days(first: str, last: str | None) -> str:
    """'since 29 Sep', '5–25 May', '3 Nov – 7 Dec'."""
    begun = date.fromisoformat(first)
    if not last:
        return f"since {begun.day} {begun:%b}"
    ended = date.fromisoformat(last)
    if (begun.year, begun.month) == (ended.year, ended.month):
        return f"{begun.day}–{ended.day} {ended:%b}"
    return f"{begun.day} {begun:%b} – {ended.day} {ended:%b}"


def _fares(row: Row) -> str:
    measure, value = row["measure"], row["inside"]
    if measure == VALENCE:
        return f"feeling {signed(value, 1)}"
    if measure in METRICS:
        written = signed(value) if measure == "nps" else percent(value)
        return f"{METRICS[measure].noun} {written}"
    return f"{percent(value)} {noun(measure)}"


def beginning_with(panel: CellPanel, cell: Cell, rows: Iterable[Row]) -> CellPanel:
    """The evidence of a cell with the first finding of it on top, in place of what differs most there."""
    own = next((row for row in rows if row["role"] in LEADING and _is_of(row, cell)), None)
    return {**panel, "cause": _cause(own)} if own else panel


def _is_of(row: Row, cell: Cell) -> bool:
    if cell_of(row) == cell:
        return True
    if (row["stage"], row["touchpoint"] or "") != (cell.stage, cell.touchpoint):
        return False
    return cell.kind in OF_TOUCHPOINT or (cell.kind in OF_STAGE and row["measure"] == DROP_OFF)


def _cause(row: Row) -> Cause:
    figure, _, usual = str(row["title"]).rpartition(", ")
    is_bad = row["news"] == "bad" and words_in_force().tells_leaving
    return {
        "lines": [f"{figure},", usual],
        "note": f"{capital(row['detail'])}.",
        "role": LOSS if is_bad else NEUTRAL,
        "definition": "What stands on top is a finding: it holds against all comparisons of its family.",
    }
