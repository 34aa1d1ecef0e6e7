"""Where the app is reached: the addresses that it answers to, and which of them another page may come from."""

import re
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

LOOPBACK = ("127.0.0.1", "localhost", "::1")
LOCAL_ADDRESS, ANY_ADDRESS = "127.0.0.1", "0.0.0.0"
FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip")
_OWN_PORTS = {"http": 80, "https": 443}
_HOST = re.compile(r"[a-z0-9._-]+|[0-9a-f:.]+")
_PATH = re.compile(r"((/|^)(?!\.)[\w.~-]+)*", re.ASCII)
_FAR_AWAY = ("10.255.255.255", 1)  # nothing is sent there: the system tells which way it would go


@dataclass(frozen=True)
class PublicUrl:
    """The address of the proxy in front, which has TLS and passes everything on."""

    scheme: str
    host: str  # with the port, where it is not the scheme's own
    path: str  # without slashes at its ends

    @property
    def origin(self) -> str:
        return f"{self.scheme}://{self.host}"


def public_url(words: str) -> PublicUrl | None:
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
    if parts.scheme not in _OWN_PORTS or not is_plain or not is_sound:
        return None
    host = f"[{name}]" if ":" in name else name
    is_named = port not in (None, _OWN_PORTS[parts.scheme])
    return PublicUrl(parts.scheme, f"{host}:{port}" if is_named else host, path)


def network_address() -> str | None:
    """This machine's address in the local network; None where it is in none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(_FAR_AWAY)
            found = str(probe.getsockname()[0])
        except OSError:
            return None
    return None if found in LOOPBACK or found == ANY_ADDRESS else found


def is_local(headers: Mapping[str, str]) -> bool:
    """Whether a request to the owner's own address was made on this machine, by a page of the app or by the reader."""
    is_direct = not any(name in headers for name in FORWARDED)
    host = headers.get("host", "")
    return is_direct and _hostname(host) in LOOPBACK and _is_same_origin(headers, "http", host)


def is_shared(headers: Mapping[str, str], reached: str, port: int) -> bool:
    """Whether a request was made to an address of this machine (`reached`: the one that its socket has), by a page of the app."""
    host = headers.get("host", "")
    name = socket.gethostname().lower()
    named = _hostname(host)
    is_ours = named in (reached, name, f"{name}.local")
    return is_ours and _port(host) == port and _is_same_origin(headers, "http", host)


def is_public(headers: Mapping[str, str], url: PublicUrl) -> bool:
    """Whether the proxy says that a request was made to its own address, by a page of the app."""
    host = headers.get("host", "").lower()
    is_named = host in (url.host.lower(), _hostname(url.host))
    return is_named and headers.get("origin", url.origin) == url.origin


def _is_same_origin(headers: Mapping[str, str], scheme: str, host: str) -> bool:
    origin = headers.get("origin")
    return origin is None or origin.lower() == f"{scheme}://{host}".lower()


def _hostname(host: str) -> str:
    try:
        return (urlsplit(f"//{host}").hostname or "").rstrip(".")
    except ValueError:
        return ""


def _port(host: str) -> int | None:
    try:
        return urlsplit(f"//{host}").port or 80
    except ValueError:
        return None
