"""A shop before and after an action: of 80 who come to buying half go on in January, and 70 in June."""

from datetime import UTC, date, datetime, timedelta

from tests.logs import event

DEFINITION = """
[[stages]]
name = "find"
[[stages]]
name = "buy"
[[stages]]
name = "use"
[ends]
are_settled = true
"""
BOUGHT = 80
UNTIL = int(datetime(2025, 4, 1, 12, tzinfo=UTC).timestamp())


def _came(month: int, going_on: int) -> list[dict]:
    """80 customers, one after the other from the first of the month on, each seen on days that follow one another."""
    rows = []
    for number in range(BOUGHT):
        first = date(2025, month, 1) + timedelta(days=number % 20)
        steps = [("Ad", "find"), ("Basket", "buy"), *([("App", "use")] * (number < going_on))]
        rows += [
            event(f"c{month}-{number}", f"{first + timedelta(days=day)}T12:00", name, stage=stage)
            for day, (name, stage) in enumerate(steps)
        ]
    return rows


FIRST = [*_came(1, 40), event("spring", "2025-04-01T12:00", "Ad", stage="find")]
NEXT = [*_came(6, 70), event("autumn", "2025-11-01T12:00", "Ad", stage="find")]
