"""Before a new version is written there has to be room for as much as the larger of what is read and what is there; it takes
little room itself."""

import pytest

from journey.data import draft, engine, room
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


def test_a_draft_keeps_no_log(tmp_path):
    """Each of its small tables would wait for the disk; a draft that was cut is thrown away."""
    with draft.new_generation(tmp_path / "db", "log", []) as begun:
        begun.connection.execute("create table t as select 1 as x")
        names = sorted(path.name for path in (tmp_path / "db" / "log").glob("draft-*"))
        assert len(names) == 1 and names[0].endswith(".duckdb")


def test_a_version_of_few_rows_is_small(tmp_path):
    """In blocks of 16 KB: in the usual ones of 256 KB it takes 5 MB."""
    build(tmp_path, [event("a", "2025-01-01", "Ad")]).close()
    assert current_generation(tmp_path / "db", "log").stat().st_size < 1_000_000


def test_pages_that_the_disk_lost_are_seen_before_it_is_in_force(tmp_path, monkeypatch):
    """Between the last write and the look at it nothing may be remembered of what was written."""
    checkpoint = engine.checkpoint

    def losing(connection):
        checkpoint(connection)
        [path] = (tmp_path / "db" / "log").glob("draft-*.duckdb")
        with path.open("r+b") as file:
            file.seek(16_384)
            file.write(bytes(path.stat().st_size - 16_384))

    monkeypatch.setattr(engine, "checkpoint", losing)
    with pytest.raises(NoRoom, match="cannot be read again"):
        build(tmp_path, [event("a", "2025-01-01", "Ad")])
    assert current_generation(tmp_path / "db", "log") is None
