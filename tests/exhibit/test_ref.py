"""References: their options, the link, and JSON, there and back."""

from urllib.parse import parse_qs

import pytest

from journey.exhibit.ref import Ref, from_dict
from journey.model.errors import UserError
from journey.model.filters import Filters

MAP = Ref.of("map", Filters(), hide=["quotes", "emotion"], compare="plan", group=["M", "L"])


def test_options_are_by_name_and_keep_the_order_of_their_values():
    assert MAP.options == (
        ("compare", "plan"),
        ("group", "M"),
        ("group", "L"),
        ("hide", "quotes"),
        ("hide", "emotion"),
    )
    assert MAP.values("group") == ("M", "L") and MAP.option("group") == "M"
    assert MAP.option("show", "nothing") == "nothing" and MAP.values("show") == ()
    assert Ref.of("map", Filters(), hide="", show=[]).options == ()


def test_an_option_is_put_in_the_place_of_another():
    ref = Ref.of("drop_off.ordered", Filters(), within="30", stage="buy")
    assert ref.with_option("rule", "ordered").options == (
        ("rule", "ordered"),
        ("stage", "buy"),
        ("within", "30"),
    )
    assert ref.with_option("within", "7").option("within") == "7"


def test_a_link_opens_what_the_reference_shows():
    filters = Filters().with_values("plan", ["M & L", "S"])
    link = parse_qs(Ref.of("map", filters, hide=["quotes", "emotion"]).address("shop"))
    assert link["hide"] == ["quotes", "emotion"] and link["dataset"] == ["shop"]
    assert "M & L" in str(link)


@pytest.mark.parametrize("ref", [MAP, Ref.of("definitions", Filters())])
def test_what_is_kept_comes_back(ref):
    assert from_dict(ref.as_dict()) == ref


def test_what_is_no_reference_is_said():
    with pytest.raises(UserError, match="no reference to an exhibit"):
        from_dict({"id": "map", "options": 3})
