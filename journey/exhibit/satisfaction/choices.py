"""What the Satisfaction screen chooses: the metric, its definition, and what it is split by."""

from journey.data.generation import Generation
from journey.data.views.rows import SATISFACTION
from journey.exhibit.ref import Ref
from journey.exhibit.source import AnswerSource
from journey.presenters import attributes
from journey.presenters.satisfaction import figures

METRIC, VARIANT, SPLIT = "metric", "variant", "split"
OPTIONS = (METRIC, VARIANT, SPLIT)
STAGE, CHANNEL, TOUCHPOINT = "stage", "channel", "touchpoint"
MOST_VALUES = 40


def metrics(source: AnswerSource) -> dict[str, str]:
    """The metrics with a figure under the filters."""
    return figures.metrics_of(source.ask(SATISFACTION).rows)


def metric(ref: Ref, source: AnswerSource) -> str:
    """The one chosen, else the first with a figure; '' where none has one."""
    known = metrics(source)
    return ref.option(METRIC) if ref.option(METRIC) in known else next(iter(known), "")


def variant(ref: Ref, source: AnswerSource, chosen: str) -> str:
    """The definition chosen, else that of the journey definition."""
    known = figures.variants(source.generation, chosen)
    return ref.option(VARIANT) if ref.option(VARIANT) in known else next(iter(known))


def splits(generation: Generation) -> dict[str, str]:
    """What figures can be split by, and what each is called."""
    places = {STAGE: "Stage", CHANNEL: "Channel", TOUCHPOINT: "Touchpoint"}
    stages = len(generation.definition.stage_names) - len(generation.unobserved_stages)
    numbers = {
        STAGE: stages + 1,
        CHANNEL: len(generation.channels),
        TOUCHPOINT: len(generation.touchpoints),
    }
    known = {key: name for key, name in places.items() if numbers[key] > 1} or {STAGE: "Stage"}
    keys = dict.fromkeys(
        [
            *attributes.splitting(generation, MOST_VALUES),
            *attributes.splitting_events(generation, MOST_VALUES),
        ]
    )
    return known | {key: attributes.label(generation, key) for key in keys}


def split(ref: Ref, source: AnswerSource) -> str:
    known = splits(source.generation)
    return ref.option(SPLIT) if ref.option(SPLIT) in known else next(iter(known))
