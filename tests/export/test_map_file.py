"""The map as a file: whole and well formed under any filter, small counts hidden, hostile names harmless, mistakes reported."""

import random
import re
import xml.etree.ElementTree as ElementTree
from datetime import date

import pytest

from journey.export.map_file import map_file
from journey.map.answers import Comparison
from journey.model.errors import UserError
from journey.model.filters import Filters
from tests.logs import build, event

HOSTILE = "</script><img src=x onerror=alert(1)>"


def random_filters(sample, seed: int) -> Filters:
    chance = random.Random(seed)
    values = {
        key: sorted(sample.attribute_values(key).values())
        for key in ("segment", "region", "device", "plan")
    }
    values |= {
        "touchpoint": sorted(sample.touchpoints.values()),
        "stage": list(sample.definition.stage_names),
    }
    where = {
        key: [chance.choice(values[key])]
        for key in chance.sample(list(values), chance.randint(1, 4))
    }
    day = chance.choice([None, date(2025, 3, chance.randint(1, 28))])
    return Filters.of(day, day and date(2025, 3, 28), where)


@pytest.mark.parametrize("seed", range(12))
def test_any_selection_can_be_written(sample, seed):
    comparison = Comparison("segment", ("business", "student")) if seed % 3 == 0 else None
    filters = random_filters(sample, seed)
    drawing = map_file(sample, filters, ".svg", comparison=comparison)
    said = re.sub(r"<[^>]*>", " ", re.sub(r"<metadata>.*?</metadata>", "", drawing))
    assert ElementTree.fromstring(drawing).tag.endswith("svg") and "None" not in said
    assert map_file(sample, filters, ".html", comparison=comparison).endswith("</html>\n")


def test_counts_of_one_to_four_are_hidden(tmp_path):
    """Forty begin, seven buy on the web and three by phone: ten are told together, no 3 and no 7 to subtract."""
    rows = [
        event(f"c{number}", "2025-01-01", "Ad", stage="awareness", channel="web", emotion="trust")
        for number in range(40)
    ]
    rows += [
        event(
            f"c{number}",
            "2025-01-02",
            "Basket",
            stage="purchase",
            channel="web" if number < 7 else "phone",
        )
        for number in range(10)
    ]
    generation = build(tmp_path, rows)
    words = re.findall(r">([^<>]+)</t", map_file(generation, Filters(), ".svg"))
    assert "40" in words and "other, 2 groups" in words and "small groups put together" in words
    assert not any(re.search(r"\b[37]\b|phone", word) for word in words)


def test_hostile_names_stay_words(tmp_path):
    rows = [
        event(
            f"c{number}",
            "2025-01-01",
            HOSTILE,
            stage="awareness",
            channel=HOSTILE,
            emotion=HOSTILE,
            comment=HOSTILE,
            valence=-1,
        )
        for number in range(40)
    ]
    generation = build(tmp_path, rows)
    for form in (".svg", ".html"):
        text = map_file(generation, Filters(), form)
        assert "<img" not in text and text.count("</script") == (2 if form == ".html" else 0)
    assert "&lt;/script&gt;" in map_file(generation, Filters(), ".svg")


def test_the_html_file_may_ask_for_nothing(sample):
    text = map_file(sample, Filters(), ".html")
    assert "default-src 'none'" in text and not re.search(r"(src|href)=[\"']?http", text)


@pytest.mark.parametrize(
    ("form", "width", "sentence"),
    [
        (".pdf", 1420, "written as .svg or .html"),
        ("", 1420, "without an ending"),
        (".svg", 100, "'width' takes"),
    ],
)
def test_mistakes(sample, form, width, sentence):
    with pytest.raises(UserError, match=sentence):
        map_file(sample, Filters(), form, width=width)
