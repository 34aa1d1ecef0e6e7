"""An attribute that changes within journeys stands on screens under both its names, and a filter on it narrows what they say."""

import pytest

from tests.logs import build, event
from tests.ui.test_pages import component, open_page, words


@pytest.fixture(scope="module")
def db(tmp_path_factory):
    """Forty journeys from an ad to a shop: half begin on a desk, ten of all end on another device than they began with."""
    rows = []
    for number in range(40):
        first = "desk" if number < 20 else "mobile"
        then = "tablet" if number % 4 == 0 else first
        for month, name, device in ((1, "Ad", first), (2, "Shop", then)):
            stage = "purchase" if name == "Shop" else "awareness"
            rows.append(
                event(
                    f"c{number:02}",
                    f"2025-0{month}-01",
                    name,
                    stage=stage,
                    device=device,
                    valence=0.1,
                )
            )
    folder = tmp_path_factory.mktemp("changing")
    build(folder, rows).close()
    return folder / "db"


def test_filters_offer_both_keys_by_name(monkeypatch, db):
    for key, label, names in (
        ("device", "Device (of the event)", {"desk", "mobile", "tablet"}),
        ("first.device", "First device", {"desk", "mobile"}),
    ):
        app = open_page(monkeypatch, db)
        app.session_state[f"pill {key}"] = True
        app.run()
        pills = {popover.proto.popover.label for popover in app.get("popover")}
        assert label in {pill.replace("\\", "") for pill in pills}
        assert {choice.label.partition(" ")[0] for choice in app.checkbox} == names


def test_a_filter_on_events_keeps_journeys_with_such_an_event_and_says_so(monkeypatch, db):
    app = open_page(monkeypatch, db, where__device="tablet")
    assert "10 journeys" in words(app) and "20 events" in words(app)
    assert "Only journeys with an event of the selected device are counted." in words(app)
    first = open_page(monkeypatch, db, **{"where__first.device": "desk"})
    assert "20 journeys" in words(first) and "itself affects" not in words(first)


def test_journeys_are_grouped_by_the_first_value(monkeypatch, db):
    app = open_page(monkeypatch, db, "pages/drop_off.py")
    assert "First device" in [
        option for choice in app.selectbox if choice.label == "By" for option in choice.options
    ]
    assert "Device (of the event)" not in str([choice.options for choice in app.selectbox])


def test_evidence_of_a_feeling_splits_events_by_their_own_value(monkeypatch, db):
    app = open_page(monkeypatch, db, cell="valence/purchase/Shop")
    panel = component(app)["evidence"]
    captions = [split["caption"] for split in [*panel["splits"], *panel["more_splits"]]]
    assert "Device (of the event)" in captions and "First device" in captions
