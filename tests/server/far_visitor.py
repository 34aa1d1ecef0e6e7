"""What a visitor on another machine gets; run there as a program: asks and answers as JSON."""

import json
import sys
import urllib.error
import urllib.request

from websockets.exceptions import InvalidStatus

from tests.protocol_client import visitor

SHORT = 10  # seconds for what nobody answers


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def _tried(address: str, query: str) -> dict[str, object]:
    """Status of the home, what the socket says, and what is read there."""
    cookie = ""
    try:
        answer = urllib.request.build_opener(_NoRedirect).open(f"{address}/{query}", timeout=SHORT)
    except urllib.error.HTTPError as error:
        answer = error
    cookie = (answer.headers["set-cookie"] or "").partition(";")[0]
    try:
        guest = visitor(address, cookie)
    except InvalidStatus as error:
        return {"status": answer.status, "socket": error.response.status_code, "texts": ""}
    guest.open()
    return {"status": answer.status, "socket": 101, "texts": " ".join(guest.texts)}


def _reached(address: str) -> str:
    try:
        return str(urllib.request.urlopen(address, timeout=SHORT).status)
    except urllib.error.HTTPError as error:
        return str(error.code)
    except OSError:
        return "no answer"


if __name__ == "__main__":
    asked = json.load(sys.stdin)
    address = asked["address"]
    found: dict[str, object] = {
        "the owner's port": _reached(asked["own"]),
        "no key": _tried(address, ""),
        "wrong key": _tried(address, "?access=abcde-fghjk-mnpqr-stuvw"),
    }
    found |= {key: _tried(address, f"?access={word}") for key, word in asked["keys"].items()}
    json.dump(found, sys.stdout)
