"""One symbol for each touchpoint, so that the path of a journey is a short text in which ways are found by their symbols.

Letters rise with the numbers of the touchpoints. None of them has a meaning in a LIKE pattern or joins with its neighbours.
"""

from itertools import islice

from journey.model.errors import UserError

_LEFT_OUT = "%_\\'\""
_RANGES = ((0x21, 0x7E), (0x4E00, 0x9FFF), (0x10000, 0x10FFFD))
MOST = sum(last - first + 1 for first, last in _RANGES) - len(_LEFT_OUT)


def symbols(number: int) -> list[str]:
    """The first so many symbols; raises UserError where there are not as many."""
    if number > MOST:
        raise UserError(
            f"There are {number:,} different touchpoints: is another column meant? At most {MOST:,} can be told apart."
        )
    all_symbols = (chr(code) for first, last in _RANGES for code in range(first, last + 1))
    return list(islice((symbol for symbol in all_symbols if symbol not in _LEFT_OUT), number))
