"""Requests and sockets brought to an ASGI app by hand, as a server would bring them."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from journey.server.door import SIDE, Side

HOME = "10.0.0.5"  # this machine's address in the network
PORT = 8502


@dataclass
class Answer:
    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: str = ""


@dataclass
class Inner:
    """What lies behind the door: it says a figure to everybody, and keeps what reached it."""

    scopes: list[dict[str, Any]] = field(default_factory=list)
    heard: list[bytes] = field(default_factory=list)
    page: bytes = b"4711 journeys"
    further: list[tuple[bytes, bytes]] = field(default_factory=list)  # headers of the answer
    ended: asyncio.Event = field(default_factory=asyncio.Event)

    async def __call__(self, scope, receive, send) -> None:
        self.scopes.append(scope)
        if scope["type"] == "http":
            await send(
                {
                    "type": "http.response.start",
                    "status": 200,
                    "headers": [
                        (b"cache-control", b"public"),
                        (b"content-type", b"text/html"),
                        *self.further,
                    ],
                }
            )
            half = len(self.page) // 2
            await send({"type": "http.response.body", "body": self.page[:half], "more_body": True})
            await send({"type": "http.response.body", "body": self.page[half:]})
            return
        assert (await receive())["type"] == "websocket.connect"
        await send({"type": "websocket.accept"})
        while (message := await receive())["type"] == "websocket.receive":
            self.heard.append(message["bytes"])
            await send({"type": "websocket.send", "bytes": b"4711 journeys"})
        self.ended.set()

    def told(self, name: str) -> str | None:
        """A header of the latest that came through."""
        found = [value for key, value in self.scopes[-1]["headers"] if key == name.encode()]
        return found[0].decode() if found else None


def scope(
    kind: str,
    path: str,
    query: str = "",
    method: str = "GET",
    headers: Iterable[tuple[str, str]] = (),
    side: Side | None = Side.SHARED,
    client: str = "10.0.0.77",
    host: str | None = f"{HOME}:{PORT}",
) -> dict[str, Any]:
    pairs = ([("host", host)] if host is not None else []) + list(headers)
    made = {
        "type": kind,
        "method": method,
        "path": path,
        "query_string": query.encode(),
        "headers": [(name.lower().encode(), value.encode()) for name, value in pairs],
        "client": (client, 40000),
        "server": (HOME, PORT),
        "scheme": "http",
    }
    return made | ({SIDE: side} if side else {})


def ask(app, path: str, body: str = "", **options) -> Answer:
    """The answer to one request."""
    return answered(app, scope("http", path, **options), body)


def answered(app, asked: dict[str, Any], body: str = "") -> Answer:
    """The same of a scope made by hand."""
    answer = Answer()

    async def receive():
        return {"type": "http.request", "body": body.encode(), "more_body": False}

    async def send(message):
        if message["type"] == "http.response.start":
            answer.status = message["status"]
            answer.headers = {
                key.decode().lower(): value.decode() for key, value in message["headers"]
            }
        else:
            answer.body += message.get("body", b"").decode()

    asyncio.run(app(asked, receive, send))
    return answer


async def socket(app, **options) -> tuple[asyncio.Queue, asyncio.Queue, asyncio.Task]:
    """An open socket: what to say to the app, what it says, and its task."""
    to_app: asyncio.Queue = asyncio.Queue()
    from_app: asyncio.Queue = asyncio.Queue()
    await to_app.put({"type": "websocket.connect"})
    task = asyncio.create_task(
        app(scope("websocket", "/_stcore/stream", **options), to_app.get, from_app.put)
    )
    return to_app, from_app, task
