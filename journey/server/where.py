"""Where the app is reached: the addresses that it answers to, and which of them another page may come from."""

import socket
from collections.abc import Mapping
from urllib.parse import urlsplit

from journey.model.app_url import LOOPBACK, AppUrl

LOCAL_ADDRESS, ANY_ADDRESS = "127.0.0.1", "0.0.0.0"
FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip")
_FAR_AWAY = ("10.255.255.255", 1)  # nothing is sent there: the system tells which way it would go


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


def is_public(headers: Mapping[str, str], url: AppUrl) -> bool:
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
