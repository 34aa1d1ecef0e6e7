"""Whose screen waits while those of colleagues are made."""

import subprocess
import sys
from threading import Event, Thread, current_thread

import pytest

from journey.model.access import Key, Visitor
from journey.ui import access, turns
from tests import patience
from tests.conftest import ROOT

SERVED = """
import sys
from pathlib import Path
from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
from journey.server import hosting, serve
from journey.ui import turns
hosting.Hosting.run = lambda *_: None
serve.serve(Path(sys.argv[1]), 1, 2, False, None)
assert ScriptRunner._run_script is turns._run_in_turn
"""


@pytest.mark.parametrize("key", Key)
def test_the_third_of_the_colleagues_waits_for_the_first_and_the_owner_for_none(monkeypatch, key):
    """Two screens of colleagues are being made; then one with this key begins."""
    begun, goes_on = {name: Event() for name in ("first", "second", "third")}, Event()

    def run(_, name: str) -> None:
        begun[name].set()
        assert goes_on.wait(patience.SECONDS)

    looks = {"first": Key.VIEW, "second": Key.EDIT, "third": key}
    threads = {
        name: Thread(name=name, target=turns._run_in_turn, args=(None, name)) for name in looks
    }
    monkeypatch.setattr(turns, "_run", run)
    monkeypatch.setattr(access, "visitor", lambda: Visitor(looks[current_thread().name]))
    for name in ("first", "second"):
        threads[name].start()
        assert begun[name].wait(patience.SECONDS)
    threads["third"].start()
    waits = not begun["third"].wait(0.3 if key is not Key.OWNER else patience.SECONDS)
    assert waits == (key is not Key.OWNER)
    goes_on.set()
    for thread in threads.values():
        thread.join(patience.SECONDS)
    assert begun["third"].is_set()


def test_the_server_has_them_take_turns(tmp_path):
    subprocess.run([sys.executable, "-c", SERVED, str(tmp_path)], cwd=ROOT, check=True)
