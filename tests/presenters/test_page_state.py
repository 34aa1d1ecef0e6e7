"""The state of a page: short addresses, and a notice for each value of a link without a meaning."""

import pytest

from journey.presenters.page_state import PageState, bounds, is_whole

LINK = {"depth": ["7"], "stage": ["purchase"], "elsewhere": ["x"]}


def test_a_link_is_read_with_new_widgets():
    state = PageState(round=3).read(LINK)
    assert (state.values, state.round) == ({"depth": "7", "stage": "purchase"}, 4)
    assert state.get("stage") == "purchase" and state.get("who", "all") == "all"


def test_defaults_are_not_kept():
    state = PageState().put("stage", "buy", "visit")
    assert state.values == {"stage": "buy"}
    assert state.put("stage", "visit", "visit").values == {}
    assert state.values == {"stage": "buy"}  # a state never changes


def test_what_means_nothing_is_left_out_once_and_told_until_something_changes():
    state = PageState().read(LINK).understood("stage", is_known=False).noticing()
    assert state.values == {"depth": "7"}
    assert state.notices == [
        "Ignored from the link: 'stage=purchase' does not apply to this dataset under these filters."
    ]
    assert state.noticing().notices == state.notices
    assert state.put("depth", "8").noticing().notices == []


def test_only_a_links_own_values_are_told():
    state = PageState().put("stage", "gone").understood("stage", is_known=False)
    assert state.values == {"stage": "gone"} and state.notices == []
    read = PageState().read(LINK).understood("stage", is_known=True)
    assert read.understood("stage", is_known=False).values == read.values


@pytest.mark.parametrize(
    ("name", "asked", "given"),
    [("depth", (0, 99), (1, 50)), ("depth", (2, 12), (2, 12)), ("coverage", (5, 100), (5, 100))],
)
def test_bounds_are_the_narrower_of_screen_and_option(name, asked, given):
    assert bounds(name, *asked) == given


@pytest.mark.parametrize(
    ("text", "is_one"), [("7", True), ("-7", False), ("", False), ("٣", False)]
)
def test_whole_numbers(text, is_one):
    assert is_whole(text) == is_one
