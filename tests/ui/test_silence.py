"""Where many of the silent came back, no screen says that anybody left: not in a title, a caption, a list, a chart, a drawing."""

import re

import pytest

from journey.data.ask import ask
from journey.model.filters import Filters
from tests.logs import build, event
from tests.ui.test_pages import open_page, words

GONE = re.compile(
    r"\b(left|leaves?|leaving|lost|loses?|losing|loss(es)?|drop-?offs?|dropped off|for good|gone(?! on))\b",
    re.IGNORECASE,
)
STAGES = "[touchpoints]\nAd = 'awareness'\nShop = 'consideration'\nPay = 'purchase'\nCall = 'retention'\nReview = 'advocacy'\n"
NAMES = ("Ad", "Shop", "Pay", "Call", "Review")
# Names of things, not sentences about the journeys: the screen, ids and links, where a drawing stands, what a filter takes away.
NO_SENTENCE = re.compile(
    r"Drop-off(?= |$|,|:)|drop_off|dropped_off|\blost/|\"lost\"|journeys_lost|[\"']left[\"']|left_out|is left out"
)


def rows() -> list[dict]:
    """360 customers of a year; each fifth gets one stage further than the one before; each eighth comes back after half a year."""
    made = []
    for number in range(360):
        month = 1 + number % 6
        day = f"2025-{month:02d}-{1 + number % 28:02d}"
        more = {"device": ("mobile", "desktop")[number % 2]}
        for step, name in enumerate(NAMES[: 1 + number % 5]):
            felt = {"emotion": ("anger", "delight", "neutral")[(number + step) % 3]}
            made.append(
                event(f"c{number}", f"{day}T{10 + step}:00", name, nps=number % 11, **more, **felt)
            )
        if number % 8 == 0:
            made.append(event(f"c{number}", f"2025-12-{1 + number % 28:02d}", "Ad", **more))
    return made


@pytest.fixture(scope="module")
def silent(tmp_path_factory):
    folder = tmp_path_factory.mktemp("silent")
    generation = build(folder, rows(), STAGES, assumed=("scale.nps=0-10",))
    assert generation.wording.silence and ask(generation, "funnel", Filters()).rows
    return folder / "db"


def sentences(app) -> list[str]:
    """Every text that a reader meets, also in choices, tables, charts and the map."""
    texts = words(app).splitlines()
    for kind in ("button", "selectbox", "radio", "segmented_control", "button_group", "expander"):
        for element in app.get(kind):
            texts += [getattr(element, "label", "") or "", *(getattr(element, "options", []) or [])]
    for frame in app.dataframe:
        texts += [str(name) for name in frame.value.columns]
    for chart in app.get("plotly_chart"):
        drawn_where = re.compile(r'"(align|side|xanchor)":\s?"left"')
        texts += re.findall(r'"((?:[^"\\]|\\.)*)"', drawn_where.sub("", chart.proto.spec))
    for drawn in app.get("bidi_component"):
        texts += re.findall(r'"((?:[^"\\]|\\.)*)"', drawn.proto.json)
    return texts


def said(texts: list[str]) -> list[str]:
    return sorted(
        {text for text in texts if text != "lost" and GONE.search(NO_SENTENCE.sub("", text))}
    )


@pytest.mark.parametrize(
    "page", ["app.py", "pages/paths.py", "pages/drop_off.py", "pages/customer.py"]
)
def test_no_screen_says_that_anybody_left(monkeypatch, silent, page):
    app = open_page(monkeypatch, silent, page)
    assert said(sentences(app)) == []
    assert any("silent" in text for text in sentences(app))
