"""What stands in a drawing: its cells with their words, the words in no cell, and where every text is."""

import re
from dataclasses import dataclass, field
from urllib.parse import unquote

import pytest

from journey.map.box import Box
from journey.map.scene import Scene, Shape, text_box

MOVED = re.compile(r"translate\((-?[\d.]+),(-?[\d.]+)\)")


@dataclass(frozen=True)
class Words:
    """One text as it is drawn: its box in the drawing; the cell it belongs to, else '', and the cell before it."""

    text: str
    box: Box
    cell: str
    after: str
    region: str

    def __str__(self) -> str:
        x, y, width, height = self.box
        owner = unquote(self.cell) or f"no cell of {self.region}"
        return f"{self.text!r} of {owner} (x {x:.0f} to {x + width:.0f}, y {y:.0f} to {y + height:.0f})"


@dataclass(frozen=True)
class DrawnCell:
    """A cell as it is drawn once; a cell may be drawn in several places."""

    name: str
    label: str
    tip: str
    region: str
    words: tuple[str, ...]

    @property
    def kind(self) -> str:
        return self.name.split("/")[0]


@dataclass
class Drawing:
    """Everything that a scene shows, in the order in which it is drawn."""

    width: float
    height: float
    cells: list[DrawnCell] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)

    @property
    def loose(self) -> list[Words]:
        """The words in no cell."""
        return [words for words in self.words if not words.cell]

    def of(self, name: str) -> list[DrawnCell]:
        return [cell for cell in self.cells if cell.name == name]


MAX_FAULTS = 12


def assert_none(faults: dict[str, list[str]]) -> None:
    """Fails with the faults of each layout, the first of them in words."""
    lines = [
        f"{name}: {fault}" for name, of_layout in faults.items() for fault in of_layout[:MAX_FAULTS]
    ]
    lines += [
        f"{name}: and {len(of_layout) - MAX_FAULTS} more"
        for name, of_layout in faults.items()
        if len(of_layout) > MAX_FAULTS
    ]
    if lines:
        pytest.fail("\n".join(lines), pytrace=False)


def drawing(scene: Scene) -> Drawing:
    result = Drawing(scene.width, scene.height)
    for shape in scene.shapes:
        _walk(shape, (0.0, 0.0), "", "", result)
    return result


def _walk(shape: Shape, at: tuple[float, float], cell: str, region: str, result: Drawing) -> None:
    moved = MOVED.fullmatch(shape.attributes.get("transform", "translate(0,0)"))
    assert moved, f"a transform that no test understands: {shape.attributes['transform']}"
    at = (at[0] + float(moved[1]), at[1] + float(moved[2]))
    region, name = shape.attributes.get("region", region), shape.attributes.get("cell", "")
    if name:
        assert not cell, f"{name} is drawn inside of {cell}"
        texts = tuple(inner.text for inner in _texts(shape))
        result.cells.append(
            DrawnCell(
                name, shape.attributes["label"], shape.attributes.get("tip", ""), region, texts
            )
        )
    if shape.tag == "text":
        x, y, width, height = text_box(shape)
        before = result.cells[-1].name if result.cells else ""
        result.words.append(
            Words(shape.text, Box(x + at[0], y + at[1], width, height), cell, before, region)
        )
    for child in shape.children:
        _walk(child, at, name or cell, region, result)


def _texts(shape: Shape) -> list[Shape]:
    return (
        [shape]
        if shape.tag == "text"
        else [inner for child in shape.children for inner in _texts(child)]
    )
