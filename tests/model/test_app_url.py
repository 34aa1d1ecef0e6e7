"""Addresses at which the app is reached: what is taken, and what is none."""

import pytest

from journey.model.app_url import app_url


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
def test_an_address_of_the_app(words, origin, path):
    url = app_url(words)
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
def test_no_address_of_the_app(words):
    assert app_url(words) is None


@pytest.mark.parametrize(
    ("words", "whole", "is_local"),
    [
        ("http://localhost:8501", "http://localhost:8501/", True),
        ("http://127.0.0.1:8501/", "http://127.0.0.1:8501/", True),
        ("http://[::1]:8501", "http://[::1]:8501/", True),
        ("http://maps.localhost", "http://maps.localhost/", True),
        ("http://192.168.1.5:8502", "http://192.168.1.5:8502/", False),
        ("https://maps.example.com/journey", "https://maps.example.com/journey/", False),
    ],
)
def test_whether_it_means_this_machine(words, whole, is_local):
    url = app_url(words)
    assert (url.words, url.is_local) == (whole, is_local)


def test_a_very_long_address_is_none():
    assert app_url(f"https://a/{'b' * 500}") is None
