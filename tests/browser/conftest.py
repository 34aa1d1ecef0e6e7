"""A real browser, and real servers on ports of their own."""

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from contextlib import contextmanager
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from journey.use.error_log import LOG
from tests import patience
from tests.browser.chrome import find_chrome
from tests.conftest import ROOT, leave_out
from tests.process import started

expect.set_options(timeout=patience.MILLISECONDS)  # what a screen shows may come a moment later

# Two pages that every window draws for an address bar that nobody sees, a quarter of what a page costs; and what Playwright
# switches off itself, as the last such list alone holds.
SWITCHED_OFF = (
    *("WebUIOmniboxPopup", "WebUIOmniboxAimPopup"),
    *("AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades"),
    *("HttpsFirstBalancedModeAutoEnable", "LensOverlay", "MediaRouter", "PaintHolding"),
    *("ThirdPartyStoragePartitioning", "AvoidCorsURLLoaderRestartOnRedirect", "OptimizationHints"),
    *("NetworkTimeServiceQuerying", "AimEnabled", "PreconnectToSearch"),
)
ARGUMENTS = [
    f"--disable-features={','.join(SWITCHED_OFF)}",
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


Server = subprocess.Popen | BaseProcess
_processes: dict[str, Server] = {}


def kill_server(address: str) -> None:
    """End the server as a crash would."""
    _processes[address].kill()
    _wait_for_end(_processes[address])


def end_server(address: str) -> None:
    """Tell the server to end; returns once it has."""
    _processes[address].terminate()
    _wait_for_end(_processes[address])


def server_pid(address: str) -> int:
    return _processes[address].pid


@contextmanager
def serving(db: Path, is_cold: bool = False, begin: Callable[..., BaseProcess] = started):
    """The address of a fresh server on this data folder; at its end no error may have been one that nobody expected.

    It begins with the command line imported already, as `begin` does, or cold: as the command that a reader types.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = ["serve", "--port", str(port), "--db", str(db)]
    process = _cold(words) if is_cold else begin(*words)
    try:
        _processes[f"http://127.0.0.1:{port}"] = process
        _wait(f"http://127.0.0.1:{port}/_stcore/health")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.kill()  # that it ends well when it is told to is a test of its own
        _wait_for_end(process)
    log = db / LOG
    assert not log.exists(), log.read_text(encoding="utf-8")


def _cold(words: list[str]) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-m", "journey", *words],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _wait_for_end(process: Server) -> None:
    if isinstance(process, subprocess.Popen):
        process.wait(patience.SECONDS)
    else:
        process.join(patience.SECONDS)
        assert process.exitcode is not None, "the server did not end"


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
