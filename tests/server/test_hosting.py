"""A shared server, tried over its sockets: what it says without a key, with one, and after the keys were changed."""

import json
import os
import re
import shutil
import subprocess
import sys
import urllib.error
import urllib.request
import zipfile
from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from journey.data import keys as stored
from journey.model.access import HANDED_OUT, Key
from tests import patience
from tests.browser.conftest import await_server, free_port, serving
from tests.conftest import ROOT
from tests.process import run
from tests.protocol_client import visitor
from tests.server.guests import cookie, shared

pytestmark = pytest.mark.browser
JOURNEYS = "7,219"  # of the sample
PAGES = ("", "paths", "drop_off", "customer", "present", "data")
PATHS = (
    *PAGES,
    "_stcore/health",
    "_stcore/host-config",
    "_stcore/metrics",
    "_stcore/script-health-check",
    "_stcore/stream",
    "_stcore/upload_file/a/b",
    "_stcore/bidi-components/journey_map/a.js",
    "media/a.png",
    "component/a/b",
    "static/index.html",
    "app/static/a",
    "favicon.png",
    "oauth2callback",
    "unheard/of",
)


@pytest.fixture(scope="module")
def folder(sample_db, tmp_path_factory):
    return Path(shutil.copytree(sample_db, tmp_path_factory.mktemp("door") / "db"))


@pytest.fixture(scope="module")
def server(folder):
    with shared(folder) as addresses:
        yield addresses


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


OPENER = urllib.request.build_opener(_NoRedirect)


def answer(url: str, method: str = "GET", **headers: str):
    """Status, headers and content."""
    request = urllib.request.Request(url, method=method, headers=headers)
    try:
        found = OPENER.open(request, timeout=patience.SECONDS)
    except urllib.error.HTTPError as error:
        found = error
    with found:
        return found.status, found.headers, found.read().decode("utf-8", "replace")


def test_without_a_key_a_fresh_server_says_no_figure_on_any_path_or_socket(folder):
    with shared(folder) as (own, address):
        for path in PATHS:
            for method in ("GET", "POST"):
                status, _, content = answer(f"{address}/{path}", method, Accept="text/html")
                assert (path, status) == (path, 401)
                assert JOURNEYS not in content
                assert "<script" not in content
        for held in ("", "journey_key_1=a", "x=y"):
            with pytest.raises(InvalidStatus) as refused:
                visitor(address, held)
            assert refused.value.response.status_code == 403
        assert answer(f"{own}/_stcore/health")[0] == 200


def test_each_key_opens_the_map(server, folder):
    for key in HANDED_OUT:
        guest = visitor(server[1], cookie(server[1], key))
        guest.open()
        assert any(JOURNEYS in text for text in guest.texts)
        guest.socket.close()


def test_a_foreign_page_reaches_neither_side(server, folder):
    own, address = server
    held = cookie(address, Key.EDIT)
    for url, port in ((own, own.rpartition(":")[2]), (address, address.rpartition(":")[2])):
        for path in PATHS:
            assert answer(f"{url}/{path}", Host=f"evil.example:{port}", Cookie=held)[0] == 403
            assert answer(f"{url}/{path}", Origin="http://evil.example", Cookie=held)[0] == 403


def test_a_view_key_uploads_nothing(server, folder):
    held = cookie(server[1], Key.VIEW)
    url = f"{server[1]}/_stcore/upload_file/some-session/some-file"
    for method in ("PUT", "DELETE", "POST"):
        assert answer(url, method, Cookie=held)[0] == 403


def test_new_keys_end_open_pages_and_make_a_copied_cookie_worthless(server, folder):
    address = server[1]
    held = cookie(address, Key.VIEW)
    guest = visitor(address, held)
    guest.open()
    assert run("keys", "--change", "--db", str(folder)).status == 0
    with pytest.raises(ConnectionClosed):
        while True:  # what was on its way before the change may still come
            guest.socket.recv(timeout=patience.SECONDS)
    assert answer(f"{address}/", Cookie=held)[0] == 401
    with pytest.raises(InvalidStatus):
        visitor(address, held)


def test_the_command_line_tells_the_keys(folder):
    told = json.loads(run("keys", "--json", "--db", str(folder)).out)
    assert told == {key.value: word for key, word in stored.read(folder).words.items()}
    lines = run("keys", "--db", str(folder)).out.splitlines()
    assert [line.split()[0] for line in lines] == ["view", "edit", "facilitate"]


def test_the_keys_are_not_in_a_backup(folder, tmp_path):
    place = tmp_path / "kept.zip"
    words = ("datasets", "backup", "--dataset", "sample", "--file", str(place))
    assert run(*words, "--db", str(folder)).status == 0
    with zipfile.ZipFile(place) as kept:
        secret = stored.read(folder).secret.encode()
        assert all(secret not in kept.read(name) for name in kept.namelist())


def test_a_port_that_is_taken_is_said_in_a_sentence(server, folder):
    port = server[0].rpartition(":")[2]
    ended = run("serve", "--port", port, "--db", str(folder))
    assert ended.status == 2
    assert re.fullmatch(rf"journey: Port {port} of this machine .*take another port\.\n", ended.err)
    taken, free = server[1].rpartition(":")[2], str(free_port())
    words = ("serve", "--share", "--port", free, "--share-port", taken, "--db", str(folder))
    ended = run(*words)
    assert (ended.status, ended.err.count("\n")) == (2, 1)
    assert f"Port {taken} of this machine" in ended.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--port", "0"], "--port"),
        (["--port", "8501", "--share-port", "8501"], "--share-port"),
        (["--public-url", "maps.example.com"], "--public-url"),
    ],
)
def test_what_cannot_be_served_is_said_in_a_sentence(tmp_path, words, said):
    ended = run("serve", *words, "--db", str(tmp_path))
    assert (ended.status, ended.err.count("\n")) == (2, 1)
    assert said in ended.err


def test_behind_a_proxy_the_app_lies_under_its_path(folder):
    port, host = free_port(), {"Host": "maps.example.com"}
    url = "https://maps.example.com/journey"
    with serving(folder, further=("--public-url", url, "--share-port", str(port))) as own:
        address = f"http://127.0.0.1:{port}/journey"
        word = stored.read(folder).words[Key.VIEW]
        status, headers, _ = answer(f"{address}/?access={word}", **host)
        assert (status, headers["location"]) == (303, "/journey/")
        held = {"Cookie": headers["set-cookie"].partition(";")[0], **host}
        assert answer(f"{address}/_stcore/health", **held)[0] == 200
        assert answer(f"{address}/_stcore/health", **host)[0] == 401
        assert answer(f"http://127.0.0.1:{port}/_stcore/health", **held)[0] == 404
        assert answer(f"{own}/journey/_stcore/health")[0] == 200


def test_the_wheel_serves_from_anywhere(tmp_path, sample_db):
    words = ("wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", str(tmp_path))
    subprocess.run([sys.executable, "-m", "pip", *words, str(ROOT)], check=True)
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        wheel.extractall(tmp_path / "site")
    port = free_port()
    shutil.copytree(sample_db, tmp_path / "db")
    serve = ("serve", "--port", str(port), "--db", "db")
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "journey", *serve],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(tmp_path / "site")},
    )
    try:
        await_server(f"http://127.0.0.1:{port}/_stcore/health")
        guest = visitor(f"http://127.0.0.1:{port}")
        guest.open()
        assert any(JOURNEYS in text for text in guest.texts)
        assert guest.errors == []
    finally:
        process.kill()
        process.wait(patience.SECONDS)
