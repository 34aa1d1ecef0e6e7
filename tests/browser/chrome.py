"""Find a Chrome or Chromium for the browser tests, or install one; run as a script it says what it found."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
)
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)


def find_chrome() -> str | None:
    """Path of a browser: $CHROME, one on the PATH, in a usual place, or Playwright's own."""
    named = os.environ.get("CHROME")
    on_path = (shutil.which(name) for name in NAMES)
    usual = (place for place in PLACES if Path(place).is_file())
    return (
        named
        or next((path for path in on_path if path), None)
        or next(usual, None)
        or _playwrights_own()
    )


def _playwrights_own() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).is_file() else None


def install_chrome() -> None:
    """Try Playwright's own browser, then Debian's package where this is root; failures are silent here, told by main."""
    _try([sys.executable, "-m", "playwright", "install", "chromium"])
    if (
        not find_chrome()
        and shutil.which("apt-get")
        and hasattr(os, "geteuid")
        and os.geteuid() == 0
    ):
        _try(["apt-get", "update", "-qq"])
        _try(["apt-get", "install", "-y", "-qq", "chromium"])


def _try(command: list[str]) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(
        command,
        check=False,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment,
        timeout=600,
    )


def main() -> None:
    if not find_chrome():
        print("No Chrome or Chromium found: installing one")
        install_chrome()
    found = find_chrome()
    print(
        f"Browser tests use {Path(found).name}"
        if found
        else "THE BROWSER TESTS ARE LEFT OUT: no Chrome or Chromium here and none could be installed; set CHROME=/path/to/chrome"
    )


if __name__ == "__main__":
    main()
