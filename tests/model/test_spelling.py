"""Spellings that are one name, worked out by hand."""

import pytest

from journey.model.spelling import folded, merged, renamed


@pytest.mark.parametrize(
    "spelling",
    [
        "order delivered",
        "Order  Delivered ",
        "ORDER DELIVERED",
        "Order\u00a0Delivered",
        "Order\tDelivered",
        "Or\u00adder Deli\u200bvered",
        "\ufeffOrder Delivered\u200e",
        "Ｏrder Delivered",  # a full-width O, as some exports have it
    ],
)
def test_spellings_of_one_name(spelling):
    assert folded(spelling) == folded("Order Delivered")


@pytest.mark.parametrize("other", ["Order delivered!", "Order-Delivered", "Orders Delivered", ""])
def test_other_names(other):
    assert folded(other) != folded("Order Delivered")


def test_composed_and_decomposed_letters_are_one():
    assert folded("Rückgabe") == folded("Ru\u0308ckgabe") and folded("STRASSE") == folded("Straße")


def test_the_name_is_the_spelling_with_most_events_or_one_that_is_known():
    events = {"Basket": 9, "basket": 40, "BASKET": 1, "Shop": 3}
    assert merged(events) == {"Basket": "basket", "BASKET": "basket"}
    assert merged(events, {"BASKET"}) == {"Basket": "BASKET", "basket": "BASKET"}
    assert merged({"b": 2, "B": 2}) == {"B": "b"}, (
        "of two alike in events the one that does not shout"
    )


def test_names_by_hand_hold_for_the_very_spelling_until_spellings_are_merged():
    events = {"Cart": 5, "cart": 2, "Basket": 1, "Till": 1}
    names = {"Cart": "Basket"}
    assert renamed(events, names, merges=False) == {"Cart": "Basket"}
    assert renamed(events, names, merges=True) == {"Cart": "Basket", "cart": "Basket"}


def test_what_two_names_by_hand_say_alike_is_merged_to_what_stands_there():
    assert renamed({"a": 1, "b": 9, "c": 3}, {"a": "Shop", "b": "Shop"}, True) == {
        "a": "Shop",
        "b": "Shop",
    }
    assert renamed({"a": 1, "shop": 9}, {"a": "Shop"}, True) == {"a": "Shop", "shop": "Shop"}
