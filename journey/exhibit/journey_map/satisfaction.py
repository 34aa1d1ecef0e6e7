"""One satisfaction metric stage by stage, beside all stages together."""

from journey.exhibit.chart import Axis, Dots, Series
from journey.exhibit.exhibit import Exhibit, Nothing
from journey.exhibit.journey_map.whole import built, nothing
from journey.exhibit.ref import Ref
from journey.exhibit.source import AnswerSource
from journey.exhibit.target import target_line
from journey.map.captions import figure_words, value_words
from journey.map.model import Figure
from journey.model.cells import SCORES
from journey.model.vocabulary import METRICS
from journey.model.words import capital, count
from journey.presenters.survey import by_metric, headline

NAME = "Satisfaction by stage"


def satisfaction(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """`ref` has the option metric; by default the first that has a figure, as metrics have units of their own."""
    journey_map, answers = built(source)
    if not journey_map.summary["events"]:
        return nothing(ref, NAME, journey_map)
    told = by_metric(answers.rows("stage_satisfaction"))
    known = [metric for metric in SCORES if metric in told]
    if not known:
        reason = "No NPS, CSAT or CES of at least 10 customers is in these data."
        return Nothing(ref, NAME, reason)
    metric = ref.option("metric") if ref.option("metric") in known else known[0]
    figures = [
        (stage.name, figure)
        for stage in journey_map.stages
        for figure in stage.figures
        if figure.metric == metric and figure.value is not None
    ]
    whole = next((figure for figure in journey_map.overall if figure.metric == metric), None)
    is_partial = source.is_shared and any(
        row["value"] is None and row["metric"] == metric
        for row in answers.rows("stage_satisfaction")
    )
    if len(figures) == 1:
        stage, figure = figures[0]
        known_words = f"{stage}, {figure_words(figure)}, n {count(figure.n)}"
        return Nothing(
            ref, NAME, f"{METRICS[metric].noun} is told of one stage only: {known_words}."
        )
    definition = figures[0][1].definition
    return Exhibit(
        ref,
        "figure",
        f"{METRICS[metric].noun} by stage" if is_partial else headline(told[metric], "stage"),
        f"{capital(definition)}, with its 95 % interval.",
        _dots(figures, whole, target_line(source, metric)),
        (answers.answers["stage_satisfaction"], answers.answers["satisfaction"]),
        whole.n if whole else sum(figure.n for _, figure in figures),
        "answer",
        f"{METRICS[metric].noun} of each stage, with its 95 % interval.",
    )


def _dots(
    figures: list[tuple[str, Figure]], whole: Figure | None, target: tuple[float, str] | None
) -> Dots:
    """A dot a stage; all together are a line through them."""
    first = figures[0][1]
    is_share = first.metric != "nps" and not first.definition.startswith("mean")
    is_compared = (
        whole is not None and whole.value is not None and whole.definition == first.definition
    )
    return Dots(
        tuple(stage for stage, _ in figures),
        (
            Series(
                METRICS[first.metric].noun,
                "accent",
                tuple(figure.value for _, figure in figures),
                tuple(figure_words(figure) for _, figure in figures),
                tuple(figure.low for _, figure in figures),
                tuple(figure.high for _, figure in figures),
                tuple(figure.n for _, figure in figures),
            ),
        ),
        Axis(
            f"{METRICS[first.metric].noun}, 95 % interval",
            "share" if is_share else "number",
            first.bounds,
        ),
        tuple(f"n {count(figure.n)}" for _, figure in figures),
        (whole.known_value, f"all: {value_words(whole)}") if whole and is_compared else None,
        target=target,
    )
