"""What columns are called, here and elsewhere: names compared without case, blanks and signs."""

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

OTHER_NAMES: Mapping[str, tuple[str, ...]] = {
    field: tuple(names)
    for field, names in tomllib.loads(
        Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
    ).items()
}
NAMES_KEPT = 20_000
UNIT = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")


@lru_cache(NAMES_KEPT)
def normalised(name: str) -> str:
    """A name without case, blanks and signs, as names are compared."""
    return re.sub(r"[^\w#]+", "_", name.strip().lower()).strip("_")


def column_named(columns: tuple[str, ...], names: tuple[str, ...], taken: set[str]) -> str | None:
    """The first column that is called so, also inside another or with a unit or a scale behind it.

    'properties.distinct_id', 'Bestellwert (EUR)', 'Zufriedenheit (1-5)'.
    """
    for name in names:
        for column in columns:
            if column not in taken and name in names_of(column):
                return column
    return None


@lru_cache(NAMES_KEPT)
def names_of(column: str) -> tuple[str, str, str]:
    """What a column is called: in full, without the unit behind, without what it stands in."""
    inner = column.rpartition(".")[2]
    return normalised(column), normalised(UNIT.sub("", column)), normalised(inner)
