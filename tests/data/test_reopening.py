"""A version can be opened while a former reader of it is still being closed in another thread."""

from threading import Timer

from journey.data import store
from journey.data.engine import open_reader
from tests.logs import build, event


def test_a_reader_that_is_ending_is_waited_for(tmp_path):
    build(tmp_path, [event("a", "2025-01-01", "Ad")]).close()
    path = store.current_generation(tmp_path / "db", "log")
    ending = open_reader(path)
    Timer(0.2, ending.close).start()
    reader = open_reader(path)
    try:
        settings = (
            "current_setting('lock_configuration'), current_setting('python_enable_replacements')"
        )
        assert reader.execute(f"select {settings}").fetchall() == [(True, False)]
    finally:
        reader.close()
