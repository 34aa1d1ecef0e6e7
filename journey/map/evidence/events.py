"""Evidence on the events of a touchpoint or a stage: how many, through which channels, at which touchpoints."""

from journey.map.captions import counted, volume_sentence
from journey.map.evidence.context import CellText, Context, nouns, table
from journey.map.evidence.panel_data import Table
from journey.map.grades import MEASURED, NOTHING
from journey.map.model import StageColumn, Touchpoint
from journey.model.cells import Cell
from journey.model.words import count, percent, signed


def volume_text(touchpoint: Touchpoint, context: Context) -> CellText:
    sentence = volume_sentence(touchpoint, context.journey_map.events)
    return _text(sentence, touchpoint.events, _channel_table(touchpoint), context)


def channels_text(stage: StageColumn, context: Context) -> CellText:
    sentence = f"{counted(stage.events, 'event')} in {stage.name}, by channel."
    return _text(sentence, stage.events, _channel_table(stage), context)


def touchpoints_text(stage: StageColumn, context: Context) -> CellText:
    points = sorted(stage.touchpoints, key=lambda point: -point.events)
    sentence = f"All {counted(len(points), 'touchpoint')} of {stage.name}, the busiest first."
    rows = [_line(point, context.journey_map.events) for point in points]
    shown: Table = {
        "columns": [
            *nouns("volume", "touchpoint", "events"),
            "share of all",
            *nouns("touchpoints", "mean_valence"),
            *nouns("friction", "journeys_lost"),
        ],
        "rows": rows,
        "more": 0,
        "links": [_link(point) for point in points],
    }
    return _text(sentence, stage.events, shown, context)


def _text(sentence: str, events: int, shown: Table, context: Context) -> CellText:
    answer = context.answers.answers["volume"]
    definition = answer.definitions["events"]
    evidence_grade = MEASURED if events else NOTHING
    return CellText(sentence, definition, "events", evidence_grade, shown, answer.command)


def _channel_table(part: Touchpoint | StageColumn) -> Table:
    rows = [
        [name or "none", count(events), percent(events / part.events)]
        for name, events in part.channels
    ]
    return table(nouns("volume", "channel", "events", "share"), rows)


def _line(point: Touchpoint, all_events: int) -> list[str]:
    emotion, friction = point.shown_emotion, point.friction
    return [
        point.name,
        count(point.events),
        percent(point.events / all_events),
        signed(emotion.valence, 2) if emotion else "–",
        count(friction.journeys_lost) if friction else "–",
    ]


def _link(point: Touchpoint) -> str:
    kind = point.emotion.kind if point.emotion else "passes"
    return str(Cell(kind, point.stage, point.name))
