"""What looks like a keyed hash in place of a customer's id, and what does not."""

import pytest

from journey.ingest.ids import is_pseudonym, pseudonym


def test_a_pseudonym_looks_like_one():
    assert is_pseudonym(pseudonym("ann@example.com", b"key")) and is_pseudonym("p-" + "0a" * 16)


@pytest.mark.parametrize(
    "other",
    ["p-", "p-0a", "p-" + "g" * 32, "0a" * 16, "0a" * 17, "p-" + "0a" * 17, "p-p-" + "0" * 30],
)
def test_what_is_none(other):
    assert not is_pseudonym(other)
