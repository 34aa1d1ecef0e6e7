"""Each touchpoint has a symbol of its own, as many as there can be."""

import pytest

from journey.data.symbols import MOST, symbols
from journey.model.errors import UserError


def test_there_are_as_many_as_are_promised():
    found = symbols(MOST)
    assert len(found) == MOST == len(set(found)) and {len(symbol) for symbol in found} == {1}
    with pytest.raises(UserError):
        symbols(MOST + 1)
