"""Findings are kept beside their version, and go with it; what other data, rules or definitions gave is not taken for them."""

import json

import pytest

from journey.data import store
from journey.data.generation import open_generation
from journey.findings import keep, run
from journey.findings.keep import findings_of, is_kept, kept, names_kept
from journey.model.filters import Filters
from journey.model.finding import FindingName, parse_name
from tests.findings.test_find import shop


def test_they_are_kept_and_read_again(tmp_path):
    generation = shop(tmp_path)
    assert kept(generation) is None
    found = findings_of(generation, Filters())
    assert found.heads and kept(generation) == found
    assert names_kept(generation.path) == {
        FindingName(one.stage, one.touchpoint, one.attribute, one.value) for one in found.findings
    }


def test_under_filters_nothing_is_kept(tmp_path):
    generation = shop(tmp_path)
    findings_of(generation, Filters.of(where={"device": ["mobile"]}))
    assert not is_kept(generation)


def test_what_other_rules_found_is_looked_for_again(tmp_path, monkeypatch):
    generation = shop(tmp_path)
    findings_of(generation, Filters())
    monkeypatch.setattr(keep, "RULES", keep.RULES + 1)
    assert kept(generation) is None and names_kept(generation.path) is None


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"of": [], "findings": [{}]}'])
def test_a_broken_file_is_none(tmp_path, content):
    generation = shop(tmp_path)
    findings_of(generation, Filters())
    store.findings_file(generation.path).write_bytes(content)
    assert kept(generation) is None and names_kept(generation.path) is None
    assert findings_of(generation, Filters()).heads and is_kept(generation)


def test_to_whom_attributes_are_closed_nothing_is_kept(tmp_path):
    """Less is found without them; and of what all found, only what is of open attributes is shown (test_findings.py)."""
    generation = shop(tmp_path)
    findings_of(generation.with_attributes([]), Filters())
    assert not is_kept(generation)


def test_they_go_with_their_version(tmp_path):
    generation = shop(tmp_path)
    findings_of(generation, Filters())
    generation.close()
    store.remove(generation.path)
    assert not store.findings_file(generation.path).exists()


def test_a_process_of_its_own_keeps_them_and_says_how_far_it_is(tmp_path, capsys):
    generation = shop(tmp_path)
    generation.close()
    assert run.main(generation.path) == 0
    assert is_kept(open_generation(generation.path))
    lines = capsys.readouterr().out.splitlines()
    measures = [line for line in lines if line.endswith(" measures")]
    assert measures[-1] == f"{len(measures)} of {len(measures)} measures"
    assert run.main(tmp_path / "none.duckdb") == 1


def test_they_hold_no_less_than_their_owner_may_read(tmp_path):
    generation = shop(tmp_path)
    findings_of(generation, Filters())
    file = store.findings_file(generation.path)
    assert file.stat().st_mode & 0o077 == 0
    assert json.loads(file.read_bytes())["of"][0] == keep.RULES


def test_a_name_in_a_link_is_the_name():
    name = FindingName("a/b", "", "über & so", "100 %")
    assert parse_name(str(name)) == name and "//" in str(name)
    assert parse_name("a/b") is None
