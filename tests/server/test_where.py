"""Addresses of proxies: what is taken, and what is none."""

import pytest

from journey.server.where import LOOPBACK, network_address, public_url


@pytest.mark.parametrize(
    ("words", "origin", "path"),
    [
        ("https://maps.example.com", "https://maps.example.com", ""),
        ("https://maps.example.com/", "https://maps.example.com", ""),
        ("https://maps.example.com:443/a/b/", "https://maps.example.com", "a/b"),
        ("http://MAPS.example.com:8080/a", "http://maps.example.com:8080", "a"),
        ("https://[2001:db8::1]/a", "https://[2001:db8::1]", "a"),
        (
            "https://m\u00e4ps.example.com",
            "https://xn--mps-qla.example.com",
            "",
        ),  # as browsers say it
        ("https://maps.example.com./a-b_c.d~e", "https://maps.example.com", "a-b_c.d~e"),
    ],
)
def test_an_address_of_a_proxy(words, origin, path):
    url = public_url(words)
    assert (url.origin, url.path) == (origin, path)


@pytest.mark.parametrize(
    "words",
    [
        "maps.example.com",
        "ftp://a",
        "https://",
        "https://u:p@a",
        "https://a?b",
        "https://a#b",
        "https://a:x",
        "//a",
        "https://a:0",
        "https://a b",
        "https://a,b",
        "https://a\\b",
        "https://[fe80::1%25eth0]/",
        "https://a/../b",
        "https://a/b c",
        "https://a/b;c",
        "https://a/b//c",
        'https://a/"><b',
    ],
)
def test_no_address_of_a_proxy(words):
    assert public_url(words) is None


def test_this_machines_address_in_the_network_is_none_that_only_it_reaches():
    assert network_address() not in (*LOOPBACK, "0.0.0.0")
