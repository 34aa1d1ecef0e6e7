"""The pattern of an address, worked out by hand."""

import pytest

from journey.model.addresses import MOST_SIBLINGS, grouped, is_address, pattern


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("https://shop.example/p/17?utm_source=x#top", "https://shop.example/p/*"),
        ("https://shop.example/", "https://shop.example"),
        ("https://shop.example", "https://shop.example"),
        ("/checkout/?step=2", "/checkout"),
        ("/?q=a", "/"),
        ("/", "/"),
        ("/orders/3F2504E0-4F89-11D3-9A0C-0305E82C3301/items/2", "/orders/*/items/*"),
        ("/blog/2024/spring-sale", "/blog/*/spring-sale"),
        ("/item/red-shoes-4711", "/item/*"),
        ("/v2/help", "/v2/help"),
        ("/img/17.png", "/img/*"),
        ("www.shop.example/a#b", "www.shop.example/a"),
    ],
)
def test_a_pattern_has_a_star_for_each_number_or_id(address, found):
    assert is_address(address) and pattern(address) == found


@pytest.mark.parametrize("name", ["Checkout", "Chat / phone", "3/4", "mail: a/b", ""])
def test_other_names_are_no_addresses(name):
    assert not is_address(name)
    assert grouped([name]) == {}


def test_many_names_below_one_path_are_things():
    few = [f"/help/topic-{letter}" for letter in "abc"]
    many = [
        f"/product/{chr(97 + n % 26)}{'x' * (n // 26)}/reviews" for n in range(MOST_SIBLINGS + 1)
    ]
    assert len(set(many)) == MOST_SIBLINGS + 1
    assert grouped([*few, *many]) == dict.fromkeys(many, "/product/*/reviews")
    assert grouped([*few, *many[1:]]) == {}
