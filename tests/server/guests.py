"""Shared servers, and the cookies with which their guests come in."""

from contextlib import contextmanager
from pathlib import Path

from journey.data import keys as stored
from journey.model.access import Key
from journey.server import passes
from tests.browser.conftest import free_port, serving

_folders: dict[str, Path] = {}


@contextmanager
def shared(db: Path):
    """The owner's and the colleagues' address of a fresh server."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    with serving(db, further=("--share", "--share-port", str(port))) as own:
        _folders[address] = db
        yield own, address


def cookie(address: str, key: Key, name: str = "") -> str:
    """What the door of this shared server gives to whoever types the key."""
    content = passes.signed(stored.read(_folders[address]), passes.granted(key, name))
    return f"journey_key_{address.rpartition(':')[2]}={content}"
