"""One person's talk with a room: what they send is bounded in size and number, what they are sent waits for them in order."""

import asyncio
import json
from contextlib import suppress
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect

from journey.model.errors import UserError
from journey.server.workshop.room import Present, Room, parsed, refusal
from journey.workshop.request import Refused, Request, Sender
from journey.workshop.sight import Viewer

LONGEST = 8_192  # characters of a message
TOO_LONG, TOO_MANY, NOT_TEXT = 1009, 1008, 1003  # why a socket is closed
UNEXPECTED = "This could not be kept. Try again."


async def talk(socket: WebSocket, room: Room, viewer: Viewer) -> None:
    """Until either side ends it."""
    if not room.has_room(viewer) or not room.paces[viewer.person].is_kept():
        await socket.close(TOO_MANY)
        return
    await socket.accept()
    present = room.arrive(viewer)
    telling = asyncio.ensure_future(_tell(socket, present))
    try:
        await _listen(socket, room, present)
    except WebSocketDisconnect:
        pass
    finally:
        telling.cancel()
        room.leave(present)


async def _listen(socket: WebSocket, room: Room, present: Present) -> None:
    asked: set[asyncio.Task[None]] = set()
    while True:
        message = await socket.receive()
        if message["type"] == "websocket.disconnect":
            return
        text = message.get("text")
        if text is None:
            await socket.close(NOT_TEXT)
            return
        if len(text) > LONGEST:
            await socket.close(TOO_LONG)
            return
        if not room.paces[present.viewer.person].is_kept():
            await socket.close(TOO_MANY)
            return
        task = asyncio.ensure_future(_answer(room, present, text))
        asked.add(task)
        task.add_done_callback(asked.discard)


async def _answer(room: Room, present: Present, text: str) -> None:
    present.say(await answer(room, present.viewer, text))


async def answer(room: Room, viewer: Viewer, text: str) -> dict[str, Any]:
    """What becomes of a message: done, and on the disk, or refused with the reason."""
    request_id = ""
    try:
        message = parsed(text)
        request_id = Request(message).id("request")
        fields = message.get("fields")
        if not isinstance(fields, dict):
            raise Refused("A message has fields.")
        sender = Sender(viewer.person, viewer.leads)
        await room.ask(sender, str(message.get("what")), request_id, Request(fields))
    except UserError as error:
        return {"type": "refused", "request": request_id, **refusal(error, viewer.leads)}
    except Exception:  # whatever it is, it is not kept, and who asked is told
        return {"type": "refused", "request": request_id, "reason": UNEXPECTED}
    return {"type": "done", "request": request_id}


async def _tell(socket: WebSocket, present: Present) -> None:
    with suppress(WebSocketDisconnect, RuntimeError):
        while True:
            message = await present.messages.get()
            await socket.send_text(json.dumps(message, ensure_ascii=False))
            if message["type"] == "out":
                await socket.close()
                return
