"""What each key is offered, page by page and control by control. Nothing has a default: what is not named here fails."""

import re
import shutil
from functools import cache

import pytest

from journey.data import workspace
from journey.data.generation import newest
from journey.data.workspace import Deck, DeckEntry, SavedView
from journey.exhibit.ref import Ref
from journey.findings.asking import FORMS
from journey.model.access import ALLOWED, REFUSALS, Ability, Key
from journey.model.filters import Filters
from journey.model.finding import FindingName
from journey.ui import sharing
from journey.ui.menu import MENU
from tests import remembered
from tests.logs import build, event
from tests.server.participants import begun
from tests.ui.keys import Shared, at, come_with, controls
from tests.ui.test_pages import words

LOOK, CUSTOMERS, CHANGE, OWN = Ability.LOOK, Ability.SEE_CUSTOMERS, Ability.CHANGE, Ability.OWN
LEAD = Ability.FACILITATE
PAGES = {
    "app.py": LOOK,
    "pages/findings.py": LOOK,
    "pages/paths.py": LOOK,
    "pages/drop_off.py": LOOK,
    "pages/friction.py": LOOK,
    "pages/satisfaction.py": LOOK,
    "pages/customer.py": CUSTOMERS,
    "pages/workshop.py": LEAD,
    "pages/present.py": LOOK,
    "pages/data.py": CHANGE,
}
OF_CUSTOMERS = {"journey", "journeys", "events"}
OF_MANY = {
    *("findings", "finding_trends"),
    *("bottlenecks", "communities", "conformance", "contrasts", "contributions", "conversion"),
    *("conversion_times", "cycles", "emotions", "entries", "exits", "flow", "friction", "funnel"),
    *("leaving", "likely", "loops", "ordered", "paths_between", "quotes", "ripe", "ripe_leaves"),
    *("satisfaction", "stage_transitions", "summary", "time_to_advance", "touchpoint_nodes"),
    *("touchpoints", "transition_counts", "transitions", "valence_changes", "variant_scores"),
    *(
        "variants",
        "volume",
        "what_if",
        "ledger",
        "hand_offs",
        "with_without",
        "promises",
        "recovery",
    ),
    *("after_service", "backlog", "case_trend", "case_volume", "journey_trend", "who_answers"),
    *("after_answer", "cohorts", "loyalty", "containment", "distribution", "service", "trend"),
    *("after_complaints", "after_touchpoint", "service_modes", "pain_points"),
}
EVERYTHING = r".*"
EVERYWHERE = {
    r"page_link: (Map|Findings|Paths|Drop-off|Friction|Satisfaction|Present)": LOOK,
    r"page_link: Customer": CUSTOMERS,
    r"page_link: Workshop": LEAD,
    r"page_link: Data": CHANGE,
    r"selectbox: dataset_widget": LOOK,
    r"popover: (pill .*|add filter)": LOOK,
    r"button: (preset|remove|chip|clear) .*": LOOK,
    r"selectbox: filter month": LOOK,
    r"date_input: filter (from|to)": LOOK,
    r"checkbox: value .*": LOOK,
    r"text_input: search .*": LOOK,
    r"button_group: filter by": LOOK,
    r"popover: views menu": LOOK,
    r"button: open view .*": LOOK,
    r"button: (Overwrite|Rename|Delete) view .*": CHANGE,
    r"text_input: view name": CHANGE,
    r"button: save view": CHANGE,
    r"popover: copy link": LOOK,
    r"drawing: address .*": LOOK,
    r"button: share from .*": OWN,
    r"expander: twin .*": LOOK,
    r"(arrow_data_frame|dataframe): ": LOOK,  # drawn, and no more
    r"popover: exhibit_menu .*": LOOK,
    r"drawing: when_shown .*": LOOK,
    r"download_button: exhibit_menu .* \.(png|svg|csv|xlsx|html)": LOOK,
    r"(selectbox: exhibit_menu .* deck .*|button: exhibit_menu .* add)": CHANGE,
    r"page_link: Open the deck": CHANGE,
}
OF_LISTS = {
    r"dataframe: (drop-off|satisfaction|conversion list|expected list) .*": CUSTOMERS,
    r"button: (drop-off .*|satisfaction .*|conversion list|expected list) filter": CUSTOMERS,
    r"download_button: (drop-off .*|satisfaction .*|conversion list|expected list) download": CUSTOMERS,
    r"expander: twin The list: definitions": CUSTOMERS,
}
CONTROLS = {
    "app.py": {
        r"popover: Lanes": LOOK,
        r"button_group: map (lanes|compare|groups)": LOOK,
        r"popover: map comparing": LOOK,
        r"button: Enlarge": LOOK,
        r"toggle: map expected (True|False)": LOOK,
        r"button: Map details": CHANGE,
        r"(text_input: (Title|Owner)|date_input: Next review|text_area: Note|button: .*card-Save)": CHANGE,
        r"button: (Mark as reviewed now|note \d+)": CHANGE,
        r"popover: figure .*": LOOK,
        r"drawing: journey_map": LOOK,
        r"journey_map: filter": LOOK,
        r"journey_map: (see|list|comments)": CUSTOMERS,
        r"journey_map: (note|end)": CHANGE,
        r"popover: Change the window": CHANGE,
        r"number_input: window VERSION": CHANGE,
        r"button: (Save and rebuild|Change where journeys end)": CHANGE,
        r"popover: open .*": CHANGE,
        r"button_group: (end|feeling) VERSION \d+": CHANGE,
        r"button: (Use this answer|None of them is an end|Use this|take .*)": CHANGE,
        r"button: (Use these stages .*|Use this stage .*|Assign them on the Data screen)": CHANGE,
        r"expander: The same on the command line": CHANGE,
        r"button: Load a file": CHANGE,
        r"selectbox: page state attribute .*": LOOK,
        r"plotly_chart: survey .*": LOOK,
    },
    "pages/findings.py": {
        r"drawing: (finding drawing \d+|findings\..*)": LOOK,
        r"button: (open|compare) finding \d+": LOOK,
        r"button: (watch|unwatch|note|dismissed) finding \d+": CHANGE,
        r"popover: dismiss finding \d+": CHANGE,
        r"text_input: reason finding \d+": CHANGE,
        r"button: Show .* more findings?": LOOK,
        r"expander: dismissed": LOOK,
        r"button: bring back .*": CHANGE,
    },
    "pages/paths.py": {
        r"(button_group|selectbox|slider|toggle|multiselect|number_input): page state (?!side|deviation).*": LOOK,
        r"button_group: page state side .*": CUSTOMERS,
        r"selectbox: page state deviation .*": CUSTOMERS,
        r"drawing: (journey_graph|flow|variants)": LOOK,
        r"(journey_graph|flow|variants): (filter|what_if)": LOOK,
        r"(journey_graph|flow|variants): see": CUSTOMERS,
        r"plotly_chart: (what if|conversion times|deviations)": LOOK,
        r"popover: Search by pattern": LOOK,
        r"button: (Add|Filter to these|pattern \d+ .*)": LOOK,
        **OF_LISTS,
    },
    "pages/drop_off.py": {
        r"(button_group|selectbox): page state (rule|within|stage|cohort|attribute) .*": LOOK,
        r"selectbox: page state (who|begun|group|trait) .*": CUSTOMERS,
        r"drawing: drop_off_(funnel|contrasts)": LOOK,
        r"drop_off_contrasts: list": CUSTOMERS,
        r"plotly_chart: going on .*": LOOK,
        r"plotly_chart: chart (exits|cohorts|groups) .*": LOOK,
        r"plotly_chart: page state chart .*": CUSTOMERS,
        r"button: (Assign them on the Data screen|Open the definition)": CHANGE,
        **OF_LISTS,
    },
    "pages/satisfaction.py": {
        r"(button_group|selectbox): page state (part|metric|variant|split|served|group|within) .*": LOOK,
        r"drawing: (satisfaction|friction_promises|friction\.promises).*": LOOK,
        r"selectbox: page state behind .*": CUSTOMERS,
        **OF_LISTS,
        r"popover: Mark a day": CHANGE,
        r"(date_input|text_input): page state mark .*": CHANGE,
        r"button: (Mark this day|forget .*)": CHANGE,
    },
    "pages/friction.py": {
        r"(button_group|selectbox): page state (part|attribute|split) .*": LOOK,
        r"multiselect: page state changes .*": LOOK,
        r"popover: Weights of the score.*": LOOK,
        r"number_input: page state weight .*": LOOK,
        r"button: As in the definition": LOOK,
        r"drawing: friction.*": LOOK,
        r"friction_ledger: filter": LOOK,
        r"friction_ledger: (see|list|comments)": CUSTOMERS,
        r"popover: Something was mended at .*": CHANGE,
        r"(date_input|text_input): page state fix .*": CHANGE,
        r"button: Mark this day": CHANGE,
        r"button: Begin a workshop with these actions": LEAD,
        r"button: Open the definition": CHANGE,
    },
    "pages/customer.py": {
        r"text_input: page state customer search .*": CUSTOMERS,
        r"dataframe: page state customers .*": CUSTOMERS,
        r"download_button: Download the list as CSV": CUSTOMERS,
        r"drawing: journey_map": CUSTOMERS,
        r"button: (← Previous|Next →|Show the list)": CUSTOMERS,
        r"(button_group: page state gaps|toggle: page state every) .*": CUSTOMERS,
    },
    "pages/workshop.py": {
        r"text_input: The question of the workshop": LEAD,
        r"button: .*Begin a workshop": LEAD,
        r"button: (open|copy) workshop \d+": LEAD,
        r"(popover: Delete|button: delete workshop \d+)": CHANGE,
        r"button: All workshops": LEAD,
        r"popover: invite": LEAD,
        r"link_button: Stage view": LEAD,
        r"download_button: jira": LEAD,
        r"drawing: workshop board": LEAD,
        r"expander: workshop results": LEAD,
        r"button: notes to the map": CHANGE,
        r"button: share the workshop": OWN,
    },
    "pages/present.py": {
        r"selectbox: page state deck .*": LOOK,
        r"popover: manage deck": CHANGE,
        r"text_input: new name of a deck .*": CHANGE,
        r"button: (Copy|Delete|Copy to edit|present filters)": CHANGE,
        r"selectbox: add to deck .*": CHANGE,
        r"popover: template_popover": LOOK,
        r"selectbox: template .*": LOOK,
        r"file_uploader: template upload \d+": CHANGE,
        r"button: Delete this template": CHANGE,
        r"button: make \.(pptx|html|pdf|xlsx)": LOOK,
        r"button: move (Up|Down|Remove) \d+": CHANGE,
        r"(text_input: title|text_area: notes) .*": CHANGE,
    },
    "pages/data.py": {
        r"(toggle: share_switch|button_group: share_key|button: Change the keys)": OWN,
        r"button: (Log everybody out, with new keys|Keep the keys)": OWN,
        EVERYTHING: CHANGE,
    },  # nothing on it is for anybody who may not change
}
STATES = (  # of data folder, page and link; what they show together is all that there is
    ("sample", "app.py", {"cell": "dropped_off/purchase"}),
    (
        "sample",
        "app.py",
        {"cell": "valence/purchase/Basket", "compare": "segment", "group": "business"},
    ),
    ("sample", "app.py", {"press": "Map details"}),
    ("sample", "app.py", {"where__channel": "phone", "from": "2025-02-01"}),
    ("open", "app.py", {}),
    ("survey", "app.py", {}),
    ("nothing", "app.py", {}),
    ("sample", "pages/findings.py", {}),
    ("sample", "pages/paths.py", {"part": "graph", "find": "what_if", "open": "later/Basket"}),
    ("sample", "pages/paths.py", {"part": "flow"}),
    ("sample", "pages/paths.py", {"part": "variants", "pattern": "contains/Basket"}),
    ("sample", "pages/paths.py", {"part": "conversion"}),
    ("sample", "pages/paths.py", {"part": "expected"}),
    ("sample", "pages/drop_off.py", {}),
    ("sample", "pages/drop_off.py", {"rule": "ordered"}),
    ("open", "pages/drop_off.py", {}),
    ("survey", "pages/drop_off.py", {}),
    ("sample", "pages/friction.py", {"open": "lost/retention/Complaint"}),
    ("sample", "pages/friction.py", {"part": "score"}),
    ("sample", "pages/friction.py", {"part": "service"}),
    ("sample", "pages/friction.py", {"part": "complaints"}),
    ("sample", "pages/friction.py", {"part": "what_if"}),
    ("survey", "pages/friction.py", {}),
    ("sample", "pages/satisfaction.py", {"metric": "csat"}),
    ("sample", "pages/satisfaction.py", {"part": "time"}),
    ("sample", "pages/satisfaction.py", {"part": "service"}),
    ("sample", "pages/satisfaction.py", {"part": "volume"}),
    ("sample", "pages/satisfaction.py", {"metric": "csat", "behind": "retention"}),
    ("sample", "pages/satisfaction.py", {"part": "loyalty"}),
    ("survey", "pages/satisfaction.py", {}),
    ("sample", "pages/customer.py", {}),
    ("sample", "pages/customer.py", {"customer": "CUSTOMER"}),
    ("sample", "pages/workshop.py", {}),
    ("sample", "pages/workshop.py", {"workshop": "1"}),
    ("sample", "pages/present.py", {}),
    ("sample", "pages/present.py", {"deck": "Board", "where__channel": "phone"}),
    ("sample", "pages/data.py", {}),
    ("sample", "pages/data.py", {"part": "Share", "press": "Change the keys"}),
)


@pytest.fixture(scope="module")
def folders(tmp_path_factory, sample_db):
    """A data folder for each kind of state: with opinions of all kinds, with open questions, of a survey, without data."""
    sample = tmp_path_factory.mktemp("opinions") / "db"
    shutil.copytree(sample_db, sample)
    workspace.add_note(sample, "sample", "reached/purchase", "ask sales")
    page, address = "pages/customer.py", {"customer": ["C00001"]}
    workspace.save_view(sample, "sample", SavedView("one customer", page, address))
    workspace.save_view(
        sample, "sample", SavedView("by phone", "app.py", {"where.channel": ["phone"]})
    )
    entry = DeckEntry(Ref.of("drop_off.exits", Filters()).as_dict())
    workspace.save_deck(sample, "sample", Deck("Board", (entry, entry)))
    workspace.save_template(sample, "house", b"no template")
    workspace.annotate(sample, "sample", "2025-05-05", "Release")
    friend = FindingName("awareness", "", "began at", "Friend's recommendation")
    workspace.decide(sample, "sample", friend, workspace.DISMISSED, 1_000.0, "known")
    begun(sample, dataset="sample")
    rows = [
        event(f"c{number:02}", f"2025-01-0{day}", name, emotion="hm")
        for number in range(12)
        for day, name in enumerate(("Ad", "AD", "Order placed", "Zzz"), 1)
    ]
    opened, survey, nothing = (tmp_path_factory.mktemp(name) for name in ("open", "survey", "none"))
    build(opened, rows, "[ends]\nare_settled = false\n")
    shutil.copytree(opened / "db" / "log", sample / "second")
    answers = [
        event(f"c{number:02}", "2025-01-01", name, nps=number % 11, region="NS"[number % 2])
        for number in range(24)
        for name in ("Service", "Price")
    ]
    build(survey, answers, 'kind = "survey"\n')
    for db, dataset in ((sample, "sample"), (opened / "db", "log"), (survey / "db", "log")):
        remembered.hold(newest(db, dataset))
    return {"sample": sample, "open": opened / "db", "survey": survey / "db", "nothing": nothing}


@pytest.fixture(scope="module")
def offered(folders):
    """What each key is offered on a page, as rows of the table; what no row names, as it is."""

    @cache
    def of(key: Key) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {page: set() for page in PAGES}
        with pytest.MonkeyPatch.context() as monkeypatch:
            come_with(monkeypatch, key)
            for folder, page, link in STATES:
                is_shared = page == "pages/data.py"
                monkeypatch.setattr(sharing, "_offered", [Shared(is_shared)])
                if link.get("customer"):
                    link = {"customer": _customer(folders[folder])}
                app = at(monkeypatch, folders[folder], page, **link)
                found[page] |= {_row(page, name) for name in controls(app)}
        return found

    return of


def _customer(db) -> str:
    """One with many events, so that runs and gaps can be chosen."""
    generation = newest(db, "sample")
    sql = "select customer_id from events group by customer_id order by count(*) desc, 1 limit 1"
    return generation.rows(sql)[0][0]


def _row(page: str, name: str) -> str:
    """The pattern that names the control; the control itself where there is none."""
    rows = [row for row in (*CONTROLS[page], *EVERYWHERE) if re.fullmatch(row, name)]
    return min(rows, key=lambda row: row == EVERYTHING) if rows else name


def _asks(page: str, row: str) -> Ability | None:
    return (EVERYWHERE | CONTROLS[page]).get(row)


def test_every_page_says_what_it_asks():
    assert {entry.file: entry.asks for entry in MENU} == PAGES


def test_every_view_says_what_it_asks():
    views = FORMS
    assert {name for name, view in views.items() if view.asks is CUSTOMERS} == OF_CUSTOMERS
    assert {name for name, view in views.items() if view.asks is LOOK} == OF_MANY


@pytest.mark.parametrize("key", Key, ids=str)
def test_no_key_is_offered_what_the_table_does_not_name_or_the_key_not_allow(offered, key):
    for page, rows in offered(key).items():
        assert [row for row in sorted(rows) if _asks(page, row) is None] == [], page
        assert [row for row in sorted(rows) if _asks(page, row) not in ALLOWED[key]] == [], page


@pytest.mark.parametrize("key", [key for key in Key if key is not Key.OWNER], ids=str)
def test_every_key_is_offered_all_that_it_allows(offered, key):
    for page, rows in offered(Key.OWNER).items():
        if PAGES[page] in ALLOWED[key]:
            allowed = {row for row in rows if _asks(page, row) in ALLOWED[key]}
            expected = {row for row in allowed if not row.startswith("plotly_chart: ")}
            assert expected - offered(key)[page] == set(), page


def test_the_table_names_nothing_that_is_gone(offered):
    for page in PAGES:
        seen = offered(Key.OWNER)[page] | offered(Key.VIEW)[page]
        assert set(CONTROLS[page]) - seen == set(), page
    assert set(EVERYWHERE) - set().union(*offered(Key.OWNER).values()) <= {
        "page_link: Open the deck"
    }


@pytest.mark.parametrize(
    ("key", "page"),
    [
        (key, page)
        for key in (Key.VIEW, Key.FACILITATE)
        for page, asks in PAGES.items()
        if asks not in ALLOWED[key]
    ],
)
def test_a_closed_page_says_so_and_shows_the_open_ones(monkeypatch, folders, key, page):
    come_with(monkeypatch, key)
    app = at(monkeypatch, folders["sample"], page)
    assert [element.value for element in app.markdown] == [REFUSALS[PAGES[page]]]
    open_pages = [entry.label or entry.title for entry in MENU if entry.asks in ALLOWED[key]]
    assert [link.label for link in app.get("page_link")] == open_pages
    assert controls(app) == {f"page_link: {name}" for name in open_pages}


@pytest.mark.parametrize("page", PAGES)
def test_whom_the_door_did_not_let_in_sees_one_sentence(monkeypatch, folders, page):
    come_with(monkeypatch, None)
    app = at(monkeypatch, folders["sample"], page)
    assert [element.value for element in app.markdown] == [
        "Nothing is open without a key. Ask the owner for a link."
    ]
    assert controls(app) == set() and [title.value for title in app.title] == ["No key"]


@pytest.mark.parametrize(
    "page", ["app.py", "pages/paths.py", "pages/drop_off.py", "pages/present.py"]
)
def test_a_filter_that_leaves_fewer_than_five_customers_shows_no_figure(
    monkeypatch, tmp_path, page
):
    """Four of the twelve customers bought by phone, five in the shop."""
    bought = ["phone"] * 4 + ["shop"] * 5 + ["web"] * 3
    rows = [
        event(f"c{number:02}", "2025-01-01", "Order", stage="purchase", channel=channel)
        for number, channel in enumerate(bought)
    ]
    build(tmp_path, rows)
    for key, channel, is_open in (
        (Key.VIEW, "phone", False),
        (Key.VIEW, "shop", True),
        (Key.EDIT, "phone", True),
    ):
        come_with(monkeypatch, key)
        app = at(monkeypatch, tmp_path / "db", page, where__channel=channel)
        refused = [title.value for title in app.title] == ["Too few customers for this key"]
        assert refused is not is_open
        assert is_open or not any("4 customers" in text for text in words(app))


def test_a_view_of_a_closed_page_is_not_offered(monkeypatch, folders):
    come_with(monkeypatch, Key.VIEW)
    app = at(monkeypatch, folders["sample"])
    assert "button: open view by phone" in controls(app)
    assert "button: open view one customer" not in controls(app)


def test_a_click_is_promised_only_what_the_key_allows(monkeypatch, folders):
    """A list of journeys is not, on any screen."""
    for page in ("app.py", "pages/paths.py", "pages/drop_off.py"):
        come_with(monkeypatch, Key.VIEW)
        assert "list its journeys" not in words(at(monkeypatch, folders["sample"], page)), page
        monkeypatch.undo()
    come_with(monkeypatch, Key.EDIT)
    assert "list its journeys" in words(at(monkeypatch, folders["sample"], "pages/drop_off.py"))
