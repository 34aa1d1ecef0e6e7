"""What the Customer screen says of its list."""

from collections import Counter

from journey.data.views.options import LONGEST_LIST
from journey.presenters.customers import ListedCustomers

ROWS = [
    {"customer_id": customer, "outcome": outcome}
    for customer, outcome in (
        ("b", "completed"),
        ("a", "dropped_off"),
        ("b", "in_progress"),
        ("c", "dropped_off"),
    )
]


def test_customers_stand_in_the_order_of_their_latest_journey():
    listed = ListedCustomers.of(ROWS, 4)
    assert listed.customers == ("b", "a", "c") and listed.journeys_each["b"] == 2
    assert listed.headline(has_outcomes=True) == (
        "3 customers with 4 journeys: 25 % completed, 25 % under way, 50 % left"
    )
    assert listed.headline(has_outcomes=False) == "3 customers with 4 journeys"
    assert ListedCustomers().headline(has_outcomes=True) == "No journey matches these filters"


def test_a_customer_may_be_listed_in_part_or_not_at_all():
    listed = ListedCustomers.of(ROWS, 4)
    assert listed.partly("b", 2) == "" and listed.partly("gone", 3) == ""
    assert (
        listed.partly("b", 5) == "2 of these 5 journeys match the filters; all of them are shown."
    )
    assert listed.partly("a", 2).startswith("1 of these 2 journeys matches the filters")
    assert (
        listed.absence(is_unfiltered=False)
        == "This customer is not in the list under these filters."
    )
    cut = ListedCustomers(journeys=LONGEST_LIST + 1)
    assert cut.absence(is_unfiltered=True) == (
        "The list holds the latest 100,000 of 100,001 journeys; this customer's are older."
    )
    assert "among the latest 100,000 journeys" in cut.absence(is_unfiltered=False)


def test_the_note_says_how_much_is_shown():
    what_for = "Select a row to open that customer; Previous and Next follow this list."
    assert ListedCustomers(journeys=10).note(10) == what_for
    assert ListedCustomers(journeys=11).note(10) == (
        f"The latest 10 journeys are shown; filters narrow them. {what_for}"
    )
    cut = ListedCustomers(outcomes=Counter(), journeys=LONGEST_LIST + 1)
    assert cut.note(10).startswith("The list holds the latest 100,000 of 100,001 journeys. ")
