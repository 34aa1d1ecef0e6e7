"""The selectors of touchpoints on the Paths screen."""

from journey.exhibit.paths.chosen import touchpoint_names as names_of
from journey.model.filters import Filters
from journey.ui import exhibits, page_state


def touchpoint_names(filters: Filters) -> list[str]:
    """The touchpoints under the filters, in journey order."""
    return names_of(exhibits.source(filters))


def choose_ends(filters: Filters, width: int) -> None:
    """The selectors of source and target."""
    names = touchpoint_names(filters)
    labels = {name: name for name in names}
    page_state.choice("source", "From", labels, names[0], keep_default=True, width=width)
    page_state.choice("target", "To", labels, names[-1], keep_default=True, width=width)
