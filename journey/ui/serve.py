"""Start the app on this machine only, and warm it up while the first browser is still loading."""

import os
import sys
from pathlib import Path
from threading import Thread

from streamlit.web import cli

from journey.data import store
from journey.data.ask import ask
from journey.data.generation import Generation, open_generation
from journey.data.prepare import FORM
from journey.map.answers import QUESTIONS
from journey.model.filters import Filters

ROOT = Path(__file__).parents[2]
ADDRESS = "127.0.0.1"
_warm: list[Generation] = []


def serve(db: Path, port: int) -> None:
    """Serve until stopped; the data folder is taken relative to where the command was given."""
    os.environ["JOURNEY_DB"] = str(db.resolve())
    os.chdir(ROOT)
    Thread(target=_warm_up, args=(db.resolve(),), daemon=True).start()
    sys.argv = ["streamlit", "run", "app.py", "--server.address", ADDRESS, "--server.port", str(port)]
    cli.main()


def _warm_up(db: Path) -> None:
    """Import what the first page needs and ask its questions once, so that the first visitor finds them answered."""
    import journey.ui.journey_map  # noqa: F401

    for dataset in store.datasets(db)[:1]:
        generation = open_generation(store.current_generation(db, dataset))
        if generation.form != FORM:
            return  # the first page prepares it anew, and says so
        _warm.append(generation)
        for view, options in QUESTIONS.values():
            ask(generation, view, Filters(), **options)
