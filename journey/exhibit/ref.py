"""A reference to an exhibit: which it is, under which filters, with which choices of the screen. Links and recipes hold it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from journey.model.errors import UserError
from journey.model.filters import Filters, from_link, to_link


@dataclass(frozen=True)
class Ref:
    """`options` are choices as the address of the screen holds them, sorted by name; those at their default are not in it."""

    id: str
    filters: Filters = field(default_factory=Filters)
    options: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, id: str, filters: Filters, **options: str) -> "Ref":
        """The reference with the options put in order, those without a value left out."""
        return cls(id, filters, tuple(sorted(pair for pair in options.items() if pair[1])))

    def option(self, name: str, default: str = "") -> str:
        return dict(self.options).get(name, default)

    def address(self, dataset: str) -> str:
        """The query of the link to the screen as this exhibit shows it."""
        return urlencode(
            {"dataset": dataset, **to_link(self.filters), **dict(self.options)}, doseq=True
        )

    def as_dict(self) -> dict[str, Any]:
        """As JSON holds it."""
        return {"id": self.id, "filters": to_link(self.filters), "options": dict(self.options)}


def from_dict(kept: Mapping[str, Any]) -> Ref:
    """The reference that was kept; raises UserError where it is none."""
    try:
        filters, notices = from_link(dict(kept["filters"]))
        options = {str(name): str(value) for name, value in dict(kept["options"]).items()}
        if notices:
            raise ValueError(notices[0])
        return Ref.of(str(kept["id"]), filters, **options)
    except (KeyError, TypeError, ValueError) as error:
        raise UserError(f"This is no reference to an exhibit: {str(kept)[:80]}.") from error
