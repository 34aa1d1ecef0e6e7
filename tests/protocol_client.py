"""A visitor of the app without a browser: says on the socket what a browser would, and reads what it is sent."""

import json
import re
import time
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import BackendOperationResponse, ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import ClientConnection, connect

from tests import patience

WIDTH = 1420  # of the map, as a browser of 1,440 pixels reports it


@dataclass
class Visitor:
    """One session. What a browser keeps between runs is kept here: widgets' values, the address, the page."""

    socket: ClientConnection
    query: str = ""
    page: str = ""
    components: dict[str, str] = field(default_factory=dict)  # name to id
    values: dict[str, WidgetState] = field(default_factory=dict)
    texts: list[str] = field(
        default_factory=list
    )  # of the latest run, as shown: without the backslashes of Markdown
    errors: list[str] = field(default_factory=list)
    received: int = 0  # bytes
    waits: float = patience.SECONDS  # for a message; what is forged may get no answer
    keeps_frames: bool = False
    frames: list[bytes] = field(default_factory=list)  # all that was received, where it is kept
    pages: dict[str, str] = field(default_factory=dict)  # file to hash
    session_id: str = ""
    fragments: set[str] = field(default_factory=set)
    buttons: set[str] = field(default_factory=set)
    boxes: set[str] = field(default_factory=set)
    openable: set[str] = field(default_factory=set)
    uploaders: set[str] = field(default_factory=set)
    downloads: set[str] = field(default_factory=set)  # by the ids of their files
    seen_components: set[str] = field(default_factory=set)

    def run(self, fragment: str = "", is_history_navigation: bool = False) -> float:
        """Seconds from asking for a run until its last message is here; raises TimeoutError where it does not end."""
        asked = BackMsg()
        state = asked.rerun_script
        state.query_string, state.page_script_hash, state.fragment_id = self.query, self.page, fragment  # fmt: skip
        state.is_history_navigation = is_history_navigation
        state.widget_states.widgets.extend(self.values.values())
        self.texts.clear()
        start = time.perf_counter()
        self.socket.send(asked.SerializeToString())
        while not self._read(ForwardMsg.FromString(self._next())):
            pass
        return time.perf_counter() - start

    def open(self) -> float:
        """The first run, and the one that the map asks for when it is drawn and reports its width."""
        seconds = self.run()
        name = self.components["journey_map"]
        self.values[name] = WidgetState(id=name, json_value=json.dumps({"width": WIDTH}))
        return seconds + self.run()

    def chosen(self, key: str) -> list[str]:
        """The values of a filter."""
        return parse_qs(self.query, keep_blank_values=True).get(f"where.{key}", [])

    def choose(self, key: str, names: list[str]) -> float:
        """The same for other values of a filter, as the browser's back button would bring them."""
        address = parse_qs(self.query, keep_blank_values=True) | {f"where.{key}": names}
        self.query = urlencode(address, doseq=True)
        return self.run(is_history_navigation=True)

    def answered(self, asked: BackMsg) -> BackendOperationResponse:
        """What the server answers to a request that is no run."""
        self.socket.send(asked.SerializeToString())
        while True:
            message = ForwardMsg.FromString(self._next())
            if message.WhichOneof("type") == "backend_operation_response":
                return message.backend_operation_response

    def _next(self) -> bytes:
        message = self.socket.recv(timeout=self.waits)
        self.received += len(message)
        if self.keeps_frames:
            self.frames.append(message)
        return message

    def _read(self, message: ForwardMsg) -> bool:
        """Take in one message; returns whether it ends a run."""
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self.page = message.new_session.page_script_hash
            self.session_id = message.new_session.initialize.session_id
        elif kind == "navigation":
            for page in message.navigation.app_pages:
                file = "app.py" if page.is_default else f"pages/{page.url_pathname}.py"
                self.pages[file] = page.page_script_hash
        elif kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            self._see(message.delta.new_element)
            self.fragments |= {message.delta.fragment_id} - {""}
        elif kind == "delta" and message.delta.WhichOneof("type") == "add_block":
            block = message.delta.add_block
            part = getattr(block, block.WhichOneof("type") or "", None)
            if block.WhichOneof("type") in ("popover", "expandable") and part.id:
                self.openable.add(part.id)
        return kind == "script_finished" and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN  # fmt: skip

    def _see(self, element) -> None:
        kind = element.WhichOneof("type")
        if kind == "bidi_component":
            self.components[element.bidi_component.component_name] = element.bidi_component.id
            self.seen_components.add(element.bidi_component.id)
        elif kind in (
            "button",
            "text_input",
            "text_area",
            "selectbox",
            "file_uploader",
            "download_button",
        ):
            self._note(kind, getattr(element, kind))
        elif kind == "markdown":
            self.texts.append(re.sub(r"\\(\W)", r"\1", element.markdown.body))
        elif kind == "exception":
            self.errors.append(element.exception.message)

    def _note(self, kind: str, widget) -> None:
        """Keep what can be clicked, typed, uploaded or downloaded."""
        kept = {"button": self.buttons, "file_uploader": self.uploaders}.get(kind, self.boxes)
        if kind == "download_button":
            self.downloads |= {widget.deferred_file_id} - {""}
        else:
            kept.add(widget.id)


def visitor(address: str, cookie: str = "", reopens: str = "") -> Visitor:
    """A new session on the server, before its first run, or the earlier one that `reopens` names; with a cookie it keeps its frames."""
    socket = connect(
        f"{address.replace('http', 'ws', 1)}/_stcore/stream",
        origin=address,
        subprotocols=["streamlit", *(["none", reopens] if reopens else [])],
        additional_headers={"Cookie": cookie} if cookie else None,
        max_size=None,
        open_timeout=patience.SECONDS,
        compression=None,
        legacy=True,
    )
    return Visitor(socket, keeps_frames=bool(cookie))
