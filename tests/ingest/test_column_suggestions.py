"""Columns that are offered for a field: by a word of a longer name, by scales that surveys have, by names that come again."""

from journey.ingest.column_suggestions import suggestions

ROWS = 200
FIELDS = ("touchpoint", "comment", "csat", "channel", "revenue")


def offered(columns: dict, *fields: str, taken: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    rows = [tuple(value(number) for value in columns.values()) for number in range(ROWS)]
    found = suggestions(list(columns), rows, taken, fields or FIELDS)
    return [(field, column) for field, column, _ in found]


def queue(number: int) -> str:
    return ("BILLING", "METERING", "MOVING_HOME", "FAULTS")[number % 4]


def answer(number: int) -> str:
    return str(1 + number % 5) if number % 7 == 0 else ""


def test_a_call_centres_log():
    """'Survey Q1', 'Survey Comment' and 'Queue' had been attributes without a word; its agents are no touchpoints."""
    columns = {
        "Queue": queue,
        "Agent": lambda number: f"Ann {'ABCDEFG'[number % 7]}",
        "Survey Q1": answer,
        "Survey Comment": lambda number: "quick and polite" if number % 9 == 0 else "",
        "Wait (s)": lambda number: str(number % 30),
    }
    assert offered(columns) == [
        ("touchpoint", "Queue"),
        ("comment", "Survey Comment"),
        ("csat", "Survey Q1"),
    ]
    assert offered(columns, "csat", taken=("Survey Q1",)) == []


def test_relatives_of_it():
    assert offered({"Order value net": lambda n: "9.5"}, "revenue") == []
    assert offered({"Customer feedback text": lambda n: "fine"}, "comment") == [
        ("comment", "Customer feedback text")
    ]
    assert offered({"Umfrage Note": answer}, "csat") == [("csat", "Umfrage Note")]
    assert offered({"Umfrage Nr": lambda n: str(n)}, "csat") == [], "a number of a survey, no scale"
    assert offered({"Kontakt Kanal": queue}, "channel") == [("channel", "Kontakt Kanal")]


def test_what_names_no_steps():
    """Few rows, one name, numbers, days, long texts, hardly filled, or as many names as rows."""
    never = {
        "one": lambda number: "IN",
        "numbers": lambda number: str(number % 5),
        "days": lambda number: f"2025-01-{1 + number % 5:02d}",
        "texts": lambda number: "word " * (13 + number % 4),
        "sparse": lambda number: queue(number) if number % 3 == 0 else "",
        "ids": lambda number: f"X{number}",
        "Country": queue,
    }
    assert offered(never, "touchpoint") == []
    rows = [(queue(number),) for number in range(40)]
    assert suggestions(["Queue"], rows, (), ("touchpoint",)) == []
