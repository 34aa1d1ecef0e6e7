"""Before and after a marked day: answers by their own day, each mark a test of its own."""

from journey.exhibit.declared import make
from journey.exhibit.exhibit import Nothing
from journey.exhibit.ref import Ref
from journey.exhibit.satisfaction.before_after import NONE_MARKED
from journey.exhibit.satisfaction.marked_days import marked, written
from journey.exhibit.source import analyst
from journey.model.filters import Filters
from tests.logs import SCALES, build, event


def made(tmp_path, days: str):
    """Until 9 January 12 of 40 answers are good, from 10 January on 32 of 40; journeys begin on the first."""
    rows = []
    for n in range(80):
        day, good = ("09", n < 12) if n < 40 else ("10", n < 72)
        rows.append(event(f"c{n}", "2025-01-01", "Ad", stage="awareness"))
        more = {"stage": "purchase", "csat": "5" if good else "1"}
        rows.append(event(f"c{n}", f"2025-01-{day}", "Shop", **more))
    generation = build(tmp_path, rows, assumed=SCALES)
    ref = Ref.of("satisfaction.before_after", Filters(), metric="csat", days=days)
    return make(ref, analyst(generation, Filters()))


def test_the_day_itself_is_after(tmp_path):
    found = made(tmp_path, "2025-01-10@New%20checkout")
    assert found.title == "Since 10 January 2025 (New checkout) CSAT is higher by 50 points"
    assert found.content.series[0].values == (50.0,)
    assert found.content.row_words == ("30 % of 40 → 80 % of 40",)


def test_a_day_with_nothing_before_it_is_not_compared(tmp_path):
    found = made(tmp_path, "2025-01-02@Early|2025-01-10@Release")
    assert found.content.rows == ("10 Jan 2025: Release",)


def test_without_a_mark_it_says_so(tmp_path):
    found = made(tmp_path, "")
    assert isinstance(found, Nothing) and found.reason == NONE_MARKED


def test_words_with_signs_come_through_the_option():
    marks = [("2025-01-10", "A|B @ 50 % <b>"), ("2025-02-01", "")]
    assert [(day.isoformat(), words) for day, words in marked(written(marks))] == marks
    assert list(marked("no day|2025-13-01@x")) == []
