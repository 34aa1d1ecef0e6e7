"""Which part of friction differs by period or group, and how that is said."""

import pytest

from journey.presenters.friction import parts_by as words

NAMES = {"web": "with web", "shop": "with shop", "phone": "with phone"}


def row(
    name: str, waits: tuple[float | None, int], leaves: tuple[float | None, int], **more
) -> dict:
    """A row of `friction` that tells two parts."""
    told = {"waits": waits, "leaves": leaves}
    parts = ("leaves", "repeats", "contact_again", "waits", "feels_bad", "effort", "hand_off")
    return {
        "channel": name,
        **{part: told.get(part, (None, 0))[0] for part in parts},
        **{f"{part}_n": told.get(part, (None, 0))[1] for part in parts},
        **{f"{part}{end}": None for part in parts for end in ("_low", "_high")},
        **more,
    }


def headline(*rows: dict, aged: list[dict] | None = None) -> str:
    return words.headline(words.part_shares(rows, aged, "channel"), "Call", "channel", NAMES)


def test_the_largest_sure_difference_from_all_others_together_is_said():
    """Of 200 elsewhere 30 wait (15 %), on the phone 60 of 100: z = 7.9. Leaving does not differ."""
    assert (
        headline(
            row("web", (0.1, 100), (0.5, 100)),
            row("shop", (0.2, 100), (0.52, 100)),
            row("phone", (0.6, 100), (0.48, 100)),
        )
        == "Call, wait: 60 % with phone, otherwise 15 %"
    )


def test_what_is_worse_comes_before_what_is_better():
    """Fewer wait on the web (z = -8.9 of 600), more leave on the phone (z = 3.4 of 200)."""
    assert (
        headline(
            row("web", (0.1, 300), (0.4, 300)),
            row("phone", (0.5, 300), (0.6, 300)),
        )
        == "Call, wait: 50 % with phone, otherwise 10 %"
    )
    assert (
        headline(
            row("web", (0.1, 300), (0.5, 300)),
            row("phone", (None, 0), (0.7, 300)),
        )
        == "Call, leave: 70 % with phone, otherwise 50 %"
    )


@pytest.mark.parametrize("n", [29, 30])
def test_of_fewer_than_thirty_nothing_is_said(n):
    said = headline(row("web", (0.0, 300), (0.5, 300)), row("phone", (1.0, n), (0.5, n)))
    assert said.startswith("Call, wait: 100 %") == (n >= 30)


def test_it_is_corrected_for_how_many_are_compared():
    """p = .027 in two of four comparisons is .054 corrected; where only the two are made, .027."""
    rows = [row("web", (0.5, 400), (0.5, 400)), row("phone", (0.578, 400), (0.5, 400))]
    assert words.surely_other(words.part_shares(rows, None, "channel")) == []
    alone = words.part_shares(
        [row("web", (0.5, 400), (None, 0)), row("phone", (0.578, 400), (None, 0))], None, "channel"
    )
    assert len(words.surely_other(alone)) == 2


def test_periods_are_compared_at_the_same_age():
    """Who leaves is told by the journeys of an age; that few of the young came back or waited yet is no difference."""
    rows = [row("web", (0.6, 300), (0.9, 300)), row("phone", (0.1, 300), (0.1, 300))]
    aged = [
        row("web", (None, 0), (0.5, 300), young=0),
        row("phone", (None, 0), (None, 0), young=300),
    ]
    shares = words.part_shares(rows, aged, "channel")
    assert words.surely_other(shares) == []
    assert shares["leaves", "web"].share == 0.5
    assert (shares["waits", "web"].is_young, shares["waits", "phone"].is_young) == (False, True)
