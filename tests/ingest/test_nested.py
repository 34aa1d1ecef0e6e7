"""Which cells are JSON, so that the keys inside them become columns."""

import pytest

from journey.ingest.nested import _is_valid_json


@pytest.mark.parametrize("cell", ['{"a": 1}', "[]", '{"a": "\\u00e4"}', '"\\ud83d\\ude00"'])
def test_json(cell):
    assert _is_valid_json(cell)


@pytest.mark.parametrize("cell", ["{", "a", '{"a": "\\ud83d"}', "[" * 100_000])
def test_none(cell):
    """Not cut JSON, not plain words, not half a letter, not what is nested beyond reading."""
    assert not _is_valid_json(cell)
