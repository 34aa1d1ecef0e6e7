"""The most frequent variants as rows: how many journeys, the touchpoints one after the other, and the outcomes."""

from typing import TYPE_CHECKING

from journey.data.ask import AnyRow
from journey.map.box import Box
from journey.map.lettering import cut, text_width
from journey.map.scene import Scene, Shape, cell, rect, text
from journey.model.path_filters import path_filter
from journey.model.theme import stage_hue
from journey.model.vocabulary import ENDS, noun, outcome
from journey.model.words import count, duration, percent, plural

if TYPE_CHECKING:
    from journey.data.views.rows import VariantsRow

ROW, HEAD, SMALL, NAME = 46.0, 22.0, 11.0, 12.0
NUMBERS, ENDS_WIDTH, PAD = 150.0, 150.0, 8.0
CHIP, GAP = 24.0, 14.0
RATED = ("full", "low base")


def variants_scene(
    rows: "list[VariantsRow]", width: float, stage_indices: dict[str, int], is_collapsed: bool
) -> Scene:
    """`rows` as of the view `variants`; `stage_indices`: of each touchpoint the index of its stage, -1 for none."""
    is_narrow = width < 600
    row_height = ROW + (CHIP + 10 if is_narrow else 0)
    heads = (
        []
        if is_narrow
        else [
            text(PAD, 14, "journeys, share, all so far", SMALL, "muted"),
            text(PAD + NUMBERS, 14, noun("path"), SMALL, "muted"),
            text(width - ENDS_WIDTH, 14, "how it ends, median length", SMALL, "muted"),
        ]
    )
    max_journeys = max((row["journeys"] for row in rows), default=1)
    shapes = [
        shape
        for number, row in enumerate(rows)
        for shape in [
            _row(
                row,
                HEAD + number * row_height,
                width,
                max_journeys,
                stage_indices,
                is_collapsed,
                is_narrow,
            )
        ]
    ]
    return Scene(width, HEAD + len(rows) * row_height + 4, (*heads, *shapes))


def _row(
    row: "VariantsRow",
    y: float,
    width: float,
    max_journeys: int,
    stage_indices: dict[str, int],
    is_collapsed: bool,
    is_narrow: bool,
) -> Shape:
    left, top = (PAD, y + 30) if is_narrow else (PAD + NUMBERS, y + 4)
    room = width - 2 * PAD if is_narrow else width - NUMBERS - ENDS_WIDTH - 2 * PAD - 10
    children = [
        *_numbers(row, y, max_journeys),
        *_chips(row["path"], left, top, room, stage_indices),
        *_ends(row, width - ENDS_WIDTH, y),
    ]
    name = path_filter("collapsed" if is_collapsed else "is", *row["path"])
    return cell(
        name, sentence(row), Box(0, y - 2, width, ROW + (CHIP + 6 if is_narrow else -4)), children
    )


def _numbers(row: "VariantsRow", y: float, max_journeys: int) -> list[Shape]:
    share = percent(row["share"]) if row["share"] is not None else "–"
    so_far = row["cumulative_share"]  # not told in shared mode, as what became of them
    shares = share if so_far is None else f"{share} · {percent(so_far)}"
    return [
        text(PAD, y + 13, count(row["journeys"]), NAME + 1, "ink", font_weight=600),
        text(PAD + 62, y + 13, shares, SMALL, "muted"),
        rect(
            PAD,
            y + 19,
            max(1.5, (NUMBERS - 24) * row["journeys"] / max_journeys),
            5,
            rx=2,
            fill="accent",
        ),
    ]


def _chips(
    path: list[str], x: float, y: float, room: float, stage_indices: dict[str, int]
) -> list[Shape]:
    """The touchpoints side by side, as many as there is room for, and how many more follow."""
    shapes, end = [], x + room
    max_chip_width = 96.0 if len(path) > 4 else 150.0
    for number, name in enumerate(path):
        words = cut(name, SMALL, max_chip_width)
        chip_width = text_width(words, SMALL) + 17
        rest = f"+{len(path) - number}"
        if x + chip_width > end - (
            0 if number == len(path) - 1 else text_width(rest, SMALL) + GAP + 6
        ):
            shapes.append(text(x, y + 16, rest, SMALL, "muted", font_weight=600))
            break
        shapes += [
            rect(x, y, chip_width, CHIP, rx=5, fill="surface"),
            rect(x, y, 4, CHIP, rx=2, fill=stage_hue(stage_indices.get(name, -1))),
            text(x + 10, y + 16, words, SMALL, "ink"),
        ]
        x += chip_width + GAP
        if number < len(path) - 1:
            shapes.append(text(x - GAP + 2, y + 16, "›", SMALL + 2, "muted"))
    return shapes


def _ends(row: AnyRow, x: float, y: float) -> list[Shape]:
    """A bar of the outcomes, and the median length."""
    if any(row[name] is None for name in ENDS):
        return [text(x, y + 12, duration(row["median_seconds"]), SMALL, "ink")]
    shapes, bar_x, room = [], x, ENDS_WIDTH - 14
    for name in ENDS:
        part = room * row[name] / row["journeys"]
        if part:
            shapes.append(
                rect(bar_x, y + 17, max(1.0, part), 8, fill=outcome(name).role, fill_opacity=0.75)
            )
        bar_x += part
    largest = max(ENDS, key=lambda name: row[name])
    share_words = (
        percent(row[largest] / row["journeys"]) if row["base"] in RATED else count(row[largest])
    )
    words = f"{share_words} {outcome(largest).noun} · {duration(row['median_seconds'])}"
    return [*shapes, text(x, y + 12, words, SMALL, "ink")]


def sentence(row: AnyRow) -> str:
    """A variant in words."""
    ends = ", ".join(f"{count(row[name])} {outcome(name).noun}" for name in ENDS if row[name])
    path = " → ".join(row["path"][:8]) + (
        f" and {len(row['path']) - 8} more steps" if len(row["path"]) > 8 else ""
    )
    return f"{plural(row['journeys'], 'journey')}: {path}; {ends}."
