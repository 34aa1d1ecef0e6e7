"""Wrong keys: how long an address waits, worked out by hand."""

from journey.server.tries import FORGOTTEN_SECONDS, FREE, REMEMBERED, Tries


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_each_wrong_key_beyond_the_free_ones_doubles_the_wait():
    clock = Clock()
    tries = Tries(clock)
    waits = []
    for _ in range(FREE + 3):
        tries.was_wrong("a")
        waits.append(tries.wait("a"))
    assert waits == [0, 0, 0, 0, 2, 4, 8, 16]
    clock.now += 10
    assert tries.wait("a") == 6
    assert tries.wait("b") == 0


def test_no_wait_is_longer_than_ten_minutes():
    tries = Tries(Clock())
    for _ in range(100):
        tries.was_wrong("a")
    assert tries.wait("a") == 600


def test_an_hour_makes_good():
    clock = Clock()
    tries = Tries(clock)
    for _ in range(FREE):
        tries.was_wrong("b")
    clock.now += FORGOTTEN_SECONDS
    tries.was_wrong("b")
    assert tries.wait("b") == 0


def test_many_addresses_take_no_more_room():
    tries = Tries(Clock())
    for number in range(REMEMBERED + 50):
        tries.was_wrong(str(number))
    assert len(tries._wrong) == REMEMBERED
