"""The workshop's paths behind the door: the page, the seat that a code gives, the socket, and asking without one."""

import asyncio
import json
import secrets
from collections.abc import Awaitable, Callable
from string import Template
from typing import Any

from starlette.requests import ClientDisconnect
from starlette.requests import Request as HttpRequest
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.websockets import WebSocket

from journey.data.keys import Ring
from journey.model.access import ALLOWED, Ability, Key
from journey.model.errors import UserError
from journey.server.door import ADDRESS
from journey.server.door import ROOM as PATH
from journey.server.tries import Tries
from journey.server.workshop import seats
from journey.server.workshop.room import Room, refusal
from journey.server.workshop.rooms import Rooms
from journey.server.workshop.seats import Seat
from journey.server.workshop.talk import LONGEST, TOO_MANY, answer, talk
from journey.ui.access import KEY_HEADER
from journey.workshop.code import as_typed, number_of
from journey.workshop.component import COMPONENT, script, style
from journey.workshop.request import Request
from journey.workshop.sight import Viewer

Endpoint = Callable[[HttpRequest], Awaitable[Response]]
TOKEN_HEADER = "x-room-page"  # no other page can set it
POLL_SECONDS, BODY_SECONDS = 20.0, 10.0
POLICY = (
    "default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; connect-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'"
)
MANY = "Very many have joined from your address. Wait a minute, then try again."
WRONG = "This code opens no workshop: look at the screen again, or ask who leads it."


class RoomRoutes:
    """`port` tells the cookies of two servers of one machine apart; `base` is the path under which the app lies.

    `invite` gives the address at which a code opens its workshop, without its scheme, and a picture (SVG) of the link with the
    code; both '' where nobody else reaches the app.
    """

    def __init__(
        self,
        ring: Ring,
        rooms: Rooms,
        tries: Tries,
        port: int,
        base: str,
        invite: Callable[[str], tuple[str, str]],
    ):
        self._ring, self._rooms, self._tries, self._invite = ring, rooms, tries, invite
        self._cookie, self._base = f"{seats.COOKIE}_{port}", base

    def all(self) -> list[BaseRoute]:
        path = f"{self._base}{PATH}"
        return [
            Route(path, _told(self.page)),
            Route(f"{path}/join", _told(self.join), methods=["POST"]),
            Route(f"{path}/ask", _told(self.ask), methods=["POST"]),
            Route(f"{path}/look", _told(self.look)),
            WebSocketRoute(f"{path}/socket", self.socket),
        ]

    async def page(self, request: HttpRequest) -> Response:
        """One answer that holds all that a phone, or the projector, needs."""
        found, code = self._seen(request), request.query_params.get("code", "")
        room, viewer = found or (None, None)
        if room and viewer and viewer.person:
            is_other = code and as_typed(code) != room.workshop.code
            if is_other or viewer.person not in room.board.people:
                room = None
        settings: dict[str, Any] = {"address": f"{self._base}{PATH}", "place": "room"}
        settings["is_seated"] = room is not None
        if room and viewer and not viewer.person:
            settings |= {
                "place": "lead" if viewer.leads else "stage",
                "workshop": room.workshop.workshop_no,
                "code": room.workshop.code,
            }
        if settings["place"] == "stage" and room and room.workshop.code:
            settings["link"], settings["qr"] = self._invite(room.workshop.code)
        nonce = secrets.token_urlsafe(16)
        policy = POLICY.format(nonce=nonce)
        return HTMLResponse(page(settings, nonce), headers={"content-security-policy": policy})

    async def join(self, request: HttpRequest) -> Response:
        address = request.scope.get(ADDRESS, "")
        if (wait := self._tries.wait(address)) > 0:
            reason = f"Too many wrong codes came from your address. Wait {int(wait) + 1} seconds."
            return JSONResponse({"reason": reason}, 429)
        fields = await _fields(request)
        keys = self._ring.now()
        if fields is None or keys is None or TOKEN_HEADER not in request.headers:
            return JSONResponse({"reason": "That is no message."}, 400)
        room = self._rooms.by_code(str(fields.get("code", "")))
        if room is None:
            self._tries.was_wrong(address)
            return JSONResponse({"reason": WRONG}, 404)
        if not room.joins[address].is_kept():
            return JSONResponse({"reason": MANY}, 429)
        seat = Seat(room.workshop.workshop_no, seats.new_person())
        try:
            await room.come_in(seat.person, Request(fields))
        except UserError as error:
            return JSONResponse(refusal(error), 409)
        answer = JSONResponse({"person": seat.person, "workshop": seat.workshop_no})
        answer.set_cookie(
            self._cookie,
            seats.signed(keys, seat),
            max_age=seats.SECONDS,
            path=f"{self._base}{PATH}",
            secure=request.url.scheme == "https",
            httponly=True,
            samesite="strict",
        )
        return answer

    async def ask(self, request: HttpRequest) -> Response:
        """One message of somebody whose socket fails, answered once it is on the disk."""
        found = self._seen(request)
        text = await _text(request)
        if found is None or text is None or TOKEN_HEADER not in request.headers:
            return JSONResponse({"reason": "You have no seat in this workshop."}, 403)
        room, viewer = found
        if not room.paces[viewer.person].is_kept():
            return JSONResponse({"reason": "That is too much at once. Wait a moment."}, 429)
        return JSONResponse(await answer(room, viewer, text))

    async def look(self, request: HttpRequest) -> Response:
        """What has changed since the number that is asked for, as soon as something has."""
        found = self._seen(request)
        if found is None:
            return JSONResponse({"reason": "You have no seat in this workshop."}, 403)
        room, viewer = found
        if not room.has_room(viewer):
            return JSONResponse({"reason": "You have too many pages of this workshop open."}, 429)
        since = number_of(request.query_params.get("since", ""))
        messages = await room.look(viewer, since, POLL_SECONDS)
        return JSONResponse(messages)

    async def socket(self, socket: WebSocket) -> None:
        try:
            found = self._seen(socket)
        except UserError:  # the disk gives nothing now: the page comes again
            found = None
        if found is None:
            await socket.close(TOO_MANY)
            return
        await talk(socket, *found)

    def _seen(self, request: HttpRequest | WebSocket) -> tuple[Room, Viewer] | None:
        """The room and who somebody is in it; `workshop` in the address asks for the place of who leads it, or the stage view."""
        led = number_of(request.query_params.get("workshop", ""))
        if led is not None:
            room = self._rooms.by_number(led) if _may_lead(request) else None
            leads = request.query_params.get("place") != "stage"
            return (room, Viewer(leads=leads)) if room else None
        keys = self._ring.now()
        content = request.cookies.get(self._cookie)
        seat = seats.read(keys, content) if keys and content else None
        room = self._rooms.by_number(seat.workshop_no) if seat else None
        return (room, Viewer(seat.person)) if room and seat else None


def _told(endpoint: Endpoint) -> Endpoint:
    """The same, with what the disk does not give or take now in one sentence."""

    async def answered(request: HttpRequest) -> Response:
        try:
            return await endpoint(request)
        except UserError as error:
            return JSONResponse(refusal(error), 503)

    return answered


def page(settings: dict[str, Any], nonce: str) -> str:
    """The page with its style and its scripts."""
    template = Template((COMPONENT / "page.html").read_text(encoding="utf-8"))
    told = json.dumps(settings).replace("<", "\\u003c")
    return template.substitute(css=style(), js=script(), settings=told, nonce=nonce)


def _may_lead(request: HttpRequest | WebSocket) -> bool:
    key = request.headers.get(KEY_HEADER, "")
    return key in list(Key) and Ability.FACILITATE in ALLOWED[Key(key)]


async def _text(request: HttpRequest) -> str | None:
    """The body; None where it is longer than any message, or takes too long to come."""
    content = b""
    try:
        async with asyncio.timeout(BODY_SECONDS):
            async for part in request.stream():
                content += part
                if len(content) > LONGEST:
                    return None
    except (TimeoutError, ClientDisconnect):
        return None
    return content.decode("utf-8", "replace")


async def _fields(request: HttpRequest) -> dict[str, Any] | None:
    text = await _text(request)
    try:
        found = json.loads(text) if text is not None else None
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None
