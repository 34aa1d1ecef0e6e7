"""A page's socket, which ends with the pass it came by: after that no message goes either way."""

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress

from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY_VIOLATION = 1008  # why a socket is closed
LOOK_AGAIN_SECONDS = 2.0  # at whether the pass still counts, where a socket is silent
FAREWELL_SECONDS = 2.0  # for which a page may take to hear that it ends


async def guarded(
    app: ASGIApp, scope: Scope, receive: Receive, send: Send, counts: Callable[[], bool]
) -> None:
    """Run the app on a socket for as long as `counts` says so."""
    is_closed = False

    async def close() -> None:
        nonlocal is_closed
        if not is_closed:
            is_closed = True
            with suppress(TimeoutError):  # whoever reads nothing is not told
                async with asyncio.timeout(FAREWELL_SECONDS):
                    await send({"type": "websocket.close", "code": POLICY_VIOLATION})

    async def read() -> Message:
        waiting = asyncio.ensure_future(receive())
        try:
            while counts():
                await asyncio.wait({waiting}, timeout=LOOK_AGAIN_SECONDS)
                if waiting.done() and counts():
                    return waiting.result()
        finally:
            waiting.cancel()
        await close()
        return {"type": "websocket.disconnect", "code": POLICY_VIOLATION}

    async def write(message: Message) -> None:
        if counts():
            await send(message)
        else:
            await close()

    await app(scope, read, write)


def until(ends: float, gone: asyncio.Event, is_same: Callable[[], bool]) -> Callable[[], bool]:
    """Whether a pass still counts: it has not ended (seconds since 1970), nobody was sent away, the keys are the same."""
    return lambda: not gone.is_set() and time.time() < ends and is_same()
