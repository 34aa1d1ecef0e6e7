"""The wide emotion curve's scale: how high the lane is and where a valence lies in it."""

from collections.abc import Iterable
from itertools import pairwise

from journey.map.frame import Frame, Slot
from journey.map.model import Emotion, Touchpoint
from journey.map.scene import Attribute, Shape, line
from journey.model.vocabulary import SURVEY, words_in_force

STRIP, SCALE, FOOT = 18.0, 150.0, 20.0
HEIGHT = STRIP + SCALE + FOOT
SCORE_DASHES = "7 4"
LINK: dict[str, Attribute] = {
    "stroke_dasharray": "1 5",
    "stroke_width": 1.6,
    "stroke_linecap": "round",
}  # over what is not known
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


def has_course(touchpoints: Iterable[Touchpoint]) -> bool:
    """Whether those with an emotion come one after the other, so that a curve may run through them: not where most neighbours have
    the same median place in a journey, nor in a survey."""
    felt = [
        touchpoint for touchpoint in touchpoints if touchpoint.shown_emotion or touchpoint.compared
    ]
    ties = sum(left.order == right.order for left, right in pairwise(felt))
    return words_in_force().kind != SURVEY and 2 * ties <= max(len(felt) - 1, 0)


def runs(along: list[tuple[Slot, Emotion | None]]) -> list[WithEmotion]:
    """The stretches of neighbouring touchpoints at each of which an emotion may be shown."""
    found: list[WithEmotion] = [[]]
    for slot, emotion in along:
        if emotion and emotion.is_shown:
            found[-1].append((slot, emotion))
        elif found[-1]:
            found.append([])
    return [run for run in found if run]


def links(stretches: list[WithEmotion], colour: str) -> list[Shape]:
    """Between two stretches a dotted line: what lies between is not known."""
    ends = [
        (mean_points(before[-1:])[0], mean_points(after[:1])[0])
        for before, after in pairwise(stretches)
    ]
    return [line(x1, y1, x2, y2, stroke=colour, **LINK) for (x1, y1), (x2, y2) in ends]


def mean_points(with_emotion: WithEmotion) -> list[tuple[float, float]]:
    return [(slot.x, valence_y(emotion.valence)) for slot, emotion in with_emotion]


def interval_edges(with_emotion: WithEmotion) -> tuple[list[tuple[float, float]], ...]:
    """The upper and the lower edge of the band of intervals."""
    ends = [(slot.x, *map(valence_y, emotion.ends)) for slot, emotion in with_emotion]
    return [(x, high) for x, _, high in ends], [(x, low) for x, low, _ in ends]
