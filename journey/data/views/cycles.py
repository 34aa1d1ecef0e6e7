"""How often journeys go round a circle of touchpoints without a step between."""

from typing import Any

from journey.data.codes import code_of
from journey.data.generation import Generation
from journey.data.views.form import Row, View, ViewOptions
from journey.model.errors import UserError


def _bound(generation: Generation, asked: ViewOptions) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The way round in symbols, in which each touchpoint but the first, which is the last, too, stands once."""
    round_ = asked.through[1:]
    if len(round_) < 2 or len(set(round_)) < len(round_) or asked.through[0] != asked.through[-1]:
        raise UserError(
            "--through names no circle: end with the touchpoint it begins with, and name each other one once."
        )
    return {
        "way": "".join(
            generation.symbols[code_of(generation, "touchpoint", name)] for name in asked.through
        )
    }, ()


def _finish(generation: Generation, sums: list[Row], asked: ViewOptions) -> list[Row]:
    return [
        {
            "path": list(asked.through),
            **{name: row[name] for name in ("rounds", "journeys", "customers")},
        }
        for row in sums
    ]


def _definitions(generation: Generation) -> dict[str, str]:
    return {
        "rounds": "times the circle was gone round without a step between; the end of one may be the beginning of the next",
        "journeys": "journeys that went round at least once",
    }


VIEW = View(
    "cycles",
    "journeys",
    _finish,
    _definitions,
    options=("through",),
    needs=("through",),
    is_shared=False,
    bound=_bound,
)
