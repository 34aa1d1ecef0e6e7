"""What the server does ahead: the home's questions answered, and the program itself out of every collection of garbage."""

import gc
from importlib import import_module
from pathlib import Path

from journey.server import serve
from journey.ui.menu import MENU
from tests.logs import build, event


def test_what_is_loaded_is_looked_through_no_more(tmp_path):
    build(tmp_path, [event("a", "2025-01-01", "Ad", stage="awareness")])
    gc.unfreeze()
    try:
        serve._warm_up(tmp_path / "db")
        assert gc.get_freeze_count() > 10 * len(gc.get_objects())
    finally:
        serve._warm.clear()


def test_the_screens_of_the_menu_are_loaded_ahead():
    """Each page imports its screen from one module."""
    for entry in MENU[1:]:
        page = (Path(serve.ROOT) / entry.file).read_text(encoding="utf-8")
        names = [screen.rpartition(".") for screen in serve.OTHER_SCREENS]
        assert any(f"from {room} import" in page and module in page for room, _, module in names), (
            entry.file
        )
    for screen in serve.OTHER_SCREENS:
        import_module(screen)
