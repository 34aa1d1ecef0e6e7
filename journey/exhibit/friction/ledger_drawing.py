"""The loss ledger drawn: a row a touchpoint with what is lost there, what could be won back, and the score by its parts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from journey.map.box import Box
from journey.map.lettering import cut, text_width
from journey.map.scene import Scene, Shape, cell, circle, line, rect, text
from journey.model.theme import FRICTION_HUES
from journey.model.vocabulary import noun

TEXT, SMALL, HEAD = 14.0, 11.5, 11.5
ROW, NARROW_ROW, HEADER, LEGEND = 54.0, 118.0, 30.0, 34.0
BAR, GAP = 15.0, 18.0


@dataclass(frozen=True)
class Line:
    """A row of the ledger. `cell` is what a click opens ('' nothing); `parts` are shares 0..1 of the score's whole bar, by part.

    `kept` are (point, low, high) in journeys, None where they cannot be told; `is_sure` says that the low end is above none.
    """

    cell: str
    touchpoint: str
    stage: str
    what: str
    lost: int
    lost_words: str
    kept: tuple[float, float, float] | None
    kept_words: str
    is_sure: bool
    parts: tuple[tuple[str, float], ...]
    score_words: str


@dataclass(frozen=True)
class Headings:
    """What stands over the columns: of what is lost, of what could be won back, of the score ('' where it is not told)."""

    lost: str
    kept: str
    score: str
    lost_role: str = "negative"


@dataclass(frozen=True)
class Columns:
    """Where each column begins and how wide it is."""

    name: tuple[float, float]
    lost: tuple[float, float]
    kept: tuple[float, float]
    score: tuple[float, float]


def ledger_scene(
    lines: Sequence[Line], headings: Headings, rest: str, width: float, is_narrow: bool = False
) -> Scene:
    """`rest` says what the rows that are not drawn hold; '' where all are."""
    columns = _narrow(width) if is_narrow else _wide(width, bool(headings.score))
    most_lost = max((each.lost for each in lines), default=0) or 1
    most_kept = max((each.kept[2] for each in lines if each.kept), default=0.0) or 1.0
    height = NARROW_ROW if is_narrow else ROW
    shapes: list[Shape] = [] if is_narrow else list(_header(columns, headings))
    top = 0.0 if is_narrow else HEADER
    for number, each in enumerate(lines, 1):
        drawn = _row(
            number,
            each,
            columns,
            top,
            height,
            (most_lost, most_kept),
            is_narrow,
            width,
            headings.lost_role,
        )
        shapes += drawn
        top += height
    shapes.append(line(0, top, width, top, stroke="line"))
    if rest:
        shapes.append(text(columns.name[0], top + 22, rest, SMALL, "muted"))
        top += 26
    if headings.score:
        legend, top = _legend(lines, top, width)
        shapes += legend
    return Scene(width, top + 4, tuple(shapes))


def _wide(width: float, has_score: bool) -> Columns:
    left = 34.0
    inner = width - left - 3 * GAP
    shares = (0.30, 0.19, 0.22, 0.29) if has_score else (0.40, 0.26, 0.34, 0.0)
    places, at = [], left
    for share in shares:
        places.append((at, share * inner))
        at += share * inner + GAP
    return Columns(*places)


def _narrow(width: float) -> Columns:
    left = 26.0
    return Columns(*[(left, width - left)] * 4)


def _header(columns: Columns, headings: Headings) -> Iterable[Shape]:
    named = (
        (columns.name, "Where, and what is most striking there"),
        (columns.lost, headings.lost),
        (columns.kept, headings.kept),
        (columns.score, headings.score),
    )
    for (x, room), words in named:
        if words:
            fitting = cut(words, HEAD, room, bold=True)
            yield text(x, HEADER - 12, fitting, HEAD, "muted", font_weight=600)


def _row(
    number: int,
    each: Line,
    columns: Columns,
    top: float,
    height: float,
    most: tuple[float, float],
    is_narrow: bool,
    width: float,
    lost_role: str,
) -> list[Shape]:
    ground = {"fill": "tint", "fill_opacity": 0.55} if each.is_sure else {"fill": "background"}
    inside = [
        rect(0, top, width, height, **ground),
        line(0, top, width, top, stroke="line"),
        text(8, top + 22, str(number), TEXT, "muted", font_weight=600),
        *_name(each, columns.name, top),
        *_lost(each, columns.lost, top + (42 if is_narrow else 0), most[0], is_narrow, lost_role),
        *_kept(each, columns.kept, top + (64 if is_narrow else 0), most[1], is_narrow),
        *_score(each, columns.score, top + (92 if is_narrow else 0), is_narrow),
    ]
    label = f"{each.touchpoint}, {each.stage}: {each.lost_words}; {each.kept_words}"
    if not each.cell:
        return inside
    return [cell(each.cell, label, Box(0, top, width, height), inside)]


def _name(each: Line, place: tuple[float, float], top: float) -> Iterable[Shape]:
    x, room = place
    stage = f" · {each.stage}" if each.stage else ""
    stage_width = min(text_width(stage, TEXT), room * 0.45)
    name = cut(each.touchpoint, TEXT, room - stage_width, bold=True)
    yield text(x, top + 22, name, TEXT, font_weight=600)
    if stage:
        at = x + text_width(name, TEXT, bold=True)
        yield text(at, top + 22, cut(stage, TEXT, x + room - at), TEXT, "muted")
    yield text(x, top + 41, cut(each.what, SMALL, room), SMALL, "muted")


def _lost(
    each: Line, place: tuple[float, float], top: float, most: float, is_narrow: bool, role: str
) -> Iterable[Shape]:
    x, room = place
    if is_narrow:
        bar = room * 0.32
        yield rect(x, top + 10, max(2.0, bar * each.lost / most), 10, fill=role, rx=2)
        yield text(x + bar + 10, top + 19, cut(each.lost_words, SMALL, room - bar - 10), SMALL)
        return
    yield rect(x, top + 10, max(2.0, room * each.lost / most), BAR, fill=role, rx=2)
    yield text(x, top + 41, cut(each.lost_words, SMALL, room), SMALL)


def _kept(
    each: Line, place: tuple[float, float], top: float, most: float, is_narrow: bool
) -> Iterable[Shape]:
    x, whole = place
    room = whole * 0.32 if is_narrow else whole
    middle = top + (14 if is_narrow else 17)
    if each.kept:
        point, low, high = (x + 5 + (room - 10) * value / most for value in each.kept)
        yield line(x, middle, x + room, middle, stroke="line", stroke_width=1.5)
        yield line(
            low, middle, high, middle, stroke="muted", stroke_width=5, stroke_linecap="round"
        )
        mark = {"fill": "ink"} if each.is_sure else {"fill": "background", "stroke": "muted", "stroke_width": 1.5}  # fmt: skip
        yield circle(point, middle, 5, **mark)
    if is_narrow:
        yield text(x + room + 10, top + 18, cut(each.kept_words, SMALL, whole - room - 10), SMALL)
    else:
        yield text(x, top + 41, cut(each.kept_words, SMALL, whole), SMALL)


def _score(each: Line, place: tuple[float, float], top: float, is_narrow: bool) -> Iterable[Shape]:
    x, whole = place
    room = whole * 0.32 if is_narrow else whole
    at, y = x, top + (3 if is_narrow else 10)
    for part, share in each.parts:
        wide = share * room
        if wide >= 0.5:
            yield rect(
                at, y, max(0.5, wide - 1), 10 if is_narrow else BAR, fill=FRICTION_HUES[part]
            )
        at += wide
    if is_narrow:
        fitting = cut(each.score_words, SMALL, whole - room - 10)
        yield text(x + room + 10, top + 12, fitting, SMALL, "muted")
    else:
        yield text(x, top + 41, cut(each.score_words, SMALL, whole), SMALL, "muted")


def _legend(lines: Sequence[Line], top: float, width: float) -> tuple[list[Shape], float]:
    """The parts that any row has, each beside its hue, and how far down they go."""
    seen = {part for each in lines for part, share in each.parts if share > 0}
    shapes, x, y = [], 4.0, top + 22
    for part in (part for part in FRICTION_HUES if part in seen):
        words = noun(part)
        needed = text_width(words, SMALL) + 34
        if x + needed > width and x > 4:
            x, y = 4.0, y + 20
        shapes += [
            rect(x, y - 9, 10, 10, fill=FRICTION_HUES[part], rx=2),
            text(x + 15, y, words, SMALL, "muted"),
        ]
        x += needed
    return shapes, y + 10 if shapes else top
