"""Connections of the shared listener: the silent and the deaf end, and so do those beyond what an address may have."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
import uvicorn

from journey.server import patience as listener
from journey.server.patience import Connections, ImpatientSocket, impatient
from tests import patience
from tests.server.asgi import Inner


def test_an_address_has_so_many_connections(monkeypatch):
    monkeypatch.setattr(listener, "MOST", 3)
    monkeypatch.setattr(listener, "MOST_OF_ONE", 2)
    open_now = Connections(is_behind_proxy=False)
    assert [open_now.come("a"), open_now.come("a"), open_now.come("a")] == [True, True, False]
    open_now.go("a")
    assert open_now.come("b")
    assert not open_now.come("c")
    assert Connections(is_behind_proxy=True).come("a")


@asynccontextmanager
async def _listening(app, **options) -> AsyncIterator[int]:
    """The port of a server with this app."""
    protocol = impatient(Connections(is_behind_proxy=False))
    config = uvicorn.Config(
        app,
        http=protocol,
        ws=ImpatientSocket,
        lifespan="off",
        log_level="critical",
        port=0,
        **options,
    )
    config.load()
    server = uvicorn.Server(config)
    server.lifespan = config.lifespan_class(config)
    await server.startup()
    try:
        yield server.servers[0].sockets[0].getsockname()[1]
    finally:
        server.should_exit = server.force_exit = True
        await server.shutdown()


async def _course(say: bytes, count: int) -> list[bytes]:
    """What each of so many connections gets until it is ended; the last one asks for the page, the others say this."""
    async with _listening(Inner()) as port:
        pairs = [await asyncio.open_connection("127.0.0.1", port) for _ in range(count)]
        for _, writer in pairs[:-1]:
            writer.write(say)
        pairs[-1][1].write(b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        return [await asyncio.wait_for(_read(reader), patience.SECONDS) for reader, _ in pairs]


async def _read(reader: asyncio.StreamReader) -> bytes:
    try:
        return await reader.read()
    except ConnectionError:
        return b""


def test_silent_connections_end_and_others_are_heard(monkeypatch):
    monkeypatch.setattr(listener, "REQUEST_SECONDS", 0.5)
    for say in (b"", b"GET / HTTP/1.1\r\nHost: a\r\n"):
        *silent, heard = asyncio.run(_course(say, 4))
        assert silent == [b"", b"", b""]
        assert b"4711 j" in heard  # in chunks


def test_connections_beyond_the_most_end_at_once(monkeypatch):
    monkeypatch.setattr(listener, "MOST_OF_ONE", 2)
    assert (
        asyncio.run(_course(b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", 3))[2] == b""
    )


UPGRADE = (
    b"GET / HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
)


@pytest.mark.parametrize(
    "say",
    [
        UPGRADE + b"Content-Length: 9\r\n\r\n",
        UPGRADE + b"X: " + b"y" * 9000 + b"\r\n\r\n",
        UPGRADE + b"X: y\r\n" * 200 + b"\r\n",
    ],
)
def test_a_handshake_that_is_none_ends_its_connection(say):
    assert asyncio.run(_course(say, 2))[0] == b""


def test_an_open_page_is_none_of_the_connections(monkeypatch):
    """The door counts it."""
    monkeypatch.setattr(listener, "MOST_OF_ONE", 1)

    async def course() -> bytes:
        async with _listening(Inner()) as port:
            page, said = await asyncio.open_connection("127.0.0.1", port)
            said.write(UPGRADE + b"\r\n")
            await asyncio.wait_for(page.readuntil(b"\r\n\r\n"), patience.SECONDS)
            other, asked = await asyncio.open_connection("127.0.0.1", port)
            asked.write(b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            return await asyncio.wait_for(_read(other), patience.SECONDS)

    assert b"4711 j" in asyncio.run(course())


def test_a_socket_that_reads_nothing_ends():
    """It is sent more than a connection holds, and answers no ping."""
    ended = asyncio.Event()

    async def talkative(scope, receive, send) -> None:
        assert (await receive())["type"] == "websocket.connect"
        await send({"type": "websocket.accept"})
        await send({"type": "websocket.send", "bytes": b"4711" * 5_000_000})
        assert (await receive())["type"] == "websocket.disconnect"
        ended.set()

    async def course() -> None:
        async with _listening(talkative, ws_ping_interval=0.2, ws_ping_timeout=0.2) as port:
            _, deaf = await asyncio.open_connection("127.0.0.1", port, limit=1)
            deaf.write(UPGRADE + b"\r\n")
            await asyncio.wait_for(ended.wait(), patience.SECONDS)
            deaf.close()

    asyncio.run(course())
