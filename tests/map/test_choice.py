"""Which touchpoints keep their place where a stage has room for few."""

from journey.map.choice import choose_touchpoints
from tests.logs import build, event
from tests.map.maps import map_of


def test_what_customers_surely_feel_bad_at_comes_before_what_is_passed_by_most(tmp_path):
    """In awareness the ad is the worst of all; in purchase 30 of 40 pass the desk at −0.5 and all pass the shop at +0.5."""
    rows = [
        event(f"c{n:02}", "2025-01-01", "Ad", stage="awareness", valence=-0.9) for n in range(40)
    ]
    rows += [
        event(f"c{n:02}", "2025-01-02", "Shop", stage="purchase", valence=0.5) for n in range(40)
    ]
    rows += [
        event(f"c{n:02}", "2025-01-03", "Shop", stage="purchase", valence=0.5) for n in range(40)
    ]
    rows += [
        event(f"c{n:02}", "2025-01-04", "Desk", stage="purchase", valence=-0.5) for n in range(30)
    ]
    rows += [
        event(f"c{n:02}", "2025-01-05", "Bill", stage="purchase", valence=0.6) for n in range(40)
    ]
    purchase = choose_touchpoints(map_of(build(tmp_path, rows)), 2)[2]
    assert purchase.stage.name == "purchase"
    assert {touchpoint.name for touchpoint in purchase.touchpoints} == {"Bill", "Desk"}
