"""A rectangle of a drawing, and whether two of them overlap."""

from typing import NamedTuple


class Box(NamedTuple):
    """Left upper corner and size, in CSS pixels."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    def grown(self, margin: float) -> "Box":
        """The box with this margin on every side."""
        return Box(
            self.x - margin, self.y - margin, self.width + 2 * margin, self.height + 2 * margin
        )


def overlaps(box: Box, other: Box, tolerance: float = 0.0) -> bool:
    """Whether the boxes share more than the tolerance in both directions."""
    return (
        box.x + tolerance < other.right
        and other.x + tolerance < box.right
        and box.y + tolerance < other.bottom
        and other.y + tolerance < box.bottom
    )
