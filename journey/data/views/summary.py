"""How much there is: events, customers, journeys, and what became of the file rows they came from."""

from journey.data.generation import Generation
from journey.data.views.form import COUNT, MOMENT, NOTHING, Column, Row, View
from journey.data.views.options import ViewOptions
from journey.model import shared_mode

ACCOUNT = ("rows_read", "refused", "duplicates", "identical")


def _finish(generation: Generation, sums: list[Row], options: ViewOptions) -> list[Row]:
    row = sums[0]
    account = {name: sum(load[name] for load in generation.loads) for name in ACCOUNT}
    order = ("events", "customers", "journeys", "touchpoints", "first_at", "last_at")
    return [{**{name: row[name] for name in order}, **account, "ties": row["ties"]}]


VIEW = View(
    "summary",
    "events, customers and journeys",
    (
        Column("events", COUNT, "rows of the files that were loaded, each once"),
        Column("customers", COUNT, "distinct customers of these events"),
        Column(
            "journeys",
            COUNT,
            "one customer's events, or those with the same journey_id where the file gives one",
        ),
        Column("touchpoints", COUNT),
        Column("first_at", MOMENT, needs_time=True),
        Column("last_at", MOMENT, needs_time=True),
        Column(
            "rows_read",
            COUNT,
            "rows of all files of the dataset, whatever the filters: loaded + refused + duplicates",
        ),
        Column("refused", COUNT),
        Column("duplicates", COUNT),
        Column("identical", COUNT, "rows like another in every column and without an event_id"),
        Column(
            "ties",
            COUNT,
            "neighbouring events of a journey with exactly the same time, kept in the file's order",
            needs_time=True,
        ),
    ),
    _finish,
    shared=shared_mode.SUMMARY,
    notes=lambda rows: [] if rows[0]["events"] else [NOTHING],
)
