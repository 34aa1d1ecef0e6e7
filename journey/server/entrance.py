"""The page that asks for a key: one answer without scripts, which tells nothing of the data."""

import html
import math
from pathlib import Path
from string import Template

from starlette.responses import HTMLResponse

from journey.model.access import Visitor
from journey.model.words import plural

PAGE = Template((Path(__file__).parent / "entrance.html").read_text(encoding="utf-8"))
POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
HERE = (  # for somebody who is in; "." is the app, beside whose pages this one lies
    '<a class="quiet" href=".">Back to the map</a>'
    '<form method="post" action="{action}"><input type="hidden" name="token" value="{token}">'
    '<button class="quiet" name="leave" value="1">Leave</button></form>'
)


def page(
    status: int,
    action: str,
    token: str,
    room: str,
    visitor: Visitor | None = None,
    is_wrong: bool = False,
    wait: float = 0.0,
) -> HTMLResponse:
    """The page for somebody who has no key yet, or came with one as `visitor`; `wait` seconds until a key is looked at again.

    `action` takes the key; at `room` the code of a workshop is typed.
    """
    action, token = html.escape(action), html.escape(token)
    return HTMLResponse(
        PAGE.substitute(
            title="Your key" if visitor else "A key opens this journey map",
            words=f"You are in with the {visitor.key.value} key. Another key opens more or less."
            if visitor
            else "Whoever shares it can give you one, or a link that holds it.",
            wrong=_wrong(is_wrong, wait),
            action=action,
            room=html.escape(room),
            token=token,
            button="Use this key" if visitor else "Open the map",
            here=HERE.format(action=action, token=token) if visitor else "",
        ),
        status,
        {"content-security-policy": POLICY},
    )


def _wrong(is_wrong: bool, wait: float) -> str:
    if wait > 0:
        seconds = plural(math.ceil(wait), "second")
        words = f"Too many wrong keys came from your address. Wait {seconds}, then try again."
    elif is_wrong:
        words = (
            "That key opens nothing here: look whether it is whole, or ask for the one in force."
        )
    else:
        return ""
    return f'<p class="wrong" role="alert">{words}</p>'
