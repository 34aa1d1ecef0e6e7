"""Any link opens its page: values that are too long, repeated or unknown are left out with a notice."""

import pytest
from streamlit.testing.v1 import AppTest

from journey.map.view import KEYS as VIEW_KEYS
from journey.presenters.link import SINGLE_KEYS
from journey.ui import link, page_state
from tests import patience
from tests.conftest import ROOT
from tests.ui.test_pages import words

pytestmark = pytest.mark.long

PAGES = {
    "map": ("app.py", {}, VIEW_KEYS),
    "graph": ("pages/paths.py", {"part": "graph"}, page_state.GRAPH),
    "likely": ("pages/paths.py", {"part": "graph", "find": "likely"}, ("source", "target")),
    "what if": ("pages/paths.py", {"part": "graph", "find": "what_if"}, ("change", "by")),
    "contributions": ("pages/paths.py", {"part": "graph", "find": "contributions"}, ("stage",)),
    "flow": ("pages/paths.py", {"part": "flow"}, page_state.FLOW),
    "flow of touchpoints": (
        "pages/paths.py",
        {"part": "flow", "over": "touchpoints"},
        ("source", "target", "depth", "branches"),
    ),
    "conversion": ("pages/paths.py", {"part": "conversion"}, page_state.CONVERSION),
    "variants": ("pages/paths.py", {"part": "variants"}, page_state.VARIANTS),
    "expected": ("pages/paths.py", {"part": "expected"}, page_state.VARIANTS),
    "drop-off": ("pages/drop_off.py", {}, page_state.DROP_OFF),
    "customer": ("pages/customer.py", {}, page_state.CUSTOMER),
}
OF_ALL = (
    "from",
    "to",
    "dataset",
    "where.channel",
    "where.stage",
    "where.touchpoint",
    "where.cohort",
    "where.behind",
    "where.segment",
    "where.nothing",
)
HOSTILE = {
    "nines": "9" * 4_301,
    "long": "x" * 20_000,
    "empty": "",
    "negative": "-5",
    "huge": "9" * 1_999,
    "unicode digits": "\u0661\u0662\u06f3\u00b2",
    "nested percent signs": "%2525252F%25%2" + "%25" * 400,
    "a lone surrogate's escape": "%ED%A0%80",
    "exponent": "1e400",
    "not a number": "nan",
    "slashes": "/" * 1_500,
    "markup": "<script>alert(1)</script>",
}
NUMBERS = {
    "graph": ("coverage",),
    "what if": ("by",),
    "flow of touchpoints": ("depth", "branches"),
    "variants": ("top",),
}


def open_link(monkeypatch, db, page: str, address: dict) -> AppTest:
    """The page as a browser sees it that follows a link to it."""
    monkeypatch.setenv("JOURNEY_DB", str(db))
    monkeypatch.chdir(ROOT)
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=patience.SECONDS)
    if page != "app.py":
        app.switch_page(page)
    for key, value in address.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception, [error.value for error in app.exception]
    return app


@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize("page", PAGES)
def test_a_hostile_value_of_every_parameter_is_left_out_with_a_notice(
    monkeypatch, sample_db, page, kind
):
    path, settled, keys = PAGES[page]
    hostile = {key: HOSTILE[kind] for key in (*keys, *OF_ALL) if key not in settled}
    app = open_link(monkeypatch, sample_db, path, hostile | settled)
    text = words(app)
    assert app.title[0].value
    if kind in ("nines", "long"):
        for key in hostile:
            assert f"Ignored from the link: '{key}' is longer than 2,000 characters." in text, key
    elif kind != "empty":
        for key in NUMBERS.get(page, ()):
            assert (
                f"Ignored from the link: '{key}={HOSTILE[kind]}' does not apply to this dataset under these filters"
                in text
            ), key
        assert "where.nothing" in text or "'nothing" in text


@pytest.mark.parametrize("page", PAGES)
def test_a_repeated_parameter_gives_a_notice(monkeypatch, sample_db, page):
    path, settled, keys = PAGES[page]
    single = [
        key for key in (*keys, "dataset", "from", "to") if key in SINGLE_KEYS and key not in settled
    ]
    app = open_link(
        monkeypatch,
        sample_db,
        path,
        {key: ["2025-01-01", "2025-02-02"] for key in single} | settled,
    )
    for key in single:
        assert f"The link repeats '{key}' 2 times; only the first value is used." in words(app), key


def test_very_many_values_are_counted(monkeypatch, sample_db):
    app = open_link(
        monkeypatch,
        sample_db,
        "app.py",
        {"where.touchpoint": [f"t{number}" for number in range(900)]},
    )
    assert "The link has 900 values for 'where.touchpoint'; only the first 200 are used." in words(
        app
    )


def test_a_link_beyond_the_bound_of_streamlit_says_so(monkeypatch, sample_db):
    """Streamlit empties such a link: the mark that we put in its place is read here as in the app."""
    link.keep_long_links()
    from streamlit.runtime import app_session

    marked = app_session.sanitize_query_string("&".join(f"k{number}=1" for number in range(1_001)))
    assert (
        marked == "link_too_long=1"
        and app_session.sanitize_query_string("a=1") == "a=1"
        and app_session.sanitize_query_string("") == ""
    )
    assert app_session.sanitize_query_string("a=" + "x" * 600_000) == "link_too_long=1"
    app = open_link(monkeypatch, sample_db, "app.py", {"link_too_long": "1"})
    assert "The link has more than 1,000 parameters and was ignored." in words(app)
