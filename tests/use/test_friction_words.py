"""What the parts of friction on the map mean, as a caption: of those alone that the data can show."""

from journey.data.generation import newest
from journey.use.friction_words import friction_words
from journey.use.load import load
from tests.logs import build, event, load_options

WEEK = "[journeys]\ninactivity_days = 7\n"


def test_each_part_that_can_be_seen_is_told(tmp_path):
    """Ten waits of a day each: nine in ten are no longer than a day. One customer comes back to the desk."""
    rows = [
        event(f"c{number}", f"2025-01-0{1 + place}", name, **answers)
        for number in range(10)
        for place, (name, answers) in enumerate(
            (("Shop", {}), ("Desk", {"csat": 3, "ces": 7, "valence": 0.5}))
        )
    ]
    rows.append(event("c0", "2025-01-03", "Desk"))
    assumed = ("scale.csat=1-5", "scale.ces=1-7")
    assert friction_words(build(tmp_path, rows, WEEK, assumed=assumed)) == (
        "The friction score weighs leaving, and: come back, the same touchpoint again; wait, more than 1.0 days to the "
        "next step in the data, longer than nine in ten of all waits; feel bad, a feeling of −0.05 or less; struggle, a low score (CSAT 1 or 2 "
        "of 5, CES 1 to 4 of 7)."
    )


def test_a_target_is_named_and_what_no_column_tells_is_not(tmp_path):
    rows = [
        event(f"c{number}", f"2025-01-0{day}", name)
        for number in range(100)
        for day, name in ((1, "Shop"), (2, "Desk"))
    ]
    words = friction_words(build(tmp_path, rows, f"{WEEK}[wait_targets_seconds]\nShop = 60\n"))
    assert "longer than nine in ten of all waits, or than its target" in words
    assert "feel bad" not in words and "struggle" not in words
    assert (
        words.endswith(
            "No touchpoint comes twice in a journey, so that 'come back' is no part of the score."
        )
        and words.count("come back") == 1
    )


def test_no_friction_is_told_where_nobody_is_said_to_have_left(tmp_path):
    rows = [event("a", "2025-01-01", "Shop"), event("a", "2025-01-02", "Desk")]
    assert friction_words(build(tmp_path, rows, "[ends]\nare_settled = false\n")) == ""


def test_words_that_a_layout_takes_for_numbers_are_told(tmp_path):
    """A Zendesk export says good and bad."""
    header = (
        "Ticket ID,Requester,Requester Email,Via,Assignee,Created at,Solved at,Satisfaction Score\n"
    )
    rows = "".join(
        f"{n},C{n},c{n}@example.com,Mail,Ann,2025-01-01 10:00,2025-01-0{2 + n % 3} 10:00,Bad\n"
        for n in range(12)
    )
    path = tmp_path / "tickets.csv"
    path.write_text(header + rows, encoding="utf-8")
    load(
        tmp_path / "db",
        "tickets",
        path,
        load_options(definition_toml=f"{WEEK}[ends]\nare_settled = true\n"),
    )
    assert "words such as good and bad count as its ends" in friction_words(
        newest(tmp_path / "db", "tickets")
    )
