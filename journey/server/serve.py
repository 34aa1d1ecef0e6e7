"""Start the app, and warm it up while the first browser is still loading."""

import ctypes
import gc
import os
import time
from contextlib import suppress
from functools import partial
from importlib import import_module
from pathlib import Path

from journey.data import store, temporary
from journey.data.ask import ask
from journey.data.generation import Generation, newest
from journey.data.prepare import FORM
from journey.map.answers import QUESTIONS
from journey.model.app_url import AppUrl
from journey.model.filters import Filters
from journey.model.place import ROOT
from journey.ui import access, sharing, turns

HOUSEKEEPING_SECONDS = 600
OTHER_SCREENS = (
    "journey.ui.paths.screen",
    "journey.ui.drop_off.screen",
    "journey.ui.friction.screen",
    "journey.ui.findings.screen",
    "journey.ui.customer",
    "journey.ui.present.screen",
    "journey.ui.workshop.screen",
    "journey.ui.data_page",
)
OPEN_FILES = 65_536  # wanted, as far as the system lets
M_ARENA_MAX, HEAPS = -8, 2  # the option of glibc's mallopt
_warm: list[Generation] = []


def serve(db: Path, port: int, share_port: int, is_shared: bool, public: AppUrl | None) -> None:
    """Serve until stopped; the data folder is taken relative to where the command was given."""
    _share_heaps()
    _open_more_files()
    folder = db.resolve()
    os.environ["JOURNEY_DB"] = str(folder)
    os.chdir(ROOT)
    from journey.server.hosting import Hosting  # Streamlit reads its settings from where it is

    hosting = Hosting(
        folder, port, share_port, f"/{public.path}" if public and public.path else "", public
    )
    access.stand_behind_door()
    turns.take_turns()
    sharing.offer(hosting)
    hosting.run(is_shared, (partial(_remove_old_uploads, folder), partial(_warm_up, folder)))


def _open_more_files() -> None:
    """Each connection is one; what a shell allows may be used up by a few visitors."""
    with suppress(ImportError, OSError, ValueError):  # where the system has no such limit
        import resource

        now, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = OPEN_FILES if most == resource.RLIM_INFINITY else min(OPEN_FILES, most)
        if now < wanted:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))


def _share_heaps() -> None:
    """A heap a thread, as glibc has it, keeps twice the memory of what many visitors' threads have freed."""
    with suppress(OSError, AttributeError, TypeError):  # another C library
        ctypes.CDLL(None).mallopt(M_ARENA_MAX, HEAPS)


def _remove_old_uploads(db: Path) -> None:
    """Remove copies of uploaded files that are older than a day, also without visitors."""
    from journey.ui.importing.session import KEPT_SECONDS, UPLOAD_FOLDER  # once Streamlit runs

    while True:
        temporary.remove_older(db, UPLOAD_FOLDER, KEPT_SECONDS)
        time.sleep(HOUSEKEEPING_SECONDS)


def _warm_up(db: Path) -> None:
    """Do ahead what the first visitor would wait for: the home and its answers first, then the other screens."""
    import journey.ui.journey_map  # noqa: F401

    _answer_first_page(db)
    _freeze()
    for screen in OTHER_SCREENS:
        import_module(screen)
    _freeze()
    _check_for_damage(db)


def _answer_first_page(db: Path) -> None:
    """Ask the questions of the home once, so that the first visitor finds them answered."""
    for dataset in store.datasets(db)[:1]:
        generation = newest(db, dataset)
        if generation is None:
            return
        if generation.form != FORM:
            return  # the first page prepares it anew, and says so
        _warm.append(generation)
        for view, options in QUESTIONS.values():
            ask(generation, view, Filters(), **options)


def _freeze() -> None:
    """Leave what the program has loaded out of the collections of garbage: Streamlit runs a whole one after each run of a page."""
    gc.collect()
    gc.freeze()


def _check_for_damage(db: Path) -> None:
    """Read the current versions once, so that damaged ones are set aside before anybody needs them."""
    for dataset in store.datasets(db):
        while (generation := newest(db, dataset)) and generation.differences():
            store.set_aside(generation.path)
