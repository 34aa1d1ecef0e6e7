"""Start the app on this machine only, and warm it up while the first browser is still loading."""

import ctypes
import os
import sys
import time
from contextlib import suppress
from pathlib import Path
from threading import Thread, Timer

from streamlit.web import cli
from streamlit.web.server import Server

from journey.data import store, temporary
from journey.data.ask import ask
from journey.data.generation import Generation, newest
from journey.data.prepare import FORM
from journey.map.answers import QUESTIONS
from journey.model.filters import Filters
from journey.ui.importing.session import KEPT_SECONDS, UPLOAD_FOLDER

ROOT = Path(__file__).parents[2]
ADDRESS = "127.0.0.1"
HOUSEKEEPING_SECONDS = 600
FAREWELL_SECONDS = 5  # how long open connections may hold up the end
M_ARENA_MAX, HEAPS = -8, 2  # the option of glibc's mallopt
_warm: list[Generation] = []


def serve(db: Path, port: int) -> None:
    """Serve until stopped; the data folder is taken relative to where the command was given."""
    _share_heaps()
    _end_in_time()
    os.environ["JOURNEY_DB"] = str(db.resolve())
    os.chdir(ROOT)
    Thread(target=_remove_old_uploads, args=(db.resolve(),), daemon=True).start()
    Thread(target=_warm_up, args=(db.resolve(),), daemon=True).start()
    sys.argv = [
        "streamlit",
        "run",
        "app.py",
        "--server.address",
        ADDRESS,
        "--server.port",
        str(port),
    ]
    cli.main()


def _share_heaps() -> None:
    """A heap a thread, as glibc has it, keeps twice the memory of what many visitors' threads have freed."""
    with suppress(OSError, AttributeError, TypeError):  # another C library
        ctypes.CDLL(None).mallopt(M_ARENA_MAX, HEAPS)


def _end_in_time() -> None:
    """Once told to stop, end, whoever is still connected.

    uvicorn waits without limit for each connection to close, and one that a browser opened ahead of need, just as the
    others were told to close, stays open for minutes.
    """
    stop = Server.stop

    def stop_in_time(server: Server) -> None:
        end = Timer(FAREWELL_SECONDS, os._exit, [0])
        end.daemon = True
        end.start()
        stop(server)

    Server.stop = stop_in_time


def _remove_old_uploads(db: Path) -> None:
    """Remove copies of uploaded files that are older than a day, also without visitors."""
    while True:
        temporary.remove_older(db, UPLOAD_FOLDER, KEPT_SECONDS)
        time.sleep(HOUSEKEEPING_SECONDS)


def _warm_up(db: Path) -> None:
    """Import what the first page needs and ask its questions once, so that the first visitor finds them answered."""
    import journey.ui.journey_map  # noqa: F401

    for dataset in store.datasets(db)[:1]:
        generation = newest(db, dataset)
        if generation is None:
            return
        if generation.form != FORM:
            return  # the first page prepares it anew, and says so
        _warm.append(generation)
        for view, options in QUESTIONS.values():
            ask(generation, view, Filters(), **options)
    _check_for_damage(db)


def _check_for_damage(db: Path) -> None:
    """Read the current versions once, so that damaged ones are set aside before anybody needs them."""
    for dataset in store.datasets(db):
        while (generation := newest(db, dataset)) and generation.differences():
            store.set_aside(generation.path)
