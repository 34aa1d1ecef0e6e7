"""Every screen, as a reader comes to it: each chart and each telling table on it stands in the frame of a declared exhibit."""

from urllib.parse import parse_qs

import pytest
import streamlit as st

from journey.exhibit.declared import DECLARED, make
from journey.exhibit.exhibit import Exhibit
from journey.exhibit.ref import Ref
from journey.exhibit.source import analyst
from journey.findings.asking import ask
from journey.findings.rows import FINDINGS
from journey.model.filters import Filters
from journey.model.finding import HEAD, name_of
from journey.presenters.paths.graph import SEARCHES
from journey.ui import exhibit_menu
from journey.ui.drop_off import moving_on
from journey.ui.exhibits import FRAME
from journey.ui.paths.screen import PARTS
from tests.logs import build
from tests.ui.test_pages import open_page, words
from tests.ui.test_survey import SURVEY, answers

pytestmark = pytest.mark.long

CARD = "findings.card"

DRAWING_ELEMENTS = {
    *("plotly_chart", "bidi_component", "arrow_vega_lite_chart", "deck_gl_json_chart"),
    *("graphviz_chart", "component_instance", "iframe", "imgs"),
}
SCREENS = {
    "home": ("app.py", {}),
    "home compared": ("app.py", {"compare": "segment", "group": "business", "show": "exits"}),
    **{f"paths {part}": ("pages/paths.py", {"part": part}) for part in PARTS},
    **{
        f"paths {search}": (
            "pages/paths.py",
            {"find": search, "source": "Basket", "target": "Delivery"},
        )
        for search in SEARCHES
        if search
    },
    "drop-off": ("pages/drop_off.py", {}),
    "drop-off in order": ("pages/drop_off.py", {"rule": "ordered"}),
    "drop-off at the goal": ("pages/drop_off.py", {"stage": "advocacy"}),
    "customers": ("pages/customer.py", {}),
    "customer": ("pages/customer.py", {"customer": "C000021"}),
    "data": ("pages/data.py", {}),
}
SHOWN_ON = {
    "home": {"map"},
    "paths graph": {"paths.graph"},
    "paths flow": {"paths.flow"},
    "paths variants": {"paths.variants", "paths.variants_table"},
    "paths expected": {"paths.expected", "paths.deviations"},
    "paths ends": {"paths.graph", "paths.ends", "paths.entries"},
    "paths what_if": {"paths.graph", "paths.what_if"},
    "drop-off in order": {
        f"drop_off.{name}"
        for name in ("ordered", "going_on", "exits", "cohorts", "groups", "contrasts")
    },
    "customer": {"customer.timeline"},
}


def elements(node, above=()):
    """Every element of the page with the keys of what it stands in, outermost first, and the kinds of those."""
    for child in getattr(node, "children", {}).values():
        yield child, above
        own = getattr(getattr(child, "proto", None), "id", "")
        key = own.split("-", 2)[2] if own.startswith("$$ID-") else ""
        yield from elements(child, (*above, (child.type, key)))


def frames(app) -> list[str]:
    """The ids of the exhibits whose frames are on the page."""
    keys = {key for _, above in elements(app._tree) for _, key in above}
    return sorted(key.split()[1] for key in keys if key.startswith(f"{FRAME} "))


def outside(app) -> list[str]:
    """What is drawn outside of any exhibit's frame and menu, tables among it but those of details and lists to choose from."""
    found = []
    for element, above in elements(app._tree):
        is_table = element.type == "dataframe" and not element.proto.selection_mode
        is_detail = is_table and any(kind == "expander" for kind, _ in above)
        is_framed = any(key.startswith((f"{FRAME} ", f"{exhibit_menu.MENU} ")) for _, key in above)
        if (element.type in DRAWING_ELEMENTS or is_table) and not (is_detail or is_framed):
            found.append(element.type)
    return found


@pytest.mark.parametrize("name", SCREENS)
def test_nothing_is_drawn_outside_an_exhibit(monkeypatch, sample_db, name):
    page, link = SCREENS[name]
    app = open_page(monkeypatch, sample_db, page, **link)
    charts = [found for found in outside(app) if page != "pages/data.py" or found != "dataframe"]
    assert not charts
    assert set(frames(app)) <= set(DECLARED)
    assert SHOWN_ON.get(name, set()) <= set(frames(app))


def test_the_charts_of_a_survey_are_exhibits(monkeypatch, tmp_path):
    build(tmp_path, answers(), SURVEY, assumed=("scale.nps=0-10",))
    app = open_page(monkeypatch, tmp_path / "db")
    assert not outside(app)
    assert frames(app) == ["map", "survey.by_group", "survey.by_question"]


def test_references_hold_what_the_address_does_and_no_defaults(monkeypatch, sample_db):
    """A deck made of it again next month looks at the stage that loses most then; a stage that was chosen stays."""
    refs = {}

    def heading(exhibit, *more):
        refs[exhibit.ref.id] = exhibit.ref

    monkeypatch.setattr(exhibit_menu, "heading", heading)
    open_page(monkeypatch, sample_db, "pages/drop_off.py")
    assert len(refs) == 5 and all(ref.options == () for ref in refs.values())
    open_page(monkeypatch, sample_db, "pages/drop_off.py", stage="retention", attribute="plan")
    assert refs["drop_off.exits"].options == (("stage", "retention"),)
    assert refs["drop_off.groups"].options == (("attribute", "plan"), ("stage", "retention"))


CHOSEN = {
    **{"stage": "retention", "source": "Basket", "target": "Delivery", "attribute": "plan"},
    **{"customer": "C000021", "expected": "purchase/retention", "collapse": "1", "top": "5"},
    **{"within": "30", "coverage": "70", "colour": "time", "cohort": "week", "by": "80"},
    **{
        "metric": "csat",
        "variant": "mean",
        "split": "channel",
        "days": "2025-05-05@Release",
        "served": "reason",
        "group": "plan",
    },
}  # no default of any screen
OF_THE_MAP = {"hide": "quotes", "show": "exits"}
PARTS_OF_THE_MAP = {id for id in DECLARED if id.startswith("map.")}
SLIDES_ALONE = {*PARTS_OF_THE_MAP, "definitions"}  # the map stands for them on its screen


def opened(monkeypatch, db, ref: Ref, dataset: str) -> tuple[list[Ref], str]:
    """The exhibits on the screen that the link opens, and what the screen says of the link."""
    refs: list[Ref] = []
    monkeypatch.setattr(exhibit_menu, "menu", lambda ref, *more, **named: refs.append(ref))
    page = DECLARED[ref.id].page
    link = parse_qs(ref.address(dataset))
    app = open_page(monkeypatch, db, f"pages/{page}.py" if page else "app.py", **link)
    return refs, words(app)


@pytest.mark.parametrize(
    "id",
    [id for id in DECLARED if id != CARD and not id.startswith(("survey.", "workshop."))],
)
def test_the_link_of_an_exhibit_opens_it_again(monkeypatch, sample, sample_db, id):
    known = OF_THE_MAP if id == "map" else CHOSEN
    chosen = {name: value for name, value in known.items() if name in DECLARED[id].options}
    made = make(Ref.of(id, Filters(), **chosen), analyst(sample, Filters()))
    assert isinstance(made, Exhibit) and dict(made.ref.options).items() >= chosen.items()
    refs, said = opened(monkeypatch, sample_db, made.ref, "sample")
    assert (Ref("map") if id in SLIDES_ALONE else made.ref) in refs
    assert "Ignored from the link" not in said


def test_the_link_of_a_finding_puts_its_card_first(monkeypatch, sample, sample_db):
    """Each card's link names its finding: another may be the weightiest next month."""
    heads = [row for row in ask(sample, FINDINGS, Filters()).rows if row["role"] == HEAD]
    ref = Ref.of(CARD, Filters(), finding=str(name_of(heads[-1])))
    refs, said = opened(monkeypatch, sample_db, ref, "sample")
    assert next(each for each in refs if each.id == CARD) == ref
    assert "Ignored from the link" not in said


@pytest.mark.parametrize("id", ["survey.by_question", "survey.by_group"])
def test_the_link_of_a_group_of_answers_opens_this_group(monkeypatch, tmp_path, id):
    generation = build(tmp_path, answers(), SURVEY, assumed=("scale.nps=0-10",))
    options = {"attribute": "plan"} if id == "survey.by_group" else {}
    made = make(Ref.of(id, Filters(), metric="nps", **options), analyst(generation, Filters()))
    refs, said = opened(monkeypatch, tmp_path / "db", made.ref, "log")
    assert made.ref in refs and "Ignored from the link" not in said


def test_a_chart_that_is_none_is_found(monkeypatch, sample_db):
    """A screen that draws a figure, or a table, on its own."""

    def show(filters, stage):
        st.plotly_chart({"data": [{"y": [1, 2]}]}, key="plain")
        st.dataframe({"a": [1]})

    monkeypatch.setattr(moving_on, "show", show)
    app = open_page(monkeypatch, sample_db, "pages/drop_off.py")
    assert sorted(outside(app)) == ["dataframe", "plotly_chart"]
