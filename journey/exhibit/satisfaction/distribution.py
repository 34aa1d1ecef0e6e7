"""The answers behind a score: how many gave which, never the mean alone."""

from journey.data.ask import AnyRow
from journey.data.views.rows import DISTRIBUTION
from journey.exhibit.chart import Axis, Bars, Series
from journey.exhibit.exhibit import Exhibit, Nothing
from journey.exhibit.ref import Ref
from journey.exhibit.satisfaction import choices
from journey.exhibit.satisfaction.by_group import NO_ANSWERS
from journey.exhibit.source import AnswerSource
from journey.model.vocabulary import METRICS
from journey.model.words import count, percent

NAME = "All answers"
OPTIONS = (choices.METRIC,)
COLOURS = {"good": "positive", "between": "muted", "bad": "negative"}
STEPS = 8  # of valence, a quarter each
SENTIMENT = "sentiment"


def distribution(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """`ref` has the option metric; of sentiment valences are put together by the quarter."""
    metric = choices.metric(ref, source)
    if not metric:
        return Nothing(ref, NAME, NO_ANSWERS)
    answer = source.ask(DISTRIBUTION, metrics=(metric,))
    rows = [row for row in answer.rows if row["metric"] == metric and row["answers"]]
    if not rows:
        return Nothing(ref, f"{NAME}: {METRICS[metric].noun}", source.too_few, (answer,))
    bins = _by_quarter(rows) if metric == SENTIMENT else _by_answer(rows, source)
    n = rows[0]["share_n"] or sum(row["answers"] for row in rows)
    return Exhibit(
        ref,
        "figure",
        _title(rows, metric, n),
        f"Of the {count(n)} answers to {METRICS[metric].noun}, how many are which.",
        Bars(
            tuple(name for name, _, _ in bins),
            (Series("answers", "accent", tuple(float(number) for _, number, _ in bins)),),
            Axis("answers", "count"),
            tuple(f"{count(number)} · {percent(number / n)}" for _, number, _ in bins),
            tuple(COLOURS[side] for *_, side in bins),
        ),
        (answer,),
        n,
        "answer",
        f"How many answers to {METRICS[metric].noun} are which.",
        ("Green counts as good, red as bad, as the definition has it.",),
    )


def _by_answer(rows: list[AnyRow], source: AnswerSource) -> list[tuple[str, int, str]]:
    """Every answer of the scale, also those that nobody gave."""
    found = {round(row["answer"]): row for row in rows}
    scale = source.generation.definition.scale(rows[0]["metric"])
    sides = {1: "good", 0: "between", -1: "bad"}
    return [
        (str(answer), found[answer]["answers"] if answer in found else 0, sides[scale.side(answer)])
        for answer in scale.answers
    ]


def _by_quarter(rows: list[AnyRow]) -> list[tuple[str, int, str]]:
    """From -1 to 1; one that begins below zero is bad, but around it neither."""
    numbers = [0] * STEPS
    for row in rows:
        place = min(STEPS - 1, int((row["answer"] + 1) * STEPS / 2))
        numbers[place] += row["answers"]
    edges = [-1 + 2 * place / STEPS for place in range(STEPS + 1)]
    return [
        (f"{low:+.2f} to {high:+.2f}".replace("-", "−"), number, "bad" if high <= 0 else "good")
        for low, high, number in zip(edges, edges[1:], numbers, strict=False)
    ]


def _title(rows: list[AnyRow], metric: str, n: int) -> str:
    """How many count as good and bad, and the most frequent answer."""
    counted = {side: sum(row["answers"] for row in rows if row["side"] == side) for side in COLOURS}
    name = METRICS[metric].noun
    parts = f"{percent(counted['good'] / n)} are good and {percent(counted['bad'] / n)} bad"
    if metric == SENTIMENT:
        return f"Of the feelings {parts}"
    most = max(rows, key=lambda row: row["answers"])
    return f"Of the {name} answers {parts}; most say {round(most['answer'])}"
