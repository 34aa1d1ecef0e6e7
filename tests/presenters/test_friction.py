"""What the Friction screen says, from rows as the views give them."""

from datetime import date

import pytest

from journey.exhibit.friction.fixed import Fixed, marks
from journey.model.vocabulary import Wording, use_words
from journey.presenters.friction import follows, hand_offs, ledger, what_if
from journey.presenters.friction.places import names
from journey.workshop.progress import Told


def lost(touchpoint: str, number: int, kept=None, low=None, high=None, **more) -> dict:
    return {
        "stage": "purchase",
        "touchpoint": touchpoint,
        "journeys_lost": number,
        "leaves": None,
        "leaves_low": None,
        "leaves_high": None,
        "reference": "web",
        "revenue_recoverable_a_year": None,
        **{
            f"recoverable{end}": value
            for end, value in zip(("", "_low", "_high"), (kept, low, high))
        },
        **more,
    }


REVENUE = "revenue_recoverable_a_year"
OTHERS = {**lost("other, 3 touchpoints", 9), "stage": None}


def test_what_is_sure_comes_first_and_else_the_largest_loss():
    sure = [lost("Basket", 40, 12.4, 3, 20), lost("Ad", 90), OTHERS]
    assert ledger.headline(sure, "journey", "channel") == (
        "Of the 40 lost at Basket, 3 to 20 could be won back, were every channel there as good as web"
    )
    assert (
        ledger.headline([lost("Basket", 40, 12, 0, 20), lost("Ad", 90)], "journey", "channel")
        == "Most leave at Ad, 90; where two channels can be compared, none surely does better"
    )
    assert ledger.headline([lost("Basket", 40), lost("Ad", 90)], "journey", "channel") == (
        "Most leave at Ad, 90; no two channels can be compared anywhere"
    )
    assert ledger.headline([], "journey", "channel") == "No journey is lost anywhere"
    assert "hidden" in ledger.headline([lost("Ad", None)], "journey", "channel")


def test_where_leaving_is_not_told_nobody_is_called_lost():
    use_words(Wording(silence="30 days", come_back=True))
    rows = [lost("Basket", 40, 12, 3, 20)]
    said = (
        ledger.headline(rows, "journey", "channel"),
        ledger.basis(rows, "journey"),
        ledger.won_back(),
        ledger.lost_words(lost("Basket", 40, leaves=0.4, leaves_low=0.3, leaves_high=0.5)),
    )
    assert not any(word in " ".join(said) for word in ("lost", "leave", "left", "won back")), said
    assert not ledger.is_scored()


def test_the_column_sums_to_all_that_is_lost():
    assert ledger.basis([lost("Basket", 40), lost("Ad", 90), OTHERS], "journey") == (
        "2 touchpoints hold 130 of the 139 journeys lost; 3 touchpoints more hold the other 9. Each is counted once."
    )
    assert ledger.basis([lost("Basket", 40)], "journey") == (
        "1 touchpoint holds all 40 journeys lost; each is counted once."
    )


def test_what_could_be_won_back_is_said_with_its_ends():
    row = lost("Basket", 40, 12.4, 3.2, 19.6)
    assert ledger.kept_words(row, "channel") == "12, 3–20"
    assert ledger.kept_words(row | {"recoverable_low": 0.4}, "channel") == "12, 0–20, not sure"
    assert ledger.kept_words(lost("Ad", 9), "channel") == "no two channels to compare"


def test_revenue_stands_beside_the_journeys_and_only_where_there_is_any():
    row = lost("Basket", 40, 12.4, 3.2, 19.6)
    dear, free = ledger.kept_words(row | {REVENUE: 24205.4}, "channel"), row | {REVENUE: 0.0}
    assert dear == "12, 3–20 · revenue 24,205 a year"
    assert ledger.kept_words(free, "channel") == "12, 3–20"


def score(**more) -> dict:
    parts = dict.fromkeys(
        ("leaves", "repeats", "contact_again", "waits", "feels_bad", "effort", "hand_off")
    )
    return {"score": 40.0, "rank": 2, "rank_low": 2, "rank_high": 4, **parts, **more}


def test_each_half_of_the_time_is_asked_because_one_month_can_make_a_difference():
    day = date(2025, 7, 2)
    sure, other = lost("Basket", 20, 40, 12.2, 90), lost("Basket", 20, 24, 0, 113)
    assert ledger.halves(sure, sure, day, "device") == (
        "Sure of those begun before 2 Jul 2025 (12–90) and of those since (12–90)."
    )
    assert ledger.halves(sure, other, day, "device") == (
        "Sure only of those begun before 2 Jul 2025 (12–90), not of those since (0–113): a time, not the device alone, may be behind it."
    )
    assert ledger.halves(None, sure, day, "device") == (
        "Sure only of those begun since (12–90), not of those before 2 Jul 2025 (too few): a time, not the device alone, may be behind it."
    )
    assert ledger.halves(other, lost("Basket", 9), day, "device") == (
        "Sure only of all together, neither of those begun before 2 Jul 2025 (0–113) nor of those since (too few)."
    )


def test_equal_names_have_their_stage_beside_them():
    rows = [
        {"stage": stage, "touchpoint": touchpoint}
        for stage, touchpoint in (("care", "Newsletter"), ("use", "App"), ("use", "Newsletter"))
    ]
    assert names(rows) == ("Newsletter, care", "App", "Newsletter, use")


WEIGHTS = {
    "leaves": 3,
    "repeats": 1,
    "contact_again": 2,
    "waits": 1,
    "feels_bad": 2,
    "effort": 2,
    "hand_off": 1,
}


def test_the_parts_of_a_bar_sum_to_the_score():
    """Half leave and a fifth come back: (3 x .5 + 1 x .2) / 4 = .425; what is not measured takes no room."""
    parts = dict(ledger.score_parts(score(leaves=0.5, repeats=0.2), WEIGHTS))
    assert parts == {"leaves": pytest.approx(0.375), "repeats": pytest.approx(0.05)}
    assert ledger.score_parts(None, WEIGHTS) == ()


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (score(), "score 40 · rank 2, 2–4 under other weights"),
        (score(rank=1, rank_low=1, rank_high=1), "score 40 · first under all weights"),
        (score(rank=3, rank_low=3, rank_high=3), "score 40 · rank 3 under all weights"),
        (score(rank=None), "score 40 · not ranked: too little is measured"),
        (None, "no score: too little is measured"),
    ],
)
def test_how_firm_a_rank_is(row, words):
    assert ledger.score_words(row) == words


def test_what_is_most_striking_at_a_touchpoint():
    pains = [{"friction": "slow page", "events": 12}]
    assert ledger.what_words(lost("A", 9, 5, 2, 7), score(), pains) == (
        "surely fewer with web than otherwise"
    )
    assert ledger.what_words(lost("A", 9), score(), pains) == "slow page (noted 12 times)"
    assert (
        ledger.what_words(lost("A", 9), score(leaves=0.9, waits=0.3, effort=0.2), []) == "30 % wait"
    )
    assert ledger.what_words(lost("A", 9), None, []) == ""


def handed(source: str, target: str, again: float, low: float, n: int = 200) -> dict:
    """Beside 10 % otherwise, of 200 journeys; `low` of the difference."""
    shares = {"contact_again": again, "contact_again_n": n, "otherwise": 0.1, "otherwise_n": 200}
    return {"source": source, "target": target, "difference_low": low, **shares}


HAND_OFFS = [
    handed("chat", "phone", 0.4, 0.2),
    handed("web", "phone", 0.05, -0.1),
    handed("web", "chat", 0.3, 0.1),
]


def test_a_contrast_of_two_channels_is_drawn_once():
    """From chat cases go to phone or mail alone; from web to three channels, of which two happen to have equal shares."""
    one, other = (
        handed("chat", "phone", 0.34, 0.2, n=236),
        handed("chat", "mail", 0.06, -0.4, n=288),
    )
    one |= {"otherwise": 0.06, "otherwise_n": 288}
    other |= {"otherwise": 0.34, "otherwise_n": 236}
    alike = [handed("web", "phone", 0.3, 0.1, n=50), handed("web", "mail", 0.1, -0.3, n=60)]
    alike[1]["otherwise"] = 0.3
    assert hand_offs.unlike([one, other, *alike]) == [one, *alike]


def test_of_many_hand_offs_a_title_takes_those_that_stand_the_correction():
    """17 % against 10 % of 200: z = .07 / sqrt(.135 x .865 x .01) = 2.05, p = .041; of ten compared, q is no less than .041 x 10 / 1."""
    near = handed("web", "phone", 0.17, 0.003)
    alike = [handed("web", str(number), 0.1, -0.06) for number in range(9)]
    assert hand_offs.surely_more([near]) == [near]
    assert hand_offs.surely_more([near, *alike]) == []
    assert hand_offs.surely_more([handed("a", "b", 0.9, 0.5, n=29)]) == [], "too few to test"


TOUCHPOINTS = [
    {"stage": "care", "touchpoint": "Live chat", "channel": "chat", "events": 9},
    {"stage": "care", "touchpoint": "Call", "channel": "phone", "events": 5},
    {"stage": "care", "touchpoint": "Hotline", "channel": "phone", "events": 7},
    {"stage": "care", "touchpoint": "Page", "channel": "web", "events": 99},
]
# A page is a touchpoint of the web, but no case comes by it: there is no hand-off to spare.
WITH_CASES = [
    {"stage": "care", "touchpoint": name, "hand_off_n": cases}
    for name, cases in (("Live chat", 9), ("Call", 5), ("Hotline", 7), ("Page", 0))
]


def test_changes_that_can_be_tried():
    found = what_if.offered(
        [lost("A/B", 40, 10, 0, 20), lost("Ad", 90), OTHERS],
        HAND_OFFS,
        TOUCHPOINTS,
        WITH_CASES,
        "channel",
    )
    assert found == {
        "leaving/purchase/A%2FB=0.250": "A/B: by every channel as good as web (about 10 fewer lost, 0 to 20)",
        "return/care/Live%20chat/care/Hotline=1": "No hand-off from Live chat to Hotline",
        "leaving/purchase/Ad=0.5": "Ad: half as many lost (45 fewer)",
        "leaving/purchase/A%2FB=0.5": "A/B: half as many lost (20 fewer)",
    }
    assert next(iter(found)) == "leaving/purchase/Ad=0.5", "an unsure change is not tried unasked"
    sure = what_if.offered([lost("A", 40, 10, 2, 20), lost("Ad", 90)], [], [], [], "channel")
    assert next(iter(sure)) == "leaving/purchase/A=0.250"
    asked = what_if.BETWEEN.join(["leaving/purchase/Ad=0.5", "made up", "leaving/purchase/Ad=0.5"])
    assert what_if.chosen(asked, found) == ("leaving/purchase/Ad=0.5",)


@pytest.mark.parametrize(
    ("difference", "said"),
    [
        (22.6, "With this change about 23 journeys more would reach use (95 % range +20 to +25)"),
        (1.2, "With this change about 1 journey more would reach use (95 % range +20 to +25)"),
        (-22.6, "With this change about 23 journeys fewer would reach use (95 % range +20 to +25)"),
        (0.2, "With this change nothing changes in the model"),
    ],
)
def test_what_a_change_would_bring(difference, said):
    row = {"stage": "use", "difference": difference, "difference_low": 20, "difference_high": 25}
    assert what_if.headline([row], ["leaving/purchase/Ad=0.5"]) == said


class Measured:
    told = {"lost/purchase/Ad": Told(30.0, "%")}


def test_actions_have_what_the_change_would_make_of_their_figure():
    known = {
        "leaving/purchase/Ad=0.5": "Ad: half as many lost (45 fewer)",
        "return/a/b/a/c=1": "No hand-off from b to c",
    }
    first, second = (write.after for write in what_if.actions(list(known), known, Measured()))
    assert (first.title, first.metric, first.stage, first.touchpoint) == (
        "Ad: half as many lost",
        "lost",
        "purchase",
        "Ad",
    )
    assert (first.value_then, first.target, first.unit) == (30.0, 15.0, "%")
    assert (second.title, second.metric) == ("No hand-off from b to c", "")


def follow(
    subject="hand_off", outcome="contact_again", adjusted=0.28, ends=(0.2, 0.36), **more
) -> dict:
    return {
        "subject": subject,
        "target": "phone",
        "outcome": outcome,
        "unit": "share",
        "with_it": 0.34,
        "with_it_n": 236,
        "without_it": 0.06,
        "without_it_n": 288,
        "adjusted": adjusted,
        "adjusted_low": ends[0],
        "adjusted_high": ends[1],
        "adjusted_for": "plan, region",
        **more,
    }


def test_the_largest_sure_harm_is_the_headline():
    rows = [
        follow(),
        follow("waits", "csat", 0.5, (0.4, 0.6)),  # more satisfied: no harm
        follow("waits", "leaves", 0.6, (-0.1, 1.3)),  # not sure
    ]
    assert follows.headline(rows, "Live chat") == (
        "Live chat, handed on to phone: 34 % make contact again, otherwise 6 %"
    )
    assert follows.headline(rows[1:], "Live chat") == (
        "Nothing that happens at Live chat surely goes with worse outcomes"
    )
    assert follows.sides(follow()) == "34 % of 236, otherwise 6 % of 288"


def test_one_of_many_shares_that_differs_by_chance_is_no_headline():
    """The interval .001 to .199 gives z = .1 / (.198 / 3.92) = 1.98, p = .048: alone below .05, of ten far above."""
    near, none = follow(adjusted=0.1, ends=(0.001, 0.199)), follow(adjusted=0.0, ends=(-0.1, 0.1))
    assert follows.surely_other([near]) == [near]
    assert follows.surely_other([near, *[none] * 9]) == []
    assert follows.surely_other([follow(with_it_n=29)]) == [], "too few to test"


def test_fewer_good_answers_are_a_harm_and_fewer_contacts_are_none():
    assert follows.is_harm(follow(outcome="csat", adjusted=-0.2, ends=(-0.3, -0.1)))
    assert not follows.is_harm(follow(adjusted=-0.2, ends=(-0.3, -0.1)))


def test_marked_days_are_read_and_said():
    assert list(marks("lost/a/b@2025-05-12|broken|lost/a/c@never")) == [
        ("lost/a/b", date(2025, 5, 12))
    ]
    found = Fixed(date(2025, 5, 12), 0.32, 1900, 0.24, 400, -0.13, -0.03)
    assert (
        found.words
        == "mended 12 May 2025: 32 % of 1,900 before, 24 % of 400 since (−13 to −3 points)"
    )
