"""A seat in a workshop: a signed cookie that says which person of which room a browser is, and nothing more."""

import secrets
from dataclasses import dataclass

from itsdangerous import BadData, URLSafeTimedSerializer

from journey.data.keys import Keys

COOKIE = "journey_seat"
SECONDS = 7 * 24 * 60 * 60
PERSON_BYTES = 12


@dataclass(frozen=True)
class Seat:
    workshop_no: int
    person: str


def new_person() -> str:
    """An id that nobody can guess."""
    return secrets.token_urlsafe(PERSON_BYTES)


def signed(keys: Keys, seat: Seat) -> str:
    """The cookie's content."""
    return _signer(keys).dumps([seat.workshop_no, seat.person])


def read(keys: Keys, content: str) -> Seat | None:
    """The seat in a cookie; None where it is not ours, has been changed, is too old or from before the keys were changed."""
    try:
        number, person = _signer(keys).loads(content, max_age=SECONDS)
    except (BadData, ValueError, TypeError):
        return None
    return Seat(int(number), str(person))


def _signer(keys: Keys) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(keys.secret, salt="journey seat")
