"""In shared mode no mean of few different feelings tells how many felt bad."""

from statistics import mean

import pytest

from journey.data.ask import ask
from journey.model.filters import Filters
from journey.model.small_numbers import ANALYST, SHARED
from tests.logs import build, event


def _felt(bad: int, good: int, valences: int) -> list[float]:
    """So many feel -0.5, the others one of the remaining valences, from 0.3 up."""
    return [-0.5] * bad + [0.3 + (n % (valences - 1)) / 100 for n in range(good)]


def _at_two(tmp_path, bad: int, valences: int):
    """40 customers at the ad, so many of them feel bad there; 40 at the shop, 20 of them feel bad."""
    rows = [
        event(
            f"{touchpoint}{n:02}",
            "2025-01-01",
            touchpoint,
            stage="visit",
            channel="web",
            valence=valence,
        )
        for touchpoint, bad_there in (("Ad", bad), ("Shop", 20))
        for n, valence in enumerate(_felt(bad_there, 40 - bad_there, valences))
    ]
    return build(tmp_path, rows)


@pytest.mark.parametrize(
    ("bad", "valences", "is_told"),
    [(2, 2, False), (2, 12, True), (5, 2, True), (2, 8, False), (2, 9, True)],
)
def test_of_touchpoints(tmp_path, bad, valences, is_told):
    """0.26 of 40 who felt 0.3 or -0.5 is two of them; with the shop's mean beside the whole it would be known too."""
    generation = _at_two(tmp_path, bad, valences)
    exact, shown = (
        {
            row["touchpoint"]: row
            for row in ask(generation, "touchpoints", Filters(), mode=mode).rows
        }
        for mode in (ANALYST, SHARED)
    )
    assert exact["Ad"]["mean_valence"] == pytest.approx(mean(_felt(bad, 40 - bad, valences)))
    told = [shown[name]["mean_valence"] is not None for name in ("Ad", "Shop")]
    assert told == [is_told] * 2


@pytest.mark.parametrize(("bad", "is_told"), [(2, False), (5, True)])
def test_of_emotions_by_group(tmp_path, bad, is_told):
    """Two of forty in the south, five of the 40 of the north: n, ends and the share recorded go with the mean."""
    rows = [
        event(f"{region}{n:02}", "2025-01-01", "Ad", stage="visit", valence=valence, region=region)
        for region, bad_there in (("S", bad), ("N", 5))
        for n, valence in enumerate(_felt(bad_there, 40 - bad_there, 2))
    ]
    shown = ask(build(tmp_path, rows), "emotions", Filters(), by=("region",), mode=SHARED).rows
    told = ("mean_valence", "low", "high", "n", "recorded_share")
    assert {row["region"]: row["events"] for row in shown} == {"N": 40, "S": 40}
    assert {row[name] is not None for row in shown for name in told} == {is_told}


@pytest.mark.parametrize(("falling", "is_told"), [(3, False), (6, True)])
def test_of_changes_from_one_touchpoint_to_the_next(tmp_path, falling, is_told):
    """All feel 0.6 at the ad, three or six of forty -0.6 at the shop: a change of -0.09 is -1.2 of three."""
    rows = [
        event(f"c{n:02}", f"2025-01-0{day}", name, stage="visit", valence=valence)
        for n in range(40)
        for day, name, valence in ((1, "Ad", 0.6), (2, "Shop", -0.6 if n < falling else 0.6))
    ]
    [row] = ask(build(tmp_path, rows), "valence_changes", Filters(), mode=SHARED).rows
    change = pytest.approx(-1.2 * falling / 40) if is_told else None
    assert (row["valence_change_n"], row["valence_change"]) == (40, change)
    assert (row["valence_change_low"] is None) == (not is_told)


def test_of_13_recorded_ten_in_the_north_would_leave_three_in_the_south(tmp_path):
    """Two of forty in the south feel bad: its n hides with that of the east, where none is recorded, and so do all shares."""
    rows = [
        event(f"{region}{n:02}", "2025-01-01", "Ad", stage="visit", region=region)
        | ({"valence": 0.5} if n < recorded else {"emotion": "anger" if n >= 40 - bad else "trust"})
        for region, recorded, bad in (("S", 3, 2), ("N", 10, 10), ("E", 0, 10))
        for n in range(40)
    ]
    shown = ask(build(tmp_path, rows), "emotions", Filters(), by=("region",), mode=SHARED).rows
    told = {row["region"]: (row["n"], row["recorded_share"]) for row in shown}
    assert told == {"E": (None, None), "N": (40, None), "S": (None, None)}
