"""Names of touchpoints as people write them, and what they say of an end."""

import pytest

from journey.model import end_words

GOOD = [
    "Solved",
    "Ticket closed",
    "Order delivered",
    "Lieferung",
    "Zustellung erfolgt",
    "Livraison",
    "Entrega",
    "Consegna",
    "Order completed",
    "CaseResolved",
    "Vertrag verlängert",
    "Résolu",
    "Booked",
    "Release A",
]
NO_GOOD = [
    "Not solved",
    "Account closed",
    "Delivery failed",
    "Delivery delayed",
    "Delivery update",
    "Delivery options",
    "Paid Search",
    "Payment received",
    "Geschlossen",
    "Cerrado",
    "Completed survey",
    "Reopened",
    "Unresolved",
    "Closed lost",
    "Press release",
    "Release notes",
    "Order",
    "Support call",
]
PASSIVE = [
    "Survey",
    "NPS survey",
    "Newsletter",
    "Invoice",
    "Rechnung",
    "Payment reminder",
    "Status mail",
    "Review requested",
    "Encuesta",
]
NOT_PASSIVE = ["Review written", "Online ad", "Complaint", "Order status", "Support call"]


@pytest.mark.parametrize("name", GOOD)
def test_good_ends(name):
    assert end_words.is_good_end(name)


@pytest.mark.parametrize("name", NO_GOOD)
def test_no_good_ends(name):
    assert not end_words.is_good_end(name)


def test_an_order_is_no_end_of_a_case():
    assert end_words.is_good_end("Purchase") and not end_words.is_good_end("Purchase", False)
    assert end_words.is_good_end("Solved", False)


@pytest.mark.parametrize("name", PASSIVE)
def test_passive(name):
    assert end_words.is_passive(name)


@pytest.mark.parametrize("name", NOT_PASSIVE)
def test_not_passive(name):
    assert not end_words.is_passive(name)


def test_what_undoes_an_end():
    undoing = ["Order cancelled", "Returned", "Retoure", "Complaint", "Support call", "Chat", "Reopened", "Ticket opened"]  # fmt: skip
    assert all(map(end_words.undoes_an_end, undoing))
    assert not any(map(end_words.undoes_an_end, ["Delivered", "Newsletter", "Second order"]))


def test_failures():
    assert end_words.is_failure("A_DECLINED") and end_words.is_failure("Zahlung fehlgeschlagen")
    assert not end_words.is_failure("A_ACCEPTED")


def test_every_word_can_be_found():
    """Written as names are read: lower case, no accents, each word only letters and digits."""
    for words in end_words.WORDS.values():
        for entry in words:
            assert set(end_words.words_of(entry)) == set(entry.split()), entry


@pytest.mark.parametrize("column", ["session_id", "SessionId", "Page URL", "user_agent"])
def test_columns_of_sessions(column):
    assert end_words.is_of_sessions(column)


@pytest.mark.parametrize("column", ["DiagnosticUrinarySediment", "Email Address", "obsession"])
def test_no_columns_of_sessions(column):
    """A uri is none within another word."""
    assert not end_words.is_of_sessions(column)


@pytest.mark.parametrize(
    ("status", "is_closed", "is_open"),
    [
        ("Closed", True, False),
        ("On hold", False, True),
        ("erledigt", True, False),
        ("Not resolved: waiting", False, True),
        ("High", False, False),
    ],
)
def test_what_a_status_says(status, is_closed, is_open):
    assert (end_words.says_closed(status), end_words.says_open(status)) == (is_closed, is_open)
