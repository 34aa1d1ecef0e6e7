"""Pages under test show an error that nobody expected as an exception, so that every test sees it."""

import pytest

from journey.ui import shell


@pytest.fixture(autouse=True)
def exceptions_are_seen(request, monkeypatch):
    if "shows_unexpected_errors" not in request.fixturenames:
        monkeypatch.setattr(shell, "show_unexpected_errors", lambda: None)


@pytest.fixture
def shows_unexpected_errors():
    """The page as readers get it."""
