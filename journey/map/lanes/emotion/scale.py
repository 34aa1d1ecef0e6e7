"""The wide emotion curve's scale: how high the lane is and where a valence lies in it."""

from journey.map.frame import Slot
from journey.map.model import Emotion

STRIP, SCALE, FOOT = 22.0, 168.0, 22.0
HEIGHT = STRIP + SCALE + FOOT
WithEmotion = list[tuple[Slot, Emotion]]


def valence_y(valence: float) -> float:
    """Where a valence of -1..1 lies in the lane."""
    return STRIP + SCALE * (1 - valence) / 2


def mean_points(with_emotion: WithEmotion) -> list[tuple[float, float]]:
    return [(slot.x, valence_y(emotion.valence)) for slot, emotion in with_emotion]


def interval_edges(with_emotion: WithEmotion) -> tuple[list[tuple[float, float]], ...]:
    """The upper and the lower edge of the band of intervals."""
    ends = [(slot.x, *map(valence_y, emotion.ends)) for slot, emotion in with_emotion]
    return [(x, high) for x, _, high in ends], [(x, low) for x, low, _ in ends]
