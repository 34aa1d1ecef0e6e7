"""The room of a workshop through its own paths: who comes in, what they are told, and what survives."""

import json
import re
import threading
import time
import urllib.error
import urllib.request

import pytest

from journey.data import keys, workspace
from journey.model.access import Key
from journey.server.workshop.room import AT_ONCE, JOINS_AT_ONCE, MOST_OF_ONE
from journey.server.workshop.talk import LONGEST, NOT_TEXT, TOO_LONG
from tests import patience
from tests.logs import build, event
from tests.server.guests import cookie, shared
from tests.server.participants import (
    CLOSED,
    STAGES,
    Answered,
    Participant,
    begun,
    join,
    leader,
    people,
    post,
)

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def db(tmp_path_factory):
    folder = tmp_path_factory.mktemp("workshop")
    build(folder, [event("zacharias", "2025-01-01", "Ad", stage="awareness")])
    return folder / "db"


@pytest.fixture(scope="module")
def addresses(db):
    with shared(db) as found:
        yield found


@pytest.fixture
def room(db, addresses, request):
    """The owner's and the colleagues' address, and number and code of a new workshop."""
    own, address = addresses
    code = f"FOX-{len(workspace.workshops(db, 'log')):03}"
    return own, address, begun(db, code), code


def test_a_page_holds_all_that_a_phone_needs(room):
    own, address, _, code = room
    with urllib.request.urlopen(f"{address}/room?code={code}") as answer:
        page = answer.read().decode()
    assert "<script nonce" in page and "src=" not in page and "href=" not in page
    assert len(page) < 120_000


def test_the_projector_shows_how_to_come_in(room):
    own, address, number, code = room
    with urllib.request.urlopen(f"{own}/room?workshop={number}&place=stage") as answer:
        page = answer.read().decode()
    settings = json.loads(re.search(r"getElementById\(\"board\"\), (.+)\);", page)[1])
    assert settings["link"].endswith("/room") and "://" not in settings["link"]
    assert settings["code"] == code and settings["qr"].startswith("<svg")


def test_people_join_with_the_code_however_it_is_typed(room):
    own, address, number, code = room
    ann = join(address, code.lower().replace("-", " "), "Ann").open()
    assert ann.things["person"][ann.person]["name"] == "Ann"
    with leader(own, number).socket as _:
        pass


def test_a_wrong_code_and_one_that_is_closed_say_so(room, db):
    _, address, number, code = room
    with pytest.raises(Answered) as wrong:
        join(address, "FOX-999")
    assert wrong.value.status == 404 and "opens no workshop" in wrong.value.told["reason"]
    workspace.set_code(db, number, "")
    with pytest.raises(Answered, match="404"):
        join(address, code)


def test_without_a_seat_nothing_is_told(room):
    """Nor with the seat of another room, a changed one, or a view key."""
    own, address, number, code = room
    ann = join(address, code)
    other = (
        "A" if ann.cookie[-2] != "A" else "B"
    )  # the last letter holds bits that count for nothing
    changed = ann.cookie[:-2] + other + ann.cookie[-1]
    for held in ("", changed, cookie(address, Key.VIEW)):
        with pytest.raises(CLOSED):
            Participant(address, held).open()
        with pytest.raises(Answered, match="403"):
            post(f"{address}/room/ask", {}, Cookie=held)
    for held in (ann.cookie, cookie(address, Key.VIEW)):
        with pytest.raises(CLOSED):
            Participant(address, held, f"?workshop={number}").open()


def test_the_facilitate_key_leads_and_a_seat_does_not(room):
    own, address, number, code = room
    led = Participant(address, cookie(address, Key.FACILITATE), f"?workshop={number}").open()
    led.ask("step", phase="notes")
    ann = join(address, code).open()
    assert ann.things["settings"]["all"]["phase"] == "notes"
    assert "Only who leads" in ann.asked("step", phase="vote")["reason"]


def test_figures_to_move_are_told_to_who_decides(room):
    own, address, number, code = room
    lead, ann = leader(own, number), join(address, code).open()
    told = {"metric": "share who had not gone on", "stage": "buy", "touchpoint": ""}
    assert lead.figures == [told | {"value": 41.0, "unit": "%"}] and ann.figures == []
    lead.ask("action.add", id="action-1", title="Ask once", notes=[], **told)
    ann.hear(lambda: ann.things["action"])
    assert ann.things["action"]["action-1"]["value_then"] == 41.0


def test_what_one_writes_the_others_see_and_hidden_notes_they_do_not(room):
    own, address, number, code = room
    with people(address, 2, code) as (ann, bob):
        ann.note("note-of-ann")
        bob.hear(lambda: bob.things["note"])
        assert bob.things["note"]["note-of-ann"] == {
            "stage": "buy",
            "order": 1.0,
            "is_hidden": True,
        }
        leader(own, number).ask("reveal", value=True)
        bob.hear(lambda: bob.texts == ["text of note-of-ann"])


def test_a_request_that_is_sent_again_is_carried_out_once(room):
    own, address, number, code = room
    with people(address, 1, code) as [ann]:
        fields = {"id": "note-once", "text": "x", "kind": "idea", "stage": "buy", "is_named": True}
        for _ in range(3):
            ann.ask("note.add", "request-once", **fields)
        assert list(ann.things["note"]) == ["note-once"]


def test_who_is_sent_out_hears_why_and_does_not_come_back_by_the_seat(room):
    own, address, number, code = room
    with people(address, 1, code) as [ann]:
        leader(own, number).ask("person.remove", id=ann.person)
        ann.hear(lambda: ann.out)
        assert ann.out == "You were sent out of this workshop."
        again = Participant(address, ann.cookie)
        with pytest.raises(CLOSED):
            again.open()
        assert "sent out" in again.out


def test_without_sockets_the_same_is_asked_and_told(room):
    own, address, number, code = room
    ann = join(address, code)
    fields = {"id": "note-asked", "text": "x", "kind": "idea", "stage": "buy", "is_named": True}
    message = {"request": "request-asked", "what": "note.add", "fields": fields}
    told, _ = post(f"{address}/room/ask", message, Cookie=ann.cookie)
    assert told == {"type": "done", "request": "request-asked"}
    request = urllib.request.Request(f"{address}/room/look", headers={"Cookie": ann.cookie})
    with urllib.request.urlopen(request) as answer:
        [whole] = [each for each in json.loads(answer.read()) if each["type"] == "whole"]
    assert "note-asked" in whole["things"]["note"]
    later = urllib.request.Request(
        f"{address}/room/look?since={whole['number']}", headers={"Cookie": ann.cookie}
    )
    heard: list = []
    waiting = threading.Thread(
        target=lambda: heard.extend(json.loads(urllib.request.urlopen(later).read()))
    )
    waiting.start()
    other = {**message, "request": "request-other", "fields": fields | {"id": "note-other"}}
    post(f"{address}/room/ask", other, Cookie=ann.cookie)
    waiting.join(patience.SECONDS)
    assert [list(each["things"]["note"]) for each in heard if each["type"] == "part"] == [
        ["note-other"]
    ]


def test_another_page_asks_for_nothing(room):
    """A form of a foreign page has another origin, and no header of its own."""
    own, address, number, code = room
    ann = join(address, code)
    for headers in ({"Origin": "http://evil.example"}, {"x-room-page": ""}):
        sent = {"Cookie": ann.cookie} | headers
        request = urllib.request.Request(f"{address}/room/ask", b"{}", sent)
        if "x-room-page" in headers:
            request.remove_header("X-room-page")
        with pytest.raises(urllib.error.HTTPError, match="403"):
            urllib.request.urlopen(request)


def test_messages_are_bounded_in_size_and_number(room):
    own, address, number, code = room
    with people(address, 2, code) as (ann, bob):
        ann.send("note.add", text="x" * LONGEST)
        with pytest.raises(CLOSED):
            ann.hear(lambda: False)
        for _ in range(AT_ONCE + 20):
            bob.send("rename", name="Bob")
        with pytest.raises(CLOSED):
            bob.hear(lambda: False)


@pytest.mark.parametrize("text", ["", "[]", "7", "{", '{"request": 7}', '{"request": "request-x", "what": ["a"], "fields": []}', "[" * 5000])  # fmt: skip
def test_what_is_no_message_is_refused_and_the_room_goes_on(room, text):
    own, address, number, code = room
    with people(address, 1, code) as [ann]:
        ann.socket.send(text)
        ann.hear(lambda: ann.outcomes)
        assert [each["type"] for each in ann.outcomes.values()] == ["refused"]
        ann.note("note-after")


def test_nobody_fills_a_room_from_one_address(room):
    """With seats for which each has votes to give."""
    own, address, number, code = room
    for _ in range(JOINS_AT_ONCE):
        join(address, code)
    with pytest.raises(Answered, match="Very many have joined"):
        for _ in range(5):
            join(address, code)


def test_many_at_once_lose_nothing_and_see_the_same(room):
    own, address, number, code = room
    lead = leader(own, number)
    lead.ask("reveal", value=True)
    with people(address, 8, code) as everybody:

        def write(each: Participant) -> None:
            for one in range(10):
                each.note(f"note-{each.person}-{one}", STAGES[one % 3])
                each.ask("note.move", id=f"note-{each.person}-{one}", stage="use", before="")

        writing = [threading.Thread(target=write, args=(each,)) for each in everybody]
        for thread in writing:
            thread.start()
        for thread in writing:
            thread.join(patience.SECONDS)
        last = 1 + 8 + 8 * 20  # revealed, joined, written and moved
        for each in everybody:
            each.hear(lambda each=each: each.number >= last)
            assert len(each.things["note"]) == 80
            assert each.things["note"] == everybody[0].things["note"]
        assert {note["stage"] for note in everybody[0].things["note"].values()} == {"use"}


def test_an_ended_workshop_sends_all_home_and_is_taken_up_again(room):
    own, address, number, code = room
    lead = leader(own, number)
    with people(address, 1, code) as [ann]:
        lead.ask("end", value=True)
        ann.hear(lambda: ann.out)
        assert ann.out == "This workshop has ended."
    with pytest.raises(Answered, match="has ended"):
        join(address, code)
    lead.ask("end", value=False)
    join(address, code).open()


def test_no_customer_is_told(room):
    own, address, number, code = room
    ann = join(address, code, "Ann").open()
    leader(own, number).ask("evidence", value=True)
    ann.hear(lambda: ann.things["settings"]["all"]["is_evidence_shown"])
    assert "zacharias" not in json.dumps([ann.things, ann.together])


def test_wrong_codes_are_slowed(db):
    with shared(db) as (_, address):
        begun(db, "OWL-001")
        statuses = []
        for _ in range(8):
            try:
                join(address, "OWL-999")
            except Answered as answered:
                statuses.append(answered.status)
        assert statuses[:5] == [404] * 5 and statuses[-1] == 429
        with pytest.raises(Answered, match="Wait"):
            join(address, "OWL-001")


def test_time_is_told_with_the_board(room):
    own, address, number, code = room
    lead = leader(own, number)
    ends = int(time.time()) + 300
    lead.ask("timer", ends_at=ends)
    lead.hear(lambda: lead.things["settings"]["all"]["ends_at"] == ends)


def test_what_is_erased_leaves_the_boards_that_are_open(room, db):
    own, address, number, code = room
    with people(address, 1, code) as [ann]:
        ann.note("note-of-ann", text="ask Barnabas about it")
        workspace.erase_words(db, ["Barnabas"])
        ann.hear(lambda: ann.texts == ["ask (erased) about it"])


def test_what_another_program_writes_is_seen(room, db):
    own, address, number, code = room
    with people(address, 1, code) as [ann]:
        last = len(workspace.logged_changes(db, number))
        writes = (
            '[{"kind": "settings", "id": "all", "before": null, "after": {"title": "Elsewhere"}}]'
        )
        workspace.log_changes(db, number, [workspace.LoggedChange(last + 1, "request-x", writes)])
        ann.hear(lambda: ann.things["settings"]["all"]["title"] == "Elsewhere")
        ann.note("note-after")


def test_nobody_opens_more_pages_than_others_can_bear(room):
    own, address, number, code = room
    ann = join(address, code)
    pages = [Participant(address, ann.cookie).open() for _ in range(MOST_OF_ONE)]
    with pytest.raises(CLOSED):
        Participant(address, ann.cookie).open()
    for each in pages:
        each.close()


def test_the_pace_is_that_of_a_person_over_all_pages_and_ways(room):
    own, address, number, code = room
    ann = join(address, code)
    answered = []
    for each in range(AT_ONCE + 20):
        message = {"request": f"request-{each}", "what": "rename", "fields": {"name": "Ann"}}
        try:
            answered.append(post(f"{address}/room/ask", message, Cookie=ann.cookie)[0]["type"])
        except Answered as refused:
            answered.append(refused.status)
    assert answered[:AT_ONCE] == ["done"] * AT_ONCE and 429 in answered


def test_nobody_comes_into_a_locked_room(room):
    own, address, number, code = room
    lead = leader(own, number)
    lead.ask("lock", value=True)
    with pytest.raises(Answered, match="nobody comes in"):
        join(address, code)
    lead.ask("lock", value=False)
    join(address, code).open().close()


@pytest.mark.parametrize("query", ["?since=" + "9" * 5000, "?workshop=" + "9" * 30, "?workshop=" + "9" * 5000, "?workshop=7"])  # fmt: skip
def test_a_number_that_none_can_have_is_none(room, query):
    own, address, number, code = room
    held = {"Cookie": join(address, code).cookie} if "since" in query else {}
    asked = urllib.request.Request(f"{address}/room/look{query}", headers=held)
    if held:
        assert urllib.request.urlopen(asked).status == 200
    else:
        with pytest.raises(urllib.error.HTTPError, match="403"):
            urllib.request.urlopen(asked)
    with urllib.request.urlopen(f"{address}/room{query}") as answer:
        assert answer.status == 200


def test_what_is_no_text_ends_the_page(room):
    own, address, number, code = room
    with people(address, 1, code) as [ann]:
        ann.socket.send(b"\x00")
        with pytest.raises(CLOSED) as closed:
            ann.hear(lambda: False)
        assert closed.value.rcvd.code == NOT_TEXT


def test_no_more_of_a_message_is_held_than_one_may_have(room):
    """Its first half ends the page already: a frame says how long it will be."""
    own, address, number, code = room
    with people(address, 1, code) as [ann]:
        ann.socket.socket.sendall(b"\x81\xff" + (20_000_000).to_bytes(8, "big") + b"\x00" * 4)
        with pytest.raises(CLOSED) as closed:
            ann.hear(lambda: False)
        assert closed.value.rcvd.code == TOO_LONG


def test_new_keys_end_the_pages_of_all_seats(db):
    with shared(db) as (_, address):
        begun(db, "OWL-002")
        with people(address, 1, "OWL-002") as [ann]:
            keys.change(db)
            with pytest.raises(CLOSED):
                ann.hear(lambda: False)
