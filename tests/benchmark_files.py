"""Time the files of a journey review, once its exhibits are made: `make bench` prints, nothing is asserted."""

import time
from collections.abc import Callable
from datetime import date

from journey.data.generation import Generation
from journey.export.collection import collect
from journey.export.files import COLLECTION_FORMS, EXHIBIT_FORMS
from journey.export.ready_made import ready_made
from journey.export.verify import verify
from journey.model.filters import Filters


def main(generation: Generation) -> None:
    """Seconds for each form of the whole review, and for the slowest of its exhibits in each form of one."""
    made = collect(ready_made(generation, Filters()), generation, "", date.today())
    print(f"\nfiles of a journey review of {len(made.pages)} exhibits, seconds")
    recipe = ready_made(generation, Filters())
    _say("its exhibits made", lambda: collect(recipe, generation, "", date.today()))
    for form in COLLECTION_FORMS:
        _say(form.label, lambda form=form: form.make(made, None))
    for one in EXHIBIT_FORMS:
        taken, slowest = max(
            (
                _seconds(lambda page=page, one=one: one.make(page.exhibit, made.passport)),
                page.exhibit.ref.id,
            )
            for page in made.pages
        )
        print(f"{f'one exhibit as {one.label}':26}{taken:10.2f}  ({slowest})")
    _say("verify", lambda: verify(made.passport, generation))


def _say(name: str, work: Callable[[], object]) -> None:
    print(f"{name:26}{_seconds(work):10.2f}")


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
