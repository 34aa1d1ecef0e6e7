"""A page under test as somebody with a key sees it, and every control on it by name."""

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import streamlit as st
from streamlit.testing.v1 import AppTest

from journey.model.access import Guest, Key, Visitor
from journey.ui import access
from journey.ui.data import DATA_PART
from journey.ui.drop_off.drawings import SENT
from tests import patience
from tests.conftest import ROOT

NO_CONTROLS = {  # what only shows, or only holds others
    *("alert", "caption", "code", "column", "container", "divider", "empty", "event", "fragment"),
    *(
        "flex_container",
        "form",
        "header",
        "heading",
        "html",
        "main",
        "markdown",
        "progress",
        "root",
    ),
    *("sidebar", "skeleton", "subheader", "success", "tab", "tab_container", "text", "title"),
    *("toast", "transient", "unknown", "vertical", "info", "warning", "error", "horizontal"),
    *("balloons", "image", "imgs", "space", "dialog", "snow"),
}
MOST_ROUNDS = 6  # of opening what is closed: what opens may hold more of it


def come_with(monkeypatch, key: Key | None, name: str = "") -> None:
    """From here on sessions come through the door: with the key, or without one."""
    headers = {access.KEY_HEADER: key.value, access.NAME_HEADER: name} if key else {}
    monkeypatch.setattr(access, "_door", [True])
    monkeypatch.setattr(type(st.context), "headers", property(lambda context: headers))


@dataclass
class Shared:
    """What stands for the server: it shares, or could."""

    is_on: bool

    @property
    def address(self) -> str | None:
        return "http://10.0.0.5:8502/" if self.is_on else None

    def words(self, key: Key) -> str:
        return f"word of {key}"

    def guests(self) -> list[Guest]:
        return [Guest(Visitor(Key.VIEW), datetime.now(UTC))]

    def qr_code(self, link: str) -> str:
        return "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'/>"


def at(monkeypatch, db: Path, page: str = "app.py", press: str = "", **link: str) -> AppTest:
    """The page of the link with all that can be opened open, after the button of this label is pressed."""
    monkeypatch.setenv("JOURNEY_DB", str(db))
    monkeypatch.chdir(ROOT)
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=patience.SECONDS)
    app.session_state[SENT] = True
    if page == "pages/data.py" and "part" in link:
        app.session_state[DATA_PART] = link.pop("part")
    for key, value in link.items():
        app.query_params[key.replace("__", ".")] = value
    app.switch_page(page)
    app.run()
    for _ in range(MOST_ROUNDS):
        state = app.session_state.to_dict()  # put together anew each time that it is read
        closed = [node.key for node in app._tree if node.type in ("popover", "expander")]
        closed = [key for key in closed if key and not state.get(key)]
        for key in closed:
            app.session_state[key] = True
        if closed:
            app.run()
    if press:
        buttons = [button for button in app.button if button.label == press]
        if buttons:
            buttons[0].click().run()
    assert not app.exception, [error.value for error in app.exception]
    return app


def controls(app: AppTest) -> set[str]:
    """Every control by its kind and its key, or its label where it has none; what a drawing offers is named after the drawing."""
    found: set[str] = set()
    for node in app._tree:
        if node.type == "bidi_component":
            found |= _of_drawing(node.key, json.loads(node.proto.json or "{}"))
        elif node.type not in NO_CONTROLS:
            found.add(f"{node.type}: {_name(node)}")
    return found


def _name(node) -> str:
    proto = getattr(node, "proto", None)
    label = getattr(node, "label", "") or getattr(proto, "label", "")
    if node.type == "popover":
        label = node.proto.popover.label if hasattr(node.proto, "popover") else label
    name = str(node.key or label).replace("\\", "")
    return re.sub(r"/\S*/generation-\d+\.duckdb", "VERSION", name)


def _of_drawing(name: str, data: dict) -> set[str]:
    """The drawing itself, and what it and its panel let the reader do."""
    panel = data.get("evidence") or {}
    offers = {
        "filter": panel.get("can_filter"),
        "note": data.get("can_note"),
        "see": panel.get("see"),
        "list": panel.get("list"),
        "comments": panel.get("voices"),
        "end": panel.get("ends"),
    }
    found = {f"drawing: {name}"} | {f"{name}: {offer}" for offer, value in offers.items() if value}
    found |= {f"{name}: {button[1]}" for button in panel.get("buttons", ())}
    groups = data.get("groups", ())
    if any(row["is_linked"] for group in groups for row in group["rows"]):
        found.add(f"{name}: list")
    return found
