"""What the panels of the map and of the graph show of a figure by group."""

from journey.map.evidence.cause import CHOSEN, cause
from journey.map.evidence.context import INTERVAL
from journey.map.evidence.groups import Compared, charts
from journey.map.evidence.measures import name_of
from journey.map.evidence.panel_data import ByGroup


def by_group(kind: str, found: Compared, age: str = "") -> ByGroup:
    """What differs most, and the attributes drawn."""
    note = f"{name_of(kind)}, {INTERVAL}" if found.measure.low else found.measure.unit
    opened, others = charts(found, note)
    return {"cause": cause(kind, found, age), "splits": opened, "more_splits": others}


def of_chosen() -> ByGroup:
    """Of a share of journeys that the filters chose by a figure: nothing but that."""
    return {"cause": CHOSEN, "splits": [], "more_splits": []}
