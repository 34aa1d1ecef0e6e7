"""A real browser, and real servers on ports of their own."""

import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from multiprocessing.process import BaseProcess
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Error as PlaywrightError
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


def free_port() -> int:
    """A port on which nothing listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@contextmanager
def serving(db: Path, is_cold: bool = False, further: tuple[str, ...] = ()):
    """The address of a fresh server on this data folder; at its end no error may have been one that nobody expected.

    It begins with the command line imported already, or cold: as the command that a reader types, with `further` words.
    """
    port = free_port()
    words = ["serve", "--port", str(port), "--db", str(db), *further]
    base = urlsplit(further[1]).path if "--public-url" in further[:1] else ""
    process = _cold(words) if is_cold else started(*words)
    try:
        _processes[f"http://127.0.0.1:{port}"] = process
        await_server(f"http://127.0.0.1:{port}{base}/_stcore/health")
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


def await_server(address: str) -> None:
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
    page.requests, page.alerts, page.said = [], [], []
    page.on("request", lambda request: page.requests.append(request.url))
    page.on("console", lambda message: page.said.append(message.text))
    page.on("pageerror", lambda error: page.said.append(str(error)))
    page.on("dialog", lambda dialog: (page.alerts.append(dialog.message), dialog.dismiss()))
    yield page
    context.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Of a test that failed, what its page showed then."""
    report = yield
    page = getattr(item, "funcargs", {}).get("page")
    if report.failed and report.when == "call" and page:
        report.sections.append(("The page", _shown(page)))
    return report


def _shown(page) -> str:
    try:
        page.set_default_timeout(1000 * patience.PROMPT_SECONDS)
        app = page.locator(".stApp")
        state = app.get_attribute("data-test-script-state") if app.count() else "no app"
        return "\n".join((page.url, f"script: {state}", page.inner_text("body")[:3000], *page.said))
    except PlaywrightError as error:
        return f"it does not answer: {error}"


def outside(page) -> list[str]:
    """Requests that left this machine."""
    return [
        url for url in page.requests if not url.startswith(("http://127.0.0.1:", "data:", "blob:"))
    ]
