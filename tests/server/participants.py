"""People of a workshop without a browser: they join, ask and listen as the page does."""

import json
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from journey.data import workspace
from journey.workshop.measured import Measured, MeasuredStage, MeasuredTouchpoint
from tests import patience

STAGES = ("find", "buy", "use")
MEASURED = Measured(
    "journey",
    "Filters: none.",
    tuple(
        MeasuredStage(name, 100, 40, 31.0, 50.0, (MeasuredTouchpoint(f"{name} it", 100, 0.1, 50, 40, 31.0, 50.0, 12.0, 100),))
        for name in STAGES
    ),
    figures={"neither/buy": (0.412, 0.31, 0.5)},
)  # fmt: skip
_numbers = count(1)


def begun(db: Path, code: str = "HARE-427", dataset: str = "log") -> int:
    """The number of a new workshop."""
    return workspace.begin_workshop(db, dataset, code, "", 1, MEASURED.as_json()).workshop_no


class Answered(Exception):
    """What the server answered in place of what was asked for."""

    def __init__(self, status: int, told: dict[str, Any]):
        super().__init__(f"{status}: {told}")
        self.status, self.told = status, told


@dataclass
class Participant:
    """One person's page: the things it has been told of, and what became of what it asked."""

    address: str
    cookie: str
    query: str = ""
    person: str = ""
    things: dict[str, dict[str, Any]] = field(default_factory=dict)
    together: dict[str, Any] = field(default_factory=dict)
    outcomes: dict[str, dict[str, Any]] = field(default_factory=dict)
    number: int = -1
    figures: list[dict[str, Any]] = field(default_factory=list)
    out: str = ""
    socket: ClientConnection | None = None

    def open(self) -> "Participant":
        """Connect, and hear the whole board."""
        self.socket = connect(
            f"{self.address.replace('http', 'ws', 1)}/room/socket{self.query}",
            origin=self.address,
            additional_headers={"Cookie": self.cookie} if self.cookie else None,
            open_timeout=patience.SECONDS,
            max_size=None,
            legacy=True,
        )
        self.number = -1
        self.hear(lambda: self.number >= 0)
        return self

    def send(self, what: str, request_id: str = "", **fields: Any) -> str:
        """Ask, and do not wait; returns the id of the request."""
        assert self.socket
        request_id = request_id or f"request-{self.person[:8]}-{next(_numbers)}"
        self.socket.send(json.dumps({"request": request_id, "what": what, "fields": fields}))
        return request_id

    def ask(self, what: str, request_id: str = "", **fields: Any) -> str:
        """Ask, and wait until it is done; raises AssertionError where it is refused."""
        outcome = self.asked(what, request_id, **fields)
        assert outcome["type"] == "done", outcome
        return str(outcome["request"])

    def asked(self, what: str, request_id: str = "", **fields: Any) -> dict[str, Any]:
        """Ask, and wait for what becomes of it."""
        request_id = self.send(what, request_id, **fields)
        self.hear(lambda: request_id in self.outcomes)
        return self.outcomes[request_id]

    def note(self, id: str, stage: str = "buy", **others: Any) -> None:
        fields = {"text": f"text of {id}", "kind": "idea", "is_named": True} | others
        self.ask("note.add", id=id, stage=stage, **fields)

    def hear(self, until, seconds: float = patience.SECONDS) -> None:
        """Take in messages until this holds; raises TimeoutError."""
        end = time.monotonic() + seconds
        while not until():
            assert self.socket
            self.take(json.loads(self.socket.recv(timeout=max(0.0, end - time.monotonic()))))

    def take(self, message: dict[str, Any]) -> None:
        kind = message["type"]
        if kind in ("done", "refused"):
            self.outcomes[message["request"]] = message
        elif kind == "out":
            self.out = message["reason"]
        elif kind == "whole":
            self.things, self.number = message["things"], message["number"]
            self.figures = message["figures"]
        elif kind == "part":
            self.number = message["number"]
            for name, things in message["things"].items():
                for id, thing in things.items():
                    if thing is None:
                        self.things[name].pop(id, None)
                    else:
                        self.things[name][id] = thing
        if "together" in message:
            self.together = message["together"]

    def close(self) -> None:
        assert self.socket
        self.socket.close()

    @property
    def texts(self) -> list[str]:
        return [note.get("text", "") for note in self.things["note"].values()]


def join(address: str, code: str = "HARE-427", name: str = "", is_watching: bool = False) -> Participant:  # fmt: skip
    """Somebody with a seat, not connected yet; raises Answered where the code opens nothing."""
    fields = {"code": code, "name": name, "is_watching": is_watching}
    told, headers = post(f"{address}/room/join", fields)
    cookie = headers["set-cookie"].split(";")[0]
    return Participant(address, cookie, person=told["person"])


def leader(own_address: str, workshop_no: int, place: str = "lead") -> Participant:
    """The owner, who leads the workshop."""
    return Participant(own_address, "", f"?workshop={workshop_no}&place={place}").open()


def post(url: str, fields: Any, **headers: str) -> tuple[dict[str, Any], Any]:
    sent = {"x-room-page": "1"} | headers
    request = urllib.request.Request(url, json.dumps(fields).encode(), sent)
    try:
        with urllib.request.urlopen(request, timeout=patience.SECONDS) as answer:
            return json.loads(answer.read()), answer.headers
    except urllib.error.HTTPError as error:
        body = error.read()
        with suppress(ValueError):
            raise Answered(error.code, json.loads(body)) from None
        raise Answered(error.code, {"reason": body.decode()}) from None


@contextmanager
def people(address: str, number: int, code: str = "HARE-427") -> Iterator[list[Participant]]:
    """So many connected people."""
    found = [join(address, code, f"Person {each}").open() for each in range(number)]
    try:
        yield found
    finally:
        for each in found:
            if each.socket:
                each.socket.close()


CLOSED = (ConnectionClosed, InvalidStatus, OSError)
