"""The signs of compared groups: a colour, and a shape that tells them apart without it."""

from journey.map.scene import Shape, path, rect
from journey.model.theme import COMPARED

DASHES = ("none", "7 4", "2 3")


def marker(index: int, x: float, y: float, r: float, filled: bool = True) -> list[Shape]:
    """The sign of a compared group: circle, square, triangle; never its colour alone."""
    style = (
        {"fill": COMPARED[index], "stroke": "background", "stroke_width": 1.5}
        if filled
        else {"fill": "background", "stroke": COMPARED[index], "stroke_width": 1.8}
    )
    if index == 0:
        return [Shape("circle", {"cx": round(x, 1), "cy": round(y, 1), "r": r, **style})]
    if index == 1:
        return [rect(x - r * 0.9, y - r * 0.9, 1.8 * r, 1.8 * r, **style)]
    return [
        path(
            f"M{x:.1f},{y - 1.15 * r:.1f}L{x + 1.1 * r:.1f},{y + 0.85 * r:.1f}H{x - 1.1 * r:.1f}Z",
            **style,
        )
    ]
