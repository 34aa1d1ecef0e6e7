"""A room without a server: what one person does or the disk refuses leaves the others as they were."""

import asyncio
import json
import sqlite3
from contextlib import closing

import pytest

from journey.data import workspace
from journey.data.store import WORKSPACE
from journey.model.errors import UserError
from journey.server.workshop import room as rooms_room
from journey.server.workshop.room import AT_ONCE, MOST_OF_ONE, MOST_PRESENT, Room
from journey.server.workshop.rooms import Rooms
from journey.server.workshop.talk import TOO_MANY, answer, talk
from journey.workshop import kept
from journey.workshop.request import Request, Sender
from journey.workshop.sight import Viewer
from tests import patience
from tests.server.participants import begun

LEADER = Sender("", True)


def in_room(db, do):
    """What `do` comes to with the room of a new workshop."""

    async def run():
        found = Room(db, workspace.workshop(db, begun(db)))
        try:
            return await asyncio.wait_for(do(found), patience.SECONDS)
        finally:
            await found.close()

    return asyncio.run(run())


def titled(found: Room, title: str):
    return found.ask(LEADER, "title", f"request-{title}", Request({"title": title}))


def test_a_request_that_fails_takes_no_other_with_it(tmp_path):
    async def do(found):
        bad = found.write("request-bad", lambda board: 1 / 0)
        outcomes = await asyncio.gather(titled(found, "one"), bad, titled(found, "two"), return_exceptions=True)  # fmt: skip
        return outcomes, found.board.settings.title

    (one, bad, two), title = in_room(tmp_path, do)
    assert one is None and two is None and title == "two"
    assert isinstance(bad, ZeroDivisionError)


def test_a_disk_that_takes_and_gives_nothing_for_a_while_ends_no_room(tmp_path, monkeypatch):
    """What was not confirmed is not on the board either, and who comes meanwhile hears all later."""

    async def do(found):
        def fail(*_):
            raise UserError("The disk is full.")

        with monkeypatch.context() as broken:
            broken.setattr(rooms_room, "log_changes", fail)
            broken.setattr(kept, "read", fail)
            ann = found.arrive(Viewer("", True))
            for title in ("one", "two"):
                with pytest.raises(UserError, match="full"):
                    await titled(found, title)
        await titled(found, "three")
        whole = await ann.messages.get()
        while whole["type"] != "whole" or whole["number"] < 1:
            whole = await ann.messages.get()
        return whole["things"]["settings"]["all"]["title"], len(
            workspace.logged_changes(tmp_path, 1)
        )

    assert in_room(tmp_path, do) == ("three", 1)


def test_where_the_disk_lies_is_told_to_who_leads_alone(tmp_path, monkeypatch):
    message = {"request": "request-1", "what": "rename", "fields": {"name": "Anna"}}

    async def do(found):
        def fail(*_):
            raise UserError(f"The disk of {tmp_path} has no room.")

        await found.come_in("ann-ann", Request({"name": "Ann", "is_watching": False}))
        monkeypatch.setattr(rooms_room, "log_changes", fail)
        told = await answer(found, Viewer("ann-ann"), json.dumps(message))
        message["what"], message["fields"] = "title", {"title": "x"}
        return told["reason"], (await answer(found, Viewer("", True), json.dumps(message)))[
            "reason"
        ]

    told, led = in_room(tmp_path, do)
    assert told.startswith("The server cannot keep anything now") and str(tmp_path) in led


def test_a_file_that_is_damaged_is_no_deleted_workshop(tmp_path):
    async def do(found):
        ann = found.arrive(Viewer("", True))
        (tmp_path / WORKSPACE).unlink()
        with pytest.raises(UserError):
            await titled(found, "late")
        return [ann.messages.get_nowait() for _ in range(ann.messages.qsize())][-1]["reason"]

    assert in_room(tmp_path, do).startswith("The file of this workshop was damaged")


def test_a_file_that_another_program_holds_is_said_and_waited_for(tmp_path, monkeypatch):
    monkeypatch.setattr(workspace.file, "WRITER_SECONDS", 0.1)

    async def do(found):
        with closing(sqlite3.connect(tmp_path / WORKSPACE)) as other:
            other.execute("begin exclusive")
            with pytest.raises(UserError, match="in use by another program"):
                await titled(found, "one")
        await titled(found, "two")
        return found.board.settings.title

    assert in_room(tmp_path, do) == "two"


def test_pages_are_counted_from_when_they_come_and_leave_nothing_behind(tmp_path):
    async def do(found):
        ann = Viewer("ann-ann")
        come = []
        while found.has_room(ann):
            come.append(found.arrive(ann))
        for each in come:
            found.leave(each)
        await titled(found, "later")
        return len(come), len(found.present)

    assert in_room(tmp_path, do) == (MOST_OF_ONE, 0)


def test_a_full_room_has_a_page_for_each_and_for_who_leads(tmp_path):
    async def do(found):
        for number in range(MOST_PRESENT):
            found.arrive(Viewer(f"person-{number}"))
        return [
            found.has_room(each)
            for each in (Viewer("ann-ann"), Viewer("person-1"), Viewer("", True))
        ]

    assert in_room(tmp_path, do) == [True, False, True]


def test_what_was_deleted_takes_nothing_more_and_its_number_is_not_used_again(tmp_path):
    async def do(found):
        number = found.workshop.workshop_no
        ann = found.arrive(Viewer("", True))
        workspace.delete_workshop(tmp_path, number)
        with pytest.raises(UserError, match="was deleted"):
            await titled(found, "late")
        told = [ann.messages.get_nowait() for _ in range(ann.messages.qsize())]
        return number, told[-1]["reason"], workspace.logged_changes(tmp_path, number)

    number, reason, logged = in_room(tmp_path, do)
    assert reason == "This workshop was deleted." and logged == []
    assert begun(tmp_path) > number


def test_a_room_that_was_deleted_opens_no_more(tmp_path):
    async def run():
        found, number = Rooms(tmp_path), begun(tmp_path)
        before = found.by_number(number)
        workspace.delete_workshop(tmp_path, number)
        with pytest.raises(UserError):
            await titled(before, "late")
        after = found.by_number(number)
        await found.close()
        return after

    assert asyncio.run(run()) is None


def spent(found: Room, person: str, monkeypatch) -> None:
    """All messages of a person, which do not come back."""
    monkeypatch.setattr(rooms_room, "A_SECOND", 0.001)
    while found.paces[person].is_kept():
        pass


def test_coming_again_and_again_is_within_the_pace(tmp_path, monkeypatch):
    """The whole board is made for each who comes."""

    class Socket:
        code = 0

        async def close(self, code: int) -> None:
            self.code = code

    async def do(found):
        spent(found, "ann-ann", monkeypatch)
        socket = Socket()
        await talk(socket, found, Viewer("ann-ann"))
        return socket.code

    assert in_room(tmp_path, do) == TOO_MANY


def test_who_looks_again_and_again_waits_and_the_others_do_not(tmp_path, monkeypatch):
    monkeypatch.setattr(rooms_room, "A_SECOND", 0.001)

    async def do(found):
        for person in ("ann-ann", "bob-bob"):
            await found.come_in(person, Request({"name": "", "is_watching": False}))
        for _ in range(AT_ONCE):
            await found.look(Viewer("ann-ann"), None, 60)
        again = asyncio.ensure_future(found.look(Viewer("ann-ann"), None, 60))
        told = await found.look(Viewer("bob-bob"), None, 60)
        is_waiting = not again.done()
        again.cancel()
        return told[-1]["type"], is_waiting

    assert in_room(tmp_path, do) == ("whole", True)
