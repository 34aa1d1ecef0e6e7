"""Pages under test show an error that nobody expected as an exception, so that every test sees it."""

from functools import cache

import pytest
from streamlit.components.v2 import manifest_scanner

from journey.ui import shell


@pytest.fixture(autouse=True, scope="session")
def packages_are_looked_through_once():
    """Each run of a page under test looks for components in all that is installed, which took longer than the page."""
    with pytest.MonkeyPatch.context() as patch:
        scan = manifest_scanner.scan_component_manifests
        patch.setattr(manifest_scanner, scan.__name__, cache(scan))
        yield


@pytest.fixture(autouse=True)
def exceptions_are_seen(request, monkeypatch):
    if "shows_unexpected_errors" not in request.fixturenames:
        monkeypatch.setattr(shell, "show_unexpected_errors", lambda: None)


@pytest.fixture
def shows_unexpected_errors():
    """The page as readers get it."""
