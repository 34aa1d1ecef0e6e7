"""The wide emotion curve's scale: how high the lane is and where a valence lies in it."""

from journey.map.frame import Frame, Slot
from journey.map.model import Emotion

STRIP, SCALE, FOOT = 22.0, 168.0, 22.0
HEIGHT = STRIP + SCALE + FOOT
SCORE_DASHES = "7 4"
WithEmotion = list[tuple[Slot, Emotion]]


def valence_y(valence: float) -> float:
    """Where a valence of -1..1 lies in the lane."""
    return STRIP + SCALE * (1 - valence) / 2


def by_scores(frame: Frame) -> str:
    """That the feelings drawn are made from scores, all of them or some."""
    drawn = [slot.touchpoint.shown_emotion for slot in frame.slots]
    sources = {emotion.is_by_scores for emotion in drawn if emotion}
    if True not in sources:
        return ""
    return ", partly by scores" if False in sources else " by scores"


def dashes_of(with_emotion: WithEmotion) -> dict[str, str]:
    """The dashes of a curve that is made from scores."""
    is_by_scores = any(emotion.is_by_scores for _, emotion in with_emotion)
    return {"stroke_dasharray": SCORE_DASHES} if is_by_scores else {}


def mean_points(with_emotion: WithEmotion) -> list[tuple[float, float]]:
    return [(slot.x, valence_y(emotion.valence)) for slot, emotion in with_emotion]


def interval_edges(with_emotion: WithEmotion) -> tuple[list[tuple[float, float]], ...]:
    """The upper and the lower edge of the band of intervals."""
    ends = [(slot.x, *map(valence_y, emotion.ends)) for slot, emotion in with_emotion]
    return [(x, high) for x, _, high in ends], [(x, low) for x, low, _ in ends]
