"""NPS, CSAT and CES of each stage as dot and interval, with n."""

from collections.abc import Iterable

from journey.map.block import Block
from journey.map.box import Box
from journey.map.captions import figure_sentence, figure_words, value_words
from journey.map.frame import Column, Frame
from journey.map.grades import LOW_BASE, grade
from journey.map.lanes.groups import marker
from journey.map.lanes.parts import SMALL, TINY, Lane, empty, margin
from journey.map.lettering import cut, text_width
from journey.map.model import Figure
from journey.map.scene import Shape, cell, circle, line, rect, text
from journey.model.cells import SCORES, Cell
from journey.model.theme import COMPARED
from journey.model.vocabulary import METRICS
from journey.model.words import count

PAD, NAME, VALUE, MIN_SCALE_WIDTH = 8.0, 48.0, 42.0, 44.0
ROW = 23.0


def wide(frame: Frame) -> Lane:
    """One row a metric that any stage has, on one line where the stages are wide and on two where they are narrow."""
    figures = [figure for column in frame.columns for figure in column.stage.figures]
    metrics = _metrics(figures)
    if frame.journey_map.compared:
        return _compared(frame, metrics)
    n_room = max(map(_n_width, figures), default=0.0)
    narrowest = min((column.width for column in frame.columns), default=0)
    is_roomy = narrowest >= NAME + MIN_SCALE_WIDTH + VALUE + n_room + 34
    row = ROW if is_roomy else 36.0
    height = 2 * PAD + row * max(1, len(metrics)) - (0 if is_roomy else 6)
    shapes = margin("Satisfaction", "with 95 % interval, n answers")
    for column in frame.columns:
        shapes.append(_panel(column, height))
        shapes += _rows(
            column, metrics, row, n_room if is_roomy else None, frame.journey_map.is_shared
        )
    return Lane("satisfaction", tuple(shapes), height)


def narrow(block: Block) -> Lane:
    """The stage's metrics on the whole width, one line each."""
    figures = block.stage.figures
    if not figures:
        return empty("satisfaction")
    metrics = _metrics(figures)
    height = 2 * PAD + ROW * len(metrics)
    rows = _rows(block.column, metrics, ROW, max(map(_n_width, figures)))
    return Lane("satisfaction", (_panel(block.column, height), *rows), height + 8)


def _metrics(figures: Iterable[Figure]) -> list[str]:
    """Those that are there, in the order of the screens."""
    there = {figure.metric for figure in figures}
    return [metric for metric in SCORES if metric in there]


def _panel(column: Column, height: float) -> Shape:
    style = {"fill": "background", "stroke": "line", "stroke_width": 1, "rx": 8}
    return rect(column.x, 0, column.width, height, **style)


def _compared(frame: Frame, metrics: list[str]) -> Lane:
    """For each metric the compared groups on one scale, each with its sign, its colour and its value."""
    row = 40.0
    height = 2 * PAD + row * max(1, len(metrics)) - 6
    shapes = margin("Satisfaction", "of each group, with 95 % interval")
    for column in frame.columns:
        shapes.append(_panel(column, height))
        shapes += [
            _groups(column, frame, metric, PAD + index * row, row)
            for index, metric in enumerate(metrics)
        ]
    return Lane("satisfaction", tuple(shapes), height)


def _groups(column: Column, frame: Frame, metric: str, y: float, row: float) -> Shape:
    left, right = column.x + 10, column.right - 10
    shapes = [
        text(left, y + 14, METRICS[metric].noun, SMALL, font_weight=600),
        line(left, y + 26, right, y + 26, stroke="line", stroke_width=3),
    ]
    group_texts: list[str] = []
    x = right
    figures = {
        value: figure
        for value, group_figures in column.stage.compared_figures
        for figure in group_figures
        if figure.metric == metric
    }
    for index, value in reversed(list(enumerate(frame.journey_map.compared))):
        figure = figures.get(value)
        known = figure if figure and figure.value is not None else None
        words = value_words(known) if known else "–"
        group_texts.insert(
            0,
            f"{value} {figure_words(known)}, n {count(known.n)}"
            if known
            else f"{value}: too few or none",
        )
        if x - text_width(words, SMALL, True) > left + 34:
            shapes.append(
                text(x, y + 14, words, SMALL, COMPARED[index], font_weight=600, text_anchor="end")
            )
            x -= text_width(words, SMALL, True) + 9
        if known:
            xs = _interval_xs(known, left, right)
            line_y = y + 26 + 4 * (index - 1)
            shapes += [
                line(xs[0], line_y, xs[2], line_y, stroke=COMPARED[index], stroke_width=2),
                *marker(index, xs[1], line_y, 4.2),
            ]
    sentence = f"{METRICS[metric].noun} in {column.stage.name}: {'; '.join(group_texts)}"
    return cell(
        str(Cell(metric, column.stage.name)),
        sentence,
        Box(column.x + 2, y - 2, column.width - 4, row - 2),
        shapes,
    )


def _n_words(figure: Figure) -> str:
    """How many answers, with a word of warning where few customers gave them."""
    return f"{'few, ' if grade(figure.base) == LOW_BASE else ''}n {count(figure.n)}"


def _n_width(figure: Figure) -> float:
    return text_width(_n_words(figure), TINY)


def _rows(
    column: Column, metrics: list[str], row: float, n_room: float | None, is_shared: bool = False
) -> list[Shape]:
    """The rows of a stage; `n_room` is the width of the column of n where all stands on one line, None for two lines."""
    by_metric = {figure.metric: figure for figure in column.stage.figures}
    if not by_metric:
        words = "none or hidden" if is_shared else "no answers here"
        return [text(column.x + 10, PAD + 14, cut(words, SMALL, column.width - 16), SMALL, "muted")]
    shapes = []
    for index, metric in enumerate(metrics):
        y = PAD + index * row
        if metric in by_metric:
            shapes.append(_figure(column, by_metric[metric], y, row, n_room))
        else:
            words = "none or hidden" if is_shared else "no answers"
            shapes += [
                text(column.x + 10, y + 15, METRICS[metric].noun, SMALL, "muted", font_weight=600),
                text(
                    column.x + NAME,
                    y + 15,
                    cut(words, TINY, column.width - NAME - 6),
                    TINY,
                    "muted",
                ),
            ]
    return shapes


def _figure(column: Column, figure: Figure, y: float, row: float, n_room: float | None) -> Shape:
    sentence = figure_sentence(column.stage.name, figure)
    left, right = column.x + 10, column.right - 9
    shapes = [text(left, y + 15, METRICS[figure.metric].noun, SMALL, font_weight=600)]
    if figure.value is None:
        words = f"too few, {_n_words(figure)}"
        shapes.append(
            text(
                right,
                y + 15,
                cut(words, TINY, right - column.x - NAME),
                TINY,
                "muted",
                text_anchor="end",
            )
        )
    elif n_room is not None:
        value_at = right - n_room - 10
        shapes += [
            text(right, y + 15, _n_words(figure), TINY, "muted", text_anchor="end"),
            text(value_at, y + 15, value_words(figure), 12, font_weight=600, text_anchor="end"),
        ]
        shapes += _scale(figure, column.x + NAME, value_at - VALUE - 8, y + 11)
    else:
        shapes += [
            text(right, y + 15, value_words(figure), 12, font_weight=600, text_anchor="end"),
            text(right, y + 29, _n_words(figure), TINY, "muted", text_anchor="end"),
        ]
        shapes += _scale(figure, left, right - _n_width(figure) - 8, y + 25)
    box = Box(column.x + 2, y - 2, column.width - 4, row - 1)
    return cell(str(Cell(figure.metric, column.stage.name)), sentence, box, shapes)


def _interval_xs(figure: Figure, left: float, right: float) -> list[float]:
    """x of low end, value and high end on the scale."""
    lowest, highest = figure.bounds
    return [
        left + (right - left) * (value - lowest) / (highest - lowest)
        for value in (figure.ends[0], figure.known_value, figure.ends[1])
    ]


def _scale(figure: Figure, left: float, right: float, y: float) -> list[Shape]:
    """The whole scale as a line, the interval on it as a bar, the value as a dot."""
    xs = _interval_xs(figure, left, right)
    is_low_base = grade(figure.base) == LOW_BASE
    return [
        line(left, y, right, y, stroke="line", stroke_width=4, stroke_linecap="round"),
        line(
            xs[0],
            y,
            max(xs[2], xs[0] + 1),
            y,
            stroke="muted",
            stroke_width=5,
            stroke_linecap="round",
        ),
        circle(
            xs[1],
            y,
            4.6,
            fill="background" if is_low_base else "accent",
            stroke="accent" if is_low_base else "background",
            stroke_width=1.6,
        ),
    ]
