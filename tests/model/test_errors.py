"""Errors say what is wrong, where and what to do, and name neither an option nor a button below the edges."""

import ast
import re
from pathlib import Path

import pytest

from journey.model.errors import (
    BadFile,
    BadMapping,
    BadOption,
    Hint,
    MissingFields,
    NeedsTime,
    NotShared,
    Question,
    Setting,
    UnknownName,
    UserError,
)

ROOT = Path(__file__).parents[2]
# What writes a whole command, to be copied and typed, is the command line's, wherever it is shown.
WRITES_COMMANDS = {
    "journey/data/answer.py",
    "journey/data/views/options.py",
    "journey/ui/serve.py",
    "journey/ui/shell.py",
    "journey/ingest/mapping_words.py",
    "journey/ui/importing/form.py",
    "journey/presenters/journey_map.py",
}
EDGES = ("journey/command_line/", "journey/presenters/", "journey/ui/", "journey/__main__.py")
ERRORS = [
    (UnknownName("stage", "x", ["a", "b"]), "There is no stage 'x': there is 'a', 'b'."),
    (
        UnknownName("customer", "x", remedy="check the id"),
        "There is no customer 'x': check the id.",
    ),
    (UnknownName("channel", "x"), "There is no channel 'x': there is none."),
    (BadOption("top", "takes a number, not 'x'."), "'top' takes a number, not 'x'."),
    (BadFile("a.csv", "is empty: export it again."), "a.csv is empty: export it again."),
    (BadMapping("m.toml", "is no TOML."), "The mapping m.toml is no TOML."),
    (
        NeedsTime("log", ["week", "dates"]),
        "The answers of 'log' have no time: leave dates and week out.",
    ),
    (NotShared("events", "it is small"), "'events' is not told in shared mode: it is small."),
    (
        MissingFields(
            "a.csv",
            ("touchpoint",),
            "'x', 'y'",
            (Hint("'x' may be it: its name", Setting("map", "touchpoint='x'")),),
        ),
        "a.csv has no column named touchpoint: say which it is. 'x' may be it: its name. Its columns are 'x', 'y'.",
    ),
    (
        Question("Two ways.", ["order=dmy", "order=mdy"], samples={"dmy": ["3 April"]}),
        "Two ways: dmy reads 3 April.",
    ),
]


@pytest.mark.parametrize(("error", "sentence"), ERRORS, ids=lambda value: type(value).__name__)
def test_each_kind_of_error_says_its_fields(error, sentence):
    assert isinstance(error, UserError) and str(error) == sentence


def test_twenty_names_are_listed_and_more_are_said():
    sentence = str(UnknownName("touchpoint", "x", [f"t{number}" for number in range(21)]))
    assert "'t19' and more." in sentence and "t20" not in sentence


def strings(path: Path) -> list[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]


def code(outside: tuple[str, ...]) -> list[Path]:
    return [
        path
        for path in sorted(ROOT.glob("journey/**/*.py"))
        if not path.relative_to(ROOT).as_posix().startswith(outside)
    ]


@pytest.mark.parametrize(
    "path",
    code(("journey/command_line/", "journey/__main__.py")),
    ids=lambda path: path.relative_to(ROOT).as_posix(),
)
def test_only_the_command_line_names_its_options(path):
    if path.relative_to(ROOT).as_posix() not in WRITES_COMMANDS:
        assert [text for text in strings(path) if re.search(r"(^|[\s('\"])--[a-z]", text)] == []


@pytest.mark.parametrize("path", code(EDGES), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_only_screens_say_choose(path):
    assert [text for text in strings(path) if re.search(r"\b[Cc]hoose\b", text)] == []
