"""Touchpoints that are spelt alike, or of one pattern, are made one with a click, before it is asked where journeys end."""

import threading
import time

from journey.data.generation import newest
from journey.model.errors import UserError
from journey.presenters.definition import redefined
from journey.ui import redefining
from tests import patience
from tests.logs import build, event
from tests.ui.test_pages import open_page, words
from tests.ui.test_shared_ids import after_the_next_version, button

ROWS = [
    event(f"c{number}", f"2025-01-0{day}", name)
    for number in range(12)
    for day, name in ((1, "Ad" if number % 3 else "AD"), (2, "Shop"), (3, "shop "))
]


def test_one_click_merges_them(monkeypatch, tmp_path):
    build(tmp_path, ROWS)
    app = open_page(monkeypatch, tmp_path / "db", "pages/data.py")
    text = words(app).replace("\\", "")
    assert "2 touchpoints are spelt in more than one way" in text
    assert "'AD' and 'Ad'; 'Shop' and 'shop'" in text and "count apart" in text
    said = "".join(str(element.proto.body) for element in app.get("html"))
    assert "Merge them above" in said and "spellings=merged" not in said
    button(app, "Make 4 names 2 touchpoints").click().run()
    generation = after_the_next_version(app, tmp_path / "db")
    assert sorted(generation.touchpoints.values()) == ["Ad", "Shop"]
    assert "spelt in more than one way" not in words(
        open_page(monkeypatch, tmp_path / "db", "pages/data.py")
    )


def test_it_stands_on_the_home_while_stages_and_ends_are_asked_for(monkeypatch, tmp_path):
    build(tmp_path, ROWS, "[ends]\nare_settled = false\n")
    assert "spelt in more than one way" in words(open_page(monkeypatch, tmp_path / "db"))
    (tmp_path / "settled").mkdir()
    placed = (
        '[touchpoints]\nAd = "awareness"\nAD = "awareness"\nShop = "purchase"\nshop = "purchase"\n'
    )
    build(tmp_path / "settled", ROWS, placed)
    assert "spelt in more than one way" not in words(
        open_page(monkeypatch, tmp_path / "settled" / "db")
    )


def test_names_that_differ_are_left_alone(monkeypatch, tmp_path):
    build(tmp_path, [event("c", "2025-01-01", "Ad"), event("c", "2025-01-02", "Ads")])
    assert newest(tmp_path / "db", "log") is not None
    assert "spelt in more than one way" not in words(
        open_page(monkeypatch, tmp_path / "db", "pages/data.py")
    )


def test_addresses_of_one_pattern_are_made_one_with_a_click(monkeypatch, tmp_path):
    pages = [
        event(f"c{number}", "2025-01-01", f"https://shop.example/p/{number}?x=1")
        for number in range(9)
    ]
    build(tmp_path, pages)
    app = open_page(monkeypatch, tmp_path / "db", "pages/data.py")
    assert "9 touchpoints are addresses of pages" in words(app)
    button(app, "Make them 1 touchpoint").click().run()
    generation = after_the_next_version(app, tmp_path / "db")
    assert list(generation.touchpoints.values()) == ["https://shop.example/p/*"]
    again = words(open_page(monkeypatch, tmp_path / "db", "pages/data.py"))
    assert "are addresses of pages" not in again


def test_a_change_under_way_is_shown_once_beside_all_questions(monkeypatch, tmp_path):
    """Spellings, stages and ends are asked on one page: each makes room, and one bar says how far the change is."""
    build(tmp_path, ROWS, "[ends]\nare_settled = false\n")
    may_end = threading.Event()

    def slow(db, dataset, toml, step):
        step("changing")
        may_end.wait(patience.SECONDS)
        return redefined(db, dataset, toml, step)

    monkeypatch.setattr(redefining.words, "redefined", slow)
    for page in (None, "pages/data.py"):
        app = open_page(monkeypatch, tmp_path / "db", *([page] if page else []))
        button(app, "Make 4 names 2 touchpoints").click().run()
        assert not app.exception and [each.label for each in app.button].count("Stop") == 1, page
        assert "spelt in more than one way" not in words(app), "what is being answered is not asked"
        may_end.set()
        after_the_next_version(app, tmp_path / "db")
        may_end.clear()
        build(tmp_path, ROWS, "[ends]\nare_settled = false\n", replace=True)


def test_a_change_that_failed_is_told_where_it_was_asked_for(monkeypatch, tmp_path):
    build(tmp_path, ROWS, "[ends]\nare_settled = false\n")

    def failing(*_):
        raise UserError("The disk is full.")

    monkeypatch.setattr(redefining.words, "redefined", failing)
    app = open_page(monkeypatch, tmp_path / "db")
    button(app, "Make 4 names 2 touchpoints").click().run()
    end = time.monotonic() + patience.SECONDS
    while not app.error and time.monotonic() < end:
        app.run()
    assert [error.value.replace("\\", "") for error in app.error] == [
        "The disk is full."
    ] and not app.exception


def test_subjects_of_the_same_words_are_made_one_with_a_click(monkeypatch, tmp_path):
    """Thirty subjects of two orders of words; markup in one of them stays text."""
    mails = [
        event(f"c{number}", "2025-01-01", f"Re: Order {number} <b>is</b> *sent*")
        for number in range(1, 21)
    ]
    mails += [
        event(f"d{number}", "2025-01-01", f"AW: Rechnung Nr. {number}") for number in range(1, 11)
    ]
    build(tmp_path, mails)
    app = open_page(monkeypatch, tmp_path / "db", "pages/data.py")
    text = words(app).replace("\\", "")
    assert "30 touchpoints read like subjects of mails or tickets" in text
    assert "by their words ('Order * <b>is</b> *sent*') they would be 2" in text
    said = "".join(str(element.proto.body) for element in app.get("html"))
    assert "Group them above" in said and "subjects=grouped" not in said
    button(app, "Make them 2 touchpoints").click().run()
    generation = after_the_next_version(app, tmp_path / "db")
    assert sorted(generation.touchpoints.values()) == ["Order * <b>is</b> *sent*", "Rechnung Nr. *"]
    again = words(open_page(monkeypatch, tmp_path / "db", "pages/data.py"))
    assert "read like subjects" not in again
