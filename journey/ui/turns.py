"""Colleagues' screens are made a few at a time, so that the owner does not wait for those of a full room."""

from contextlib import nullcontext
from threading import Semaphore

from streamlit.runtime.scriptrunner.script_runner import RerunData, ScriptRunner

from journey.model.access import Ability
from journey.ui.access import may

AT_ONCE = 2
_turns = Semaphore(AT_ONCE)
_run = ScriptRunner._run_script


def take_turns() -> None:
    """Calling it again changes nothing."""
    ScriptRunner._run_script = _run_in_turn


def _run_in_turn(self: ScriptRunner, rerun_data: RerunData) -> None:
    with nullcontext() if may(Ability.OWN) else _turns:
        _run(self, rerun_data)
