"""What the address chooses of the Paths screen, as far as this dataset has it; else the screen's defaults."""

from journey.data.views.rows import TOUCHPOINT_NODES
from journey.exhibit.exhibit import NoJourney
from journey.exhibit.ref import Ref
from journey.exhibit.source import AnswerSource
from journey.presenters.page_state import is_whole
from journey.presenters.paths import touchpoints
from journey.presenters.paths.conversion import Ends


def touchpoint_names(source: AnswerSource) -> list[str]:
    """The touchpoints under the filters, in journey order."""
    data, nodes = source.generation, source.ask(TOUCHPOINT_NODES).rows
    return touchpoints.in_journey_order(nodes, data.definition.stage_names, data.order)


def ends(ref: Ref, source: AnswerSource) -> Ends:
    """Source and target, else the first and the last touchpoint, as options of a view; raises NoJourney where there is none."""
    names = touchpoint_names(source)
    if not names:
        raise NoJourney
    first, last = known(ref, "source", names, names[0]), known(ref, "target", names, names[-1])
    return {"source": first, "target": last}


def known(ref: Ref, name: str, values: list[str], default: str) -> str:
    """The option if it is one of these values."""
    return ref.option(name) if ref.option(name) in values else default


def whole(ref: Ref, name: str, default: int, lowest: int, highest: int) -> int:
    """The option as a whole number within this range."""
    text = ref.option(name)
    return min(highest, max(lowest, int(text) if is_whole(text) else default))
