"""The house stands as docs/architecture.md draws it: imports go down only, each library has one home, pages are thin."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = (
    "model",
    "data",
    "ingest",
    "graph",
    "map",
    "charts",
    "workshop",
    "findings",
    "use",
    "presenters",
    "exhibit",
    "export",
    "ui",
    "command_line",
    "server",
)
LEVELS = {
    "model": 0,
    "data": 1,
    "ingest": 2,
    "graph": 2,
    "charts": 3,
    "map": 3,
    "workshop": 4,
    "findings": 4,
    "use": 4,
    "presenters": 5,
    "exhibit": 6,
    "export": 7,
    "ui": 8,
    "command_line": 9,
    "server": 9,
}
HOMES = {
    "duckdb": {"data"},
    "networkx": {"graph"},
    "plotly": {"charts"},
    "streamlit": {"ui", "pages", "server"},
    "starlette": {"server"},
    "uvicorn": {"server"},
    "itsdangerous": {"server"},
    "segno": {"server"},
    "pyarrow": {"ingest"},
    "scipy": {"model", "findings"},
    "filelock": {"data"},
    "tomli_w": {"model", "ingest"},
    "openpyxl": {"ingest", "export"},
    "pptx": {"export"},
    "xlsxwriter": {"export"},
    "resvg_py": {"export"},
    "typst": {"export"},
    "ijson": {"ingest"},
    "tqdm": {"command_line"},
    "sqlite3": {"data"},
    "hypothesis": set(),
    "playwright": set(),
}
LONGEST_PAGE = 60
CODE = sorted([*ROOT.glob("journey/**/*.py"), *ROOT.glob("pages/*.py"), ROOT / "app.py"])


def room(path: Path) -> str:
    parts = path.relative_to(ROOT).parts
    if parts[0] in ("pages", "app.py"):
        return "pages"
    return parts[1].removesuffix(".py")


def imported(path: Path) -> list[str]:
    """Dotted names of all modules that the file imports."""
    names = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names += (
                [node.module]
                if node.module.count(".")
                else [f"{node.module}.{alias.name}" for alias in node.names]
            )
    return names


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_each_library_has_one_home(path):
    for name in imported(path):
        home = HOMES.get(name.split(".")[0])
        assert home is None or room(path) in home, (
            f"{path.name} imports {name}, whose home is {home}"
        )


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_go_down_only(path):
    level = LEVELS.get(room(path), 10)
    for name in imported(path):
        if name.startswith("journey.") and name.split(".")[1] != room(path):
            assert LEVELS[name.split(".")[1]] < level, (
                f"{path.relative_to(ROOT)} ({level}) imports {name}"
            )


@pytest.mark.parametrize(
    "path", [path for path in CODE if room(path) == "pages"], ids=lambda path: path.name
)
def test_pages_open_themselves_and_know_nothing_else(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    first = next(
        node for node in tree.body[1:] if not isinstance(node, ast.Import | ast.ImportFrom)
    )
    assert "shell.open_page(" in ast.unparse(first)
    assert {name.split(".")[0] for name in imported(path)} <= {"streamlit", "journey"}
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_PAGE


def test_every_page_is_in_the_menu():
    from journey.ui.shell import MENU

    pages = {
        str(path.relative_to(ROOT)).replace("\\", "/") for path in CODE if room(path) == "pages"
    }
    assert {entry.file for entry in MENU} == pages


@pytest.mark.parametrize("name", ROOMS)
def test_every_room_says_in_one_sentence_what_it_answers(name):
    docstring = ast.get_docstring(
        ast.parse((ROOT / "journey" / name / "__init__.py").read_text(encoding="utf-8"))
    )
    assert docstring and docstring.split("\n")[0].endswith(".")


def test_a_drawing_of_colour_names_lives_in_the_theme():
    """No hexadecimal colour in Python outside theme.py."""
    import re

    found = [
        path
        for path in CODE
        if path.name != "theme.py"
        and re.search(r"[\"']#[0-9A-Fa-f]{6}", path.read_text(encoding="utf-8"))
    ]
    assert found == []


NAMED = re.compile(r"\{[a-z_]+(\.[a-z_]+|\(|\[)[^{}$]*\}")


def test_no_sentence_shows_the_braces_of_a_name():
    """A text with {words.lost()} in it that is no f-string says so to the reader, letter by letter."""
    for path in CODE:
        tree = ast.parse(path.read_text())
        formatted = {
            id(value)
            for node in ast.walk(tree)
            if isinstance(node, ast.JoinedStr)
            for value in node.values
        }
        for node in ast.walk(tree):
            is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
            if is_text and id(node) not in formatted:
                is_script = "function" in node.value
                assert is_script or not NAMED.search(node.value), f"{path}:{node.lineno}"
