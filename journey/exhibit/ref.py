"""A reference to an exhibit: which it is, under which filters, with which choices of the screen. Links and recipes hold it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from journey.model.errors import UserError
from journey.model.filters import Filters, from_link, to_link


@dataclass(frozen=True)
class Ref:
    """`options` are choices as the address of the screen holds them, by name, some of them several times in their order.

    Those at their default are not in it.
    """

    id: str
    filters: Filters = field(default_factory=Filters)
    options: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, id: str, filters: Filters, **options: str | Sequence[str]) -> "Ref":
        """The reference with the options put in order, those without a value left out."""
        pairs = [
            (name, value)
            for name, given in sorted(options.items())
            for value in ([given] if isinstance(given, str) else given)
            if value
        ]
        return cls(id, filters, tuple(pairs))

    def option(self, name: str, default: str = "") -> str:
        return next(iter(self.values(name)), default)

    def values(self, name: str) -> tuple[str, ...]:
        """All values of an option that can be given several times."""
        return tuple(value for key, value in self.options if key == name)

    def with_option(self, name: str, value: str) -> "Ref":
        """The reference with this value of the option, whatever it was."""
        others = [pair for pair in self.options if pair[0] != name]
        return replace(
            self, options=tuple(sorted([*others, (name, value)], key=lambda pair: pair[0]))
        )

    def address(self, dataset: str) -> str:
        """The query of the link to the screen as this exhibit shows it."""
        return urlencode(
            {"dataset": dataset, **to_link(self.filters), **self._by_name()}, doseq=True
        )

    def as_dict(self) -> dict[str, Any]:
        """As JSON holds it."""
        options = {
            name: values if len(values) > 1 else values[0]
            for name, values in self._by_name().items()
        }
        return {"id": self.id, "filters": to_link(self.filters), "options": options}

    def _by_name(self) -> dict[str, list[str]]:
        return {name: list(self.values(name)) for name, _ in self.options}


def from_dict(kept: Mapping[str, Any]) -> Ref:
    """The reference that was kept; raises UserError where it is none."""
    try:
        link = {
            str(name): [str(each) for each in values] for name, values in kept["filters"].items()
        }
        filters, notices = from_link(link)
        options = {
            str(name): [str(each) for each in value] if isinstance(value, list) else str(value)
            for name, value in dict(kept["options"]).items()
        }
        if notices:
            raise ValueError(notices[0])
        return Ref.of(str(kept["id"]), filters, **options)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise UserError(f"This is no reference to an exhibit: {str(kept)[:80]}.") from error
