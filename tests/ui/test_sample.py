"""The sample, loaded from the screen: under the definition that is stated for it."""

import time

from journey.data import store
from journey.data.generation import newest
from tests import patience
from tests.ui.test_pages import open_page


def test_the_sample_is_loaded_under_its_own_definition(monkeypatch, tmp_path):
    """Its 30 days of silence are stated; from its data alone another window is proposed."""
    app = open_page(monkeypatch, tmp_path, "pages/data.py")
    app.toggle[0].set_value(True).run()
    next(widget for widget in app.button if widget.label == "Load").click().run()
    end = time.monotonic() + patience.SECONDS
    while not store.datasets(tmp_path) and time.monotonic() < end:
        app.run()
    definition = newest(tmp_path, "sample").definition
    assert definition.inactivity_seconds == 30 * 86_400 and definition.kind == "journey"
