"""A real browser, and real servers on ports of their own."""

import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from journey.use.error_log import LOG
from tests import patience
from tests.browser.chrome import find_chrome
from tests.conftest import ROOT, leave_out

expect.set_options(timeout=patience.MILLISECONDS)  # what a screen shows may come a moment later

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def chrome():
    path = find_chrome()
    if not path:
        leave_out("no Chrome or Chromium was found")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


_processes: dict[str, subprocess.Popen] = {}


def kill_server(address: str) -> None:
    """End the server as a crash would."""
    _processes[address].kill()
    _processes[address].wait()


def server_pid(address: str) -> int:
    return _processes[address].pid


@contextmanager
def serving(db: Path):
    """The address of a fresh server on this data folder; at its end no error may have been one that nobody expected."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "journey", "serve", "--port", str(port), "--db", str(db)],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _processes[f"http://127.0.0.1:{port}"] = process
        _wait(f"http://127.0.0.1:{port}/_stcore/health")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.kill()  # that it ends well when it is told to is a test of its own
        process.wait(patience.SECONDS)
    log = db / LOG
    assert not log.exists(), log.read_text(encoding="utf-8")


def _wait(address: str) -> None:
    end = time.time() + patience.SECONDS
    while True:
        try:
            urllib.request.urlopen(address, timeout=patience.SECONDS)
            return
        except OSError:
            assert time.time() < end, "the server did not start"
            time.sleep(patience.POLL_SECONDS)


@pytest.fixture(scope="session")
def sample_server(sample_db):
    with serving(sample_db) as address:
        yield address


def visitor(chrome, width: int = 1440, height: int = 900, **options):
    """A context of a new visitor, who sees no motion: what is measured stands still."""
    context = chrome.new_context(
        viewport={"width": width, "height": height}, reduced_motion="reduce", **options
    )
    context.set_default_timeout(patience.MILLISECONDS)
    return context


@pytest.fixture
def page(chrome):
    """A page of a new visitor; it collects every request and every dialog."""
    context = visitor(chrome)
    page = context.new_page()
    page.requests, page.alerts = [], []
    page.on("request", lambda request: page.requests.append(request.url))
    page.on("dialog", lambda dialog: (page.alerts.append(dialog.message), dialog.dismiss()))
    yield page
    context.close()


def outside(page) -> list[str]:
    """Requests that left this machine."""
    return [
        url for url in page.requests if not url.startswith(("http://127.0.0.1:", "data:", "blob:"))
    ]
