"""NPS, CSAT and CES of each stage as dot and interval on the whole scale, with n, beside all stages together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from journey.map.block import Block
from journey.map.box import Box
from journey.map.captions import figure_sentence, figure_words, value_words
from journey.map.frame import Column, Frame
from journey.map.grades import LOW_BASE, grade
from journey.map.lanes.groups import marker
from journey.map.lanes.parts import SMALL, TINY, Lane, empty, margin
from journey.map.lanes.parts import VALUE as VALUE_SIZE
from journey.map.lettering import cut, text_width
from journey.map.model import Figure, JourneyMap, StageColumn
from journey.map.scene import Shape, cell, circle, line, rect, text
from journey.model.cells import SCORES, Cell
from journey.model.theme import COMPARED
from journey.model.vocabulary import METRICS
from journey.model.words import count

PAD, NAME, VALUE, MIN_SCALE_WIDTH = 8.0, 48.0, 44.0, 40.0
HEAD, ROW, TWO_LINES, NARROW_ROW = 22.0, 20.0, 38.0, 24.0
GROUP_ROW, BETWEEN = 16.0, 6.0  # of a compared group, and between two metrics
INTERVAL = {"stroke_width": 6, "stroke_linecap": "round", "stroke_opacity": 0.35}
TARGET = {"stroke_width": 1.6, "stroke_dasharray": "3 2"}
WIDEST = 320.0  # a scale is compared with others beside it
HOW_TO_READ = (
    "dot and 95 % interval on the whole scale; tall mark: all stages together; coloured where surely above or below it",
    "dot, 95 % interval; tall mark: all stages together",
)
HOW_TO_READ_GROUPS = (
    "each group's sign and 95 % interval on the whole scale; hollow: few customers",
    "sign, 95 % interval; hollow: few",
)


@dataclass(frozen=True)
class _Room:
    """Where the parts of a figure stand: on one line the columns of value and n, on two lines neither."""

    row: float
    n: float | None  # width of the column of n


def wide(frame: Frame) -> Lane:
    """One row a metric that any stage has, on one line where the stages are wide and on two where they are narrow."""
    figures = [figure for column in frame.columns for figure in column.stage.figures]
    metrics = _metrics(figures)
    if not metrics:
        return empty("satisfaction")
    if frame.journey_map.compared:
        return _compared(frame, metrics)
    n_room = max(map(_n_width, figures), default=0.0)
    rated = [column for column in frame.columns if column.stage.figures]
    narrowest = min(column.width for column in rated)
    is_roomy = narrowest >= MIN_SCALE_WIDTH + VALUE + n_room + 26
    room = _Room(ROW, n_room) if is_roomy else _Room(TWO_LINES, None)
    head = 0.0 if frame.is_presented else HEAD
    shapes = [] if frame.is_presented else [*margin("Satisfaction", ""), *_how_to_read(frame)]
    shapes += _names(metrics, figures, head, room.row)
    whole = {figure.metric: figure for figure in frame.journey_map.overall}
    for column in frame.columns:
        shapes += _rows(column, metrics, head, room, whole, frame.journey_map.is_shared)
    return Lane("satisfaction", tuple(shapes), head + room.row * len(metrics))


def _how_to_read(frame: Frame) -> list[Shape]:
    left = frame.columns[0].x
    room = frame.columns[-1].right - left
    forms: tuple[str, ...] = HOW_TO_READ_GROUPS if frame.journey_map.compared else HOW_TO_READ
    if any(figure.target is not None for figure in frame.journey_map.overall):
        forms = tuple(f"{words}; dashed: target" for words in forms) + forms
    fits = (words for words in forms if text_width(words, TINY) <= room)
    return [text(left, 15, cut(next(fits, forms[-1]), TINY, room), TINY, "muted")]


def _names(metrics: list[str], figures: Iterable[Figure], head: float, row: float) -> list[Shape]:
    """The metrics in the margin, with the ends of the scale that their figures are drawn on."""
    bounds = {figure.metric: _ends_in_words(figure) for figure in figures}
    return [
        shape
        for index, metric in enumerate(metrics)
        for y in [head + row * index + 14]
        for shape in (
            text(0, y, METRICS[metric].noun, SMALL, font_weight=600),
            text(40, y, bounds[metric], TINY, "muted"),
        )
    ]


def _ends_in_words(figure: Figure) -> str:
    low, high = figure.bounds
    if figure.metric == "nps":
        return "−100 to +100"
    return "0 to 100 %" if (low, high) == (0.0, 1.0) else f"mean, {low:.0f} to {high:.0f}"


def narrow(block: Block) -> Lane:
    """The stage's metrics on the whole width, one line each."""
    figures = block.stage.figures
    if not figures:
        return empty("satisfaction")
    if block.journey_map.compared:
        return _narrow_compared(block, _metrics(figures))
    shapes: list[Shape] = [_panel(block.column, 2 * PAD + NARROW_ROW * len(figures))]
    whole = {figure.metric: figure for figure in block.journey_map.overall}
    room = _Room(NARROW_ROW, max(map(_n_width, figures)))
    for index, metric in enumerate(_metrics(figures)):
        y = PAD + NARROW_ROW * index
        figure = next(figure for figure in figures if figure.metric == metric)
        named = text(10, y + 15, METRICS[metric].noun, SMALL, font_weight=600)
        inside = Column(block.choice, NAME, block.column.width - NAME - 9, ())
        shapes.append(_figure(inside, figure, y, room, whole.get(metric), [named]))
    return Lane("satisfaction", tuple(shapes), 2 * PAD + NARROW_ROW * len(figures) + 8)


def _narrow_compared(block: Block, metrics: list[str]) -> Lane:
    """The groups' rows below each metric's name, on the whole width."""
    inside = Column(block.choice, NAME, block.column.width - NAME - 9, ())
    room = _group_room([figure for _, figure in _group_figures(block.stage)], inside.width)
    pitch = _groups_height(block.journey_map) + BETWEEN
    height = 2 * PAD + pitch * len(metrics) - BETWEEN
    shapes: list[Shape] = [_panel(block.column, height)]
    for index, metric in enumerate(metrics):
        y = PAD + pitch * index
        shapes.append(text(10, y + 13, METRICS[metric].noun, SMALL, font_weight=600))
        shapes += _groups(inside, block.journey_map, metric, y, room, NAME)
    return Lane("satisfaction", tuple(shapes), height + 8)


def _metrics(figures: Iterable[Figure]) -> list[str]:
    """Those that are there, in the order of the screens."""
    there = {figure.metric for figure in figures}
    return [metric for metric in SCORES if metric in there]


def _panel(column: Column, height: float) -> Shape:
    style = {"fill": "background", "stroke": "line", "stroke_width": 1, "rx": 8}
    return rect(column.x, 0, column.width, height, **style)


def _compared(frame: Frame, metrics: list[str]) -> Lane:
    """For each metric a row a group, with the group's sign and colour on the whole scale."""
    head = 0.0 if frame.is_presented else HEAD
    columns = [column for column in frame.columns if column.stage.figures]
    narrowest = min(column.width for column in columns)
    figures = [figure for column in columns for _, figure in _group_figures(column.stage)]
    room = _group_room(figures, min(narrowest, WIDEST))
    pitch = _groups_height(frame.journey_map) + BETWEEN
    shapes = [] if frame.is_presented else [*margin("Satisfaction", ""), *_how_to_read(frame)]
    shapes += _names(
        metrics, [figure for column in columns for figure in column.stage.figures], head, pitch
    )
    for column in frame.columns:
        for index, metric in enumerate(metrics):
            shapes += _groups(column, frame.journey_map, metric, head + index * pitch, room)
    return Lane("satisfaction", tuple(shapes), head + pitch * len(metrics))


def _group_figures(stage: StageColumn, metric: str = "") -> list[tuple[str, Figure]]:
    """The groups' figures at the stage, of one metric or of all."""
    return [
        (value, figure)
        for value, figures in stage.compared_figures
        for figure in figures
        if metric in ("", figure.metric)
    ]


def _groups_height(journey_map: JourneyMap) -> float:
    return GROUP_ROW * len(journey_map.compared)


def _group_room(figures: Sequence[Figure], width: float) -> _Room:
    """With n where a scale of some length stays beside it."""
    n_room = max(map(_n_width, figures), default=0.0)
    fits = width >= MIN_SCALE_WIDTH + VALUE + n_room + 26
    return _Room(GROUP_ROW, n_room if fits else None)


def _groups(
    column: Column, journey_map: JourneyMap, metric: str, y: float, room: _Room, named: float = 0.0
) -> list[Shape]:
    """The groups' rows of a metric at a stage; `named` is the room to the left that its name takes."""
    figures = dict(_group_figures(column.stage, metric))
    if not figures:
        words = "none or hidden" if journey_map.is_shared else "no answers"
        return [text(column.x, y + 14, cut(words, TINY, column.width), TINY, "muted")]
    shapes: list[Shape] = []
    sentences = []
    for index, value in enumerate(journey_map.compared):
        figure = figures.get(value)
        shapes += _group(column, index, figure, y + index * room.row, room)
        sentences.append(
            f"{value} {figure_words(figure)}, n {count(figure.n)}"
            if figure and figure.value is not None
            else f"{value}: too few or none"
        )
    sentence = f"{METRICS[metric].noun} in {column.stage.name}: {'; '.join(sentences)}"
    height = _groups_height(journey_map)
    box = Box(column.x - 2 - named, y, column.width + 4 + named, height)
    return [cell(str(Cell(metric, column.stage.name)), sentence, box, shapes)]


def _group(column: Column, index: int, figure: Figure | None, y: float, room: _Room) -> list[Shape]:
    """A group's scale, sign, value and n; its sign is hollow where few customers answered."""
    left, right = column.x, min(column.right, column.x + WIDEST)
    value_at = right - room.n - 10 if room.n is not None else right
    end = value_at - VALUE - 6
    scale = line(left + 2, y + 8, end, y + 8, stroke="line", stroke_width=2)
    if figure is None or figure.value is None:
        words = cut("too few" if figure else "none", TINY, VALUE)
        return [scale, text(value_at, y + 13, words, TINY, "muted", text_anchor="end")]
    xs = _interval_xs(figure, left + 2, end)
    is_full = grade(figure.base) != LOW_BASE
    bold = {"font_weight": 600, "text_anchor": "end"}
    shapes = [
        scale,
        line(xs[0], y + 8, max(xs[2], xs[0] + 1), y + 8, stroke=COMPARED[index], **INTERVAL),
        *marker(index, xs[1], y + 8, 4.6, is_full),
        text(value_at, y + 13, value_words(figure), SMALL, COMPARED[index], **bold),
    ]
    if room.n is not None:
        shapes.append(text(right, y + 13, _n_words(figure), TINY, "muted", text_anchor="end"))
    return shapes


def _n_words(figure: Figure) -> str:
    """How many answers, with a word of warning where few customers gave them."""
    return f"{'few, ' if grade(figure.base) == LOW_BASE else ''}n {count(figure.n)}"


def _n_width(figure: Figure) -> float:
    return text_width(_n_words(figure), TINY)


def _rows(
    column: Column,
    metrics: list[str],
    head: float,
    room: _Room,
    whole: Mapping[str, Figure],
    is_shared: bool,
) -> list[Shape]:
    """The rows of a stage."""
    by_metric = {figure.metric: figure for figure in column.stage.figures}
    shapes = []
    for index, metric in enumerate(metrics):
        y = head + index * room.row
        if metric in by_metric:
            shapes.append(_figure(column, by_metric[metric], y, room, whole.get(metric)))
        else:
            words = "none or hidden" if is_shared else "no answers"
            shapes.append(text(column.x, y + 14, cut(words, TINY, column.width), TINY, "muted"))
    return shapes


def _figure(
    column: Column,
    figure: Figure,
    y: float,
    room: _Room,
    whole: Figure | None,
    named: Sequence[Shape] = (),
) -> Shape:
    """A figure of a stage: scale, value and n; `whole` is the same figure of all stages together."""
    left, right = column.x, min(column.right, column.x + WIDEST)
    shapes = list(named)
    bold = {"font_weight": 600, "text_anchor": "end"}
    if figure.value is None:
        words = cut(f"too few, {_n_words(figure)}", TINY, column.width)
        shapes.append(text(right, y + 14, words, TINY, "muted", text_anchor="end"))
    elif room.n is not None:
        value_at = right - room.n - 10
        shapes += _scale(figure, left + 2, value_at - VALUE - 6, y + 10, whole)
        shapes += [
            text(value_at, y + 15, value_words(figure), VALUE_SIZE, _role(figure, whole), **bold),
            text(right, y + 15, _n_words(figure), TINY, "muted", text_anchor="end"),
        ]
    else:
        shapes += [
            text(
                left, y + 15, value_words(figure), VALUE_SIZE, _role(figure, whole), font_weight=600
            ),
            text(right, y + 15, _n_words(figure), TINY, "muted", text_anchor="end"),
        ]
        shapes += _scale(figure, left + 2, right - 2, y + 25, whole)
    sentence = figure_sentence(column.stage.name, figure)
    box = Box(left - (NAME if named else 2), y, column.width + (NAME if named else 4), room.row - 1)
    return cell(str(Cell(figure.metric, column.stage.name)), sentence, box, shapes)


def _role(figure: Figure, whole: Figure | None) -> str:
    """Red or teal where the interval leaves out the value of all stages together; else ink."""
    if figure.low is None or figure.high is None or whole is None or whole.value is None:
        return "ink"
    if figure.definition != whole.definition:
        return "ink"
    if figure.high < whole.value:
        return "negative"
    return "positive" if figure.low > whole.value else "ink"


def _interval_xs(figure: Figure, left: float, right: float) -> list[float]:
    """x of low end, value and high end on the scale."""
    return [
        _on_scale(figure, value, left, right)
        for value in (figure.ends[0], figure.known_value, figure.ends[1])
    ]


def _on_scale(figure: Figure, value: float, left: float, right: float) -> float:
    lowest, highest = figure.bounds
    return left + (right - left) * (value - lowest) / (highest - lowest)


def _scale(
    figure: Figure, left: float, right: float, y: float, whole: Figure | None
) -> list[Shape]:
    """The whole scale as a line with ticks at its ends, the interval on it as a bar, the value as a dot, a tall mark for all
    stages together."""
    xs = _interval_xs(figure, left, right)
    is_low_base = grade(figure.base) == LOW_BASE
    role = _role(figure, whole)
    colour = "accent" if role == "ink" else role
    tall = []
    if whole and whole.value is not None and whole.definition == figure.definition:
        x = _on_scale(figure, whole.value, left, right)
        tall = [line(x, y - 7, x, y + 7, stroke="muted", stroke_width=1.4)]
    if figure.target is not None:
        x = _on_scale(figure, figure.target, left, right)
        tall.append(line(x, y - 7, x, y + 7, stroke="positive", **TARGET))
    return [
        line(left, y, right, y, stroke="line", stroke_width=2.5),
        *(line(x, y - 4, x, y + 4, stroke="line", stroke_width=1.5) for x in (left, right)),
        line(xs[0], y, max(xs[2], xs[0] + 1), y, stroke=colour, **INTERVAL),
        *tall,
        circle(
            xs[1],
            y,
            4.6,
            fill="background" if is_low_base else colour,
            stroke=colour if is_low_base else "background",
            stroke_width=1.4,
        ),
    ]
