"""The keys by which colleagues come in: made once for a data folder, told to nobody but its owner, changed all at once."""

import hmac
import json
import secrets
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from journey.data import durable
from journey.model.access import HANDED_OUT, Key

FILE = "keys.json"
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that looks like another
GROUPS, GROUP_LENGTH = 4, 5  # of letters in a key: 99 bits
SECRET_BYTES = 32


@dataclass(frozen=True)
class Keys:
    """The words of the keys, and the secret that signs what a browser keeps: with new keys nothing signed before counts."""

    words: dict[Key, str]
    secret: str = field(repr=False)

    def matching(self, typed: str) -> Key | None:
        """The key that was typed, whatever its dashes, spaces and capitals; takes as long for a wrong one as for a right one."""
        found = None
        for key in HANDED_OUT:
            if hmac.compare_digest(_plain(self.words[key]), _plain(typed)):
                found = key
        return found


def read(db: Path) -> Keys | None:
    """The keys in force; None where there are none, or the file tells none."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        kept = json.loads((db / FILE).read_text(encoding="utf-8"))
        keys = Keys({key: kept["keys"][key] for key in HANDED_OUT}, kept["secret"])
        texts = (*keys.words.values(), keys.secret)
        if all(isinstance(text, str) and _plain(text) for text in texts):
            return keys
    return None


def keys(db: Path) -> Keys:
    """The keys in force, made where there are none."""
    return read(db) or change(db)


def change(db: Path) -> Keys:
    """New keys in place of all the former ones, which let nobody in from now on."""
    made = Keys({key: _made() for key in HANDED_OUT}, secrets.token_hex(SECRET_BYTES))
    content = json.dumps({"keys": made.words, "secret": made.secret}, indent=2)
    durable.make_folder(db)
    durable.write_whole(db / FILE, content.encode())
    return made


class Ring:
    """The keys of a data folder as they are now, also where another process changed them: the file is read when it changes."""

    def __init__(self, db: Path):
        self._db = db
        self._mark: tuple[int, int, int] | None = None
        self._keys: Keys | None = None

    def now(self) -> Keys | None:
        """The keys in force; None where there are none, so that nobody comes in."""
        try:
            found = (self._db / FILE).stat()
        except OSError:
            return None
        mark = (found.st_mtime_ns, found.st_ino, found.st_size)
        if mark != self._mark:
            self._keys, self._mark = read(self._db), mark
        return self._keys


def _plain(word: str) -> bytes:
    return "".join(letter for letter in word.lower() if letter.isalnum()).encode()


def _made() -> str:
    return "-".join(
        "".join(secrets.choice(LETTERS) for _ in range(GROUP_LENGTH)) for _ in range(GROUPS)
    )
