"""The shared map from another machine: a network namespace of its own, joined to this one by a cable that exists nowhere."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from journey.data import keys as stored
from journey.model.access import HANDED_OUT
from tests import patience
from tests.conftest import ROOT
from tests.server.guests import shared
from tests.server.test_hosting import JOURNEYS

pytestmark = pytest.mark.browser
OURS, THEIRS = "10.213.47.1", "10.213.47.2"
NAME, OUR_END, THEIR_END = "journeydoor", "journeyd0", "journeyd1"


def _ip(*words: str) -> bool:
    return subprocess.run(["ip", *words], capture_output=True).returncode == 0


@pytest.fixture(scope="module")
def far_away():
    """The words before a command that runs there; left out where this machine does not let us lay the cable."""
    if os.name != "posix" or shutil.which("ip") is None or not _ip("netns", "add", NAME):
        pytest.skip("network namespaces need Linux, iproute2 and root")
    try:
        laid = (
            _ip("link", "add", OUR_END, "type", "veth", "peer", "name", THEIR_END, "netns", NAME),
            _ip("addr", "add", f"{OURS}/24", "dev", OUR_END),
            _ip("link", "set", OUR_END, "up"),
            _ip("-n", NAME, "addr", "add", f"{THEIRS}/24", "dev", THEIR_END),
            _ip("-n", NAME, "link", "set", THEIR_END, "up"),
        )
        if not all(laid):
            pytest.skip("no virtual cable can be laid on this machine")
        yield ["ip", "netns", "exec", NAME]
    finally:
        _ip("netns", "del", NAME)


def test_from_another_machine_the_map_opens_with_each_key_and_with_none_nothing_does(
    far_away, sample_db, tmp_path
):
    folder = Path(shutil.copytree(sample_db, tmp_path / "db"))
    with shared(folder) as (own, address):
        port = address.rpartition(":")[2]
        keys = {key.value: stored.read(folder).words[key] for key in HANDED_OUT}
        seen = subprocess.run(
            [*far_away, sys.executable, "-m", "tests.server.far_visitor"],
            input=json.dumps({"address": f"http://{OURS}:{port}", "own": f"http://{OURS}:{own.rpartition(':')[2]}", "keys": keys}),
            capture_output=True,
            text=True,
            cwd=ROOT,
            timeout=patience.SECONDS,
        )  # fmt: skip
        assert seen.returncode == 0, seen.stderr
        found = json.loads(seen.stdout)
    assert found["the owner's port"] == "no answer"
    assert found["no key"] == {"status": 401, "socket": 403, "texts": ""}
    assert found["wrong key"] == {"status": 401, "socket": 403, "texts": ""}
    for key in HANDED_OUT:
        assert found[key]["status"] == 303
        assert JOURNEYS in found[key]["texts"]
