"""What the command line prints of sharing: keys only where somebody watches."""

import pytest

from journey.model.access import HANDED_OUT, Key
from journey.server.announcement import announcement

OWN = "http://127.0.0.1:8501/"
ADDRESS = "http://10.0.0.5:8502/"


class Shared:
    is_on = True
    address: str | None = ADDRESS

    def words(self, key: Key) -> str:
        return f"word-of-{key}"


@pytest.fixture
def sharing():
    return Shared()


def test_where_somebody_watches_address_keys_and_code(sharing):
    told = announcement(OWN, sharing, is_watched=True)
    assert [line for line in told.splitlines() if OWN in line]
    assert f"For colleagues: {ADDRESS}" in told
    assert f"{ADDRESS}?access=word-of-view" in told
    assert all(f"word-of-{key}" in told for key in HANDED_OUT)
    assert told.count("▄") > 50


def test_a_log_keeps_no_key(sharing):
    told = announcement(OWN, sharing, is_watched=False)
    assert ADDRESS in told
    assert "word-of" not in told
    assert "python -m journey keys" in told


def test_without_a_network_or_unshared_nothing_is_handed_out(sharing):
    sharing.address = None
    assert "no network" in announcement(OWN, sharing, is_watched=True)
    sharing.is_on = False
    told = announcement(OWN, sharing, is_watched=True)
    assert told == f"The journey map is at {OWN} (stop with Ctrl-C)"
