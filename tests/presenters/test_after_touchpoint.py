"""What follows a touchpoint, as the Friction screen says it."""

from journey.presenters.friction import after_touchpoint as words


def row(outcome: str, with_it: float, otherwise: float, width: float = 0.02, n: int = 100) -> dict:
    difference = with_it - otherwise
    return {
        **{"outcome": outcome, "unit": "share", "adjusted_n": 2 * n},
        **{"with_it": with_it, "with_it_n": n, "without_it": otherwise, "without_it_n": n},
        **{"adjusted": difference, "adjusted_low": difference - width},
        "adjusted_high": difference + width,
    }


def contrast(lost: tuple[int, int], kept: tuple[int, int], difference: float, **more) -> dict:
    """Of those lost and those kept, how many had it and how many there are."""
    return {
        **{"rule": "landmark", "kind": "touchpoint", "value": "Call", "difference": difference},
        **{"low": difference - 0.02, "high": difference + 0.02},
        **dict(zip(("lost_with", "lost", "kept_with", "kept"), (*lost, *kept), strict=True)),
        **more,
    }


def headline(*rows: dict, contrasts=()) -> str:
    return words.headline(words.compared(rows, contrasts, "Call"), "Call")


def test_the_largest_sure_harm_is_said():
    assert headline(row("csat", 0.5, 0.6), row("contact_again", 0.7, 0.4)) == (
        "After Call 70 % make contact again, elsewhere at the same place 40 %"
    )


def test_what_is_better_or_not_sure_is_no_harm():
    nothing = "Nothing compared here surely goes worse after Call than elsewhere in its stage"
    assert headline(row("csat", 0.9, 0.6), row("contact_again", 0.2, 0.4)) == nothing
    assert headline(row("csat", 0.5, 0.6, width=0.11)) == nothing
    assert headline(row("csat", 0.1, 0.6, n=29)) == nothing


def test_leaving_has_the_raw_shares_and_the_difference_at_landmarks():
    """Of 100 that had it 60 left, of the 300 others 60."""
    [found] = words.compared((), [contrast((60, 120), (40, 280), 0.1)], "Call")
    assert found.sides == "60 % of 100, otherwise 20 % of 300"
    assert (found.difference, found.n, found.fewest) == (0.1, 400, 100)
    assert words.headline([found], "Call") == (
        "Whoever was at Call leaves more often in the end, by 10 points at equal progress"
    )


def test_another_touchpoint_or_what_was_known_at_entry_is_none_of_it():
    others = [
        contrast((60, 120), (40, 280), 0.1, value="Chat"),
        contrast((60, 120), (40, 280), 0.1, rule="known at entry"),
        contrast((60, 120), (40, 280), 0.1, kind="channel"),
    ]
    assert words.compared((), others, "Call") == []
