"""The map for a phone: the stages below each other, the emotion curve running downwards."""

from collections.abc import Iterable

from journey.charts.theme import COMPARED, ON_COLOUR, point_colour, stage_hue
from journey.map.captions import (
    capital,
    counted,
    feeling_sentence,
    outcome_sentence,
    pain_sentence,
    short_feeling,
    volume_sentence,
)
from journey.map.choice import Drawn, drawn
from journey.map.frame import Column
from journey.map.lanes.channels import HEIGHT as CHANNELS_HEIGHT
from journey.map.lanes.channels import mix
from journey.map.lanes.exits import HEIGHT as EXITS_HEIGHT
from journey.map.lanes.exits import exit_list
from journey.map.lanes.notes import HEIGHT as NOTES_HEIGHT
from journey.map.lanes.notes import notes_of
from journey.map.lanes.parts import SMALL, TINY
from journey.map.lanes.quotes import quote_height, quote_of
from journey.map.lanes.river import known, marker, outcome_cell, said
from journey.map.lanes.satisfaction import PAD, n_width, rows_of
from journey.map.lettering import cut, width, wrapped
from journey.map.model import (
    LOW_BASE,
    Emotion,
    JourneyMap,
    StageColumn,
    Touchpoint,
    extremes,
    feeling_grade,
)
from journey.map.scene import Scene, Shape, cell, circle, line, path, rect, text
from journey.map.wide import LANES
from journey.model.cells import SCORES, Cell
from journey.model.words import count, percent

WIDE, A_STAGE, MOST = 360.0, 6, 27
HEAD, ROW = 54.0, 50.0
NAMES, LEFT, RIGHT = 150.0, 172.0, 348.0


def stacked(
    found: JourneyMap, hidden: tuple[str, ...] = (), kept: tuple[tuple[str, str], ...] = ()
) -> Scene:
    """One block a stage, from its header to its notes; lanes as in the map across."""
    most = max((known(stage.funnel, "reached") for stage in found.stages), default=0) or 1
    shapes, y = [], 0.0
    for part in drawn(found, min(MOST, A_STAGE * len(found.stages)), kept):
        inside, height = _block(found, part, most, hidden)
        shapes.append(
            Shape(
                "g",
                {"transform": f"translate(0,{y:.1f})", "region": capital(part.stage.name)},
                "",
                tuple(inside),
            )
        )
        y += height + 18
    return Scene(WIDE, max(y - 18, 0) + 2, tuple(shapes))


def _block(
    found: JourneyMap, part: Drawn, most: int, hidden: tuple[str, ...]
) -> tuple[list[Shape], float]:
    stage, column = part.stage, Column(part, 0, WIDE, ())
    pieces: list[tuple[list[Shape], float]] = [(_head(stage, found.unit), HEAD + 8)]
    if "river" not in hidden and stage.funnel["reached"]:
        pieces.append(_river(found, stage, most))
    if not {"emotion", "touchpoints"} <= set(hidden) and part.touchpoints:
        pieces.append(_rows(found, part, hidden))
    if part.left_out and "touchpoints" not in hidden:
        pieces.append((_more(part, found.events), 24.0))
    pieces += [_lane(name, column, found.unit) for name in LANES if name not in hidden]
    shapes, y = [], 0.0
    for inside, height in pieces:
        if inside:
            shapes.append(Shape("g", {"transform": f"translate(0,{y:.1f})"}, "", tuple(inside)))
            y += height
    return shapes, y


def _head(stage: StageColumn, unit: str) -> list[Shape]:
    below = cut(stage.text, SMALL + 1, WIDE - 24)
    return [
        cell(
            str(Cell("stage", stage.name)),
            f"Stage {outcome_sentence(stage, 'reached', unit)}",
            (0, 0, WIDE, HEAD),
            [
                rect(0, 0, WIDE, HEAD, fill=stage_hue(stage.place), rx=8),
                text(
                    12, 24, cut(capital(stage.name), 18, WIDE - 24, True), 18, ON_COLOUR, weight=600
                ),
                text(12, 42, below, SMALL + 1, ON_COLOUR),
            ],
        )
    ]


def _river(found: JourneyMap, stage: StageColumn, most: int) -> tuple[list[Shape], float]:
    """How much of the river is left, and what becomes of it."""
    if found.compared:
        return _compared_river(found, stage)
    row, column = stage.funnel, Column(Drawn(stage, (), ()), 0, WIDE, ())
    is_goal = stage.place == max(other.place for other in found.stages)
    shapes: list[Shape] = [
        rect(0, 4, WIDE, 18, fill="surface", rx=4),
        rect(
            0,
            4,
            max(2.0, WIDE * known(row, "reached") / most),
            18,
            fill=stage_hue(stage.place),
            see=0.45,
            rx=4,
        ),
    ]
    words = counted(row["reached"], found.unit)
    shapes.append(
        outcome_cell(
            column,
            "reached",
            found.unit,
            (0, 26, width(words, 17, True) + 14, 24),
            [text(4, 43, words, 17, weight=600)],
        )
    )
    if row["advanced"] and not is_goal:
        share = row["conversion_rate"]
        onward = f"{count(row['advanced']) if share is None else percent(share)} go on ↓"
        room = width(onward, 13, True) + 12
        shapes.append(
            outcome_cell(
                column,
                "advanced",
                found.unit,
                (WIDE - room, 26, room, 24),
                [text(WIDE - 4, 43, onward, 13, weight=600, anchor="end")],
            )
        )
    x, y = 0.0, 54.0
    for kind, told, size, colour in said(row, is_goal):
        room = width(told, 13, True) + 14
        x, y = (0.0, y + 22) if x + room > WIDE else (x, y)
        bold = {"weight": 600} if size > SMALL else {}
        shapes.append(
            outcome_cell(
                column,
                kind,
                found.unit,
                (x, y, room, 20),
                [text(x + 4, y + 14, told, 13, colour, **bold)],
            )
        )
        x += room
    return shapes, y + 28


def _compared_river(found: JourneyMap, stage: StageColumn) -> tuple[list[Shape], float]:
    first = dict(found.stages[0].compared)
    shapes, told = [], []
    for place, value in enumerate(found.compared):
        row = dict(stage.compared).get(value)
        if row and value in first and first[value]["reached"]:
            share = row["reached"] / first[value]["reached"]
            words = f"{value}: {percent(share)} · {count(row['reached'])}"
            told.append(words)
            y = 6 + 32 * place
            shapes += [
                rect(14, y, WIDE - 14, 10, fill="surface", rx=3),
                rect(14, y, max(1.0, share * (WIDE - 14)), 10, fill=COMPARED[place], rx=3),
                *marker(place, 6, y + 5, 4.5),
                text(
                    14,
                    y + 23,
                    cut(words, SMALL + 1, WIDE - 20),
                    SMALL + 1,
                    COMPARED[place],
                    weight=600,
                ),
            ]
    sentence = f"{capital(stage.name)}: {'; '.join(told)}"
    height = 12 + 32.0 * len(found.compared)
    return [
        cell(str(Cell("reached", stage.name)), sentence, (0, 0, WIDE, height - 4), shapes)
    ], height


def _rows(found: JourneyMap, part: Drawn, hidden: tuple[str, ...]) -> tuple[list[Shape], float]:
    """A row a touchpoint: its name and volume on the left, on the right its place on the curve."""
    height = ROW * len(part.touchpoints)
    shapes: list[Shape] = []
    lowest, highest = extremes(found)
    if "emotion" not in hidden:
        shapes += [
            rect(LEFT - 12, 0, RIGHT - LEFT + 24, height + 16, fill="surface", rx=8),
            *_axis(part, height),
        ]
        shapes += _curves(found, part)
    for place, touchpoint in enumerate(part.touchpoints):
        y = place * ROW
        shapes += _names(found, touchpoint, y, hidden)
        if "emotion" not in hidden:
            mark = (
                "LOWEST " if touchpoint is lowest else "HIGHEST " if touchpoint is highest else ""
            )
            shapes.append(_felt(touchpoint, y + ROW / 2, mark, bool(found.compared)))
    return shapes, height + 24


def _across(valence: float) -> float:
    return LEFT + (RIGHT - LEFT) * (valence + 1) / 2


def _axis(part: Drawn, height: float) -> Iterable[Shape]:
    yield line(_across(0), 2, _across(0), height, stroke="line", dash="3 4", thick=1)
    for valence, words, anchor in ((-1, "−1 bad", "start"), (1, "+1 good", "end")):
        yield text(
            _across(valence) + (-6 if valence < 0 else 6),
            height + 12,
            words,
            TINY,
            "muted",
            anchor=anchor,
        )
    if part.stage.expected is not None:
        yield line(
            _across(part.stage.expected),
            2,
            _across(part.stage.expected),
            height,
            stroke="muted",
            dash="5 4",
            thick=1.3,
        )


def _curves(found: JourneyMap, part: Drawn) -> list[Shape]:
    if found.compared:
        return [
            shape
            for place, value in enumerate(found.compared)
            for shape in _curve(
                [
                    (row, dict(touchpoint.compared).get(value))
                    for row, touchpoint in enumerate(part.touchpoints)
                ],
                COMPARED[place],
                ("none", "7 4", "2 3")[place],
            )
        ] + [
            shape
            for row, touchpoint in enumerate(part.touchpoints)
            for place, value in enumerate(found.compared)
            for name, feeling in touchpoint.compared
            if name == value and feeling.is_shown
            for shape in marker(
                place,
                _across(feeling.mean_valence),
                ROW * (row + 0.5),
                5,
                feeling_grade(feeling) != LOW_BASE,
            )
        ]
    return _curve(
        [(row, touchpoint.feeling) for row, touchpoint in enumerate(part.touchpoints)],
        "ink",
        "none",
    )


def _curve(felt: list[tuple[int, Emotion | None]], colour: str, dash: str) -> list[Shape]:
    points = [
        (_across(feeling.mean_valence), ROW * (row + 0.5))
        for row, feeling in felt
        if feeling and feeling.is_shown
    ]
    if len(points) < 2:
        return []
    d = f"M{points[0][0]:.1f},{points[0][1]:.1f}" + "".join(
        f"C{x1:.1f},{(y1 + y2) / 2:.1f} {x2:.1f},{(y1 + y2) / 2:.1f} {x2:.1f},{y2:.1f}"
        for (x1, y1), (x2, y2) in zip(points, points[1:])
    )
    return [path(d, fill="none", stroke=colour, thick=2, dash=dash)]


def _names(
    found: JourneyMap, touchpoint: Touchpoint, y: float, hidden: tuple[str, ...]
) -> list[Shape]:
    room = NAMES - 4
    name = wrapped(touchpoint.name, 12.5, room, 2, True)
    channel = (touchpoint.channels[0][0] if touchpoint.channels else None) or "no channel"
    sentence = volume_sentence(touchpoint, found.events)
    top = y + (15 if len(name) > 1 else 19)
    shapes = [
        cell(
            str(Cell("passes", touchpoint.stage, touchpoint.name)),
            sentence,
            (0, y + 1, NAMES, ROW - 18),
            [
                *[
                    text(2, top + 13 * place, words, 12.5, weight=600)
                    for place, words in enumerate(name)
                ]
            ],
        )
    ]
    below = f"{count(touchpoint.events)} · {channel}"
    if touchpoint.pain and "friction" not in hidden:
        words = f"{count(touchpoint.pain.journeys_lost)} lost"
        wide = width(words, SMALL, True) + 8
        shapes.append(
            cell(
                str(Cell("lost", touchpoint.stage, touchpoint.name)),
                pain_sentence(touchpoint, found.unit),
                (NAMES - wide, y + ROW - 16, wide, 15),
                [text(NAMES - 4, y + ROW - 5, words, SMALL, "negative", weight=600, anchor="end")],
            )
        )
        room -= wide + 4
    return [*shapes, text(2, y + ROW - 5, cut(below, SMALL, room), SMALL, "muted")]


def _felt(touchpoint: Touchpoint, y: float, mark: str, is_compared: bool) -> Shape:
    feeling, name = touchpoint.feeling, str(Cell("valence", touchpoint.stage, touchpoint.name))
    box = (LEFT - 10, y - ROW / 2 + 2, RIGHT - LEFT + 20, ROW - 4)
    sentence = feeling_sentence(touchpoint)
    if is_compared:
        return cell(name, sentence, box, [])
    if feeling is None or not feeling.is_shown:
        return cell(
            name,
            sentence,
            box,
            [
                circle(_across(0), y, 4, fill="surface", stroke="muted", thick=1.2, dash="2 2"),
                text(_across(0) + 10, y + 4, "too few", SMALL, "muted"),
            ],
        )
    x, is_low = _across(feeling.mean_valence), feeling_grade(feeling) == LOW_BASE
    colour = point_colour(feeling.mean_valence)
    words = mark + (feeling.emotion or "") + (f" few, n {count(feeling.n)}" if is_low else "")
    is_right = x < (LEFT + RIGHT) / 2
    room = (RIGHT + 8 - x - 20) if is_right else (x - 20 - LEFT + 8)
    shapes = (
        [line(_across(feeling.low), y, _across(feeling.high), y, stroke="ink", thick=1.4)]
        if feeling.low is not None
        else []
    )
    shapes += [
        circle(
            x,
            y,
            13,
            fill="background" if is_low else colour,
            stroke=colour if is_low else "background",
            thick=2,
        ),
        text(
            x,
            y + 4,
            short_feeling(feeling),
            SMALL,
            "ink" if is_low else ON_COLOUR,
            weight=600,
            anchor="middle",
        ),
    ]
    if words.strip():
        bold = {"weight": 600} if mark else {}
        shown = cut(words.strip(), SMALL, room, bool(mark))
        wide = width(shown, SMALL, bool(mark))
        shapes += [
            rect(x + 16 if is_right else x - 20 - wide, y - 8, wide + 4, 16, fill="surface"),
            text(
                x + 18 if is_right else x - 18,
                y + 4,
                shown,
                SMALL,
                "ink",
                anchor="start" if is_right else "end",
                **bold,
            ),
        ]
    return cell(name, sentence, box, shapes)


def _more(part: Drawn, all_events: int) -> list[Shape]:
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
            (0, 0, WIDE, 22),
            [text(2, 15, words, 12.5, "accent", weight=600)],
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
        box = rect(0, 0, WIDE, height, fill="background", stroke="line", thick=1, rx=8)
        return [box, *rows_of(column, metrics, 23.0, n_room)], height + 8
    if name == "quotes" and stage.quote:
        return [quote_of(column)], quote_height(column) + 8
    if name == "exits" and stage.exits:
        return [
            text(0, 12, "Leave from", 12.5, weight=600),
            Shape("g", {"transform": "translate(0,20)"}, "", (exit_list(column, unit),)),
        ], (EXITS_HEIGHT + 24)
    if name == "notes" and stage.notes:
        return [notes_of(column)], NOTES_HEIGHT
    return [], 0.0
