"""The page of a colleague watches whether its key still counts: a script is added to it on its way."""

from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.types import Message, Scope, Send

SCRIPT = (Path(__file__).parent / "watch.js").read_text(encoding="utf-8")
END_OF_HEAD = b"</head>"


def plain(scope: Scope) -> Scope:
    """The request, for an answer that is not compressed."""
    headers = [pair for pair in scope["headers"] if pair[0].lower() != b"accept-encoding"]
    return {**scope, "headers": headers}


def watching(send: Send, address: str) -> Send:
    """The answer with the script of this address in it, where it is a page."""
    begun: list[Message] = []
    content = b""

    async def send_watching(message: Message) -> None:
        nonlocal content
        if message["type"] == "http.response.start":
            if _is_page(MutableHeaders(scope=message)):
                begun.append(message)
            else:
                await send(message)
        elif not begun:
            await send(message)
        else:
            content += message.get("body", b"")
            if not message.get("more_body"):
                whole = _with_script(content, address)
                MutableHeaders(scope=begun[0])["content-length"] = str(len(whole))
                await send(begun[0])
                await send({"type": "http.response.body", "body": whole})

    return send_watching


def _is_page(headers: MutableHeaders) -> bool:
    """A file to keep is none."""
    is_file = "content-disposition" in headers
    return headers.get("content-type", "").startswith("text/html") and not is_file


def _with_script(page: bytes, address: str) -> bytes:
    script = f'<script src="{address}"></script>'.encode()
    return page.replace(END_OF_HEAD, script + END_OF_HEAD, 1)
