"""Where the app listens: always for its owner on this machine, and for colleagues while it is shared."""

import asyncio
import io
import socket
import sys
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from threading import Thread
from typing import Any

import segno
import streamlit as st
import uvicorn
from starlette.middleware import Middleware
from streamlit import config

from journey.data.keys import Ring, change, keys
from journey.model.access import Guest, Key
from journey.model.app_url import AppUrl
from journey.model.errors import UserError
from journey.model.place import ROOT
from journey.server.announcement import announcement
from journey.server.door import ROOM, Door, Rules, Side, side
from journey.server.lobby import Lobby
from journey.server.patience import Connections, ImpatientSocket, impatient
from journey.server.tries import Tries
from journey.server.where import ANY_ADDRESS, LOCAL_ADDRESS, network_address
from journey.server.workshop.rooms import Rooms
from journey.server.workshop.routes import RoomRoutes

FAREWELL_SECONDS = 5  # how long open connections may hold up the end
ANSWER_SECONDS = 20  # for which a screen waits until the server listens, or has ended
BACKLOG = 128
PING_SECONDS = 30  # of sockets
LARGEST_MESSAGE = 26_000_000  # bytes of a page's message; Streamlit takes 25 MB


class Hosting:
    """The server of one process; a `Sharing` for the screens."""

    def __init__(self, db: Path, port: int, share_port: int, base: str, public: AppUrl | None):
        self.db, self.port, self.share_port = db, port, share_port
        self.base, self.public = base, public
        self.ring, self.lobby = Ring(db), Lobby(db)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._shared: _Listening | None = None
        self._begins_shared = False
        self._beside: tuple[Callable[[], None], ...] = ()
        config.set_option("server.baseUrlPath", base.strip("/"))
        rules = Rules(self.ring, self.lobby, Tries(), share_port, base, public)
        self.rooms = Rooms(db)
        self.app = st.App(
            ROOT / "app.py",
            lifespan=self._life,
            routes=RoomRoutes(
                self.ring, self.rooms, Tries(), share_port, base, self.invitation
            ).all(),
            middleware=[Middleware(Door, rules=rules)],
        )

    def run(self, is_shared: bool, beside: Sequence[Callable[[], None]] = ()) -> None:
        """Serve until stopped, with what shall run `beside` it; raises UserError where the port is taken."""
        self._begins_shared, self._beside = is_shared, tuple(beside)
        if is_shared:
            _listener(self._shared_to, self.share_port).close()  # else it would end in the loop
        listener = _listener(LOCAL_ADDRESS, self.port)
        with listener:
            uvicorn.Server(_config(side(self.app, Side.LOCAL), "on", "auto")).run([listener])

    @asynccontextmanager
    async def _life(self, app: Any) -> AsyncIterator[None]:
        self._loop = asyncio.get_running_loop()
        for run in self._beside:
            Thread(target=run, daemon=True).start()
        if self._begins_shared:
            await self._begin()
        print(announcement(self.own_address, self, sys.stdout.isatty()), flush=True)
        yield
        await self.rooms.close()
        await self._end()

    @property
    def _shared_to(self) -> str:
        return LOCAL_ADDRESS if self.public else ANY_ADDRESS

    @property
    def own_address(self) -> str:
        return f"http://{LOCAL_ADDRESS}:{self.port}{self.base}/"

    @property
    def is_on(self) -> bool:
        return self._shared is not None

    @property
    def address(self) -> str | None:
        path = f"{self.base}/"
        if not self.is_on:
            return None
        if self.public:
            return self.public.origin + path
        found = network_address()
        return f"http://{found}:{self.share_port}{path}" if found else None

    def words(self, key: Key) -> str:
        return keys(self.db).words[key]

    def guests(self) -> list[Guest]:
        return self.lobby.guests()

    def invitation(self, code: str) -> tuple[str, str]:
        """Where a code opens its workshop, without the scheme, and a picture of the link with it; both '' where nobody comes."""
        if not self.address:
            return "", ""
        room = f"{self.address}{ROOM.lstrip('/')}"
        return room.partition("://")[2], self.qr_code(f"{room}?code={code}")

    def qr_code(self, link: str) -> str:
        drawn = io.BytesIO()
        segno.make(link, error="m", micro=False).save(
            drawn,
            kind="svg",
            scale=4,
            border=3,
            light="white",
            dark="black",
            xmldecl=False,
            omitsize=True,
        )
        return drawn.getvalue().decode()

    def begin(self) -> None:
        self._in_loop(self._begin())

    def end(self) -> None:
        self._in_loop(self._end())

    def change_keys(self) -> None:
        change(self.db)
        self.lobby.note("the keys were changed")
        if self._loop:
            self._loop.call_soon_threadsafe(self.lobby.close)

    def _in_loop(self, task: Any) -> None:
        if self._loop is None:
            raise UserError("The server is not ready yet: try again.")
        done: Future[None] = asyncio.run_coroutine_threadsafe(task, self._loop)
        done.result(ANSWER_SECONDS)

    async def _begin(self) -> None:
        if self._shared:
            return
        keys(self.db)
        listener = _listener(self._shared_to, self.share_port)
        connections = Connections(is_behind_proxy=self.public is not None)
        self._shared = _Listening(side(self.app, Side.SHARED), listener, impatient(connections))
        self.lobby.note("sharing began")

    async def _end(self) -> None:
        if self._shared is None:
            return
        shared, self._shared = self._shared, None
        self.lobby.close()
        await shared.end()
        self.lobby.note("sharing ended")


class _Listening:
    """A second listener of the app in the loop that runs already; the first one answers for the process's signals."""

    def __init__(self, app: Any, listener: socket.socket, protocol: type[asyncio.Protocol]):
        self._listener = listener
        self._server = _Second(_config(app, "off", protocol))
        self._task = asyncio.ensure_future(self._server.serve([listener]))

    async def end(self) -> None:
        self._server.should_exit = True
        await self._task
        self._listener.close()


class _Second(uvicorn.Server):
    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def _config(app: Any, lifespan: Any, http: Any) -> uvicorn.Config:
    """As Streamlit sets its own server up; the end waits for open pages no longer than a moment."""
    return uvicorn.Config(
        app,
        lifespan=lifespan,
        http=http,
        ws=ImpatientSocket,
        ws_max_size=LARGEST_MESSAGE,
        ws_ping_interval=PING_SECONDS,
        ws_ping_timeout=PING_SECONDS,
        ws_per_message_deflate=bool(st.get_option("server.enableWebsocketCompression")),
        proxy_headers=False,
        server_header=False,
        access_log=False,
        log_level="error",  # below it anybody could fill the log
        use_colors=False,
        timeout_graceful_shutdown=FAREWELL_SECONDS,
    )


def _listener(address: str, port: int) -> socket.socket:
    """A socket that listens there; raises UserError where another program does already."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((address, port))
        listener.listen(BACKLOG)
        listener.setblocking(False)
    except OSError as error:
        listener.close()
        raise UserError(
            f"Port {port} of this machine cannot be listened on ({error.strerror}): another program may have it, take another port."
        ) from error
    return listener
