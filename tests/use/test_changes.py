"""What a new definition changed is given in the form that stands first: of CSAT the share, not the mean."""

from journey.data import store
from journey.data.generation import open_generation
from journey.use.changes import changes
from journey.use.load import redefine
from tests.logs import build, event


def test_csat_moves_between_stages_as_a_share(tmp_path):
    """12 customers answer 5 and 12 answer 1 at Delivery: half are satisfied, and the mean of 3 is not told as 300 %."""
    rows = [
        event(f"c{number}", "2025-01-01", "Delivery", csat=5 if number < 12 else 1)
        for number in range(24)
    ]
    before = build(tmp_path, rows, "[touchpoints]\nDelivery = 'purchase'\n")
    redefine(tmp_path / "db", "log", "[touchpoints]\nDelivery = 'retention'\n")
    by_figure = {
        (change.figure, change.of): change
        for change in changes(
            before, open_generation(store.current_generation(tmp_path / "db", "log"))
        )
    }
    moved = by_figure["csat", "retention"]
    assert (moved.before, moved.after, by_figure["csat answers", "retention"].after) == (
        None,
        0.5,
        24,
    )
    assert moved.sentence() == "retention, csat: none → 50.0 %"
    assert ("csat", "all") not in by_figure
