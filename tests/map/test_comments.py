"""Comments as the evidence quotes them: what was said, when, where, and how the customer felt."""

from journey.data.ask import ask
from journey.map.evidence.comments import latest_comments
from journey.model.filters import Filters
from tests.logs import build, event


def test_day_and_emotion_stand_behind_the_words(tmp_path):
    rows = [
        event("a", "2025-01-01", "Call", comment="Too long", emotion="anger"),
        event("b", "2025-01-02", "Call", comment="Fine"),
    ]
    answer = ask(build(tmp_path, rows), "events", Filters(), having="comment")
    assert sorted(latest_comments([answer, answer], 4)) == [
        "“Fine” 2025-01-02, Call",
        "“Too long” 2025-01-01, Call, anger",
    ]
