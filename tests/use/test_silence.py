"""The silence after which a journey has dropped off, in words: the window, what the data say of it, who came back."""

import pytest

from journey.model.definition import parse_definition
from journey.model.vocabulary import use_words
from journey.presenters.definition import with_window
from journey.use.silence import proposal_words, silence_words, status_words
from tests.logs import build, event

ADS = [event(f"c{number}", "2025-01-01", "Ad") for number in range(100)]
MAILED = [event(f"c{number}", "2025-02-01", "Newsletter") for number in range(30)]
WEEK = "[journeys]\ninactivity_days = 7\n"


def test_the_silent_who_came_back_forbid_to_say_left(tmp_path):
    """All 100 are silent at two thirds of 31 days; 30 come back."""
    assert silence_words(build(tmp_path, [*ADS, *MAILED], WEEK)) == (
        "Silent means no event, by whomever, for 7 days up to 1 Feb 2025, the last in these data. Of 100 journeys without an event for that long at two thirds of the time 30 (30 %) had a later one, so silence is no end."
    )


def test_a_newsletter_brings_nobody_back(tmp_path):
    passive = f'{WEEK}[ends]\nare_settled = true\npassive = ["Newsletter"]'
    assert silence_words(build(tmp_path, [*ADS, *MAILED], passive)) == (
        "Left means no event (Newsletter aside) for 7 days up to 1 Feb 2025, the last in these data. Of 100 journeys without an event "
        "for that long at two thirds of the time 0 (0 %) had a later one. Until then a journey is under way. No step comes twice in a journey, so "
        "that a return cannot be seen."
    )


def test_the_longest_silence_of_95_in_100_stands_beside_the_window(tmp_path):
    """100 journeys of two events: 95 with a gap of one day, five of 9 days; the 95th percentile is 1 + 0.05 x 8 = 1.4 days."""
    shops = [
        event(f"c{number}", f"2025-01-{2 if number < 95 else 10:02d}", "Shop")
        for number in range(100)
    ]
    assert silence_words(build(tmp_path, [*ADS, *shops], WEEK)).startswith(
        "Left means no event, by whomever, for 7 days up to 10 Jan 2025, the last in these data; 95 in 100 journeys that went on were never silent for longer than 1.4 days"
    )


def test_only_data_of_before_are_told_what_is_proposed(tmp_path, monkeypatch):
    generation = build(tmp_path, [*ADS, *MAILED], WEEK)
    assert proposal_words(generation) == ""
    before = parse_definition("[journeys]\ninactivity_days = 60\n")
    monkeypatch.setattr(generation, "definition", before)
    assert before.kind == ""
    assert proposal_words(generation) == (
        "Loaded before kinds of dataset were told apart: the data look like customer journeys: nothing tells it from a "
        "journey; they propose 30 days of silence, 60 days are in force."
    )


def tickets(status: dict[str, str]) -> list[dict]:
    """100 cases of 100 customers: 90 solved; the status of a case is what the dict says of it, else what became of it."""
    rows = []
    for number in range(100):
        name, solved = f"c{number}", number < 90
        last = status.get(name, "Closed" if solved else "Pending")
        rows.append(event(name, "2025-01-01", "Ticket opened", case_id=name, Status="New"))
        step = "Ticket solved" if solved else "Ticket assigned"
        rows.append(event(name, "2025-01-02", step, case_id=name, Status=last))
    return [*rows, event("z", "2025-12-31", "Ticket opened", case_id="z", Status="New")]


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (
            {},
            "90 are Closed; 10 are Pending, 1 New. All that are Closed are solved by their steps too, none of the others.",
        ),
        (
            {"c1": "Open"},
            "89 are Closed; 10 are Pending, 1 New, 1 Open. 1 of them is at odds with the outcome.",
        ),
        (
            {f"c{number}": "on hold" for number in range(12)},
            "78 are Closed; 12 are on hold, 10 Pending, 1 New. 12 % are at odds with the outcome: 12 solved here are not closed there, 0 not "
            "solved here are closed there. Check where journeys end.",
        ),
    ],
)
def test_a_status_column_stands_beside_the_outcome(tmp_path, status, words):
    """In a service log, by its last value in the journey; 12 of 101 are 12 %."""
    generation = build(tmp_path, tickets(status), assumed=("ends=proposed",))
    use_words(generation.wording)
    assert status_words(generation) == f"By the last Status of each, {words}"


def test_until_it_is_said_where_journeys_end_a_status_is_at_odds_with_nothing(tmp_path):
    generation = build(tmp_path, tickets({}), "[ends]\nare_settled = false\n")
    assert status_words(generation) == (
        "By the last Status of each, 90 are Closed; 10 are Pending, 1 New."
    )


def test_only_a_service_log_with_both_words_has_a_status(tmp_path):
    all_open = tickets({f"c{number}": "Open" for number in range(100)})
    assert status_words(build(tmp_path, all_open, assumed=("ends=proposed",))) == ""
    (tmp_path / "plain").mkdir()
    plain = build(tmp_path / "plain", tickets({}), "kind = 'journey'")
    assert status_words(plain) == ""


def test_another_window_leaves_the_other_settings():
    definition = parse_definition("[journeys]\nsplit_days = 3\ninactivity_days = 7\n")
    changed = parse_definition(with_window(definition, 0.5))
    assert (changed.inactivity_seconds, changed.split_seconds) == (43_200, 3 * 86_400)


def test_what_under_way_and_ending_well_mean_stands_beside_the_silence(tmp_path):
    """Only where outcomes are told; a goal without an event is not named."""
    shops = [
        event(f"c{number}", f"2025-01-0{2 + place}", name, stage="awareness")
        for number in range(100)
        for place, name in enumerate(("Shop", "Shop", "Delivered"))
    ]
    ends = f'{WEEK}[ends]\ngood = ["Delivered"]\nundone_by = ["Return", "Call", "Chat", "Refund", "Failed"]\n'
    assert silence_words(build(tmp_path, [*ADS, *shops], ends)).endswith(
        " Until then a journey is under way. Ended well: with Delivered, unless Return, Call, Chat, Refund or 1 others follows."
    )
    (tmp_path / "goal").mkdir()
    goal = [event("z", "2025-01-09", "Review", stage="advocacy")]
    words = silence_words(build(tmp_path / "goal", [*shops, *goal], WEEK))
    assert words.endswith(
        "Until then a journey is under way. Completed: with an event in advocacy."
    )
    (tmp_path / "open").mkdir()
    unanswered = build(tmp_path / "open", shops, "[ends]\nare_settled = false\n")
    assert "under way" not in silence_words(unanswered)


@pytest.mark.parametrize(
    ("column", "counted", "said"),
    [
        (
            "Reopens",
            2,
            " By Reopens 30 of the 90 journeys it is known of were reopened once or more; when is not known.",
        ),
        (
            "Wiedereröffnungen",
            1,
            " By Wiedereröffnungen 30 of the 90 journeys it is known of were reopened once or more; when is not known.",
        ),
        ("Reopens", 0, ""),
        ("Replies", 2, ""),
    ],
)
def test_a_column_that_counts_returns_is_named_where_no_step_shows_one(
    tmp_path, column, counted, said
):
    """Of 100 cases 30 were reopened, 60 not, and of ten it is not known."""
    rows = [
        event(
            f"c{number}",
            "2025-01-01",
            "Opened",
            **{column: counted if number < 30 else 0 if number < 90 else None},
        )
        for number in range(100)
    ]
    words = silence_words(build(tmp_path, [*rows, event("z", "2025-03-01", "Opened")], WEEK))
    start = "No step comes twice in a journey, so that a return cannot be seen."
    assert words.partition(start)[2].removesuffix(" Until then a journey is under way.") == said
