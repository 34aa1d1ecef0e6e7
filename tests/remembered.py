"""What a file answered once it answers again without being asked: thousands of tests ask the same of the sample.

Only queries to files that nobody writes any more; all that is made of their rows is made anew each time.
"""

from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from journey.data.generation import Generation

MOST_ROWS = 150_000  # of all answers that are kept: some hundred megabytes a worker

_held: set[Path] = set()


def hold(generation: Generation) -> Generation:
    """The same generation; from here on what its file answers is remembered."""
    _held.add(generation.path)
    return generation


def remembering(patch: pytest.MonkeyPatch) -> None:
    """Have every generation remember, where its file is held."""
    answers = _Answers()
    for name, copied in (("records", _of_records), ("rows", list), ("columns", _of_columns)):
        patch.setattr(Generation, name, _once(getattr(Generation, name), copied, answers))


class _Answers:
    """The latest answers; as many as there is room for."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple, tuple[int, Any]] = OrderedDict()
        self._rows = 0

    def get(self, key: tuple) -> Any:
        if key not in self._kept:
            return None
        self._kept.move_to_end(key)
        return self._kept[key][1]

    def keep(self, key: tuple, answer: Any) -> None:
        rows = 1 + max(map(len, answer.values()), default=0) if isinstance(answer, dict) else 1 + len(answer)  # fmt: skip
        self._kept[key] = rows, answer
        self._rows += rows
        while self._rows > MOST_ROWS:
            self._rows -= self._kept.popitem(last=False)[1][0]


def _of_records(records: list[dict]) -> list[dict]:
    return [dict(record) for record in records]


def _of_columns(columns: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    return {name: values.copy() for name, values in columns.items()}


def _once(asked: Callable, copied: Callable, answers: _Answers) -> Callable:
    """The method, which asks anew only what it does not remember; each caller has rows of its own."""

    def answered(self: Generation, sql: str, values: dict[str, Any] | None = None) -> Any:
        if self.path not in _held:
            return asked(self, sql, values)
        key = (asked, self.path, sql, repr(values))
        known = answers.get(key)
        if known is None:
            known = asked(self, sql, values)
            answers.keep(key, known)
        return copied(known)

    return answered
