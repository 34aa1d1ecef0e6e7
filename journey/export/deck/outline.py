"""The outline that an SVG path writes, as moves, straight lines and cubic curves between absolute points."""

import math
import re
from typing import Literal, NamedTuple

Point = tuple[float, float]
Kind = Literal["M", "L", "C", "Z"]
TOKEN = re.compile(r"[A-Za-z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}


class Part(NamedTuple):
    """`points` are one of M and L, three of C (two of control and the end), none of Z."""

    kind: Kind
    points: tuple[Point, ...] = ()


def outline(d: str) -> list[Part]:
    """The parts of the path; what follows a command that there is not is left out, as browsers do."""
    parts: list[Part] = []
    here, start, control = (0.0, 0.0), (0.0, 0.0), (0.0, 0.0)
    last = ""
    for command, numbers in _commands(d):
        upper = command.upper()
        base = here if command.islower() else (0.0, 0.0)
        points = _points(upper, numbers, base, here)
        if upper == "Z":
            parts.append(Part("Z"))
            here = start
        elif upper == "M":
            parts.append(Part("M", (points[0],)))
            here = start = points[0]
        elif upper in "LHV":
            parts.append(Part("L", (points[0],)))
            here = points[0]
        elif upper == "A":
            end = numbers[5] + base[0], numbers[6] + base[1]
            parts += _arc(here, end, numbers)
            here = end
        else:
            mirrored = (2 * here[0] - control[0], 2 * here[1] - control[1])
            if upper == "C":
                curve = points
            elif upper == "S":
                curve = [mirrored if last in "CS" else here, *points]
            else:
                middle = points[0] if upper == "Q" else mirrored if last in "QT" else here
                curve = _raised(here, middle, points[-1])
            control = middle if upper in "QT" else curve[1]
            parts.append(Part("C", (curve[0], curve[1], curve[2])))
            here = curve[2]
        last = upper
    return parts


def _commands(d: str) -> list[tuple[str, list[float]]]:
    """Each command with its numbers; one that is repeated without its letter has it again."""
    found: list[tuple[str, list[float]]] = []
    letter = ""
    numbers: list[float] = []
    for token in TOKEN.findall(d):
        if token.isalpha():
            letter, numbers = token, []
            if letter.upper() not in TAKES:
                break
            if letter in "Zz":
                found.append((letter, []))
            continue
        numbers.append(float(token))
        if letter and len(numbers) == TAKES[letter.upper()]:
            found.append((letter, numbers))
            letter, numbers = {"M": "L", "m": "l"}.get(letter, letter), []
    return found


def _points(upper: str, numbers: list[float], base: Point, here: Point) -> list[Point]:
    if upper == "H":
        return [(numbers[0] + base[0], here[1])]
    if upper == "V":
        return [(here[0], numbers[0] + base[1])]
    if upper == "A":
        return []
    return [(x + base[0], y + base[1]) for x, y in zip(numbers[::2], numbers[1::2])]


def _raised(begin: Point, middle: Point, end: Point) -> list[Point]:
    """A quadratic curve as a cubic one."""
    return [
        *(
            (point[0] + 2 / 3 * (middle[0] - point[0]), point[1] + 2 / 3 * (middle[1] - point[1]))
            for point in (begin, end)
        ),
        end,
    ]


def _arc(begin: Point, end: Point, numbers: list[float]) -> list[Part]:
    """An arc of an ellipse as cubic curves of a quarter turn at most (SVG 1.1, appendix F.6)."""
    rx, ry, turn, is_large, is_clockwise = abs(numbers[0]), abs(numbers[1]), *numbers[2:5]
    if begin == end:
        return []
    if not rx or not ry:
        return [Part("L", (end,))]
    cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    half_x, half_y = (begin[0] - end[0]) / 2, (begin[1] - end[1]) / 2
    x, y = cos * half_x + sin * half_y, -sin * half_x + cos * half_y
    growth = math.sqrt(max(1.0, (x / rx) ** 2 + (y / ry) ** 2))
    rx, ry = rx * growth, ry * growth
    under = (rx * y) ** 2 + (ry * x) ** 2
    root = math.sqrt(max(0.0, (rx * ry) ** 2 / under - 1.0))
    root *= -1 if bool(is_large) == bool(is_clockwise) else 1
    cx, cy = root * rx * y / ry, -root * ry * x / rx
    first = math.atan2((y - cy) / ry, (x - cx) / rx)
    sweep = math.atan2((-y - cy) / ry, (-x - cx) / rx) - first
    if is_clockwise and sweep < 0:
        sweep += 2 * math.pi
    if not is_clockwise and sweep > 0:
        sweep -= 2 * math.pi
    middle = (begin[0] + end[0]) / 2, (begin[1] + end[1]) / 2

    def placed(u: float, v: float) -> Point:
        u, v = rx * u + cx, ry * v + cy
        return cos * u - sin * v + middle[0], sin * u + cos * v + middle[1]

    pieces = max(1, math.ceil(abs(sweep) / (math.pi / 2) - 1e-9))
    step = sweep / pieces
    reach = 4 / 3 * math.tan(step / 4)
    parts = []
    for piece in range(pieces):
        one, other = first + piece * step, first + (piece + 1) * step
        points = (
            placed(math.cos(one) - reach * math.sin(one), math.sin(one) + reach * math.cos(one)),
            placed(
                math.cos(other) + reach * math.sin(other), math.sin(other) - reach * math.cos(other)
            ),
            end if piece == pieces - 1 else placed(math.cos(other), math.sin(other)),
        )
        parts.append(Part("C", points))
    return parts


def bounds(parts: list[Part]) -> tuple[float, float, float, float]:
    """Least x and y, largest x and y of all points, those of control with them: the curve lies within."""
    points = [point for part in parts for point in part.points]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)
