"""The door, brought requests by hand: who comes in, as whom, and what never passes."""

import asyncio
import re
import time

import pytest

from journey.data import keys as stored
from journey.model.access import HANDED_OUT, Key, Visitor
from journey.server import lobby, passes, sockets
from journey.server.door import Door, Rules, Side
from journey.server.lobby import LOG, Lobby
from journey.server.passes import Pass
from journey.server.tries import FREE, Tries
from journey.server.where import public_url
from tests import patience
from tests.server.asgi import HOME, PORT, Inner, answered, ask, scope, socket

PATHS = (
    "/",
    "/paths",
    "/data",
    "/_stcore/health",
    "/_stcore/host-config",
    "/_stcore/upload_file/a/b",
    "/media/a.png",
    "/component/a/index.html",
    "/_stcore/bidi-components/a/b.js",
    "/static/js/index.js",
    "/unheard/of",
    "//",
    "/door/",
    "/%2e%2e/static/a",
)
FIGURE = "4711"
FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip")


@pytest.fixture
def inner():
    return Inner()


@pytest.fixture
def rules(tmp_path):
    stored.keys(tmp_path)
    return Rules(stored.Ring(tmp_path), Lobby(tmp_path), Tries(), PORT)


@pytest.fixture
def door(inner, rules):
    return Door(inner, rules)


def cookie(rules: Rules, key: Key, name: str = "") -> tuple[str, str]:
    content = passes.signed(rules.ring.now(), passes.granted(key, name))
    return "cookie", f"journey_key_{rules.port}={content}"


@pytest.mark.parametrize("path", PATHS)
def test_without_a_key_no_path_says_a_figure(door, inner, path):
    for method in ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"):
        answer = ask(door, path, method=method)
        assert (answer.status, FIGURE in answer.body) == (401, False)
        assert answer.headers["connection"] == "close"  # what it still sends is not waited for
    assert not inner.scopes


@pytest.mark.parametrize("key", HANDED_OUT)
def test_with_a_key_the_app_hears_who_it_is(door, inner, rules, key):
    answer = ask(door, "/paths", headers=[cookie(rules, key, "Ann Ö")])
    assert (answer.status, answer.body) == (200, "4711 journeys")
    assert (inner.told("x-journey-key"), inner.told("x-journey-name")) == (key, "Ann%20%C3%96")
    assert answer.headers["cache-control"] == "no-store"


def test_nobody_says_of_themselves_who_they_are(door, inner, rules):
    forged = [("X-Journey-Key", "owner"), ("x-journey-name", "The boss")]
    ask(door, "/", headers=[*forged, cookie(rules, Key.VIEW)])
    keys = [value for name, value in inner.scopes[-1]["headers"] if name == b"x-journey-key"]
    assert keys == [b"view"]
    assert inner.told("x-journey-name") == ""


def test_the_owner_comes_in_on_this_machine_without_a_key(door, inner):
    answer = ask(
        door, "/", side=Side.LOCAL, host="127.0.0.1:8501", headers=[("x-journey-key", "view")]
    )
    assert (answer.status, inner.told("x-journey-key")) == (200, "owner")
    assert ask(door, "/", side=Side.LOCAL, host="localhost:9000").status == 200  # a tunnel
    assert ask(door, "/", side=Side.LOCAL, host="[::1]:8501").status == 200
    assert answer.headers["x-frame-options"] == "DENY"  # no other page frames it


def test_a_proxy_that_nobody_set_up_is_refused_on_this_machine(door, inner):
    """nginx speaks HTTP/1.0 unless told otherwise; browsers never do."""
    made = scope("http", "/", side=Side.LOCAL, host="127.0.0.1:8501") | {"http_version": "1.0"}
    assert answered(door, made).status == 403
    assert not inner.scopes


@pytest.mark.parametrize(
    ("host", "headers"),
    [
        ("evil.example:8501", []),
        ("127.0.0.1.evil.example", []),
        ("evil.example@127.0.0.1", [("origin", "http://evil.example")]),
        ("127.0.0.1:8501", [("origin", "http://evil.example")]),
        ("127.0.0.1:8501", [("origin", "http://127.0.0.1:3000")]),
        ("127.0.0.1:8501", [("origin", "https://127.0.0.1:8501")]),
        ("127.0.0.1:8501", [("origin", "null")]),
        *(("127.0.0.1:8501", [(name, "10.0.0.7")]) for name in FORWARDED),
        ("127.0.0.1:8501", [("forwarded", "for=10.0.0.7")]),
        (None, []),
        ("", []),
        ("[::1", []),
    ],
)
def test_a_foreign_host_or_origin_is_refused_on_this_machine(door, inner, host, headers):
    for path in PATHS:
        assert ask(door, path, side=Side.LOCAL, host=host, headers=headers).status == 403
    assert asyncio.run(_refused_socket(door, side=Side.LOCAL, host=host, headers=headers))
    assert not inner.scopes


@pytest.mark.parametrize(
    ("host", "origin"),
    [
        ("evil.example", None),
        (f"evil.example:{PORT}", None),
        (f"{HOME}:80", None),
        (HOME, None),
        (f"{HOME}:{PORT}", "http://evil.example"),
        (f"{HOME}:{PORT}", f"http://{HOME}:9999"),
        (f"{HOME}:{PORT}", "null"),
    ],
)
def test_a_foreign_host_or_origin_is_refused_with_a_key_too(door, inner, rules, host, origin):
    headers = [cookie(rules, Key.EDIT)] + ([("origin", origin)] if origin else [])
    assert ask(door, "/", host=host, headers=headers).status == 403
    assert asyncio.run(_refused_socket(door, host=host, headers=headers))
    assert not inner.scopes


def test_what_came_to_no_side_is_refused(door, inner):
    assert ask(door, "/", side=None, host="127.0.0.1:8501").status == 403
    assert not inner.scopes


def test_a_link_with_a_key_sets_a_cookie_and_leaves_the_address(door, rules):
    word = rules.ring.now().words[Key.VIEW]
    answer = ask(door, "/paths", query=f"dataset=a&access={word}&where.plan=%C3%B6&empty=")
    assert answer.status == 303
    assert answer.headers["location"] == "/paths?dataset=a&where.plan=%C3%B6&empty="
    assert answer.headers["referrer-policy"] == "same-origin"
    parts = answer.headers["set-cookie"].lower().split("; ")
    assert {"httponly", "samesite=lax", "path=/"} <= set(parts)
    content = answer.headers["set-cookie"].partition(";")[0]
    assert ask(door, "/", headers=[("cookie", content)]).status == 200


@pytest.mark.parametrize("path", ["//evil.example", "/\\evil.example", "///evil.example/a"])
def test_a_link_with_a_key_leads_nowhere_else(door, rules, path):
    answer = ask(door, path, query=f"access={rules.ring.now().words[Key.VIEW]}")
    assert answer.status == 303
    assert re.match(r"/[^/\\]", answer.headers["location"])


def test_a_key_counts_however_it_is_typed_and_no_other_does(door, rules):
    word = rules.ring.now().words[Key.EDIT]
    typed = word.upper().replace("-", "+")
    assert ask(door, "/", query=f"access={typed}").status == 303
    for wrong in ("", "view", word[:-1], f"{word}a", rules.ring.now().secret):
        assert ask(door, "/", query=f"access={wrong}").status == 401


def test_a_link_with_a_lesser_key_takes_nothing_away(door, inner, rules):
    words = rules.ring.now().words
    held = cookie(rules, Key.EDIT)
    lesser = ask(door, "/", query=f"access={words[Key.VIEW]}", headers=[held])
    assert (lesser.status, "set-cookie" in lesser.headers) == (303, False)
    more = ask(
        door, "/", query=f"access={words[Key.EDIT]}", headers=[cookie(rules, Key.VIEW, "Ann")]
    )
    assert (more.status, "set-cookie" in more.headers) == (303, True)
    ask(door, "/", headers=[("cookie", more.headers["set-cookie"].partition(";")[0])])
    assert (inner.told("x-journey-key"), inner.told("x-journey-name")) == ("edit", "Ann")


def test_wrong_keys_are_slowed_and_then_the_right_one_waits_too(door, rules, monkeypatch):
    word = rules.ring.now().words[Key.VIEW]
    for _ in range(FREE):
        assert ask(door, "/", query="access=wrong").status == 401
    waiting = ask(door, "/", query=f"access={word}")
    assert waiting.status == 429
    assert int(waiting.headers["retry-after"]) >= 1
    clock = rules.tries._wrong["10.0.0.77"].until
    monkeypatch.setattr(rules.tries, "_clock", lambda: clock - 0.5)
    page = ask(door, "/", query=f"access={word}", headers=[("accept", "text/html")])
    assert "Wait 1 second, then try again." in page.body
    assert ask(door, "/", query=f"access={word}", client="10.0.0.78").status == 303


def test_a_right_key_between_does_not_make_wrong_ones_quicker(door, rules):
    word = rules.ring.now().words[Key.VIEW]
    for _ in range(FREE - 1):
        assert ask(door, "/", query="access=wrong").status == 401
    assert ask(door, "/", query=f"access={word}").status == 303
    assert ask(door, "/", query="access=wrong").status == 401
    assert ask(door, "/", query="access=wrong").status == 429


def test_the_page_that_asks_tells_nothing_and_takes_a_key(door, rules):
    html = [("accept", "text/html")]
    page = ask(door, "/paths", headers=html)
    assert page.status == 401
    assert "script" not in page.body
    assert "default-src 'none'" in page.headers["content-security-policy"]
    token = re.search(r'name="token" value="([^"]+)"', page.body)[1]
    own = [*html, ("origin", f"http://{HOME}:{PORT}")]
    body = f"token={token}&key={rules.ring.now().words[Key.EDIT]}&name=Ann"
    answer = ask(door, "/door", body, method="POST", headers=own)
    assert (answer.status, answer.headers["location"]) == (303, "/")
    content = answer.headers["set-cookie"].partition(";")[0]
    inside = ask(door, "/door", headers=[*html, ("cookie", content)])
    assert "You are in with the edit key" in inside.body
    assert ("Use this key" in inside.body, "Back to the map" in inside.body) == (True, True)
    assert ("Open the map" in page.body, "Back to the map" in page.body) == (True, False)


def test_a_connection_without_a_key_says_one_thing(door, rules):
    """Or it could begin a second one, and hold its place for ever."""
    for path, host in (("/", None), ("/door", None), ("/door", "evil.example")):
        asked = {"host": host} if host else {}
        assert ask(door, path, **asked).headers["connection"] == "close"
    assert ask(door, "/", **{"side": Side.LOCAL}).headers["connection"] == "close"
    held = [cookie(rules, Key.VIEW)]
    assert "connection" not in ask(door, "/door/state", headers=held).headers


@pytest.mark.parametrize(
    ("origin", "token"),
    [(None, True), ("http://evil.example", True), (f"http://{HOME}:{PORT}", False)],
)
def test_no_other_page_sends_a_key(door, rules, origin, token):
    carried = passes.form_token(rules.ring.now()) if token else "made-up"
    body = f"token={carried}&key={rules.ring.now().words[Key.EDIT]}"
    headers = [("origin", origin)] if origin else []
    answer = ask(door, "/door", body, method="POST", headers=headers)
    assert (answer.status, "set-cookie" in answer.headers) == (403, False)


def test_a_form_longer_than_ours_is_not_read(door, rules):
    body = f"key={rules.ring.now().words[Key.EDIT]}&name={'x' * 5000}"
    headers = [("origin", f"http://{HOME}:{PORT}")]
    assert ask(door, "/door", body, method="POST", headers=headers).status == 403


def test_a_form_that_never_ends_is_not_waited_for(door, rules, monkeypatch):
    monkeypatch.setattr("journey.server.door.FORM_SECONDS", 0.1)
    own = [("origin", f"http://{HOME}:{PORT}")]
    answers = []

    async def send(message) -> None:
        answers.append(message)

    async def course() -> None:
        asked = door(scope("http", "/door", method="POST", headers=own), asyncio.Event().wait, send)
        await asyncio.wait_for(asked, patience.SECONDS)

    asyncio.run(course())
    assert answers[0]["status"] == 403


def test_who_leaves_has_no_key_any_more(door, rules):
    held, token = cookie(rules, Key.EDIT), passes.form_token(rules.ring.now())
    own = [held, ("origin", f"http://{HOME}:{PORT}"), ("accept", "text/html")]
    answer = ask(door, "/door", f"token={token}&leave=1", method="POST", headers=own)
    name, _, rest = answer.headers["set-cookie"].partition("=")
    assert name == f"journey_key_{PORT}"
    assert {'""', "max-age=0", "path=/"} <= set(rest.lower().split("; "))
    assert "You are in" not in answer.body


def test_only_what_holds_nothing_of_the_data_may_be_kept(door, rules):
    held = [cookie(rules, Key.VIEW)]
    kept = {path: ask(door, path, headers=held).headers["cache-control"] for path in PATHS[:10]}
    assert kept.pop("/static/js/index.js") == "public"
    assert set(kept.values()) == {"no-store"}


def test_hostile_names_stay_text(door, inner, rules):
    token = passes.form_token(rules.ring.now())
    name = "%3Cb%3E%0D%0Ax-journey-key:owner%00" + "y" * 100
    body = f"token={token}&key={rules.ring.now().words[Key.VIEW]}&name={name}"
    own = [("origin", f"http://{HOME}:{PORT}")]
    answer = ask(door, "/door", body, method="POST", headers=own)
    ask(door, "/", headers=[("cookie", answer.headers["set-cookie"].partition(";")[0])])
    assert inner.told("x-journey-key") == "view"
    assert inner.told("x-journey-name").startswith("%3Cb%3Ex-journey-key%3Aowneryyy")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("the\u3164owner" + "\u3164\uffa0\u2800" * 9, "theowner"),
        ("A\u202ennA\u200f\u200b", "AnnA"),
        ("Z" + "\u0301" * 9, "\u0179\u0301\u0301"),  # the first one makes a letter of its own
        ("Jose\u0301  \uff2d\u00fcller-O'Brien", "Jos\u00e9 M\u00fcller-O'Brien"),
        ("\u0e1c\u0e39\u0e49", "\u0e1c\u0e39\u0e49"),  # Thai, two marks on a letter
        ("n" * 61, "n" * 60),
        ("\u115f", ""),
    ],
)
def test_of_a_name_every_letter_shows(typed, shown):
    assert passes.granted(Key.EDIT, typed).visitor.name == shown


def test_a_tampered_expired_or_former_cookie_opens_nothing(
    door, inner, rules, tmp_path, monkeypatch
):
    name, content = cookie(rules, Key.VIEW)
    start, payload, rest = re.match(r"(journey_key_\d+=)([^.]+)(.*)", content).groups()
    for wrong in (
        start + payload[:-2] + "AA" + rest,
        start + payload + rest[:-2],
        start,
        content.replace(str(PORT), "8503"),
    ):
        assert ask(door, "/", headers=[(name, wrong)]).status == 401
    with monkeypatch.context() as later:
        now = time.time()
        later.setattr(time, "time", lambda: now + passes.SECONDS + 2)
        assert ask(door, "/", headers=[(name, content)]).status == 401
    assert ask(door, "/", headers=[(name, content)]).status == 200
    stored.change(tmp_path)
    inner.scopes.clear()
    assert ask(door, "/", headers=[(name, content)]).status == 401
    assert not inner.scopes


def test_a_cookie_cannot_be_signed_for_the_owner(door, rules):
    content = passes.signed(rules.ring.now(), Pass(Visitor(Key.OWNER), "1", time.time() + 60))
    assert ask(door, "/", headers=[("cookie", f"journey_key_{PORT}={content}")]).status == 401


def test_without_keys_nobody_comes_in(door, rules, tmp_path):
    held = cookie(rules, Key.EDIT)
    (tmp_path / stored.FILE).write_text("{}", encoding="utf-8")
    assert ask(door, "/", headers=[held]).status == 403
    (tmp_path / stored.FILE).unlink()
    assert ask(door, "/", headers=[held]).status == 403


def test_only_who_may_change_the_data_uploads(door, rules):
    for key, status in ((Key.VIEW, 403), (Key.FACILITATE, 403), (Key.EDIT, 200)):
        answer = ask(door, "/_stcore/upload_file/a/b", method="PUT", headers=[cookie(rules, key)])
        assert answer.status == status


def test_behind_a_proxy_its_address_counts_and_the_name_it_tells(inner, rules):
    url = public_url("https://maps.example.com/journey/")
    door = Door(inner, Rules(rules.ring, rules.lobby, rules.tries, PORT, "/journey", url))
    word = rules.ring.now().words[Key.VIEW]
    link = ask(door, "/journey/paths", query=f"access={word}", host="maps.example.com")
    assert link.headers["location"] == "/journey/paths"
    assert {"secure", "path=/journey/"} <= set(link.headers["set-cookie"].lower().split("; "))
    held = ("cookie", link.headers["set-cookie"].partition(";")[0])
    others = [("x-auth-request-email", "boss"), ("remote-user", "boss")]
    signed_in = [held, *others, ("x-forwarded-user", "ann"), ("origin", "https://maps.example.com")]
    assert ask(door, "/journey/", host="maps.example.com", headers=signed_in).status == 200
    assert inner.told("x-journey-name") == "ann"
    signed_in[3] = ("x-forwarded-user", "Jos\u00e9\u2800")
    ask(door, "/journey/", host="maps.example.com", headers=signed_in)
    assert inner.told("x-journey-name") == "Jos%C3%A9"
    assert ask(door, "/journey/", host=f"{HOME}:{PORT}", headers=[held]).status == 403
    other = [held, ("origin", "http://maps.example.com")]
    assert ask(door, "/journey/", host="maps.example.com", headers=other).status == 403
    page = ask(door, "/journey/", host="maps.example.com", headers=[("accept", "text/html")])
    assert 'action="/journey/door"' in page.body


def test_behind_a_proxy_each_address_that_it_tells_is_slowed_alone(inner, rules):
    url = public_url("https://maps.example.com")
    door = Door(inner, Rules(rules.ring, rules.lobby, rules.tries, PORT, "", url))
    word = rules.ring.now().words[Key.VIEW]

    def tried(key: str, told: str) -> int:
        headers = [("x-forwarded-for", told)]
        return ask(
            door, "/", query=f"access={key}", host="maps.example.com", headers=headers
        ).status

    for number in range(FREE):
        assert (
            tried("wrong", f"6.6.6.{number}, 10.0.0.1") == 401
        )  # all but the last is said by the visitor
    assert tried(word, "6.6.6.99, 10.0.0.1") == 429
    assert tried(word, "10.0.0.2") == 303
    forged = [
        ("x-forwarded-for", "10.0.0.3"),
        ("x-forwarded-for", "10.0.0.1"),
    ]  # the proxy's own stands last
    link = {"query": f"access={word}", "host": "maps.example.com", "headers": forged}
    assert ask(door, "/", **link).status == 429


async def _refused_socket(door, **options) -> bool:
    to_app, from_app, task = await socket(door, **options)
    await asyncio.wait_for(task, patience.SECONDS)
    return (await from_app.get())["type"] == "websocket.close" and from_app.empty()


def test_a_socket_without_a_key_says_nothing(door, inner, rules):
    assert asyncio.run(_refused_socket(door))
    assert asyncio.run(_refused_socket(door, headers=[("cookie", "journey_key_8502=made.up.one")]))
    assert not inner.scopes


def test_an_address_opens_so_many_pages_and_all_together_no_more_than_fit(door, rules, monkeypatch):
    monkeypatch.setattr(lobby, "MOST_OF_ONE", 1)
    monkeypatch.setattr(lobby, "MOST_PAGES", 2)

    async def course() -> list[str]:
        held = [cookie(rules, Key.VIEW)]
        _, first, task = await socket(door, headers=held)
        kinds = [(await first.get())["type"]]
        _, second, refused = await socket(door, headers=held)
        await asyncio.wait_for(refused, patience.SECONDS)
        kinds.append((await second.get())["type"])
        _, other, elsewhere = await socket(door, headers=held, client="10.0.0.78")
        kinds.append((await other.get())["type"])
        _, beyond, third = await socket(door, headers=held, client="10.0.0.79")
        await asyncio.wait_for(third, patience.SECONDS)
        kinds.append((await beyond.get())["type"])
        rules.lobby.close()
        await asyncio.gather(task, elsewhere)
        _, again, last = await socket(door, headers=held)
        kinds.append((await again.get())["type"])
        last.cancel()
        return kinds

    opened, closed = "websocket.accept", "websocket.close"
    assert asyncio.run(course()) == [opened, closed, opened, closed, opened]


@pytest.mark.parametrize("how", ["here", "elsewhere", "sent away"])
def test_an_open_socket_ends_with_its_key(door, inner, rules, tmp_path, how):
    async def course() -> None:
        to_app, from_app, task = await socket(door, headers=[cookie(rules, Key.VIEW)])
        assert (await from_app.get())["type"] == "websocket.accept"
        await to_app.put({"type": "websocket.receive", "bytes": b"1"})
        assert (await from_app.get())["bytes"] == b"4711 journeys"
        assert [guest.visitor.key for guest in rules.lobby.guests()] == [Key.VIEW]
        if how == "sent away":
            rules.lobby.close()
        else:
            stored.change(tmp_path)
        if how == "here":  # a word that comes after the change is not heard
            await to_app.put({"type": "websocket.receive", "bytes": b"2"})
        await asyncio.wait_for(task, patience.SECONDS)
        assert (await from_app.get())["type"] == "websocket.close"
        assert from_app.empty()

    asyncio.run(course())
    assert inner.heard == [b"1"]
    assert rules.lobby.guests() == []


def test_a_page_that_reads_nothing_ends_with_its_key_too(rules, tmp_path, monkeypatch):
    monkeypatch.setattr(sockets, "FAREWELL_SECONDS", 0.1)
    stuck, ends = asyncio.Event(), []

    async def app(scope, receive, send) -> None:
        ends.append(await receive())

    async def send(message) -> None:
        await stuck.wait()

    async def course() -> None:
        asked = scope("websocket", "/", headers=[cookie(rules, Key.VIEW)])
        task = asyncio.create_task(Door(app, rules)(asked, stuck.wait, send))
        await asyncio.sleep(0)
        stored.change(tmp_path)
        await asyncio.wait_for(task, patience.SECONDS)

    asyncio.run(course())
    assert [message["type"] for message in ends] == ["websocket.disconnect"]
    assert rules.lobby.guests() == []


def test_a_page_watches_whether_its_key_still_counts(door, inner, rules, tmp_path):
    inner.page = b"<html><head><title>a</title></head>4711</html>"
    held = cookie(rules, Key.VIEW)
    page = ask(door, "/paths", headers=[held, ("accept", "text/html"), ("accept-encoding", "gzip")])
    assert (
        page.body
        == '<html><head><title>a</title><script src="/door/watch.js"></script></head>4711</html>'
    )
    assert page.headers["content-length"] == str(len(page.body))
    assert inner.told("accept-encoding") is None
    assert ask(door, "/paths", headers=[held]).body == inner.page.decode()  # of no page
    inner.further = [(b"content-disposition", b"attachment")]
    file = ask(door, "/media/a.html", headers=[held, ("accept", "text/html")])
    assert file.body == inner.page.decode()  # as it was made
    assert ask(door, "/door/watch.js", headers=[held]).status == 200
    assert ask(door, "/door/state", headers=[held]).status == 204
    stored.change(tmp_path)
    assert ask(door, "/door/state", headers=[held]).status == 401
    assert ask(door, "/door/watch.js").status == 401


def test_two_pages_of_one_browser_are_one_guest(rules):
    ann, bob = (passes.granted(Key.VIEW, name) for name in ("Ann", "Bob"))
    with (
        rules.lobby.here(ann, "10.0.0.77"),
        rules.lobby.here(ann, "10.0.0.77"),
        rules.lobby.here(bob, "10.0.0.77"),
    ):
        assert [guest.visitor.name for guest in rules.lobby.guests()] == ["Ann", "Bob"]


def test_the_log_tells_when_and_which_key_and_nobody(door, rules, tmp_path):
    async def course() -> None:
        name = cookie(rules, Key.EDIT, "Ann")
        to_app, from_app, task = await socket(door, headers=[name])
        await from_app.get()
        await to_app.put({"type": "websocket.disconnect", "code": 1001})
        await asyncio.wait_for(task, patience.SECONDS)

    asyncio.run(course())
    ask(door, "/", query="access=wrong-one")
    lines = (tmp_path / LOG).read_text(encoding="utf-8").splitlines()
    assert [line.partition(" ")[2] for line in lines] == [
        "somebody came with the edit key; 1 there",
        "a wrong key was tried",
    ]
    assert not re.search(r"Ann|wrong-one|10\.0\.0", "".join(lines))
