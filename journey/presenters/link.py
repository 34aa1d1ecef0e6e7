"""What a link says: dataset, filters, view of the map and page state, each within bounds, and a sentence for what is left out."""

from collections.abc import Collection
from dataclasses import dataclass

from journey.map.view import MapView
from journey.map.view import from_link as view_from_link
from journey.model.filters import DIMENSIONS, Filters, from_link
from journey.presenters import page_state

TOO_LONG, PARTS_LIMIT = (
    "link_too_long",
    1000,
)  # a mark in place of a link above the bound of Streamlit itself
VALUE_LENGTH_LIMIT, VALUES_LIMIT, NAME_SHOWN = (
    2_000,
    200,
    40,
)  # characters; values of one key; characters shown of a key
LIST_KEYS = ("hide", "group")  # keys that may repeat, beside filters
SINGLE_KEYS = tuple(
    key
    for key in (*page_state.KEYS, "dataset", "from", "to", "cell", "compare", "expected")
    if key not in LIST_KEYS
)


Address = dict[str, list[str]]


@dataclass(frozen=True)
class Link:
    """An address understood; `address` is what is left of it within bounds."""

    dataset: str
    filters: Filters
    view: MapView
    address: Address
    notices: tuple[str, ...] = ()


def understand(address: Address, datasets: list[str]) -> Link:
    """The link; of the datasets the first where it names none, or one that is not there."""
    address, bounds = bounded(address)
    filters, filter_notices = from_link(address)
    view, view_notices = view_from_link(address)
    dataset, dataset_notices = _dataset(address.get("dataset", []), datasets)
    notices = (*bounds, *filter_notices, *view_notices, *dataset_notices)
    return Link(dataset, filters, view, address, notices)


def _dataset(wanted: list[str], datasets: list[str]) -> tuple[str, list[str]]:
    if not wanted or wanted[0] in datasets:
        return (wanted or datasets)[0], []
    return datasets[0], [f"There is no dataset '{wanted[0]}'; showing '{datasets[0]}' instead."]


def bounded(address: Address) -> tuple[Address, list[str]]:
    """The link within bounds, and a sentence for each part that is left out."""
    notices = (
        [f"The link has more than {PARTS_LIMIT:,} parameters and was ignored."]
        if TOO_LONG in address
        else []
    )
    bounded_address: Address = {}
    for key, values in address.items():
        name, bounded_values = key[:NAME_SHOWN], values
        if key == TOO_LONG or not any(values):
            continue
        if any(len(value) > VALUE_LENGTH_LIMIT for value in (key, *values)):
            notices.append(
                f"Ignored from the link: '{name}' is longer than {VALUE_LENGTH_LIMIT:,} characters."
            )
            continue
        if len(bounded_values) > VALUES_LIMIT:
            notices.append(
                f"The link has {len(bounded_values):,} values for '{name}'; only the first {VALUES_LIMIT} are used."
            )
            bounded_values = bounded_values[:VALUES_LIMIT]
        elif len(bounded_values) > 1 and key in SINGLE_KEYS:
            notices.append(
                f"The link repeats '{name}' {len(bounded_values)} times; only the first value is used."
            )
        bounded_address[key] = bounded_values
    return bounded_address, notices


def unfiltered(keys: list[str], attributes: Collection[str]) -> list[str]:
    """A sentence for each key that names a dimension or attribute without `where.` before it."""
    return [
        f"Ignored from the link: '{key}'. Write where.{key} to filter by it."
        for key in keys
        if key in (*DIMENSIONS, *attributes) and key not in page_state.KEYS
    ]
