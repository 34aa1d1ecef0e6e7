"""The emotion curve alone: the map's lane of feelings over its stages and touchpoints."""

from dataclasses import replace

from journey.exhibit.exhibit import Exhibit, Nothing
from journey.exhibit.journey_map.emotion import MEAN_VALENCE, felt_in, too_few_felt
from journey.exhibit.journey_map.whole import built, drawing, nothing, view_of
from journey.exhibit.ref import Ref
from journey.exhibit.source import AnswerSource
from journey.map.lane_findings import feelings
from journey.map.lanes.table import LANES, empty_lanes

NAME, OPTIONS = "Emotion curve", ("compare", "expected", "group")
LANE, SHOWN = "emotion", ("stages", "emotion", "touchpoints")


def emotion_curve(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """`ref` chooses groups to compare, and the distances from the expected, as it does of the map."""
    hidden = tuple(name for name in LANES if name not in SHOWN)
    view = replace(view_of(ref, source), hidden=hidden)
    journey_map, answers = built(source, view.comparison)
    if not journey_map.summary["events"]:
        return nothing(ref, NAME, journey_map)
    felt, finding = felt_in(journey_map), feelings(journey_map)
    is_empty = LANE in empty_lanes(source.generation)
    reason = too_few_felt(() if is_empty else felt)
    if reason or finding is None:
        return Nothing(ref, NAME, reason)
    return Exhibit(
        ref,
        "map",
        finding.sentence,
        f"{MEAN_VALENCE}, from stage to stage.",
        drawing(journey_map, source, view),
        (answers.answers["emotions"],),
        sum(own.n for _, own in felt),
        "event",
        "The emotion curve: how customers feel at each touchpoint, from −1 to +1, from the first stage to the last.",
        (finding.reason,),
    )
