"""What a browser keeps once its key was right: a signed cookie that says which key it was, for seven days or until keys change."""

import secrets
import time
import unicodedata
from dataclasses import dataclass

from itsdangerous import BadData, URLSafeTimedSerializer

from journey.data.keys import Keys
from journey.model.access import HANDED_OUT, Key, Visitor
from journey.model.letters import shown

COOKIE = "journey_key"
DAYS = 7
SECONDS = DAYS * 24 * 60 * 60
NAME_LIMIT = 60


@dataclass(frozen=True)
class Pass:
    """Who came in, under a number of their own, and when it ends (seconds since 1970)."""

    visitor: Visitor
    number: str
    ends: float


def granted(key: Key, name: str) -> Pass:
    return Pass(Visitor(key, tidy(name)), secrets.token_hex(8), time.time() + SECONDS)


def tidy(name: str) -> str:
    """A name as it may stand beside a change: each letter shows, none turns what follows, and no more than two stand on another."""
    return " ".join(shown(unicodedata.normalize("NFKC", name)).split())[:NAME_LIMIT]


def signed(keys: Keys, granted: Pass) -> str:
    """The cookie's content."""
    visitor = granted.visitor
    return _signer(keys).dumps([visitor.key, visitor.name, granted.number])


def read(keys: Keys, content: str) -> Pass | None:
    """The pass in a cookie; None where it is not ours, has been changed, has ended or is from before the keys were changed."""
    try:
        (key, name, number), made = _signer(keys).loads(
            content, max_age=SECONDS, return_timestamp=True
        )
    except (BadData, ValueError, TypeError):
        return None
    if key not in HANDED_OUT:
        return None
    return Pass(Visitor(Key(key), str(name)), str(number), made.timestamp() + SECONDS)


def form_token(keys: Keys) -> str:
    """What the page that asks for a key carries, so that no other page can send its form."""
    return _signer(keys, "form").dumps("")


def is_form_token(keys: Keys, token: str) -> bool:
    try:
        _signer(keys, "form").loads(token, max_age=SECONDS)
    except BadData:
        return False
    return True


def _signer(keys: Keys, purpose: str = "pass") -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(keys.secret, salt=f"journey {purpose}")
