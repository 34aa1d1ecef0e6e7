"""How much there is: events, customers, journeys, and what became of the file rows they came from."""

from journey.data.generation import Generation
from journey.data.views.form import Row, View, ViewOptions

ACCOUNT = ("rows_read", "refused", "duplicates", "identical")


def _finish(generation: Generation, sums: list[Row], asked: ViewOptions) -> list[Row]:
    row = sums[0]
    account = {name: sum(load[name] for load in generation.loads) for name in ACCOUNT}
    order = ("events", "customers", "journeys", "touchpoints", "first_at", "last_at")
    return [{**{name: row[name] for name in order}, **account, "ties": row["ties"]}]


def _definitions(generation: Generation) -> dict[str, str]:
    return {
        "journeys": "one customer's events, or those with the same journey_id where the file gives one",
        "rows_read": "rows of all files of the dataset, whatever the filters: loaded + refused + duplicates",
        "identical": "rows like another in every column and without an event_id",
        "ties": "neighbouring events of a journey with exactly the same time, kept in the file's order",
    }


VIEW = View("summary", "events, customers and journeys", _finish, _definitions)
