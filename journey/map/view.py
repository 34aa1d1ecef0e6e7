"""How the map is looked at: what is open, what is hidden, what is compared; to and from a link."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from journey.map.answers import COMPARED_LIMIT, Comparison
from journey.map.lanes.table import LANES, OFF_AT_FIRST, hidden_lanes
from journey.model import former_names
from journey.model.cells import Cell, parse_cell
from journey.model.errors import UserError

KEYS = ("cell", "hide", "show", "compare", "group", "expected", "present")


@dataclass(frozen=True)
class MapView:
    """`cell`: the evidence that is open; `hidden`: lanes not drawn; `comparison`: groups over each other;
    `against_expected`: the distances from what was expected are drawn; `is_presented`: it fills the window, without controls."""

    cell: Cell | None = None
    hidden: tuple[str, ...] = OFF_AT_FIRST
    comparison: Comparison | None = None
    against_expected: bool = False
    is_presented: bool = False

    def opened(self, cell: Cell | None) -> "MapView":
        return replace(self, cell=cell)


def to_link(view: MapView) -> dict[str, list[str]]:
    """The view as query parameters; defaults are left out."""
    link = {
        "cell": [str(view.cell)] if view.cell else [],
        "hide": [name for name in view.hidden if name not in OFF_AT_FIRST],
        "show": [name for name in OFF_AT_FIRST if name not in view.hidden],
        "compare": [view.comparison.key] if view.comparison else [],
        "group": list(view.comparison.values) if view.comparison else [],
        "expected": ["1"] if view.against_expected else [],
        "present": ["1"] if view.is_presented else [],
    }
    return {key: values for key, values in link.items() if values}


def from_link(link: Mapping[str, list[str]]) -> tuple[MapView, list[str]]:
    """The view from query parameters, and a sentence for each part that could not be understood."""
    notices: list[str] = []
    cell = None
    try:
        cell = parse_cell(link["cell"][0]) if link.get("cell") else None
        former_names.current(
            link.get("cell", [""])[0].partition("/")[0], former_names.CELL_KINDS, notices
        )
    except UserError as error:
        notices.append(f"{error} The link's 'cell' is left out.")
    hide, show = link.get("hide", []), link.get("show", [])
    for verb, names in (("hide", hide), ("show", show)):
        unknown = [name for name in names if name not in LANES]
        notices += [
            f"There is no lane '{name}' to {verb}: use {', '.join(LANES)}." for name in unknown
        ]
    hidden = hidden_lanes(hide, show)
    groups = tuple(dict.fromkeys(link.get("group", [])))
    comparison = (
        Comparison(link["compare"][0], groups[:COMPARED_LIMIT])
        if link.get("compare") and groups
        else None
    )
    against_expected, is_presented = (
        link.get(key, ["0"])[0] == "1" for key in ("expected", "present")
    )
    return MapView(cell, hidden, comparison, against_expected, is_presented), notices
