"""Cards of measures that are neither shares nor scores."""

from datetime import date, timedelta

from journey.exhibit.chart import Dots
from journey.exhibit.declared import make
from journey.exhibit.exhibit import Exhibit
from journey.exhibit.ref import Ref
from journey.exhibit.source import analyst
from journey.findings.find import Findings, find
from journey.findings.view import looked_at
from journey.model.filters import Filters
from journey.model.finding import BOTH, TIME, name_of
from tests.findings.test_find import STAGES
from tests.logs import build, event


def slow_for_some(tmp_path):
    """Everybody goes on: by app after nine days, on the web after one. Observed for a year."""
    rows = [event("z", "2025-12-31", "Home page", stage="visit", device="web")]
    for n in range(400):
        device, begun = ("app", "web")[n % 2], date(2025, 1, 6) + timedelta(days=n % 56)
        later = begun + timedelta(days=1 if n % 2 else 9)
        rows += [
            event(f"c{n}", f"{begun}T10:00", "Home page", stage="visit", device=device),
            event(f"c{n}", f"{later}T10:00", "Basket", stage="buy", device=device),
        ]
    return build(tmp_path, rows, STAGES)


def test_the_card_of_a_time_is_written_as_one(tmp_path):
    """Nine days and one: days in seconds on an axis of time, not percent."""
    generation = slow_for_some(tmp_path)
    [told] = [one for one in find(generation, Filters()).findings if one.measure == TIME]
    assert (round(told.inside / 86_400, 3), round(told.outside / 86_400, 3)) == (9, 1)
    assert told.title == "App: 9 days from visit to the next stage, 1 day with the others"
    assert told.is_head
    ref = Ref.of("findings.card", Filters(), finding=str(name_of(told.as_dict())))
    made = make(ref, analyst(generation, Filters()))
    assert isinstance(made, Exhibit) and isinstance(made.content, Dots)
    assert made.content.axis.unit == "seconds"
    assert made.content.series[0].words == ("9 days", "1 day")


def test_how_much_of_what_holds_is_told_is_said():
    assert looked_at(Findings((), {"attribute": 900}, 12)).startswith(
        "Looked at 900 comparisons; 12 hold, in 0 findings."
    )
    assert "700 hold, of which the surest 500 make 0 findings" in looked_at(
        Findings((), {"attribute": 900}, 700)
    )


def test_the_others_of_a_finding_count_as_a_side_that_may_be_small(tmp_path):
    """Of desktop three leave in the weeks in which nine in ten of mobile do: the sentence says their share, so they are a side."""
    rows = [event("z", "2025-12-31", "Home page", stage="visit", device="tv")]
    for n in range(1200):
        week, device = n // 60, "mobile" if n % 2 else "desktop"
        is_incident = week in (8, 9, 10)
        is_lost = (
            (n // 2) % 10 < (9 if is_incident else 3)
            if n % 2
            else (n // 2) % 30 == 3 and is_incident
        )
        day = date(2025, 1, 6) + timedelta(weeks=week)
        rows.append(event(f"c{n}", f"{day}T10:00", "Home page", stage="visit", device=device))
        if not is_lost:
            rows.append(event(f"c{n}", f"{day}T12:00", "Basket", stage="buy", device=device))
    found = find(build(tmp_path, rows, STAGES), Filters()).findings
    [mobile] = [
        one for one in found if (one.family, one.measure, one.value) == (BOTH, "drop_off", "mobile")
    ]
    assert mobile.least_customers == 3
