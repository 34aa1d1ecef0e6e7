"""The touchpoints of the map from the answers, by stage."""

from collections.abc import Mapping

from journey.data.ask import AnyRow
from journey.map.answers import MapAnswers
from journey.map.causes import largest_causes
from journey.map.model import Emotion, Friction, Touchpoint
from journey.model.metrics import METRIC_NUMBERS, SCORE_VALENCE
from journey.model.small_numbers import FULL
from journey.model.vocabulary import words_in_force

Rows = list[AnyRow]
Order = Mapping[tuple[str, str], float]
SEVERAL = "several stages"  # of small groups that shared mode has put together over stages


def touchpoints_by_stage(answers: MapAnswers, order: Order) -> dict[str, list[Touchpoint]]:
    """By stage, in the order in which journeys first pass them: all with an event, or with a journey lost, in the selection."""
    emotions = emotions_by_cell(answers.rows("emotions"), answers.rows("labels"))
    compared = {value: emotions_by_cell(rows, []) for value, rows in answers.curves.items()}
    frictions = {
        (row["stage"], row["touchpoint"]): Friction(
            row["journeys_lost"], row["score"], row["rank"], row
        )
        for row in answers.rows("friction")
    }
    causes = _causes(answers)
    volumes: dict[tuple[str, str], Rows] = {
        cell: [] for cell, friction in frictions.items() if friction.journeys_lost
    }
    for row in answers.rows("volume"):
        volumes.setdefault((row["stage"] or SEVERAL, row["touchpoint"]), []).append(row)
    by_stage: dict[str, list[Touchpoint]] = {}
    for cell, rows in volumes.items():
        groups = tuple((value, cells[cell]) for value, cells in compared.items() if cell in cells)
        events = sum(row["events"] or 0 for row in rows)
        by_stage.setdefault(cell[0], []).append(
            Touchpoint(
                *cell,
                events,
                _by_channel(rows),
                order.get(cell, 0),
                emotions.get(cell),
                frictions.get(cell),
                groups,
                causes.get(cell, ()),
            )
        )
    return {
        stage: sorted(inside, key=lambda touchpoint: (touchpoint.order, touchpoint.name))
        for stage, inside in by_stage.items()
    }


def _causes(answers: MapAnswers) -> dict[tuple[str, str], tuple[str, ...]]:
    """What surely sets those who left a touchpoint apart, in two short lines; nothing where leaving is not told."""
    if "leaving" not in answers.answers or not words_in_force().tells_leaving:
        return {}
    by_attribute: dict[str, Rows] = {}
    for row in answers.rows("leaving"):
        named = {**row, row["attribute"]: row["value"]}
        by_attribute.setdefault(row["attribute"], []).append(named)
    return {cell: cause.lines() for cell, cause in largest_causes(by_attribute).items()}


def _by_channel(rows: Rows) -> tuple[tuple[str | None, int], ...]:
    return tuple(
        sorted(
            ((row["channel"], row["events"]) for row in rows if row["events"]),
            key=lambda pair: (-pair[1], pair[0] or ""),
        )
    )


def emotions_by_cell(sentiment_rows: Rows, label_rows: Rows) -> dict[tuple[str, str], Emotion]:
    """The emotion at each (stage, touchpoint), and the label that most events carry.

    Of what was recorded and what scores say, the first that rests on 30 customers, else the first that is told at all.
    """
    top_labels: dict[tuple[str, str], AnyRow] = {}
    for row in label_rows:
        cell = (row["stage"], row["touchpoint"])
        if row["emotion"] is not None and (
            cell not in top_labels or (row["events"] or 0) > (top_labels[cell]["events"] or 0)
        ):
            top_labels[cell] = row
    sources: dict[tuple[str, str], list[AnyRow]] = {}
    for row in sorted(sentiment_rows, key=lambda row: METRIC_NUMBERS[row["metric"]]):
        if row["definition"].startswith("mean"):
            sources.setdefault((row["stage"], row["touchpoint"]), []).append(row)
    return {
        cell: _emotion(rows, top_labels.get(cell, {}).get("emotion"))
        for cell, rows in sources.items()
    }


def _emotion(sources: Rows, label: str | None) -> Emotion:
    """The emotion by one of its sources, of which those recorded come first."""
    full = next((row for row in sources if row["base"] == FULL), None)
    row = full or next((row for row in sources if row["value"] is not None), sources[0])
    is_by_scores = row["metric"] == SCORE_VALENCE
    others = sum(other["n"] or 0 for other in sources if other is not row)
    named = None if is_by_scores else label
    return Emotion(
        row["value"],
        row["low"],
        row["high"],
        row["n"],
        named,
        row["base"],
        is_by_scores,
        others,
    )
