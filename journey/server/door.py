"""The door before every path and socket: on this machine for its owner alone, in the network for whoever has a key."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from math import inf
from urllib.parse import parse_qsl, quote, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect, Request, cookie_parser
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from journey.data.keys import Keys, Ring
from journey.model.access import ALLOWED, Ability, Key, Visitor
from journey.model.app_url import AppUrl
from journey.server import entrance, passes, where
from journey.server.lobby import Lobby
from journey.server.passes import Pass
from journey.server.sockets import POLICY_VIOLATION, guarded, until
from journey.server.tries import Tries
from journey.server.watch import SCRIPT, plain, watching
from journey.ui.access import KEY_HEADER, NAME_HEADER
from journey.ui.sharing import IN_LINK

SIDE = "journey side"  # in the scope: which side of the door a connection came to
PATH = "/door"  # where a key is typed
WATCH, STATE = f"{PATH}/watch.js", f"{PATH}/state"  # whether it still counts
OWN_HEADERS = b"x-journey-"
ADDRESS = "journey address"  # in the scope: where a visitor of a workshop comes from
ROOM = "/room"  # of workshops: open without a key, as each of its paths asks for a seat
SIGNED_IN = "x-forwarded-user"  # the name with which somebody signed in at a proxy
UPLOADS = "/_stcore/upload_file"
ASSETS = "/static/"  # of Streamlit; the only paths that hold nothing of the data
FORM_LIMIT, FORM_SECONDS = 4_096, 10  # bytes, and for how long they may come
KEPT_PRIVATE = {
    "cache-control": "no-store",
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}
ENDING = {"connection": "close"}  # of a connection, whatever the other end still has to say


class Side(StrEnum):
    LOCAL = "local"
    SHARED = "shared"


def side(app: ASGIApp, name: Side) -> ASGIApp:
    """The app as it is served on one side of the door."""

    async def on_this_side(scope: Scope, receive: Receive, send: Send) -> None:
        scope[SIDE] = name
        await app(scope, receive, send)

    return on_this_side


@dataclass(frozen=True)
class Rules:
    """What the door rests on; `port` of the shared side, `base` the path under which the app lies ("" or "/journey")."""

    ring: Ring
    lobby: Lobby
    tries: Tries
    port: int
    base: str = ""
    public: AppUrl | None = None


class Door:
    """ASGI middleware; what came to neither side is refused."""

    def __init__(self, app: ASGIApp, rules: Rules):
        self.app, self.rules = app, rules

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        elif scope.get(SIDE) == Side.LOCAL:
            await self._local(scope, receive, send)
        elif scope.get(SIDE) == Side.SHARED:
            await self._shared(scope, receive, send)
        else:
            await _refuse(scope, receive, send)

    async def _local(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_browser = scope.get("http_version") != "1.0"  # which proxies speak that nobody set up
        if is_browser and where.is_local(Headers(scope=scope)):
            if scope["type"] == "http":
                send = _private(scope, send, self.rules.base)
            await self.app(_marked(scope, Visitor(Key.OWNER)), receive, send)
        else:
            await _refuse(scope, receive, send)

    async def _shared(self, scope: Scope, receive: Receive, send: Send) -> None:
        rules, headers = self.rules, Headers(scope=scope)
        keys = rules.ring.now()
        if keys is None or not self._is_ours(scope, headers):
            await _refuse(scope, receive, send)
            return
        came = self._pass(keys, headers)
        scope[ADDRESS] = self._address(scope, headers)
        if came is None and self._is_room(scope):
            scope = _unmarked(scope)
            if scope["type"] == "http":
                await self.app(scope, receive, _private(scope, send, rules.base))
            else:
                counts = until(inf, asyncio.Event(), lambda: self._is_in_force(keys))
                await guarded(self.app, scope, receive, send, counts)
            return
        if scope["type"] == "http":
            request = Request(scope, receive)
            answer = await self._answer(request, keys, came)
            if answer is not None:
                answer.headers.update(KEPT_PRIVATE)
                if came is None or answer.status_code >= 400:
                    answer.headers.update(ENDING)
                await answer(scope, receive, send)
                return
        elif came is None or not rules.lobby.has_room(self._address(scope, headers)):
            await _refuse(scope, receive, send)
            return
        assert came is not None
        scope = _marked(scope, self._named(came.visitor, headers))
        if scope["type"] == "http":
            send = _private(scope, send, rules.base)
            if _is_page(scope["method"], headers) and not self._is_room(scope):
                scope, send = plain(scope), watching(send, f"{rules.base}{WATCH}")
            await self.app(scope, receive, send)
        else:
            with rules.lobby.here(came, self._address(scope, headers)) as gone:
                counts = until(came.ends, gone, lambda: self._is_in_force(keys))
                await guarded(self.app, scope, receive, send, counts)

    def _is_room(self, scope: Scope) -> bool:
        """Whether it is a path of a workshop, which asks for a seat of its own."""
        path = scope["path"].removeprefix(self.rules.base)
        return path == ROOM or path.startswith(f"{ROOM}/")

    def _pass(self, keys: Keys, headers: Headers) -> Pass | None:
        content = cookie_parser(headers.get("cookie", "")).get(self._cookie)
        return passes.read(keys, content) if content else None

    def _is_in_force(self, keys: Keys) -> bool:
        now = self.rules.ring.now()
        return now is not None and now.secret == keys.secret

    def _is_ours(self, scope: Scope, headers: Headers) -> bool:
        if self.rules.public:
            return where.is_public(headers, self.rules.public)
        reached, _ = scope.get("server") or ("", 0)
        return where.is_shared(headers, reached, self.rules.port)

    def _named(self, visitor: Visitor, headers: Headers) -> Visitor:
        """Behind a proxy the name with which somebody signed in there counts, in place of one that was typed."""
        told = headers.get(SIGNED_IN, "") if self.rules.public else ""
        name = passes.tidy(told.encode("latin-1").decode("utf-8", "replace"))
        return Visitor(visitor.key, name) if name else visitor

    async def _answer(self, request: Request, keys: Keys, came: Pass | None) -> Response | None:
        """What the door itself answers; None where the app shall."""
        path = request.scope["path"].removeprefix(self.rules.base)
        if path == PATH:
            return await self._entrance(request, keys, came)
        if request.method == "GET" and IN_LINK in request.query_params:
            return self._by_link(request, keys, came)
        if came is None:
            return self._asking(request, keys, 401)
        if path == WATCH:
            return Response(SCRIPT, media_type="text/javascript")
        if path == STATE:
            return Response(status_code=204)
        if path.startswith(UPLOADS) and Ability.CHANGE not in ALLOWED[came.visitor.key]:
            return PlainTextResponse("This key loads no files.", 403)
        return None

    async def _entrance(self, request: Request, keys: Keys, came: Pass | None) -> Response:
        if request.method != "POST":
            return self._asking(request, keys, 200, came)
        typed = await _form(request)
        is_own = request.headers.get("origin") and passes.is_form_token(
            keys, typed.get("token", "")
        )
        if not is_own:
            return self._asking(request, keys, 403)
        if "leave" in typed:
            answer = self._asking(request, keys, 200)
            answer.delete_cookie(self._cookie, path=self._cookie_path)
            return answer
        return self._tried(
            request, keys, typed.get("key", ""), typed.get("name", ""), f"{self.rules.base}/"
        )

    def _by_link(self, request: Request, keys: Keys, came: Pass | None) -> Response:
        """A link with a key: the same address without it, with the cookie where the key opens more than the one at hand."""
        rest = [
            (name, value)
            for name, value in parse_qsl(request.url.query, keep_blank_values=True)
            if name != IN_LINK
        ]
        target = "/" + request.url.path.lstrip("/\\") + (f"?{urlencode(rest)}" if rest else "")
        typed = request.query_params[IN_LINK]
        key = keys.matching(typed) if came else None
        if came and key and ALLOWED[key] <= ALLOWED[came.visitor.key]:
            return RedirectResponse(target, 303)
        return self._tried(request, keys, typed, came.visitor.name if came else "", target)

    def _tried(self, request: Request, keys: Keys, typed: str, name: str, target: str) -> Response:
        address, tries = self._address(request.scope, request.headers), self.rules.tries
        wait = tries.wait(address)
        if wait > 0:
            answer = self._asking(request, keys, 429, wait=wait)
            answer.headers["retry-after"] = str(int(wait) + 1)
            return answer
        key = keys.matching(typed)
        if key is None:
            tries.was_wrong(address)
            self.rules.lobby.note("a wrong key was tried")
            return self._asking(request, keys, 401, is_wrong=True)
        answer = RedirectResponse(target, 303)
        answer.set_cookie(
            self._cookie,
            passes.signed(keys, passes.granted(key, name)),
            max_age=passes.SECONDS,
            path=self._cookie_path,
            secure=bool(self.rules.public and self.rules.public.scheme == "https"),
            httponly=True,
            samesite="lax",
        )
        return answer

    @property
    def _cookie(self) -> str:
        """Its name: a browser sends the cookies of a machine to each of its ports."""
        return f"{passes.COOKIE}_{self.rules.port}"

    @property
    def _cookie_path(self) -> str:
        return f"{self.rules.base}/"

    def _address(self, scope: Scope, headers: Headers) -> str:
        """Where a visitor comes from: behind a proxy the last address that it tells."""
        told = headers.getlist("x-forwarded-for") if self.rules.public else []
        last = told[-1].rpartition(",")[2].strip() if told else ""
        return last or (scope["client"][0] if scope.get("client") else "")

    def _asking(
        self,
        request: Request,
        keys: Keys,
        status: int,
        came: Pass | None = None,
        is_wrong: bool = False,
        wait: float = 0.0,
    ) -> Response:
        if not _is_html(request.headers):
            return PlainTextResponse("A key is needed.", status)
        action, token = f"{self.rules.base}{PATH}", passes.form_token(keys)
        return entrance.page(
            status,
            action,
            token,
            f"{self.rules.base}{ROOM}",
            came.visitor if came else None,
            is_wrong,
            wait,
        )


def _is_html(headers: Headers) -> bool:
    return "text/html" in headers.get("accept", "")


def _is_page(method: str, headers: Headers) -> bool:
    return method == "GET" and _is_html(headers)


def _marked(scope: Scope, visitor: Visitor) -> Scope:
    """The scope with the visitor in headers that nobody but the door can set."""
    scope = _unmarked(scope)
    told = ((KEY_HEADER, visitor.key.value), (NAME_HEADER, quote(visitor.name)))
    marks = [(name.encode(), text.encode()) for name, text in told]
    return {**scope, "headers": scope["headers"] + marks}


def _unmarked(scope: Scope) -> Scope:
    """The scope without what a browser says of itself."""
    headers = [pair for pair in scope["headers"] if not pair[0].lower().startswith(OWN_HEADERS)]
    return {**scope, "headers": headers}


def _private(scope: Scope, send: Send, base: str) -> Send:
    """Answers that no cache on the way keeps and no other page may frame."""

    async def send_private(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            is_asset = scope["path"].removeprefix(base).startswith(ASSETS)
            for name, value in KEPT_PRIVATE.items():
                if not (is_asset and name == "cache-control"):
                    headers[name] = value
        await send(message)

    return send_private


async def _form(request: Request) -> dict[str, str]:
    """The fields of a form; nothing where it is longer than ours ever is."""
    content = b""
    with suppress(ClientDisconnect, TimeoutError):
        async with asyncio.timeout(FORM_SECONDS):
            async for part in request.stream():
                content += part
                if len(content) > FORM_LIMIT:
                    return {}
    return dict(parse_qsl(content.decode("utf-8", "replace"), keep_blank_values=True))


async def _refuse(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": POLICY_VIOLATION})
    else:
        answer = PlainTextResponse("This address is not open from here.", 403, ENDING)
        await answer(scope, receive, send)
