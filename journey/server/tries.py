"""Wrong keys are slowed: after a few, each further one doubles how long an address has to wait, right ones between or not."""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

FREE = 5  # wrong keys before the first wait
FIRST_WAIT, LONGEST_WAIT = 2.0, 600.0  # seconds
FORGOTTEN_SECONDS = 3600.0  # after the last wrong key
REMEMBERED = 10_000  # addresses; the oldest is forgotten first


@dataclass
class _Wrong:
    times: int
    last: float
    until: float  # before this no key of the address is looked at


class Tries:
    def __init__(self, clock: Callable[[], float] = time.monotonic):
        self._clock = clock
        self._wrong: OrderedDict[str, _Wrong] = OrderedDict()

    def wait(self, address: str) -> float:
        """Seconds until the next key of this address is looked at."""
        wrong = self._wrong.get(address)
        return max(0.0, wrong.until - self._clock()) if wrong else 0.0

    def was_wrong(self, address: str) -> None:
        now, before = self._clock(), self._wrong.pop(address, None)
        times = before.times + 1 if before and now - before.last < FORGOTTEN_SECONDS else 1
        wait = min(LONGEST_WAIT, FIRST_WAIT * 2 ** (times - FREE)) if times >= FREE else 0.0
        self._wrong[address] = _Wrong(times, now, now + wait)
        while len(self._wrong) > REMEMBERED:
            self._wrong.popitem(last=False)
