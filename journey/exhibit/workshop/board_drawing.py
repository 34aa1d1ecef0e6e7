"""A workshop's board drawn for files: its notes as cards, a column a stage."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from journey.exhibit.exhibit import Part
from journey.map.lettering import cut, wrapped
from journey.map.scene import Scene, Shape, rect, text
from journey.model.theme import stage_hue
from journey.model.words import capital
from journey.workshop.things import NoteKind

TEXT, SMALL, LEADING = 13.0, 11.0, 17.0
GAP, BETWEEN, PAD, HEADING = 14.0, 8.0, 9.0, 55.0
LEAST_COLUMN, SLIDE_WIDTH = 150.0, 1180.0
MOST_LINES, MOST_DOTS = 8, 6
GROUNDS = {
    NoteKind.PAIN_POINT: "negative",
    NoteKind.IDEA: "warm",
    NoteKind.QUESTION: "accent",
    NoteKind.PRAISE: "positive",
}


@dataclass(frozen=True)
class Card:
    """A note as it stands on the board, or a heading, which has no kind; `small` is what stands below the text."""

    words: str
    kind: NoteKind | None
    votes: int
    small: str


@dataclass(frozen=True)
class CardColumn:
    """A stage with its cards from top to bottom."""

    title: str
    small: str
    cards: tuple[Card, ...]


def narrowest(columns: Sequence[CardColumn]) -> float:
    return len(columns) * (LEAST_COLUMN + GAP)


def board_scene(columns: Sequence[CardColumn], width: float) -> Scene:
    """Stages side by side, as high as the longest of them."""
    wide = (width - (len(columns) - 1) * GAP) / len(columns)
    shapes: list[Shape] = []
    lowest = 0.0
    for index, column in enumerate(columns):
        x, y = index * (wide + GAP), HEADING
        shapes += _heading(column, index, x, wide)
        for card in column.cards:
            shapes += _card(card, x, y, wide)
            y += _card_height(card, wide) + BETWEEN
        lowest = max(lowest, y)
    return Scene(width, lowest, tuple(shapes))


def board_parts(columns: Sequence[CardColumn], width: float, height: float) -> tuple[Part, ...]:
    """The board over as many slides as its longest stage needs; `width` and `height` are the room of one in points."""
    across = max(narrowest(columns), SLIDE_WIDTH)
    room, wide = across * height / width, (across - (len(columns) - 1) * GAP) / len(columns)
    pages = [_pages(column, wide, room) for column in columns]
    most = max(map(len, pages))
    return tuple(
        Part(
            board_scene(
                [
                    CardColumn(column.title, column.small, own[page] if page < len(own) else ())
                    for column, own in zip(columns, pages)
                ],
                across,
            ),
        )
        for page in range(most)
    )


def _pages(column: CardColumn, wide: float, room: float) -> list[tuple[Card, ...]]:
    """The cards of a stage, as many a slide as it has room for, at least one."""
    pages: list[list[Card]] = [[]]
    y = HEADING
    for card in column.cards:
        height = _card_height(card, wide) + BETWEEN
        if pages[-1] and y + height > room:
            pages.append([])
            y = HEADING
        pages[-1].append(card)
        y += height
    return [tuple(page) for page in pages]


def _heading(column: CardColumn, index: int, x: float, wide: float) -> list[Shape]:
    return [
        rect(x, 0, wide, 4, fill=stage_hue(index)),
        text(x, 22, cut(capital(column.title), 15, wide, True), 15, font_weight=600),
        text(x, 40, cut(column.small, SMALL, wide), SMALL, "muted"),
    ]


def _lines(card: Card, wide: float) -> list[str]:
    return wrapped(card.words, TEXT, wide - 2 * PAD, MOST_LINES, card.kind is None)


def _card_height(card: Card, wide: float) -> float:
    below = LEADING * bool(card.small or card.votes) if card.kind else 0
    return 2 * PAD + LEADING * len(_lines(card, wide)) + below - 4


def _card(card: Card, x: float, y: float, wide: float) -> list[Shape]:
    words = _lines(card, wide)
    weight: dict[str, Any] = {} if card.kind else {"font_weight": 600}
    written = [
        text(x + PAD, y + PAD + 11 + LEADING * number, words_of_line, TEXT, **weight)
        for number, words_of_line in enumerate(words)
    ]
    if card.kind is None:
        return written
    below = y + PAD + 10 + LEADING * len(words)
    dots = "●" * min(card.votes, MOST_DOTS) + (f" {card.votes}" if card.votes > MOST_DOTS else "")
    room = wide - 2 * PAD - 8.0 * len(dots)
    return [
        rect(x, y, wide, _card_height(card, wide), rx=6, fill=GROUNDS[card.kind], fill_opacity=0.13),
        *written,
        text(x + PAD, below, cut(card.small, SMALL, room), SMALL, "muted"),
        *([text(x + wide - PAD, below, dots, SMALL, text_anchor="end")] if dots else []),
    ]  # fmt: skip
