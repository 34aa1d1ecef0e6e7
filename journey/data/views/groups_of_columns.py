"""The rows of each group, where a query gives them as arrays in the order of their groups."""

from collections.abc import Iterator, Sequence

import numpy as np

from journey.data.views.form import Columns


def groups_of(columns: Columns, names: Sequence[str]) -> Iterator[tuple[dict[str, int], Columns]]:
    """The codes of each group by their columns' names, and its rows."""
    keys = np.stack([columns[name].astype(np.int64) for name in names], axis=1)
    ends = np.flatnonzero(np.any(keys[1:] != keys[:-1], axis=1)) + 1
    for first, last in zip([0, *ends], [*ends, len(keys)], strict=True):
        if last > first:
            rows = slice(first, last)
            codes = dict(zip(names, map(int, keys[first]), strict=True))
            yield codes, {name: values[rows] for name, values in columns.items()}
