"""What could be won back is asked of each half of the time too: an outage of one month is not taken for a standing difference."""

from datetime import date

import pytest

from journey.data.ask import ask
from journey.exhibit.declared import make
from journey.exhibit.ref import Ref
from journey.exhibit.source import analyst, asking
from journey.model.filters import Filters
from tests.logs import build, event

DAYS = "[journeys]\ninactivity_days = 30\nid_is_journey = false\n"
HALVES = (date(2025, 7, 16), date(2025, 7, 17))  # 1 February to 31 December has 334 days
EACH, FEW_LOST = 150, 30


def shop(lost_on_the_phone: tuple[int, int], months: tuple[int, int] = (2, 8)) -> list[dict]:
    """150 baskets on the web and 150 on the phone in each of two months; 30 of the web's are lost in both."""
    rows = [event(f"z{number}", "2025-12-31", "Login") for number in range(6)]
    for month, on_the_phone in zip(months, lost_on_the_phone, strict=True):
        for channel, lost in (("web", FEW_LOST), ("phone", on_the_phone)):
            for number in range(EACH):
                who = f"{channel}{month}{number}"
                at = f"2025-{month:02}-01"
                rows.append(event(who, at, "Basket", stage="purchase", channel=channel))
                if number >= lost:
                    rows.append(event(who, at[:-1] + "2", "Delivery", stage="retention"))
    return rows


def ends(generation, filters: Filters) -> str:
    row = next(r for r in ask(generation, "ledger", filters).rows if r["touchpoint"] == "Basket")
    return f"{row['recoverable_low']:.0f}–{row['recoverable_high']:.0f}"


@pytest.mark.parametrize(
    ("lost_on_the_phone", "said"),
    (
        ((90, FEW_LOST), "Sure only of those begun before 17 Jul 2025 ({}), not of those since ({})"),
        ((90, 90), "Sure of those begun before 17 Jul 2025 ({}) and of those since ({})."),
    ),
)  # fmt: skip
def test_both_halves_are_asked(tmp_path, lost_on_the_phone, said):
    generation = build(tmp_path, shop(lost_on_the_phone), DAYS)
    found = make(Ref.of("friction.ledger", Filters()), analyst(generation, Filters()))
    last, first = HALVES
    halves = (Filters.of(None, last, {}), Filters.of(first, None, {}))
    assert found.title.startswith(f"Of the {2 * FEW_LOST + sum(lost_on_the_phone)} lost at Basket,")
    assert said.format(*(ends(generation, half) for half in halves)) in found.subtitle


def test_halves_say_nothing_in_shared_mode_nor_of_a_short_time(tmp_path):
    """Beside the whole, a half can tell the other, and with it what is hidden there."""
    generation = build(tmp_path, shop((90, 90)), DAYS)
    shared = make(Ref.of("friction.ledger", Filters()), asking(generation, Filters()))
    week = Filters.of(date(2025, 2, 1), date(2025, 2, 28), {})
    short = make(Ref.of("friction.ledger", week), analyst(generation, week))
    assert all("could be won back" in found.title for found in (shared, short))
    assert not any("Sure" in found.subtitle for found in (shared, short))
