"""Files written whole or not at all."""

import os
from pathlib import Path

from journey.data.room import room
from journey.model.errors import BadFile

DRAFT = ".part"


def write(path: Path, content: bytes) -> None:
    """Write the content aside and rename it into place, so that no reader sees half a file.

    Raises UserError where its folder is missing or its disk is full; what was there before stands then.
    """
    if not path.parent.is_dir():
        raise BadFile(path, "cannot be written: there is no such folder, make it first.")
    if path.is_dir():
        raise BadFile(path, "is a folder: say the file's name.")
    draft = path.with_name(f".{path.name}.{os.getpid()}{DRAFT}")
    with room(path.parent, len(content)):
        try:
            with draft.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
