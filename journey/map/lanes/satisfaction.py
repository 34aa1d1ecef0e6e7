"""NPS, CSAT and CES of each stage as dot and interval, with n."""

from journey.map.frame import Column, Frame
from journey.map.lanes.parts import SMALL, TINY, Lane, margin
from journey.map.lettering import cut, width
from journey.map.model import LOW_BASE, Figure, grade
from journey.map.sayings import METRIC_NAMES, figure_sentence, value_words
from journey.map.scene import Shape, cell, circle, line, rect, text
from journey.model.cells import SCORES, Cell
from journey.model.words import count

ROOMY = 190.0
PAD = 8.0


def lane(frame: Frame) -> Lane:
    """One row a metric that any stage has, on one line where the stages are wide and on two where they are narrow."""
    metrics = [
        metric for metric in SCORES if any(figure.metric == metric for column in frame.columns for figure in column.stage.figures)
    ]
    is_roomy = min((column.width for column in frame.columns), default=0) >= ROOMY
    row = 23.0 if is_roomy else 36.0
    height = 2 * PAD + row * max(1, len(metrics)) - (0 if is_roomy else 6)
    shapes = margin("Satisfaction", "with 95 % interval, n answers")
    for column in frame.columns:
        shapes.append(rect(column.x, 0, column.width, height, fill="background", stroke="line", thick=1, rx=8))
        shapes += rows_of(column, metrics, row, is_roomy, frame.found.is_shared)
    return Lane("satisfaction", tuple(shapes), height)


def rows_of(column: Column, metrics: list[str], row: float, is_roomy: bool, is_shared: bool = False) -> list[Shape]:
    by_metric = {figure.metric: figure for figure in column.stage.figures}
    if not by_metric:
        return [
            text(
                column.x + 10,
                PAD + 14,
                cut("none or hidden" if is_shared else "no answers here", SMALL, column.width - 16),
                SMALL,
                "muted",
            )
        ]
    shapes = []
    for place, metric in enumerate(metrics):
        y = PAD + place * row
        if metric in by_metric:
            shapes.append(_figure(column, by_metric[metric], y, row, is_roomy))
        else:
            shapes += [
                text(column.x + 10, y + 15, METRIC_NAMES[metric], SMALL, "muted", weight=600),
                text(
                    column.x + 48,
                    y + 15,
                    cut("none or hidden" if is_shared else "no answers", TINY, column.width - 54),
                    TINY,
                    "muted",
                ),
            ]
    return shapes


def _figure(column: Column, figure: Figure, y: float, row: float, is_roomy: bool) -> Shape:
    sentence = figure_sentence(column.stage.name, figure)
    shapes = [text(column.x + 10, y + 15, METRIC_NAMES[figure.metric], SMALL, weight=600)]
    right = column.right - 9
    n = f"n {count(figure.n)}"
    if figure.value is None:
        words = cut("too few customers", TINY, column.width - 58 - width(n, TINY))
        shapes += [text(column.x + 48, y + 15, words, TINY, "muted"), text(right, y + 15, n, TINY, "muted", anchor="end")]
    else:
        few = "few, " if grade(figure.base) == LOW_BASE else ""
        shapes += [
            text(right, y + 15, few + n, TINY, "muted", anchor="end"),
            text(right - width(few + "n 1,362", TINY) - 8, y + 15, value_words(figure), 12, weight=600, anchor="end"),
        ]
        scale = (column.x + 48, right - 92, y + 11) if is_roomy and not few else (column.x + 10, right, y + 25)
        shapes += _scale(figure, *scale)
    return cell(
        str(Cell(figure.metric, column.stage.name)), sentence, (column.x + 2, y - 2, column.width - 4, row - 1), shapes, sentence
    )


def _scale(figure: Figure, left: float, right: float, y: float) -> list[Shape]:
    """The whole scale as a line, the interval on it as a bar, the value as a dot."""
    lowest, highest = figure.bounds
    at = [left + (right - left) * (value - lowest) / (highest - lowest) for value in (figure.low, figure.value, figure.high)]
    is_low_base = grade(figure.base) == LOW_BASE
    return [
        line(left, y, right, y, stroke="line", thick=4, ends="round"),
        line(at[0], y, max(at[2], at[0] + 1), y, stroke="muted", thick=5, ends="round"),
        circle(
            at[1],
            y,
            4.6,
            fill="background" if is_low_base else "accent",
            stroke="accent" if is_low_base else "background",
            thick=1.6,
        ),
    ]
