"""The shared listener waits for nobody: connections that say nothing, or are too many, end, so that the others are heard."""

import asyncio
from collections import Counter

from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.http11 import Request

MOST, MOST_OF_ONE = 400, 60  # open connections, of all and of one address; a browser opens seven
SMALL, SMALL_MESSAGE = (
    "/room/socket",
    32_768,
)  # of workshops: bytes that are held for somebody who has a seat alone
REQUEST_SECONDS = 10.0  # from the connection to the end of its first request's headers


class Connections:
    """Those that are open now, by their address; behind a proxy all have the same one."""

    def __init__(self, is_behind_proxy: bool):
        self._most_of_one = MOST if is_behind_proxy else MOST_OF_ONE
        self._open: Counter[str] = Counter()

    def come(self, address: str) -> bool:
        """Whether there is room for one more."""
        self._open[address] += 1
        return self._open.total() <= MOST and self._open[address] <= self._most_of_one

    def go(self, address: str) -> None:
        self._open[address] -= 1
        if not self._open[address]:
            del self._open[address]


def impatient(connections: Connections) -> type[asyncio.Protocol]:
    """uvicorn's protocol for a listener with these connections."""

    class Impatient(H11Protocol):
        _silence: asyncio.TimerHandle | None = None

        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            super().connection_made(transport)
            self._address = self.client[0] if self.client else ""
            if not connections.come(self._address):
                transport.abort()
                return
            self._silence = self.loop.call_later(REQUEST_SECONDS, self._end_silent)

        def _end_silent(self) -> None:
            if self.cycle is None and self.transport.get_protocol() is self:
                self.transport.abort()

        def connection_lost(self, exc: Exception | None) -> None:
            self._leave()
            super().connection_lost(exc)

        def _leave(self) -> None:
            if self._silence:
                self._silence.cancel()
            connections.go(self._address)

        def handle_websocket_upgrade(self, event) -> None:  # type: ignore[no-untyped-def]
            self._leave()  # the door counts open pages
            super().handle_websocket_upgrade(event)

    return Impatient


class ImpatientSocket(WebSocketsSansIOProtocol):
    """uvicorn's protocol for sockets; what is no handshake ends, and so does a socket that answers no ping, read or not."""

    def handle_connect(self, event: Request) -> None:
        super().handle_connect(event)
        if event.path.partition("?")[0].endswith(SMALL):
            self.conn.max_message_size = SMALL_MESSAGE

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if not self.handshake_initiated:  # uvicorn hands a whole request over
            self.transport.abort()

    def keepalive_timeout(self) -> None:
        super().keepalive_timeout()
        self.transport.abort()
