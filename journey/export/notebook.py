"""A dataset in a notebook: views as frames, and exhibits that show themselves as the pictures of every other file."""

import html
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from journey.data import store
from journey.data.generation import Generation
from journey.exhibit.declared import DECLARED, make
from journey.exhibit.exhibit import Exhibit
from journey.exhibit.ref import Ref
from journey.exhibit.source import analyst, asking
from journey.export import picture
from journey.export.passport import passport
from journey.graph.answers import ask
from journey.model.errors import UnknownName, UserError
from journey.model.filters import Filters
from journey.model.vocabulary import use_words
from journey.use.load import newest_prepared

Where = Mapping[str, Iterable[str]]


@dataclass(frozen=True)
class Shown:
    """An exhibit as a notebook shows it; `.exhibit` holds what it says, its content and the answers it rests on."""

    exhibit: Exhibit
    generation: Generation

    def _repr_html_(self) -> str:
        made = passport(self.generation, "", [self.exhibit], date.today())
        return f'<div style="max-width:1100px">{picture.svg(self.exhibit, made)}</div>'

    def frame(self) -> pd.DataFrame:
        """The rows of the answer that it shows."""
        return self.exhibit.answers[0].frame()


@dataclass(frozen=True)
class Opened:
    """One version of a dataset, under filters: `from_date` and `to_date` are first and last day, `where` values by key."""

    generation: Generation
    filters: Filters

    def filtered(
        self,
        from_date: date | None = None,
        to_date: date | None = None,
        where: Where | None = None,
    ) -> "Opened":
        """The same version under these filters."""
        return Opened(self.generation, Filters.of(from_date, to_date, where))

    def ask(self, view: str, **options: Any) -> pd.DataFrame:
        """The rows of a view, exact, as `show` prints them; options as in journey.graph.answers.ask."""
        use_words(self.generation.wording)
        return ask(self.generation, view, self.filters, **options).frame()

    def exhibit(self, id: str, shared: bool = False, **options: str) -> Shown:
        """The exhibit as its screen shows it, with `shared` as files do; raises UserError where it has nothing to show."""
        source = (asking if shared else analyst)(self.generation, self.filters)
        made = make(Ref.of(id, self.filters, **options), source)
        if not isinstance(made, Exhibit):
            raise UserError(f"{made.title}: {made.reason}")
        return Shown(made, self.generation)

    @property
    def exhibits(self) -> dict[str, str]:
        """What each exhibit is called, by its id."""
        return {id: declared.name for id, declared in DECLARED.items()}

    def _repr_html_(self) -> str:
        name = html.escape(self.generation.dataset)
        return (
            f"<p>{name}, version {self.generation.number}. {html.escape(self.filters.words())}</p>"
        )


def opened(dataset: str = "", db: str | Path = "data") -> Opened:
    """The newest version of the dataset in the folder; the name is needed where there are several.

    Raises UserError where there is no such dataset.
    """
    folder = Path(db)
    names = store.datasets(folder)
    name = dataset or (names[0] if len(names) == 1 else "")
    generation = newest_prepared(folder, name) if name in names else None
    if generation is None:
        raise UnknownName("dataset", name, names, "" if names else f"there is none in {folder}")
    use_words(generation.wording)
    return Opened(generation, Filters())
