"""What README and docs say is so: their commands run, their folders and the pages they point to exist."""

import re
import shlex

import pytest

from journey.__main__ import main
from tests.conftest import ROOT

DOCS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
TEXT = "\n".join(path.read_text(encoding="utf-8") for path in DOCS)
SAMPLE_TEXT = (ROOT / "sample_data" / "README.md").read_text(encoding="utf-8")
COMMANDS = sorted(
    {
        *re.findall(r"^(python -m journey show .*)$", TEXT, re.MULTILINE),
        *re.findall(r"`(python -m journey show [^`]*)`", SAMPLE_TEXT),
    }
)

EXPORTS = sorted(set(re.findall(r"^ *(python -m journey export .*)$", TEXT, re.MULTILINE)))
KEPT = "--recipe"  # of a deck that the reader has


@pytest.mark.parametrize("command", COMMANDS)
def test_commands_run(capsys, sample_db, command):
    assert main([*shlex.split(command)[3:], "--db", str(sample_db)]) == 0
    assert capsys.readouterr().out


@pytest.mark.parametrize("command", [command for command in EXPORTS if KEPT not in command])
def test_exports_run(capsys, sample_db, tmp_path, monkeypatch, command):
    monkeypatch.chdir(tmp_path)
    words = shlex.split(command)
    assert main([*words[3:], "--db", str(sample_db)]) == 0
    assert ("--out" not in words) or (tmp_path / words[words.index("--out") + 1]).stat().st_size


def test_there_are_commands_to_run():
    assert len(COMMANDS) > 12 and len(EXPORTS) > 8


def test_the_drawn_house_stands():
    drawing = TEXT.split("## The rooms")[1].split("```")[1]
    parents = []
    for line in drawing.strip().splitlines():
        indent, name = len(line) - len(line.lstrip()), line.split()[0]
        parents = [*parents[: indent // 2], name]
        if name != "data/" or indent:
            assert (ROOT / "".join(parents)).exists(), name


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_links_lead_to_files(path):
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8")):
        assert target.startswith("https://") or (path.parent / target).exists(), target
