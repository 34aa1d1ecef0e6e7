"""A measured customer-journey map: from a file of touchpoint events to figures that reconcile."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from journey.export.notebook import Opened

__version__ = "0.2.0.dev0"  # what CHANGELOG.md begins with, .dev0 while that is not released


def open(dataset: str = "", db: str = "data") -> "Opened":  # noqa: A001  as `gzip.open`: journey.open("sample")
    """The newest version of a dataset, for notebooks: `journey.open("sample").exhibit("map")`."""
    from journey.export.notebook import opened  # what it needs is loaded where it is asked for

    return opened(dataset, db)
