"""The report, read by an HTML parser: one file that asks for nothing, escaped, with every figure and its passport."""

import re
from collections import Counter
from html.parser import HTMLParser

import pytest

from journey.exhibit.source import asking
from journey.export.collection import Collection, Page
from journey.export.passport import packed, passport
from journey.export.report import report
from journey.model.filters import Filters
from tests.export.made_collection import MADE_ON, at, collection, exhibit

VOID = {"meta", "link", "img", "br", "rect", "line", "path", "circle", "stop"}


class Reader(HTMLParser):
    """Tags with their attributes, the words of each heading and table cell, whether all tags are closed."""

    def __init__(self, text: str):
        super().__init__()
        self.tags, self.open, self.words, self.scripts, self.rows = [], [], {}, [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        if tag not in VOID:
            self.open.append(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_startendtag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        place = self.open[-1] if self.open else ""
        self.words.setdefault(place, []).append(data)
        if place in ("td", "th"):
            self.rows[-1][-1] += data


@pytest.fixture(scope="module")
def text(sample):
    return report(collection(sample))


@pytest.fixture(scope="module")
def page(text):
    return Reader(text)


def test_findings_are_headings_and_the_contents_lead_to_them(page):
    headings = page.words["h2"]
    assert headings[0].startswith(
        'Most leave at bars =HYPERLINK("http://evil.example","x")</script>'
    )
    assert headings[1:6] == [
        f"Most leave at {name}" for name in ("dots", "curves", "cells", "grid", "drawing")
    ]
    links = [attributes["href"] for tag, attributes in page.tags if tag == "a"]
    ids = {attributes.get("id") for _, attributes in page.tags}
    assert len(links) == 6 and {link.removeprefix("#") for link in links} <= ids


def test_it_closes_every_tag_and_tells_ids_apart(page):
    assert page.open == []
    times = Counter(attributes["id"] for _, attributes in page.tags if "id" in attributes)
    assert set(times.values()) == {1}


def test_no_script_runs_and_nothing_is_asked_for(text, page):
    scripts = [attributes for tag, attributes in page.tags if tag == "script"]
    assert scripts == [{"type": "application/json", "id": "journey-passport"}]
    assert page.words["script"] == [f'"{packed_again(text)}"']
    for tag, attributes in page.tags:
        assert tag not in ("img", "iframe", "object", "link", "base", "form")
        assert not [name for name in attributes if name.startswith("on")]
        assert attributes.get("href", "#").startswith("#") and "src" not in attributes
    policy = next(each["content"] for tag, each in page.tags if each.get("http-equiv"))
    assert policy.startswith("default-src 'none'") and "script-src" not in policy


def links_out_of(made: Collection) -> list[str]:
    tags = Reader(report(made)).tags
    found = [attributes["href"] for tag, attributes in tags if tag == "a"]
    return [link for link in found if not link.startswith("#")]


def test_each_exhibit_opens_in_the_app_where_others_than_its_maker_reach_it(sample):
    made = collection(sample)
    assert links_out_of(at(made, "http://localhost:8501/")) == []
    links = links_out_of(at(made, "http://192.168.1.5:8502/"))
    assert links == [
        f"http://192.168.1.5:8502/?{page.exhibit.ref.address(sample.dataset)}"
        for page in made.pages
    ]


def packed_again(text: str) -> str:
    return re.search(r'id="journey-passport">"([A-Za-z0-9+/=]+)"', text)[1]


def test_it_carries_its_passport(text, sample):
    assert packed_again(text) == packed(collection(sample).passport)


def test_each_chart_has_its_table(page):
    assert ["Name", "share", "share, 95 %", "share, n"] in page.rows
    assert ["mobile", "29 %", "25 % to 33 %", "400"] in page.rows
    assert ["desktop", "12 %", "10 % to –", "80"] in page.rows
    assert ["Basket", "120", "120 · 73 %"] in page.rows
    assert ["hidden one", "–", ""] in page.rows


def test_basis_notes_definitions_and_what_is_left_out_are_said(text, page, sample):
    assert (
        "Dataset sample, version 1, events of 1 Jan – 31 Dec 2025; made on 2025-03-01. Filters: none."
        in page.words["p"]
    )
    assert page.words["p"].count("n 165 journeys.") == 6
    assert "Said by nobody." in page.words["p"] and "A note on bars." in page.words["p"]
    assert "1 exhibit is not in this file" in page.words["h2"]
    assert "Flow: it is not told in shared mode" in page.words["p"]
    told = asking(sample, Filters()).ask("exits").definitions["touchpoint"]
    assert any(line.startswith("Last touchpoint: ") for line in page.words["p"]) and told in text
    assert page.words["code"][0] == "python -m journey show exits --dataset sample"


def test_drawings_are_inline_and_have_their_words(page):
    drawings = [attributes for tag, attributes in page.tags if tag == "svg"]
    assert len(drawings) == 5  # a table is no drawing
    assert {"Basket", "mobile", "January"} <= set(page.words["text"])
    assert "A picture of dots" in page.words["title"]


def test_it_prints_to_a4_with_its_own_font(text):
    assert "@page { size: A4;" in text and "break-inside: avoid" in text
    assert "src:url(data:font/woff2;base64," in text


def test_where_filters_differ_each_exhibit_says_its_own(sample):
    pages = [
        exhibit("bars", sample),
        exhibit("bars", sample, Filters.of(where={"channel": ["web"]})),
    ]
    shown = passport(sample, "A review", pages, MADE_ON)
    made = Collection("A review", tuple(Page(each, each.title, "") for each in pages), (), shown)
    words = Reader(report(made)).words["p"]
    assert "Dataset sample, version 1, events of 1 Jan – 31 Dec 2025; made on 2025-03-01. " in words
    assert "n 165 journeys. Filters: none." in words
    assert "n 165 journeys. Filters: channel: web." in words
