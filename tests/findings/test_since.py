"""What is new, grown and gone since the version before, from the command line."""

import shutil

from journey.findings.find import Findings
from journey.findings.since import since
from tests.command_line.test_command_line import run
from tests.findings.test_find import ALL, find, shop


def test_by_name_new_grown_and_gone(tmp_path):
    """Mobile leaves 30 of 100 as all do, then 80, then 95; later again as all do."""
    versions = {}
    for name, lost in (("none", 30), ("some", 80), ("many", 95)):
        (tmp_path / name).mkdir()
        versions[name] = find(shop(tmp_path / name, lost), ALL)
    none, some, many = versions.values()
    begun = since(none, some)
    assert [one.value for one in begun.new] == ["mobile"] and not begun.grown and not begun.gone
    grown = since(some, many)
    assert [(one.value, was.value) for one, was in grown.grown] == [("mobile", "mobile")]
    assert not grown.new and not grown.gone
    gone = since(many, none)
    assert [one.value for one in gone.gone] == ["mobile"] and not gone.new
    assert since(some, some) == since(Findings(), Findings())


def test_from_the_command_line(tmp_path, capsys):
    """One version alone has nothing before it; a second one of the same data tells nothing new."""
    generation = shop(tmp_path)
    words = (
        "findings",
        "--since-last-load",
        "--dataset",
        generation.dataset,
        "--db",
        str(tmp_path / "db"),
    )
    status, _, error = run(capsys, *words)
    assert status == 2 and "has one version alone" in error
    shutil.copyfile(generation.path, generation.path.with_name("generation-000002.duckdb"))
    status, said, _ = run(capsys, *words)
    assert status == 0
    assert said.splitlines() == ["1 more as before; `python -m journey findings` says them all."]
    status, _, error = run(capsys, *words, "--where", "device=mobile")
    assert status == 2 and "leave the filters out" in error
