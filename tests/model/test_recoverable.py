"""What can be won back: by hand, and whether its interval holds the truth (METRICS.md, "Loss ledger")."""

import numpy as np
import pytest

from journey.model.recoverable import Leaving, recoverable

RUNS, SEED, LEAST = 2_000, 20_261_130, 0.94


def singly(n: int, lost: int) -> Leaving:
    """Journeys of customers who come once."""
    return Leaving(n, lost, n, n, lost, lost)


def of_counts(counts: dict[str, tuple[int, int]]):
    n, lost = (sum(count[place] for count in counts.values()) for place in (0, 1))
    return recoverable(
        {name: singly(*count) for name, count in counts.items()},
        {name: singly(n - count[0], lost - count[1]) for name, count in counts.items()},
    )


def test_by_hand():
    """Newcombe's example (a) with its sides changed: 56 of 70 against 48 of 80, but n >= 100: ten times as many."""
    found = of_counts({"web": (800, 480), "phone": (700, 560)})
    assert found.reference == "web" and found.point == pytest.approx(700 * (0.8 - 0.6))
    assert 0 < found.low < found.point < found.high
    assert found.of_others.lost == 560


def test_small_values_and_none_are_others_but_no_reference():
    found = of_counts({"": (500, 250), "web": (100, 20), "store": (99, 0)})
    assert found.reference == "web" and found.of_others.n == 599
    assert of_counts({"": (500, 250), "web": (99, 20)}) is None
    assert of_counts({"web": (500, 250)}) is None


def test_nothing_below_zero():
    found = of_counts({"web": (1000, 300), "phone": (110, 35), "store": (110, 35)})
    assert (found.point > 0, found.low) == (True, 0)
    assert of_counts({"web": (400, 0), "phone": (400, 0)}).low == 0


def test_customers_who_come_again_widen_it():
    """400 journeys of 100 customers, each of whose four leave or stay together, are worth about 100."""
    once = {"web": singly(400, 100), "phone": singly(400, 40)}
    four = {
        "web": Leaving(400, 100, 100, 1600, 400, 400),
        "phone": Leaving(400, 40, 100, 1600, 160, 160),
    }
    narrow = recoverable(once, {"web": once["phone"], "phone": once["web"]})
    wide = recoverable(four, {"web": four["phone"], "phone": four["web"]})
    assert wide.point == narrow.point == 60
    assert (wide.high - wide.low) / (narrow.high - narrow.low) == pytest.approx(2, rel=0.1)


@pytest.mark.parametrize(
    ("sizes", "shares"),
    [
        ((300, 300), (0.2, 0.2)),
        ((1000,) * 5, (0.3,) * 5),
        ((120,) * 8, (0.05,) * 8),
        ((300, 700), (0.1, 0.3)),
        ((200, 500, 900), (0.1, 0.12, 0.3)),
        ((2000, 150, 150), (0.2, 0.1, 0.2)),
        ((500,) * 4, (0.1, 0.2, 0.3, 0.4)),
    ],
    ids=str,
)
def test_the_interval_holds_the_truth(sizes, shares):
    """In 2,000 draws, also where all values are equal: the truth is what the best of them leaves to win back."""
    n, p = np.array(sizes), np.array(shares)
    others = n.sum() - n
    truth = max(0.0, float(((n @ p - n * p) - others * p).max()))
    held = 0
    for lost in np.random.default_rng(SEED).binomial(n, p, size=(RUNS, len(n))):
        found = of_counts({str(k): (int(n[k]), int(lost[k])) for k in range(len(n))})
        held += found.low - 1e-9 <= truth <= found.high + 1e-9
    assert held / RUNS >= LEAST


def test_the_best_of_many_has_to_be_better_by_more():
    """0 of 371 against 28 of 1,850: of two values that is sure, of five (each at level 99 %) it is not."""
    two = of_counts({"a": (371, 0), "b": (1850, 28)})
    assert two.point == pytest.approx(28) and two.low > 0
    five = of_counts(
        {"a": (371, 0), **dict.fromkeys("bc", (462, 7)), **dict.fromkeys("de", (463, 7))}
    )
    assert five.low == 0
