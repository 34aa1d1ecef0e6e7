"""All lanes of the map, from top to bottom, each with its wide and its narrow form."""

from collections.abc import Callable, Collection
from typing import NamedTuple

from journey.data.generation import Generation
from journey.map.block import Block
from journey.map.frame import Frame
from journey.map.lanes import (
    channels,
    exits,
    friction,
    notes,
    quotes,
    river,
    satisfaction,
    stages,
    touchpoints,
)
from journey.map.lanes.emotion import narrow as emotion_narrow
from journey.map.lanes.emotion import wide as emotion_wide
from journey.map.lanes.parts import Lane
from journey.model.vocabulary import SURVEY, words_in_force


class LaneForms(NamedTuple):
    """A lane's title, and how it is drawn: over all stages side by side, and for one stage on a phone."""

    title: str
    wide: Callable[[Frame], Lane]
    narrow: Callable[[Block], Lane]


LANES = {
    "stages": LaneForms("Stages", stages.wide, stages.narrow),
    "river": LaneForms("Journeys", river.wide, river.narrow),
    "emotion": LaneForms("Emotion", emotion_wide.wide, emotion_narrow.narrow),
    "touchpoints": LaneForms("Touchpoints", touchpoints.wide, touchpoints.narrow),
    "channels": LaneForms("Channels", channels.wide, channels.narrow),
    "friction": LaneForms(friction.TITLE, friction.wide, friction.narrow),
    "satisfaction": LaneForms("Satisfaction", satisfaction.wide, satisfaction.narrow),
    "quotes": LaneForms("Comments", quotes.wide, quotes.narrow),
    "exits": LaneForms(exits.TITLE, exits.wide, exits.narrow),
    "notes": LaneForms("Notes", notes.wide, notes.narrow),
}
NEED_TIME = ("river", "friction", "exits")  # have nothing to show where answers have no time
OFF_AT_FIRST = ("channels", "exits")  # drawn where the reader asks for them


def lane_title(name: str) -> str:
    """What a lane is called, in the words of the dataset."""
    return words_in_force().comments_title if name == "quotes" else LANES[name].title


def hidden_lanes(hide: Collection[str], show: Collection[str]) -> tuple[str, ...]:
    """The lanes that are not drawn where these are hidden and those shown beside what is drawn at first."""
    off = {*hide, *(name for name in OFF_AT_FIRST if name not in show)}
    return tuple(name for name in LANES if name in off)


def _rates_questions_alone(generation: Generation) -> bool:
    """Whether feelings would be those of a survey's scores: its questions are asked on scales that do not compare."""
    if generation.definition.kind != SURVEY:
        return False
    return not generation.rows("select count(valence) from steps")[0][0]


def empty_lanes(generation: Generation) -> tuple[str, ...]:
    """The lanes that the dataset has nothing for, whatever the filters."""
    has_channels = any(generation.channels.values())
    return (
        *(() if generation.has_outcomes else NEED_TIME),
        *(("emotion",) if _rates_questions_alone(generation) else ()),
        *(() if has_channels else ("channels",)),
    )
