"""How is chance drawn? By hashing (seed, name, id), so that no draw ever moves another one."""

from __future__ import annotations

from dataclasses import dataclass
from zlib import crc32

import numpy as np

GOLDEN = 0x9E3779B97F4A7C15
MIX_1, MIX_2 = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
WORD = (1 << 64) - 1


def scramble(numbers: np.ndarray) -> np.ndarray:
    """Spread whole numbers evenly over 64 bits (the finaliser of splitmix64)."""
    numbers = (numbers ^ (numbers >> np.uint64(30))) * MIX_1
    numbers = (numbers ^ (numbers >> np.uint64(27))) * MIX_2
    return numbers ^ (numbers >> np.uint64(31))


@dataclass(frozen=True)
class Dice:
    """Named draws for ids: the same seed, name and id always fall the same way."""

    seed: int
    ids: np.ndarray

    def of(self, rows: np.ndarray) -> Dice:
        """The dice of some of the ids."""
        return Dice(self.seed, self.ids[rows])

    def bits(self, name: str) -> np.ndarray:
        """Sixty-four random bits for each id."""
        stream = np.uint64(((self.seed + 1) * GOLDEN ^ crc32(name.encode()) * MIX_1.item()) & WORD)
        return scramble(
            scramble(self.ids.astype(np.uint64) + scramble(np.atleast_1d(stream))) ^ stream
        )

    def uniform(self, name: str, low: float = 0.0, high: float = 1.0) -> np.ndarray:
        """Evenly between low and high."""
        return low + (high - low) * ((self.bits(name) >> np.uint64(11)) * 2.0**-53)

    def chance(self, name: str, probability: float | np.ndarray) -> np.ndarray:
        """True with the given probability."""
        return self.uniform(name) < probability

    def normal(self, name: str) -> np.ndarray:
        """Standard normal (Box and Muller)."""
        radius = np.sqrt(-2 * np.log1p(-self.uniform(name + " radius")))
        return radius * np.cos(2 * np.pi * self.uniform(name + " angle"))

    def count(self, name: str, mean: float | np.ndarray) -> np.ndarray:
        """Zero or more, geometric with the given mean."""
        again = np.maximum(mean, 1e-9) / (1 + np.maximum(mean, 1e-9))
        return np.floor(np.log1p(-self.uniform(name)) / np.log(again)).astype(np.int64)

    def choice(self, name: str, weights: tuple[float, ...]) -> np.ndarray:
        """The position of one of the weights, drawn in proportion to them."""
        edges = np.cumsum(weights) / np.sum(weights)
        return np.minimum(
            np.searchsorted(edges, self.uniform(name), side="right"), len(weights) - 1
        )
