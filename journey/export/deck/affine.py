"""Transforms of a drawing: what `transform` says, put together with those of the groups around it."""

import math
import re
from dataclasses import dataclass

NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
STEP = re.compile(r"(\w+)\s*\(([^)]*)\)")


@dataclass(frozen=True)
class Affine:
    """(x, y) -> (a x + c y + e, b x + d y + f)."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def at(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def of(self, inner: "Affine") -> "Affine":
        """First the inner, then this one."""
        return Affine(
            self.a * inner.a + self.c * inner.b,
            self.b * inner.a + self.d * inner.b,
            self.a * inner.c + self.c * inner.d,
            self.b * inner.c + self.d * inner.d,
            *self.at(inner.e, inner.f),
        )

    @property
    def size(self) -> float:
        """How much longer lengths become, on the average of both directions."""
        return math.sqrt(abs(self.a * self.d - self.b * self.c))

    @property
    def angle(self) -> float:
        """How far it turns, in degrees clockwise."""
        return math.degrees(math.atan2(self.b, self.a))

    @property
    def is_upright(self) -> bool:
        """Whether rectangles stay rectangles."""
        return abs(self.b) < 1e-9 and abs(self.c) < 1e-9


def parsed(words: str) -> Affine:
    """The transform that SVG writes so: translate, scale, rotate, matrix."""
    whole = Affine()
    for name, inside in STEP.findall(words):
        numbers = [float(number) for number in NUMBER.findall(inside)]
        whole = whole.of(_step(name, numbers))
    return whole


def _step(name: str, numbers: list[float]) -> Affine:
    if name == "translate":
        return Affine(e=numbers[0], f=numbers[1] if len(numbers) > 1 else 0.0)
    if name == "scale":
        return Affine(a=numbers[0], d=numbers[-1])
    if name == "rotate":
        turn = math.radians(numbers[0])
        turned = Affine(math.cos(turn), math.sin(turn), -math.sin(turn), math.cos(turn))
        if len(numbers) < 3:
            return turned
        there, back = Affine(e=numbers[1], f=numbers[2]), Affine(e=-numbers[1], f=-numbers[2])
        return there.of(turned).of(back)
    return Affine(*numbers) if name == "matrix" and len(numbers) == 6 else Affine()
