"""The touchpoints to choose from on the Paths screen, and those chosen."""

from journey.data.views.rows import TOUCHPOINT_NODES
from journey.model.filters import Filters
from journey.presenters.paths import touchpoints
from journey.presenters.paths.conversion import Ends
from journey.ui import page_state
from journey.ui.data import answer, generation


def touchpoint_names(filters: Filters) -> list[str]:
    """The touchpoints under the filters, in journey order."""
    data = generation()
    nodes = answer(TOUCHPOINT_NODES, filters).rows
    return touchpoints.in_journey_order(nodes, data.definition.stage_names, data.order)


def chosen_ends(filters: Filters) -> Ends:
    """Source and target in the address, else the first and the last touchpoint; as options of a view."""
    names = touchpoint_names(filters)
    return {
        "source": page_state.known_value("source", names, names[0]),
        "target": page_state.known_value("target", names, names[-1]),
    }


def choose_ends(filters: Filters, width: int) -> None:
    """The selectors of source and target."""
    names = touchpoint_names(filters)
    labels = {name: name for name in names}
    page_state.choice("source", "From", labels, names[0], keep_default=True, width=width)
    page_state.choice("target", "To", labels, names[-1], keep_default=True, width=width)
