"""What the home says around the map, and what it shows of the view that is asked for."""

from datetime import date
from types import SimpleNamespace

import pytest

from journey.data.workspace import MapCard, Note
from journey.map.answers import Comparison
from journey.map.model import Emotion, Figure, JourneyMap, Quote, StageColumn, Touchpoint
from journey.map.view import MapView
from journey.model.access import Ability
from journey.model.cells import Cell
from journey.model.definition import UNASSIGNED
from journey.model.errors import UserError
from journey.model.filters import COHORT, Filters
from journey.presenters import journey_map as words
from journey.presenters import map_card
from journey.presenters.attributes import compared
from journey.presenters.drawing import component_data
from tests.logs import build, event
from tests.map.maps import answers_of, map_of

NPS = Figure("nps", "nps", 42.0, 36.0, 48.0, 900, "full")
JOY = Emotion(0.5, 0.4, 0.6, 50, "joy", "full")


def touchpoint(stage: str, name: str, emotion: Emotion | None = None) -> Touchpoint:
    return Touchpoint(stage, name, 10, (), 0, emotion, None)


def stage(name: str, *touchpoints: Touchpoint, figures=(), quote: Quote | None = None):
    return StageColumn(0, name, "", "", None, {}, figures, touchpoints, (), (), quote)


def journey_map(*stages: StageColumn, events: int = 2000, overall=()) -> JourneyMap:
    summary = {"customers": 1, "journeys": 1200, "events": events}
    return JourneyMap("journey", stages, summary, overall)


def test_what_leads_to_the_open_questions_says_what_waits_for_them():
    placed = journey_map(stage("awareness", touchpoint("awareness", "Ad")))
    waiting = journey_map(stage(UNASSIGNED, touchpoint(UNASSIGNED, "Ad")))
    assert not words.is_nothing_placed(placed) and words.is_nothing_placed(waiting)
    stages = "2 open questions; nothing can be said of stages until they have touchpoints:"
    ends = "1 open question; nobody is said to have left until it is known where journeys end:"
    assert words.open_questions(2, True, True) == stages
    assert words.open_questions(1, False, True) == ends
    assert words.open_questions(1, False, False) == "1 open question:"


def test_the_line_of_counts_and_scores():
    unknown = Figure("csat", "share", None, None, None, 3, "counts only")
    assert words.overall(journey_map(overall=(NPS, unknown))) == (
        "1 customer · 1,200 journeys · 2,000 events · NPS +42 (+36 to +48), n 900"
    )


def test_filters_on_what_happened_are_noted():
    on_device = Filters.of(where={"device": ["mobile"]})
    assert words.selection_note(on_device, "the outcomes") == ""
    assert words.selection_note(on_device, "the outcomes", ("plan", "device")) == (
        "Only journeys with an event of the selected device are counted. This selection itself affects the outcomes."
    )
    filters = Filters.of(where={"stage": ["visit"], COHORT: ["left/Ad"]})
    assert words.selection_note(filters, "the outcomes") == (
        "Only journeys counted in the selected figure and with an event in the selected stage are counted. "
        "This selection itself affects the outcomes."
    )


def test_touchpoints_in_no_stage_are_named():
    outside = stage("unassigned", touchpoint("unassigned", "Call"), touchpoint("unassigned", "Ad"))
    inside = stage("visit", touchpoint("visit", "Shop"))
    assert words.unassigned(journey_map(inside, outside)) == ["Ad", "Call"]
    assert words.first_names(["Ad", "Call"]) == "Ad, Call"
    assert words.first_names(["x"] * 62).endswith("x, x and 2 more")
    assert words.assigning_commands("shop").splitlines()[1] == (
        "python -m journey definition --dataset shop --set journey.toml"
    )


def test_empty_lanes_say_what_they_need():
    bare, full = (
        stage("visit", touchpoint("visit", "Ad", Emotion(None, None, None, 3, None, "few"))),
        stage("visit", touchpoint("visit", "Ad", JOY), figures=(NPS,)),
    )
    nothing, all_of_it = (dict.fromkeys(words.LANE_FIELDS, is_held) for is_held in (False, True))
    assert words.empty_lanes(journey_map(bare), nothing) == (
        "No column is read as: emotions (emotion or valence); satisfaction (NPS, CSAT or CES); quotes (comments)."
    )
    assert (
        words.empty_lanes(journey_map(full), nothing) == "No column is read as: quotes (comments)."
    )
    assert words.empty_lanes(journey_map(bare), all_of_it) == (
        "Too little in this selection for: emotions (at least 10 customers per touchpoint); satisfaction; quotes."
    )
    assert words.empty_lanes(journey_map(bare), nothing | {"quotes": True}) == (
        "No column is read as: emotions (emotion or valence); satisfaction (NPS, CSAT or CES). "
        "Too little in this selection for: quotes."
    )
    assert words.empty_lanes(journey_map(bare, events=0), nothing) == ""


def test_what_a_dataset_holds(tmp_path):
    rows = [event("a", "2025-01-01", "Ad", comment="fine"), event("b", "2025-01-01", "Ad", nps=9)]
    generation = build(tmp_path, rows, assumed=["scale.nps=0-10"])
    assert words.held(generation) == {"emotions": False, "satisfaction": True, "quotes": True}
    (tmp_path / "felt").mkdir()
    felt = build(tmp_path / "felt", [event("a", "2025-01-01", "Ad", emotion="saudade")])
    assert words.held(felt) == {"emotions": True, "satisfaction": False, "quotes": False}


def test_notes_stand_by_the_stage_of_their_cell():
    notes = [
        Note(1, "reached/visit", "busy", ""),
        Note(2, "passes/buy/Basket", "slow", ""),
        Note(3, "reached/visit", "again", ""),
    ]
    assert words.notes_by_stage(notes) == {"visit": ["busy", "again"], "buy": ["Basket: slow"]}


def test_only_cells_of_the_map_are_known():
    assert words.known_cell("passes/buy/Basket") == Cell("passes", "buy", "Basket")
    assert words.known_cell("nonsense/buy") is None and words.known_cell("") is None


def test_questions_are_narrowed_to_a_group_and_a_cell():
    assert words.narrowed(Filters()) == Filters()
    filters = words.narrowed(Filters(), ("device", "mobile"), "left/Ad")
    assert filters.values("device") == ("mobile",) and filters.values(COHORT) == ("left/Ad",)


class Devices:
    """A generation with one attribute of two values."""

    journey_keys = {"device": 1}

    def attribute_values(self, name: str) -> dict[int, str]:
        return {1: "mobile", 2: "desktop"}


@pytest.mark.parametrize(
    ("comparison", "where", "known"),
    [
        (None, {}, None),
        (Comparison("device", ("mobile", "gone")), {}, Comparison("device", ("mobile",))),
        (Comparison("gone", ("mobile",)), {}, None),
        (Comparison("device", ("mobile",)), {"device": ["desktop"]}, None),
        (
            Comparison("device", ("desktop", "mobile")),
            {"device": ["desktop"]},
            Comparison("device", ("desktop",)),
        ),
    ],
)
def test_groups_are_compared_that_are_there(comparison, where, known):
    view = MapView(comparison=comparison)
    assert words.known_comparison(view, Filters.of(where=where), Devices()).comparison == known


def test_an_open_touchpoint_is_always_drawn(sample):
    whole, rare = map_of(sample), Cell("lost", "awareness", "Launch event")
    cell = words.undrawn_touchpoint(whole, rare, 900)
    assert cell == Cell("passes", "awareness", "Launch event")
    busiest = max(whole.touchpoints, key=lambda touchpoint: touchpoint.events)
    drawn = Cell("lost", busiest.stage, busiest.name)
    assert words.undrawn_touchpoint(whole, drawn, 900) is None
    assert words.undrawn_touchpoint(whole, Cell("reached", "awareness"), 900) is None
    assert words.undrawn_touchpoint(whole, None, 900) is None
    opened, closed = (
        str(words.drawing(sample, whole, view, 900, "one")["wide"])
        for view in (MapView(cell=cell), MapView())
    )
    assert "Launch" in opened and "Launch" not in closed  # the name stands on two lines


def test_evidence_looks_at_every_attribute_that_can_split(sample):
    asking, allowed = (lambda questions: []), frozenset(Ability)
    context = words.context(sample, map_of(sample), answers_of(sample), asking, allowed)
    assert context.attributes == ("segment", "region", "device", "plan", "persona")
    assert context.period == "month" and context.age == "133 days"


class Log:
    """A generation of this kind."""

    def __init__(self, kind: str):
        self.definition = SimpleNamespace(kind=kind)


def test_the_status_of_a_case_is_no_cause_of_how_it_ended():
    keys = ["Status", "Priority", *(f"tag {number}" for number in range(20))]
    assert compared(Log("service_log"), keys) == tuple(keys[1:13])
    assert compared(Log("journey"), keys) == tuple(keys[:12])


def test_a_drawing_is_known_by_what_it_depends_on():
    one, other = component_data({}, "A map", "v1", 900), component_data({}, "A map", "v1", 901)
    assert one["signature"] != other["signature"] and len(one["signature"]) == 16
    assert one["label"] == "A map" and one["evidence"] is None
    assert one == component_data({}, "A map", "v1", 900)


def test_the_card_in_one_line():
    today = date(2025, 6, 1)

    def line(**card) -> str:
        reviewed = map_card.Reviewed(
            lambda: journey_map(),
            lambda until: ({"neither/buy": [0.2, 0.1, 0.3]}, {"neither/buy": [0.5, 0.4, 0.6]}),
        )
        return map_card.summary_line(MapCard(**card), "Shop", 3, today, reviewed)

    assert line() == "" and line(title="Our shop") == ""
    assert line(owner="Ann", review_day="2025-05-31", note="draft") == (
        "Shop · owner Ann · review was due 2025-05-31 · draft"
    )
    assert line(title="Our shop", review_day="2025-06-01") == "Our shop · review due 2025-06-01"
    reviewed = {"reviewed_at": "2025-05-02T10:00:00Z"}
    assert line(**reviewed, reviewed_version=3) == "Shop · reviewed 2025-05-02: no new data since"
    assert line(**reviewed, reviewed_version=2) == (
        "Shop · reviewed 2025-05-02: new data since; no figure moved beyond its interval"
    )
    assert line(**reviewed, reviewed_version=2, reviewed_until=900) == (
        "Shop · reviewed 2025-05-02: data moved since: share not gone on in buy from 20 % to 50 %"
    )


def test_a_review_compares_journeys_old_enough_then_with_those_begun_later(sample):
    """132.963 days before the end of the sample, 31 December at 23:14, it is 21 August, 0:07."""
    old, later = map_card.periods(sample, sample.observation.until_second)
    assert (old.from_date, old.to_date) == (None, date(2025, 8, 21))
    assert (later.from_date, later.to_date) == (date(2025, 8, 22), None)


def test_the_first_figures_that_moved_are_named():
    assert map_card.moved_words(["a", "b"]) == "data moved since: a; b"
    assert map_card.moved_words(list("abcdef")) == "data moved since: a; b; c; d and 2 more"


def test_the_card_after_its_form():
    card = map_card.edited(MapCard(reviewed_version=3), " Our shop ", "Ann ", date(2025, 6, 1), "")
    assert card == MapCard("Our shop", "Ann", "2025-06-01", reviewed_version=3)
    assert map_card.review_day(card) == date(2025, 6, 1)
    assert map_card.review_day(MapCard()) is None
    with pytest.raises(UserError, match="'soon' in the workspace is not a date"):
        map_card.review_day(MapCard(review_day="soon"))


def test_caveats_stand_beside_the_counts():
    def load(
        rows: int, refused: int, alike: int = 0, duplicates: int = 0, identical: int = 0
    ) -> dict:
        level = "look" if alike else "fine"
        return {
            "rows_read": rows,
            "refused": refused,
            "duplicates": duplicates,
            "identical": identical,
            "findings": [
                {
                    "code": "ids",
                    "level": level,
                    "count": alike,
                    "sentence": "4 ids are 2, as 'a' and 'A': x",
                }
            ],
        }

    assert words.caveats([load(1000, 0), load(1000, 0)]) == []
    assert words.caveats([load(1000, 51), load(20, 11, alike=4)]) == [
        "62 of the 1,020 rows read (6 %) are in none of these figures: 62 refused. The Data screen lists them.",
        "4 ids are 2: they differ only by blanks, case or Unicode form, and count apart. Load the files anew with such ids merged.",
    ]
    assert words.caveats([load(1000, 8, duplicates=3, identical=3)]) == [
        "11 of the 1,000 rows read (1 %) are in none of these figures: 8 refused and 3 that repeat another. The Data screen lists "
        "them."
    ], "identical rows that were left out are duplicates"
    assert words.caveats([load(1000, 0, identical=1)]) == [
        "1 row of the 1,000 read is equal to another one in every column and counted: the files loaded anew can leave them out."
    ]
