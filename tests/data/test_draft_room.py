"""Before a new version is written there has to be room for as much as the larger of what is read and what is there."""

import pytest

from journey.data import draft, room
from journey.data.room import NoRoom
from journey.data.store import current_generation
from tests.logs import build, event


@pytest.mark.parametrize(("free", "input_bytes"), [(10_000, 0), (10_000_000, 20_000_000)])
def test_either_alone_is_reason_enough_to_refuse(tmp_path, monkeypatch, free, input_bytes):
    build(tmp_path, [event("a", "2025-01-01", "Ad")])
    assert 10_000 < current_generation(tmp_path / "db", "log").stat().st_size < 10_000_000
    monkeypatch.setattr(room, "free_bytes", lambda folder: free)
    with (
        pytest.raises(NoRoom),
        draft.new_generation(tmp_path / "db", "log", [], input_bytes=input_bytes),
    ):
        pytest.fail("nothing may be begun")
    monkeypatch.setattr(room, "free_bytes", lambda folder: 10_000_000)
    with draft.new_generation(tmp_path / "db", "log", [], input_bytes=0) as begun:
        assert begun.number == 2
