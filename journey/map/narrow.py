"""The map for a phone: the stages below each other, the emotion curve running downwards."""

from collections.abc import Iterable

from journey.map.box import Box
from journey.map.captions import (
    counted,
    emotion_sentence,
    friction_sentence,
    outcome_sentence,
    short_valence,
    volume_sentence,
)
from journey.map.choice import StageChoice, choose_touchpoints
from journey.map.frame import Column
from journey.map.lanes.channels import HEIGHT as CHANNELS_HEIGHT
from journey.map.lanes.channels import mix
from journey.map.lanes.exits import HEIGHT as EXITS_HEIGHT
from journey.map.lanes.exits import exit_list
from journey.map.lanes.notes import HEIGHT as NOTES_HEIGHT
from journey.map.lanes.notes import notes_of
from journey.map.lanes.parts import SMALL, TINY
from journey.map.lanes.quotes import quote_height, quote_of
from journey.map.lanes.river import known, marker, outcome_cell, outcome_lines
from journey.map.lanes.satisfaction import PAD, n_width, rows_of
from journey.map.lettering import cut, text_width, wrapped
from journey.map.model import (
    LOW_BASE,
    Emotion,
    JourneyMap,
    StageColumn,
    Touchpoint,
    emotion_grade,
    extremes,
)
from journey.map.scene import Scene, Shape, cell, circle, line, path, rect, text
from journey.map.wide import LANES
from journey.model.cells import SCORES, Cell
from journey.model.theme import COMPARED, ON_COLOUR, point_colour, stage_hue
from journey.model.words import capital, count, percent

WIDTH, TOUCHPOINTS_PER_STAGE, TOUCHPOINTS_LIMIT = 360.0, 6, 27
HEAD, ROW = 54.0, 50.0
NAMES, LEFT, RIGHT = 150.0, 172.0, 348.0


def narrow_scene(
    journey_map: JourneyMap, hidden: tuple[str, ...] = (), pinned: tuple[tuple[str, str], ...] = ()
) -> Scene:
    """One block a stage, from its header to its notes; lanes as in the wide map."""
    max_reached = (
        max((known(stage.funnel, "reached") for stage in journey_map.stages), default=0) or 1
    )
    shapes, y = [], 0.0
    for part in choose_touchpoints(
        journey_map, min(TOUCHPOINTS_LIMIT, TOUCHPOINTS_PER_STAGE * len(journey_map.stages)), pinned
    ):
        inside, height = _block(journey_map, part, max_reached, hidden)
        shapes.append(
            Shape(
                "g",
                {"transform": f"translate(0,{y:.1f})", "region": capital(part.stage.name)},
                "",
                tuple(inside),
            )
        )
        y += height + 18
    return Scene(WIDTH, max(y - 18, 0) + 2, tuple(shapes))


def _block(
    journey_map: JourneyMap, part: StageChoice, max_reached: int, hidden: tuple[str, ...]
) -> tuple[list[Shape], float]:
    stage, column = part.stage, Column(part, 0, WIDTH, ())
    pieces: list[tuple[list[Shape], float]] = [(_head(stage, journey_map.unit), HEAD + 8)]
    if "river" not in hidden and stage.funnel["reached"]:
        pieces.append(_river(journey_map, stage, max_reached))
    if not {"emotion", "touchpoints"} <= set(hidden) and part.touchpoints:
        pieces.append(_rows(journey_map, part, hidden))
    if part.left_out and "touchpoints" not in hidden:
        pieces.append((_more(part, journey_map.events), 24.0))
    pieces += [_lane(name, column, journey_map.unit) for name in LANES if name not in hidden]
    shapes, y = [], 0.0
    for inside, height in pieces:
        if inside:
            shapes.append(Shape("g", {"transform": f"translate(0,{y:.1f})"}, "", tuple(inside)))
            y += height
    return shapes, y


def _head(stage: StageColumn, unit: str) -> list[Shape]:
    below = cut(stage.text, SMALL + 1, WIDTH - 24)
    return [
        cell(
            str(Cell("stage", stage.name)),
            f"Stage {outcome_sentence(stage, 'reached', unit)}",
            Box(0, 0, WIDTH, HEAD),
            [
                rect(0, 0, WIDTH, HEAD, fill=stage_hue(stage.index), rx=8),
                text(
                    12,
                    24,
                    cut(capital(stage.name), 18, WIDTH - 24, True),
                    18,
                    ON_COLOUR,
                    font_weight=600,
                ),
                text(12, 42, below, SMALL + 1, ON_COLOUR),
            ],
        )
    ]


def _river(
    journey_map: JourneyMap, stage: StageColumn, max_reached: int
) -> tuple[list[Shape], float]:
    """How much of the river is left, and what becomes of it."""
    if journey_map.compared:
        return _compared_river(journey_map, stage)
    row, column = stage.funnel, Column(StageChoice(stage, (), ()), 0, WIDTH, ())
    is_goal = stage.index == max(other.index for other in journey_map.stages)
    shapes: list[Shape] = [
        rect(0, 4, WIDTH, 18, fill="surface", rx=4),
        rect(
            0,
            4,
            max(2.0, WIDTH * known(row, "reached") / max_reached),
            18,
            fill=stage_hue(stage.index),
            fill_opacity=0.45,
            rx=4,
        ),
    ]
    words = counted(row["reached"], journey_map.unit)
    shapes.append(
        outcome_cell(
            column,
            "reached",
            journey_map.unit,
            Box(0, 26, text_width(words, 17, True) + 14, 24),
            [text(4, 43, words, 17, font_weight=600)],
        )
    )
    if row["advanced"] and not is_goal:
        share = row["conversion_rate"]
        onward = f"{count(row['advanced']) if share is None else percent(share)} go on ↓"
        room = text_width(onward, 13, True) + 12
        shapes.append(
            outcome_cell(
                column,
                "advanced",
                journey_map.unit,
                Box(WIDTH - room, 26, room, 24),
                [text(WIDTH - 4, 43, onward, 13, font_weight=600, text_anchor="end")],
            )
        )
    x, y = 0.0, 54.0
    for kind, line_text, size, colour in outcome_lines(row, is_goal):
        room = text_width(line_text, 13, True) + 14
        x, y = (0.0, y + 22) if x + room > WIDTH else (x, y)
        bold = {"font_weight": 600} if size > SMALL else {}
        shapes.append(
            outcome_cell(
                column,
                kind,
                journey_map.unit,
                Box(x, y, room, 20),
                [text(x + 4, y + 14, line_text, 13, colour, **bold)],
            )
        )
        x += room
    return shapes, y + 28


def _compared_river(journey_map: JourneyMap, stage: StageColumn) -> tuple[list[Shape], float]:
    first = dict(journey_map.stages[0].compared)
    shapes, group_texts = [], []
    for index, value in enumerate(journey_map.compared):
        row = dict(stage.compared).get(value)
        if row and value in first and first[value]["reached"]:
            share = row["reached"] / first[value]["reached"]
            words = f"{value}: {percent(share)} · {count(row['reached'])}"
            group_texts.append(words)
            y = 6 + 32 * index
            shapes += [
                rect(14, y, WIDTH - 14, 10, fill="surface", rx=3),
                rect(14, y, max(1.0, share * (WIDTH - 14)), 10, fill=COMPARED[index], rx=3),
                *marker(index, 6, y + 5, 4.5),
                text(
                    14,
                    y + 23,
                    cut(words, SMALL + 1, WIDTH - 20),
                    SMALL + 1,
                    COMPARED[index],
                    font_weight=600,
                ),
            ]
    sentence = f"{capital(stage.name)}: {'; '.join(group_texts)}"
    height = 12 + 32.0 * len(journey_map.compared)
    return [
        cell(str(Cell("reached", stage.name)), sentence, Box(0, 0, WIDTH, height - 4), shapes)
    ], height


def _rows(
    journey_map: JourneyMap, part: StageChoice, hidden: tuple[str, ...]
) -> tuple[list[Shape], float]:
    """A row a touchpoint: its name and volume on the left, on the right its point on the curve."""
    height = ROW * len(part.touchpoints)
    shapes: list[Shape] = []
    lowest, highest = extremes(journey_map)
    if "emotion" not in hidden:
        shapes += [
            rect(LEFT - 12, 0, RIGHT - LEFT + 24, height + 16, fill="surface", rx=8),
            *_axis(part, height),
        ]
        shapes += _curves(journey_map, part)
    for index, touchpoint in enumerate(part.touchpoints):
        y = index * ROW
        shapes += _names(journey_map, touchpoint, y, hidden)
        if "emotion" not in hidden:
            mark = (
                "LOWEST " if touchpoint is lowest else "HIGHEST " if touchpoint is highest else ""
            )
            shapes.append(_emotion_point(touchpoint, y + ROW / 2, mark, bool(journey_map.compared)))
    return shapes, height + 24


def _valence_x(valence: float) -> float:
    return LEFT + (RIGHT - LEFT) * (valence + 1) / 2


def _axis(part: StageChoice, height: float) -> Iterable[Shape]:
    yield line(
        _valence_x(0),
        2,
        _valence_x(0),
        height,
        stroke="line",
        stroke_dasharray="3 4",
        stroke_width=1,
    )
    for valence, words, anchor in ((-1, "−1 bad", "start"), (1, "+1 good", "end")):
        yield text(
            _valence_x(valence) + (-6 if valence < 0 else 6),
            height + 12,
            words,
            TINY,
            "muted",
            text_anchor=anchor,
        )
    if part.stage.expected is not None:
        yield line(
            _valence_x(part.stage.expected),
            2,
            _valence_x(part.stage.expected),
            height,
            stroke="muted",
            stroke_dasharray="5 4",
            stroke_width=1.3,
        )


def _curves(journey_map: JourneyMap, part: StageChoice) -> list[Shape]:
    if journey_map.compared:
        return [
            shape
            for index, value in enumerate(journey_map.compared)
            for shape in _curve(
                [
                    (row, dict(touchpoint.compared).get(value))
                    for row, touchpoint in enumerate(part.touchpoints)
                ],
                COMPARED[index],
                ("none", "7 4", "2 3")[index],
            )
        ] + [
            shape
            for row, touchpoint in enumerate(part.touchpoints)
            for index, value in enumerate(journey_map.compared)
            for name, emotion in touchpoint.compared
            if name == value and emotion.is_shown
            for shape in marker(
                index,
                _valence_x(emotion.mean_valence),
                ROW * (row + 0.5),
                5,
                emotion_grade(emotion) != LOW_BASE,
            )
        ]
    return _curve(
        [(row, touchpoint.emotion) for row, touchpoint in enumerate(part.touchpoints)],
        "ink",
        "none",
    )


def _curve(emotions: list[tuple[int, Emotion | None]], colour: str, dash: str) -> list[Shape]:
    points = [
        (_valence_x(emotion.mean_valence), ROW * (row + 0.5))
        for row, emotion in emotions
        if emotion and emotion.is_shown
    ]
    if len(points) < 2:
        return []
    d = f"M{points[0][0]:.1f},{points[0][1]:.1f}" + "".join(
        f"C{x1:.1f},{(y1 + y2) / 2:.1f} {x2:.1f},{(y1 + y2) / 2:.1f} {x2:.1f},{y2:.1f}"
        for (x1, y1), (x2, y2) in zip(points, points[1:])
    )
    return [path(d, fill="none", stroke=colour, stroke_width=2, stroke_dasharray=dash)]


def _names(
    journey_map: JourneyMap, touchpoint: Touchpoint, y: float, hidden: tuple[str, ...]
) -> list[Shape]:
    room = NAMES - 4
    name = wrapped(touchpoint.name, 12.5, room, 2, True)
    channel = (touchpoint.channels[0][0] if touchpoint.channels else None) or "no channel"
    sentence = volume_sentence(touchpoint, journey_map.events)
    top = y + (15 if len(name) > 1 else 19)
    shapes = [
        cell(
            str(Cell("passes", touchpoint.stage, touchpoint.name)),
            sentence,
            Box(0, y + 1, NAMES, ROW - 18),
            [
                *[
                    text(2, top + 13 * index, words, 12.5, font_weight=600)
                    for index, words in enumerate(name)
                ]
            ],
        )
    ]
    below = f"{count(touchpoint.events)} · {channel}"
    if touchpoint.friction and "friction" not in hidden:
        words = f"{count(touchpoint.friction.journeys_lost)} lost"
        badge_width = text_width(words, SMALL, True) + 8
        shapes.append(
            cell(
                str(Cell("lost", touchpoint.stage, touchpoint.name)),
                friction_sentence(touchpoint, journey_map.unit),
                Box(NAMES - badge_width, y + ROW - 16, badge_width, 15),
                [
                    text(
                        NAMES - 4,
                        y + ROW - 5,
                        words,
                        SMALL,
                        "negative",
                        font_weight=600,
                        text_anchor="end",
                    )
                ],
            )
        )
        room -= badge_width + 4
    return [*shapes, text(2, y + ROW - 5, cut(below, SMALL, room), SMALL, "muted")]


def _emotion_point(touchpoint: Touchpoint, y: float, mark: str, is_compared: bool) -> Shape:
    emotion, name = touchpoint.emotion, str(Cell("valence", touchpoint.stage, touchpoint.name))
    box = Box(LEFT - 10, y - ROW / 2 + 2, RIGHT - LEFT + 20, ROW - 4)
    sentence = emotion_sentence(touchpoint)
    if is_compared:
        return cell(name, sentence, box, [])
    if emotion is None or not emotion.is_shown:
        return cell(
            name,
            sentence,
            box,
            [
                circle(
                    _valence_x(0),
                    y,
                    4,
                    fill="surface",
                    stroke="muted",
                    stroke_width=1.2,
                    stroke_dasharray="2 2",
                ),
                text(_valence_x(0) + 10, y + 4, "too few", SMALL, "muted"),
            ],
        )
    x, is_low = _valence_x(emotion.mean_valence), emotion_grade(emotion) == LOW_BASE
    colour = point_colour(emotion.mean_valence)
    words = mark + (emotion.label or "") + (f" few, n {count(emotion.n)}" if is_low else "")
    is_right = x < (LEFT + RIGHT) / 2
    room = (RIGHT + 8 - x - 20) if is_right else (x - 20 - LEFT + 8)
    shapes = (
        [
            line(
                _valence_x(emotion.low),
                y,
                _valence_x(emotion.high),
                y,
                stroke="ink",
                stroke_width=1.4,
            )
        ]
        if emotion.low is not None
        else []
    )
    shapes += [
        circle(
            x,
            y,
            13,
            fill="background" if is_low else colour,
            stroke=colour if is_low else "background",
            stroke_width=2,
        ),
        text(
            x,
            y + 4,
            short_valence(emotion),
            SMALL,
            "ink" if is_low else ON_COLOUR,
            font_weight=600,
            text_anchor="middle",
        ),
    ]
    if words.strip():
        bold = {"font_weight": 600} if mark else {}
        shown = cut(words.strip(), SMALL, room, bool(mark))
        label_width = text_width(shown, SMALL, bool(mark))
        shapes += [
            rect(
                x + 16 if is_right else x - 20 - label_width,
                y - 8,
                label_width + 4,
                16,
                fill="surface",
            ),
            text(
                x + 18 if is_right else x - 18,
                y + 4,
                shown,
                SMALL,
                "ink",
                text_anchor="start" if is_right else "end",
                **bold,
            ),
        ]
    return cell(name, sentence, box, shapes)


def _more(part: StageChoice, all_events: int) -> list[Shape]:
    share = (
        percent(sum(touchpoint.events for touchpoint in part.left_out) / all_events)
        if all_events
        else "–"
    )
    words = f"+{len(part.left_out)} more touchpoints · {share} of events"
    return [
        cell(
            str(Cell("more", part.stage.name)),
            words,
            Box(0, 0, WIDTH, 22),
            [text(2, 15, words, 12.5, "accent", font_weight=600)],
        )
    ]


def _lane(name: str, column: Column, unit: str) -> tuple[list[Shape], float]:
    """The lanes that a phone shows as the desk does, on the whole width."""
    stage = column.stage
    if name == "channels" and stage.events:
        return [mix(column)], CHANNELS_HEIGHT + 4
    if name == "satisfaction" and stage.figures:
        metrics = [
            metric for metric in SCORES if any(figure.metric == metric for figure in stage.figures)
        ]
        n_room = max(map(n_width, stage.figures))
        height = 2 * PAD + 23.0 * len(metrics)
        box = rect(0, 0, WIDTH, height, fill="background", stroke="line", stroke_width=1, rx=8)
        return [box, *rows_of(column, metrics, 23.0, n_room)], height + 8
    if name == "quotes" and stage.quote:
        return [quote_of(column)], quote_height(column) + 8
    if name == "exits" and stage.exits:
        return [
            text(0, 12, "Leave from", 12.5, font_weight=600),
            Shape("g", {"transform": "translate(0,20)"}, "", (exit_list(column, unit),)),
        ], (EXITS_HEIGHT + 24)
    if name == "notes" and stage.notes:
        return [notes_of(column)], NOTES_HEIGHT
    return [], 0.0
