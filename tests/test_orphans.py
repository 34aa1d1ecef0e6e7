"""Nothing lies about unused: each query, view, chart and filter kind is reached from somewhere, and tested."""

import ast
import re

import pytest

from journey.command_line.reference import page
from journey.data import path_filters, selection
from journey.data.ask import VIEWS, ask
from journey.data.views.form import View
from journey.findings.asking import FORMS as VIEW_FORMS
from journey.graph.answers import GRAPH_VIEWS
from journey.model.cells import COUNTING, OF_TOUCHPOINT, parse_place
from journey.model.errors import UserError
from journey.model.filters import Filters
from journey.model.path_filters import (
    DAYS,
    EXPECTED,
    FORMS,
    FUNNEL_OUTCOME,
    OUTCOME,
    SEQUENCES,
    STAGE,
    STAGED,
    STEP,
    TOUCHPOINT,
    path_filter,
)
from journey.model.small_numbers import SHARED
from tests.conftest import ROOT
from tests.logs import build, event

PARTS = {
    TOUCHPOINT: "Basket",
    STAGE: "purchase",
    STEP: "1",
    DAYS: "7",
    OUTCOME: "completed",
    FUNNEL_OUTCOME: "stopped",
}


def source(*folders: str) -> str:
    """The text of all modules of these folders."""
    paths = [path for folder in folders for path in sorted((ROOT / folder).glob("**/*.py"))]
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


def stems(folder: str) -> set[str]:
    return {path.stem for path in (ROOT / "queries" / folder).glob("*.sql")}


def cohorts() -> list[str]:
    """A cohort filter of every kind there is."""
    cells = [
        f"{kind}/purchase/Basket" if kind in OF_TOUCHPOINT else f"{kind}/purchase"
        for kind in COUNTING
    ]
    found = []
    for kind, form in FORMS.items():
        if kind in (*SEQUENCES, *EXPECTED, *STAGED):
            names = ("Basket", "Review") if form == (TOUCHPOINT,) else ("purchase", "advocacy")
            is_led = kind.removeprefix("stage_") in EXPECTED[2:]
            found.append(path_filter(kind, *names[:1] * is_led, *names))
        else:
            parts = ("-1" if kind == "before" and part == STEP else PARTS[part] for part in form)
            found.append(path_filter(kind, *parts))
    return cells + found


def test_every_filter_query_is_reached_by_a_kind(sample, monkeypatch, tmp_path):
    reached = set()
    steps = [("2025-01-01", "Ad", "mobile"), ("2025-01-02", "Basket", "desktop")]
    changing = build(
        tmp_path,
        [
            event(f"c{i}", day, name, device=device)
            for i in range(10)
            for day, name, device in steps
        ],
    )

    def recorded(folder: str, name: str, *, query=selection.query) -> str:
        reached.add((folder, name))
        return query(folder, name)

    monkeypatch.setattr(selection, "_kept", {})  # what other tests have compiled is compiled anew
    monkeypatch.setattr(selection, "query", recorded)
    monkeypatch.setattr(path_filters, "query", recorded)
    where = {
        "channel": ["phone"],
        "stage": ["purchase"],
        "touchpoint": ["Basket"],
        "region": ["Islands"],
    }
    for key, value in [*where.items(), *(("cohort", [cohort]) for cohort in cohorts())]:
        assert ask(sample, "summary", Filters.of(where={key: value})).rows
    of_events = ask(changing, "summary", Filters.of(where={"device": ["mobile"]})).rows
    assert of_events[0]["journeys"] == 10
    assert {name for folder, name in reached if folder == "filter"} == stems("filter")


def test_every_query_of_the_folder_views_has_a_view():
    named = set(VIEWS) | set(re.findall(r"\"(\w+)\"", source("journey/data/views")))
    assert stems("views") <= named


def test_every_part_of_a_query_is_used():
    assert stems("parts") <= set(re.findall(r"\"(\w+)\"", source("journey/data")))


@pytest.mark.parametrize("view", [*VIEW_FORMS])
def test_every_view_has_a_second_implementation_or_one_it_is_worked_out_beside(view):
    """Counted ones are compared in the agreements; those of the graph in tests/graph by hand and by simulation,
    the findings in tests/findings."""
    folders = ["tests/data"]
    if view not in VIEWS:
        folders = ["tests/graph"] if view in GRAPH_VIEWS else ["tests/findings"]
    texts = source(*folders) + "".join(
        (ROOT / "tests" / name).read_text(encoding="utf-8")
        for name in ("agreement.py", "agreement_paths.py")
    )
    assert re.search(rf"\b{view}\b", texts), (
        f"'{view}' has no second implementation: write it slow and obvious in tests/reference/ or tests/reference_paths.py, "
        "and compare both in tests/agreement.py or tests/agreement_paths.py"
    )


def test_every_chart_is_called_by_a_screen_or_an_exhibit_and_tested():
    charts = {
        node.name
        for path in sorted((ROOT / "journey" / "charts").glob("*.py"))
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef) and _makes_a_figure(node)
    }
    assert len(charts) >= 6
    screens, tests = source("journey/ui", "journey/exhibit"), source("tests/charts")
    assert {name for name in charts if not re.search(rf"\b{name}\b", screens)} == set()
    assert {name for name in charts if not re.search(rf"\b{name}\b", tests)} == set()


def _makes_a_figure(function: ast.FunctionDef) -> bool:
    """Whether it is a chart: it makes a figure, and does not only change one."""
    returned = function.returns is not None and ast.unparse(function.returns) == "go.Figure"
    taken = [ast.unparse(arg.annotation) for arg in function.args.args if arg.annotation]
    return returned and "go.Figure" not in taken and not function.name.startswith("_")


def test_the_page_of_the_views_is_what_they_declare():
    assert (ROOT / "docs" / "views.md").read_text(encoding="utf-8") == page(), "make docs writes it"


@pytest.mark.parametrize("view", [*VIEW_FORMS.values()], ids=lambda view: view.name)
def test_every_view_says_what_of_it_may_be_shared(view):
    assert view.shared is not None, (
        f"'{view.name}' declares no `shared=`: shared_mode.by_category(...), a rule of its own, or Shared(refusal=...)"
    )
    assert (view.shared.rule is None) == bool(view.shared.refusal)


def test_a_view_that_says_nothing_of_sharing_is_refused_in_shared_mode(sample, monkeypatch):
    silent = View("silent", "journeys", VIEWS["summary"].columns, VIEWS["summary"].finish)
    monkeypatch.setitem(VIEWS, "silent", silent)
    with pytest.raises(UserError, match="'silent' is not told in shared mode: nothing says yet"):
        ask(sample, "silent", Filters(), mode=SHARED)


@pytest.mark.parametrize("view", VIEWS.values(), ids=lambda view: view.name)
def test_rows_have_the_columns_that_the_view_declares(sample, view):
    from tests.command_line.test_command_line import NEEDED

    words = NEEDED.get(view.name, [])
    options = {}
    for flag, value in zip(words[::2], words[1::2], strict=True):
        name = flag.removeprefix("--")
        options[name] = (
            (*options[name], value)
            if name in options
            else ((value,) if name == "through" else value)
        )
    if "at" in options:
        options["at"] = parse_place(options["at"])
    rows = ask(sample, view.name, Filters(), **options).rows
    shown = [column.name for column in view.columns if not column.is_helper]
    assert rows and [name for name in rows[0] if name != "base"] == shown
