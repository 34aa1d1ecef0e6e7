"""How often journeys go round a circle of touchpoints without a step between."""

from journey.data.codes import code_of
from journey.data.generation import Generation
from journey.data.views.form import COUNT, PATH, Bound, Column, Row, View
from journey.data.views.options import ViewOptions
from journey.model import shared_mode
from journey.model.errors import BadOption


def _bound(generation: Generation, options: ViewOptions) -> Bound:
    """The circle in symbols, in which each touchpoint but the first, which is the last, too, stands once."""
    round_ = options.through[1:]
    if (
        len(round_) < 2
        or len(set(round_)) < len(round_)
        or options.through[0] != options.through[-1]
    ):
        raise BadOption(
            "through",
            "names no circle: end with the touchpoint it begins with, and name each other one once.",
        )
    return {
        "symbols": "".join(
            generation.symbols[code_of(generation, "touchpoint", name)] for name in options.through
        )
    }, ()


def _finish(generation: Generation, sums: list[Row], options: ViewOptions) -> list[Row]:
    return [
        {
            "path": list(options.through),
            **{name: row[name] for name in ("rounds", "journeys", "customers")},
        }
        for row in sums
    ]


VIEW = View(
    "cycles",
    "journeys",
    (
        Column("path", PATH),
        Column(
            "rounds",
            COUNT,
            "times the circle was gone round without a step between; the end of one may be the beginning of the next",
        ),
        Column("journeys", COUNT, "journeys that went round at least once"),
        Column("customers", COUNT),
    ),
    _finish,
    shared=shared_mode.by_category(),
    options=("through",),
    needs=("through",),
    needs_time=True,
    bound=_bound,
)
