"""How long those who come from one touchpoint to another take: how many in which span of time."""

from journey.data.generation import Generation
from journey.data.groups import labels
from journey.data.views.conversion import CONVERTED, ENTERED, NEEDS, OPTIONS, bound
from journey.data.views.form import COUNT, SECONDS, SPANS, Column, Row, View, sums
from journey.data.views.options import ViewOptions
from journey.model import shared_mode


def _finish(generation: Generation, sums: list[Row], options: ViewOptions) -> list[Row]:
    """One row a group and span; without groups one a span, also where nobody passes the source."""
    group, spans = labels(generation, options.by), [*zip(SPANS, [*SPANS[1:], None])]
    if not sums and not options.by:
        return [{"from_seconds": start, "to_seconds": end, "converted": 0} for start, end in spans]
    ends = dict(spans)
    return [
        {
            **group(row),
            "from_seconds": row["from_seconds"],
            "to_seconds": ends[row["from_seconds"]],
            "converted": row["units"],
            "entered": row["entered"],
            "all_converted": row["converted"],
            "customers": row["customers"],
        }
        for row in sums
    ]


VIEW = View(
    "conversion_times",
    "journeys",
    (
        Column("from_seconds", SECONDS),
        Column("to_seconds", SECONDS),
        CONVERTED,
        *(
            Column(name, COUNT, is_helper=True)
            for name in ("entered", "all_converted", "customers")
        ),
    ),
    _finish,
    shared=shared_mode.CONVERSION_TIMES,
    by=(),
    options=OPTIONS,
    needs=NEEDS,
    needs_time=True,
    terms=lambda generation: {"entered": ENTERED.words(generation)},
    totals=lambda rows: sums(rows, "converted"),
    queried=lambda options: "conversion",
    bound=bound,
)
