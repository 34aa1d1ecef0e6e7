"""Do the tests bite? Plants single faults, drawn by a seed, in a copy of the project, and says which of them no test notices.

`.venv/bin/python -m tests.mutants --seed 7 --count 40`; it is no part of `make test`. With `--widest mapped` it shows each fault
to the tests that run its lines (see `tests/mutants_map.py`), as many as fit into `--budget` seconds. A fault may be equivalent (nothing that
anybody could see changes): that is for a reader to say, so each unnoticed one is printed with its line before and after.
"""

import argparse
import ast
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.conftest import REAL_DATA, ROOT

SOURCES = (
    "queries/**/*.sql",
    *(f"journey/{room}/**/*.py" for room in ("model", "data", "graph", "ingest", "map")),
)
LIMIT_SECONDS = 900  # of one round of tests on one fault
HANGING_SECONDS = 240  # of one test: a fault that makes it hang is noticed by it
BUDGET_SECONDS = 150  # what the tests that a fault is shown took when they were mapped
MAP, FIXTURE = ROOT / "build" / "mutants_map", "fixture "
UNDECIDED = "UNDECIDED, no end in time"  # the fault made them hang, or the machine is slow

# Which tests are nearest to a file that none is named after, by folder; then those of its room, then all.
NEAR = {
    "journey/data": ["tests/data/test_workspace.py", "tests/data/test_groups.py", "tests/views"],
    "journey/graph": ["tests/graph"],
    "journey/ingest": ["tests/ingest/test_load.py", "tests/ingest/test_odd_forms.py"],
    "journey/map": ["tests/map/test_drawing.py", "tests/map/test_view.py"],
    "journey/map/paths": ["tests/map/test_paths.py"],
    "journey/model": ["tests/model"],
    "queries/define": ["tests/use/test_definition_tables.py", "tests/ui/test_pages.py"],
    "queries/doctor": ["tests/ingest/test_doctor.py"],
    "queries/filter": ["tests/data/test_agreement.py", "tests/data/test_paths_agreement.py"],
    "queries/ingest": ["tests/ingest/test_load.py", "tests/ingest/test_odd_forms.py"],
    "queries/parts": ["tests/views"],
    "queries/prepare": ["tests/views", "tests/data/test_agreement.py"],
    "queries/selection": ["tests/views", "tests/data/test_agreement.py"],
    "queries/views": ["tests/data/test_agreement.py", "tests/data/test_paths_agreement.py"],
    "journey/data/views": ["tests/data/test_agreement.py", "tests/data/test_paths_agreement.py"],
    "journey/ingest/doctor": ["tests/ingest/test_doctor.py"],
    "journey/ingest/encoding": ["tests/ingest/test_encoding.py", "tests/ingest/test_any_bytes.py"],
    "journey/ingest/openers": ["tests/ingest/test_any_file.py", "tests/ingest/test_odd_forms.py"],
    "journey/map/lanes": ["tests/map/test_drawing.py", "tests/map/test_numbers.py"],
}
ROOMS = {
    "queries/define": ["tests/use", "tests/ui"],
    "queries/doctor": ["tests/ingest"],
    "queries/ingest": ["tests/ingest", "tests/use/test_manage.py"],
    "queries": ["tests/views", "tests/data", "tests/graph"],
    "journey/data": ["tests/data", "tests/use", "tests/views"],
    "journey/exhibit": ["tests/exhibit"],
    "journey/graph": ["tests/graph", "tests/views"],
    "journey/ingest": ["tests/ingest"],
    "journey/map": ["tests/map", "tests/export/test_map_file.py"],
    "journey/model": ["tests/model", "tests/data", "tests/map", "tests/views"],
}


# Files that take a minute and more come with their room, whatever they name.
LONG = ("test_agreement", "test_paths_agreement", "test_local_rule", "test_many_touchpoints")


@dataclass(frozen=True)
class Fault:
    """The characters from `start` to `end` of the file become `new`."""

    path: str
    start: int
    end: int
    new: str
    kind: str

    def planted(self, text: str) -> str:
        return text[: self.start] + self.new + text[self.end :]

    def shown(self, text: str) -> str:
        """The line, the kind of fault, and what stands there before and after."""
        line = text.count("\n", 0, self.start) + 1
        begin = text.rfind("\n", 0, self.start) + 1
        end = text.find("\n", self.end)
        after = self.planted(text)[begin : end + len(self.new) - (self.end - self.start)]
        return f"{self.path}:{line} {self.kind}\n    - {text[begin:end].strip()}\n    + {after.strip()}"


# Faults in Python

COMPARED = {
    ast.Lt: ("<", "<="),
    ast.LtE: ("<=", "<"),
    ast.Gt: (">", ">="),
    ast.GtE: (">=", ">"),
    ast.Eq: ("==", "!="),
    ast.NotEq: ("!=", "=="),
    ast.In: ("in", "not in"),
    ast.NotIn: ("not in", "in"),
    ast.Is: ("is", "is not"),
    ast.IsNot: ("is not", "is"),
}
COUNTED = {ast.Add: ("+", "-"), ast.Sub: ("-", "+"), ast.Mult: ("*", "/"), ast.Div: ("/", "*")}
CALLED = {"any": "all", "all": "any", "min": "max", "max": "min"}


def python_faults(path: str, text: str) -> Iterator[Fault]:
    tree, lines = ast.parse(text), [0]
    for line in text.splitlines(keepends=True):
        lines.append(lines[-1] + len(line))

    def at(line: int, column: int) -> int:
        start = lines[line - 1]
        return start + len(text[start : lines[line]].encode()[:column].decode())

    def begin(node: ast.AST) -> int:
        return at(node.lineno, node.col_offset)

    def end(node: ast.AST) -> int:
        return at(node.end_lineno, node.end_col_offset)

    def between(left: ast.AST, right: ast.AST, old: str, new: str, kind: str) -> Iterator[Fault]:
        word = rf"\b{old}\b" if old.isalpha() else re.escape(old).replace(r"\ ", r"\s+")
        found = re.search(word, text[end(left) : begin(right)])
        if found:
            yield Fault(path, end(left) + found.start(), end(left) + found.end(), new, kind)

    noted = {
        id(part)
        for node in ast.walk(tree)
        for note in (getattr(node, "annotation", None), getattr(node, "returns", None))
        if note
        for part in ast.walk(note)
    }
    in_texts = {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        for part in ast.walk(node)
    }
    noted |= {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.keyword) and node.arg in ("strict", "frozen")
    }
    for node in ast.walk(tree):
        if id(node) in noted or id(node) in in_texts:
            continue
        if isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            for left, right, operator in zip(sides, sides[1:], node.ops, strict=False):
                yield from between(left, right, *COMPARED[type(operator)], "comparison")
        elif isinstance(node, ast.BoolOp):
            words = ("and", "or") if isinstance(node.op, ast.And) else ("or", "and")
            for left, right in zip(node.values, node.values[1:], strict=False):
                if len(node.values) == 2:
                    yield from between(left, right, *words, "and/or")
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            yield Fault(path, begin(node), begin(node) + 4, "", "not removed")
        elif isinstance(node, ast.BinOp) and type(node.op) in COUNTED:
            yield from between(node.left, node.right, *COUNTED[type(node.op)], "arithmetic")
        elif isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name) and node.func.id in CALLED:
                new = CALLED[node.func.id]
                yield Fault(path, begin(node.func), end(node.func), new, "any/all, min/max")
            first, second = [*node.args[:2], None, None][:2]
            if all(isinstance(side, ast.Name | ast.Attribute) for side in (first, second)):
                swapped = f"{ast.unparse(second)}, {ast.unparse(first)}"
                yield Fault(path, begin(first), end(second), swapped, "arguments swapped")
        elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
            yield Fault(path, begin(node), end(node), str(not node.value), "constant")
        elif isinstance(node, ast.Constant) and isinstance(node.value, int | float):
            for step in (1, -1):
                yield Fault(path, begin(node), end(node), repr(node.value + step), "constant ±1")
        elif isinstance(node, ast.IfExp):
            swapped = f"{ast.unparse(node.orelse)} if {ast.unparse(node.test)} else {ast.unparse(node.body)}"
            yield Fault(path, begin(node), end(node), f"({swapped})", "if/else swapped")


# Faults in SQL

WORDS = {
    "comparison": {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "=": "<>", "<>": "="},
    "and/or": {"and": "or", "or": "and"},
    "arithmetic": {"+": "-", "-": "+"},
    "aggregate": {
        "sum(": "count(",
        "count(": "sum(",
        "min(": "max(",
        "max(": "min(",
        "count(distinct ": "count(",
        "any_value(": "max(",
    },
    "order": {"desc": "asc", "asc": "desc"},
    "join": {"left join": "join", "union all": "union"},
    "not removed": {"not ": "", "is not null": "is null", "is null": "is not null"},
}
TOKEN = re.compile(
    r"--[^\n]*|'(?:[^']|'')*'|\"[^\"]*\"|\$\w+|\{\w*\}"
    r"|(?:not materialized|materialized)"
    r"|count\(distinct |(?:sum|count|min|max|any_value)\(|left join\b|union all\b|is not null\b|is null\b"
    r"|<>|<=|>=|::|[<>=+*-]|\d+(?:\.\d+)?|[a-z_]\w*(?:\.\w+)*\(?|\S",
    re.IGNORECASE,
)
ALIKE = re.compile(r"(?:^|\.)(n_|is_)\w+$|(_at|_no|_second|_seconds|_customers|_events|_journeys)$")


def sql_faults(path: str, text: str) -> Iterator[Fault]:
    tokens = [found for found in TOKEN.finditer(text) if not found[0].startswith("--")]
    names = sorted({found[0] for found in tokens if ALIKE.search(found[0])})
    for index, found in enumerate(tokens):
        word, begin, end = found[0], found.start(), found.end()
        for kind, words in WORDS.items():
            new = words.get(word.lower())
            if word.lower() == "not" and kind == "not removed":
                yield Fault(path, begin, end + 1, "", kind)
            if new is not None and "*" not in (word, text[end : end + 1]):
                yield Fault(path, begin, end, new, kind)
        if re.fullmatch(r"\d+", word):
            for step in (1, -1):
                yield Fault(path, begin, end, str(int(word) + step), "constant ±1")
        if ALIKE.search(word):
            hint = _kind_of_name(word)
            others = [name for name in names if name != word and _kind_of_name(name) == hint]
            if others and tokens[index - 1][0].lower() != "as":
                new = others[begin % len(others)]
                yield Fault(path, begin, end, new, "column swapped")
        if word.lower() == "where":
            yield Fault(path, end + 1, _end_of_condition(text, end), "true ", "condition dropped")


def _kind_of_name(name: str) -> tuple[str, str]:
    """What two columns share that may stand for one another: the table's alias, and how the name begins or ends."""
    table, _, column = name.rpartition(".")
    found = ALIKE.search(name)
    return table, found[1] or found[2] if found else column


def _end_of_condition(text: str, start: int) -> int:
    """Where the first condition after `where` ends."""
    depth = 0
    for found in TOKEN.finditer(text, start):
        word = found[0].lower()
        depth += word.count("(") - word.count(")")
        if depth < 0 or depth == 0 and word in ("and", "or", "group", "order", "having", "limit"):
            return found.start()
        if depth == 0 and word in ("union all", "union", "--", "qualify", "window"):
            return found.start()
    return len(text)


# Where they are looked for


def faults(only: str) -> dict[tuple[str, str], list[Fault]]:
    """Every fault that can be planted in files whose path holds these letters, by room and kind."""
    found: dict[tuple[str, str], list[Fault]] = {}
    for path in sorted({path for source in SOURCES for path in ROOT.glob(source)}):
        name, text = path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")
        if only in name and not name.endswith("__init__.py"):
            plant = python_faults if path.suffix == ".py" else sql_faults
            room = "queries" if path.suffix == ".sql" else name.split("/")[1]
            for fault in plant(name, text):
                found.setdefault((room, fault.kind), []).append(fault)
    return found


def drawn(only: str, seed: int, count: int) -> list[Fault]:
    """So many of them; rooms and kinds come equally often, or the map's lengths in pixels would be half of all."""
    chance, found, chosen = random.Random(seed), faults(only), []
    while found and len(chosen) < count:
        room = chance.choice(sorted({room for room, _ in found}))
        key = room, chance.choice(sorted(kind for other, kind in found if other == room))
        fault = found[key].pop(chance.randrange(len(found[key])))
        if not found[key]:
            del found[key]
        if _is_whole(fault, (ROOT / fault.path).read_text(encoding="utf-8")):
            chosen.append(fault)
    return chosen


def _is_whole(fault: Fault, text: str) -> bool:
    """Whether the fault changes something, and Python can still be read."""
    new = fault.planted(text)
    if new == text:
        return False
    if fault.path.endswith(".py"):
        try:
            return ast.dump(ast.parse(new)) != ast.dump(ast.parse(text))
        except SyntaxError:
            return False
    return True


def rounds(path: str, widest: str) -> list[list[str]]:
    """Tests to run on a fault in this file, the likeliest to notice first; each round leaves out what ran before."""
    stem, found = Path(path).stem.strip("_"), []
    module = path.removesuffix(".py").replace("/", ".")
    tests = sorted(ROOT.glob("tests/**/test_*.py"))
    near = [test for test in tests if test.stem == f"test_{stem}"]
    if path.endswith(".py"):
        package, _, name = module.rpartition(".")
        uses = re.compile(
            rf"{re.escape(module)}\b|from {re.escape(package)} import [^\n]*\b{name}\b"
        )
        near += [
            test
            for test in tests
            if test not in near
            and "browser" not in test.parts
            and test.stem not in LONG
            and uses.search(test.read_text(encoding="utf-8"))
        ][:4]
    found.append([test.relative_to(ROOT).as_posix() for test in near] or _of_folder(NEAR, path))
    if widest != "near":
        found.append([*_of_folder(NEAR, path), *_of_folder(ROOMS, path)])
    if widest == "all":
        found.append(["tests"])
    return [names for names in found if names]


def mapped(fault: Fault, text: str, budget: float) -> list[str]:
    """The tests that run the fault's lines, or ask for its query, as `tests.mutants_map` saw it, as many as fit into the budget's
    seconds: first those named after its file, then those of the files near to it, then the others, the quick ones first."""
    first, last = (text.count("\n", 0, place) + 1 for place in (fault.start, fault.end))
    ran: set[str] = set()
    took: dict[str, float] = {}
    for path in sorted(MAP.glob("*.json")):
        seen = _seen(path)
        lines = seen["lines"].get(fault.path, {})
        contexts = {name for line in range(first, last + 1) for name in lines.get(str(line), ())}
        if contexts <= {""}:  # run once, when the module is imported
            contexts = {name for names in lines.values() for name in names}
        contexts |= set(seen["queries"].get(fault.path, ()))
        shared = {name.removeprefix(FIXTURE) for name in contexts if name.startswith(FIXTURE)}
        ran |= {name for name in contexts if name and not name.startswith(FIXTURE)}
        if shared:
            ran |= {test for test, used in seen["fixtures"].items() if shared & set(used)}
        took |= seen["seconds"]
    named, near = f"/test_{Path(fault.path).stem.strip('_')}.py", _of_folder(NEAR, fault.path)

    def order(test: str) -> tuple[int, float]:
        return (0 if named in test else 1 if test.startswith(tuple(near)) else 2), took[test]

    fitting: list[str] = []
    for test in sorted(ran, key=order):
        if took[test] <= budget:
            fitting.append(test)
            budget -= took[test]
    return fitting


@cache
def _seen(path: Path) -> dict:
    return json.loads(path.read_text(encoding="utf-8"))


def _of_folder(table: dict[str, list[str]], path: str) -> list[str]:
    """The entry of the longest folder that the file lies in."""
    folder = max((name for name in table if path.startswith(name + "/")), key=len, default="")
    return table.get(folder, [])


def first_notice(copy: Path, planned: list[list[str]], seconds: float) -> str:
    """The test of these rounds that notices the fault in the copy, UNDECIDED where they did not end in time, or nothing."""
    ran: list[str] = []
    for names in planned:
        names = [name for name in dict.fromkeys(names) if name not in ran]
        if not names:
            continue
        leave_out = [f"--ignore={name}" for name in (*ran, "tests/browser") if "::" not in name]
        listed = copy / "shown.txt"  # too many for a command line
        listed.write_text("\n".join(names), encoding="utf-8")
        command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider"]
        command += [f"--timeout={HANGING_SECONDS}", "-W", "ignore", f"@{listed}"]
        try:
            done = subprocess.run(
                [*command, *leave_out],
                cwd=copy,
                capture_output=True,
                text=True,
                timeout=seconds,
                env={
                    **os.environ,
                    "JOURNEY_REAL_DATA": str(REAL_DATA),
                    "JOURNEY_NO_SHRINKING": "1",
                },
            )
        except subprocess.TimeoutExpired:
            return UNDECIDED
        if done.returncode not in (0, 5):
            said = re.search(r"^(?:FAILED|ERROR) (\S+)", done.stdout, re.MULTILINE)
            return said[1] if said else "the tests do not begin"
        ran += names
    return ""


def copied(target: Path) -> Path:
    """The project's files, as they lie here, in a folder of their own."""
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True)  # fmt: skip
    for name in listed.stdout.splitlines():
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target / name)
    return target


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)  # fmt: skip
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--skip", type=int, default=0, help="leave out so many, to go on")
    parser.add_argument("--numbers", default="", help="these of them alone, as 3,17,20")
    parser.add_argument(
        "--only", default="", help="files whose path holds this, as views/ or map/headline"
    )
    parser.add_argument("--widest", choices=("near", "mapped", "room", "all"), default="all")
    parser.add_argument(
        "--seconds", type=float, default=LIMIT_SECONDS, help="for each round of tests on one fault"
    )
    parser.add_argument("--budget", type=float, default=BUDGET_SECONDS, help="for --widest mapped")
    asked = parser.parse_args()
    chosen = drawn(asked.only, asked.seed, asked.skip + asked.count)[asked.skip :]
    wanted = {int(number) for number in asked.numbers.split(",") if number}
    noticed, left = 0, []
    with tempfile.TemporaryDirectory(prefix="mutants") as folder:
        copy = copied(Path(folder) / "project")
        for number, fault in enumerate(chosen, asked.skip + 1):
            if wanted and number not in wanted:
                continue
            path, start = copy / fault.path, time.monotonic()
            text = path.read_text(encoding="utf-8")
            path.write_text(fault.planted(text), encoding="utf-8")
            if asked.widest == "mapped":
                planned = [mapped(fault, text, asked.budget)]
            else:
                planned = rounds(fault.path, asked.widest)
            notice = first_notice(copy, planned, asked.seconds)
            path.write_text(text, encoding="utf-8")
            took = f"{time.monotonic() - start:.0f} s"
            print(f"{number} {notice or 'UNNOTICED'} ({took}) {fault.shown(text)}", flush=True)
            if notice in ("", UNDECIDED):
                left.append(f"{notice or 'UNNOTICED'} {fault.shown(text)}")
            else:
                noticed += 1
    print(
        f"\n{noticed} of {len(wanted) or len(chosen)} faults were noticed (seed {asked.seed})",
        *left,
        sep="\n",
    )
    return bool(left)


if __name__ == "__main__":
    sys.exit(main())
