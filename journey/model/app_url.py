"""The address at which the app is reached, as a browser has it."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

LOOPBACK = ("127.0.0.1", "localhost", "::1")
OWN_PORTS = {"http": 80, "https": 443}
_HOST = re.compile(r"[a-z0-9._-]+|[0-9a-f:.]+")
_PATH = re.compile(r"((/|^)(?!\.)[\w.~-]+)*", re.ASCII)
_LENGTH_LIMIT = 500


@dataclass(frozen=True)
class AppUrl:
    """An http or https address without query: of the app itself, or of the proxy in front that passes everything on."""

    scheme: str
    host: str  # with the port, where it is not the scheme's own
    path: str  # without slashes at its ends

    @property
    def origin(self) -> str:
        return f"{self.scheme}://{self.host}"

    @property
    def words(self) -> str:
        """The address as it stands before a page's name."""
        return f"{self.origin}/{self.path}{'/' * bool(self.path)}"

    @property
    def is_local(self) -> bool:
        """Whether it means whichever machine it is opened on."""
        name = urlsplit(self.origin).hostname or ""
        return name in LOOPBACK or name.endswith(".localhost")


def app_url(words: str) -> AppUrl | None:
    """The parts of an http or https address; None where it is none."""
    try:
        parts = urlsplit(words)
        port = parts.port
        name = (parts.hostname or "").encode("idna").decode().rstrip(".")  # as browsers say it
    except ValueError:
        return None
    path = parts.path.strip("/")
    is_plain = not (parts.query or parts.fragment or parts.username or parts.password)
    is_sound = _HOST.fullmatch(name) and _PATH.fullmatch(path) and port != 0
    if parts.scheme not in OWN_PORTS or not is_plain or not is_sound or len(words) > _LENGTH_LIMIT:
        return None
    host = f"[{name}]" if ":" in name else name
    is_named = port not in (None, OWN_PORTS[parts.scheme])
    return AppUrl(parts.scheme, f"{host}:{port}" if is_named else host, path)
