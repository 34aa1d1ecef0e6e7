"""The log of a workshop: whole, in order, and on the disk before it is confirmed, whoever else writes."""

import json
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest

from journey.data import workspace
from journey.data.workspace import LoggedChange, Overtaken
from journey.model.errors import UserError
from tests import patience
from tests.conftest import ROOT

THREADS, EACH = 8, 100


def begun(db, code: str = "HARE-427") -> int:
    return workspace.begin_workshop(db, "log", code, "where.channel=phone", 3, "{}").workshop_no


def append(db, number: int, request_id: str) -> int:
    """The number of the change, after as many tries as others were quicker."""
    while True:
        last = len(workspace.logged_changes(db, number))
        with suppress(Overtaken):
            workspace.log_changes(db, number, [LoggedChange(last + 1, request_id, "[]")])
            return last + 1


def test_eight_threads_with_a_hundred_changes_each_lose_none_and_share_no_number(tmp_path):
    number = begun(tmp_path)

    def write(thread: int) -> list[int]:
        return [append(tmp_path, number, f"request-{thread}-{each}") for each in range(EACH)]

    with ThreadPoolExecutor(THREADS) as threads:
        numbers = [each for written in threads.map(write, range(THREADS)) for each in written]
    assert sorted(numbers) == list(range(1, THREADS * EACH + 1))
    kept = workspace.logged_changes(tmp_path, number)
    assert [each.change_no for each in kept] == sorted(numbers)
    assert len({each.request_id for each in kept}) == THREADS * EACH


def test_changes_go_to_the_disk_together_or_not_at_all(tmp_path):
    number = begun(tmp_path)
    workspace.log_changes(tmp_path, number, [LoggedChange(1, "one-one", "[]")])
    with pytest.raises(Overtaken):
        workspace.log_changes(
            tmp_path, number, [LoggedChange(1, "two-two", "[]"), LoggedChange(2, "three", "[]")]
        )
    assert [each.request_id for each in workspace.logged_changes(tmp_path, number)] == ["one-one"]


def test_what_follows_a_number_is_read_alone(tmp_path):
    number = begun(tmp_path)
    for each in range(1, 4):
        workspace.log_changes(tmp_path, number, [LoggedChange(each, f"request-{each}", "[]")])
    assert [each.change_no for each in workspace.logged_changes(tmp_path, number, 2)] == [3]


def test_a_code_opens_one_workshop_and_none_once_it_is_taken_away(tmp_path):
    number = begun(tmp_path)
    assert workspace.workshop_by_code(tmp_path, "HARE-427").workshop_no == number
    with pytest.raises(UserError, match="HARE-427 is taken"):
        begun(tmp_path)
    workspace.set_code(tmp_path, number, "")
    assert workspace.workshop_by_code(tmp_path, "HARE-427") is None
    assert workspace.workshop_by_code(tmp_path, "") is None
    assert begun(tmp_path) != number


def test_a_deleted_workshop_takes_its_log_along(tmp_path):
    number, other = begun(tmp_path), begun(tmp_path, "FOX-111")
    for each in (number, other):
        workspace.log_changes(tmp_path, each, [LoggedChange(1, "request-1", "[]")])
    workspace.delete_workshop(tmp_path, number)
    assert [each.workshop_no for each in workspace.workshops(tmp_path, "log")] == [other]
    assert not workspace.logged_changes(tmp_path, number)
    assert workspace.logged_changes(tmp_path, other)


WRITER = """
import sys
from pathlib import Path
from journey.data import workspace
from journey.data.workspace import LoggedChange
db, number = Path(sys.argv[1]), int(sys.argv[2])
change = len(workspace.logged_changes(db, number))
while True:
    change += 1
    workspace.log_changes(db, number, [LoggedChange(change, f"request-{change}", "[]")])
    print(change, flush=True)
"""


@pytest.mark.process
def test_a_killed_writer_has_kept_all_that_it_confirmed(tmp_path):
    """At twenty moments: the next one goes on where it stood."""
    number = begun(tmp_path)
    for moment in range(20):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path), str(number)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert writer.stdout
        first = writer.stdout.readline()
        time.sleep(0.003 * moment)
        writer.kill()
        confirmed = [int(line) for line in (first + writer.stdout.read()).split()]
        writer.wait(patience.SECONDS)
        kept = [each.change_no for each in workspace.logged_changes(tmp_path, number)]
        assert kept == list(range(1, len(kept) + 1)) and kept[-1] >= confirmed[-1]


def test_a_backup_holds_workshops_and_their_logs(tmp_path):
    number = begun(tmp_path)
    workspace.log_changes(tmp_path, number, [LoggedChange(1, "request-1", '["x"]')])
    kept = workspace.Opinions.of(json.loads(json.dumps(workspace.opinions(tmp_path, "log").as_dict())))  # fmt: skip
    workspace.restore_opinions(tmp_path, "other", kept)
    [copy] = workspace.workshops(tmp_path, "other")
    assert copy.code == "" and copy.address == "where.channel=phone", "the code is the first one's"
    assert workspace.logged_changes(tmp_path, copy.workshop_no) == workspace.logged_changes(tmp_path, number)  # fmt: skip
    workspace.forget_dataset(tmp_path, "log")
    assert not workspace.workshops(tmp_path, "log") and workspace.workshops(tmp_path, "other")
    workspace.restore_opinions(tmp_path, "log", kept)
    assert workspace.workshops(tmp_path, "log")[0].code == "HARE-427"


def test_a_customer_is_erased_from_a_log(tmp_path):
    number = begun(tmp_path)
    writes = '[{"text": "Zoë Müller called, Zoë Müllers did not"}]'
    workspace.log_changes(tmp_path, number, [LoggedChange(1, "request-1", writes)])
    assert workspace.holding(tmp_path, ["Zoë Müller"]) == 1
    assert workspace.erase_words(tmp_path, ["Zoë Müller"]) == 1
    [change] = workspace.logged_changes(tmp_path, number)
    assert change.writes == '[{"text": "(erased) called, Zoë Müllers did not"}]'
    assert workspace.workshop(tmp_path, number).edition == 1
    assert "Zoë Müller called" not in (tmp_path / "workspace.sqlite").read_bytes().decode("utf-8", "replace")  # fmt: skip
