"""What is measured: scales of the questions, the metrics on them, the definition each figure carries."""

from dataclasses import dataclass

from journey.model.vocabulary import METRICS

NEGATIVE_VALENCE = -0.05
POSITIVE_VALENCE = 0.05


@dataclass(frozen=True)
class Scale:
    """A question's scale: lowest and highest answer, which answers count as good and which as bad (inclusive)."""

    lowest: int
    highest: int
    good: tuple[int, int]
    bad: tuple[int, int]
    best: tuple[int, int] | None = (
        None  # the strictest reading of a good answer, where the metric has one
    )

    @property
    def answers(self) -> range:
        """All answers, the lowest first."""
        return range(self.lowest, self.highest + 1)

    def side(self, answer: int) -> int:
        """1 for a good answer, -1 for a bad one, else 0."""
        return (self.good[0] <= answer <= self.good[1]) - (self.bad[0] <= answer <= self.bad[1])

    @property
    def length(self) -> int:
        """From the lowest to the highest answer."""
        return self.highest - self.lowest

    @property
    def is_high_good(self) -> bool:
        """Whether the highest answer is the best."""
        return self.bad < self.good

    def reversed(self) -> "Scale":
        """The same scale, asked the other way round."""
        ends = self.lowest + self.highest
        good, bad = ((ends - high, ends - low) for low, high in (self.good, self.bad))
        best = (ends - self.best[1], ends - self.best[0]) if self.best else None
        return Scale(self.lowest, self.highest, good, bad, best)


SCALES: dict[str, dict[str, Scale]] = {
    "nps": {"0-10": Scale(0, 10, (9, 10), (0, 6)), "1-10": Scale(1, 10, (9, 10), (1, 6))},
    "csat": {
        "1-5": Scale(1, 5, (4, 5), (1, 2)),
        "1-7": Scale(1, 7, (6, 7), (1, 3)),
        "0-10": Scale(0, 10, (9, 10), (0, 4)),
        "1-10": Scale(1, 10, (9, 10), (1, 4)),
    },
    "ces": {
        "1-7": Scale(1, 7, (5, 7), (1, 4), (6, 7)),
        "1-5": Scale(1, 5, (4, 5), (1, 3), (5, 5)),
        "1-7-reversed": Scale(1, 7, (1, 3), (4, 7), (1, 2)),
        "1-5-reversed": Scale(1, 5, (1, 2), (3, 5), (1, 1)),
    },
}
NPS_REFUSED = ("1-5", "1-7")
REVERSED = "-reversed"
# What a column of a file may be asked on: each scale of its metric, also the other way round.
ASKED_SCALES: dict[str, dict[str, Scale]] = {
    metric: {
        **scales,
        **{
            f"{name}{REVERSED}": scale.reversed()
            for name, scale in scales.items()
            if not name.endswith(REVERSED) and f"{name}{REVERSED}" not in scales
        },
    }
    for metric, scales in SCALES.items()
}

SCORE_VALENCE = "score_valence"  # a feeling made from answers: of the emotion curve alone, and only where none is recorded
METRIC_NUMBERS = {"nps": 1, "csat": 2, "ces": 3, "sentiment": 4, SCORE_VALENCE: 5}
MEASURED_METRICS = ("nps", "csat", "ces", "sentiment")  # what is asked for where no metric is named
GOOD_VALENCE = 0.6  # of a good answer, and -0.6 of a bad one (METRICS.md, "Emotion")
VARIANTS = {
    "nps": ("nps",),
    "csat": ("good", "mean"),
    "ces": ("easy", "very_easy", "mean"),
    "sentiment": ("mean", "negative", "neutral", "positive"),
    SCORE_VALENCE: ("mean",),
}
SERVICE_MODES = ("self-service", "automated", "agent")
FRICTION_PARTS = ("leaves", "repeats", "contact_again", "waits", "feels_bad", "effort", "hand_off")


def restated(asked: Scale, counted: Scale) -> list[int]:
    """What each answer of a scale, from its lowest on, counts as on another one.

    A good answer stays good and a bad one bad, each as near to its place as that allows; where all of them mean the same on the
    other scale, they keep their numbers.
    """
    if asked.is_high_good != counted.is_high_good:
        return restated(asked.reversed(), counted)[::-1]
    if all(
        answer in counted.answers and asked.side(answer) == counted.side(answer)
        for answer in asked.answers
    ):
        return list(asked.answers)
    step = counted.length / asked.length
    return [
        _nearest(
            counted.lowest + (answer - asked.lowest) * step,
            [one for one in counted.answers if counted.side(one) == asked.side(answer)],
            (counted.lowest + counted.highest) / 2,
        )
        for answer in asked.answers
    ]


def _nearest(place: float, answers: list[int], middle: float) -> int:
    """The answer nearest to the place; of two as near the one further from the middle, so that both halves are alike."""
    return min(answers, key=lambda answer: (abs(answer - place), -abs(answer - middle)))


def scale_words(name: str) -> str:
    """A scale's name in words.

    >>> scale_words("1-7"), scale_words("1-5-reversed")
    ('1 to 7', '1 to 5, low is good')
    """
    low, high, *reversed_ = name.split("-")
    return f"{low} to {high}" + (", low is good" if reversed_ else "")


def metric_definition(metric: str, variant: str, scale_name: str) -> str:
    """The definition in words that stands beside every figure of this metric."""
    if metric == "nps":
        return f"{METRICS[metric].noun} in points, asked on {scale_name}: 100 x (promoters 9-10 - detractors up to 6) / answers"
    if metric == SCORE_VALENCE:
        return (
            f"mean of {GOOD_VALENCE}, 0 and -{GOOD_VALENCE} for good, middling and bad answers to NPS, CSAT and CES, those of one "
            "event averaged"
        )
    if metric == "sentiment":
        return {
            "mean": "mean valence, -1 to 1, of events with a recorded valence or an emotion label",
            "negative": f"share of events with valence {NEGATIVE_VALENCE} or lower",
            "neutral": f"share of events with valence between {NEGATIVE_VALENCE} and {POSITIVE_VALENCE}",
            "positive": f"share of events with valence {POSITIVE_VALENCE} or higher",
        }[variant]
    if variant == "mean":
        return f"mean {METRICS[metric].noun} answer, asked on {scale_name}"
    scale = SCALES[metric][scale_name]
    low, high = scale.best if variant == "very_easy" and scale.best else scale.good
    word = {"very_easy": "very easy", "easy": "easy"}.get(variant, "satisfied")
    return f"{METRICS[metric].noun}: share of {word} answers, {low}-{high} on {scale_name}"


def is_share(definition: str) -> bool:
    """Whether the figure with this definition is a share."""
    return "share of " in definition
