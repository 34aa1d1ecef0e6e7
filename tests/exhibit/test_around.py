"""Figures before and since a moment, and what they say of an action, on a shop whose shares are made here.

In January 80 customers come to buying and 40 of them go on; in June 80 come and 70 go on. In spring one looks in, and in autumn.
"""

import pytest

from journey.data import store
from journey.data.generation import open_generation
from journey.exhibit.around import figures_around, figures_for_room
from journey.model.filters import Filters
from journey.presenters.workshops import outcome_line
from journey.use.load import load
from journey.workshop.progress import NOT_GONE_ON, Verdict, progress
from journey.workshop.things import Action
from tests.logs import load_options, write_csv
from tests.workshop.shop import DEFINITION, FIRST, NEXT, UNTIL

ALL = Filters()
DAY = 86_400


@pytest.fixture(scope="module")
def generations(tmp_path_factory):
    """Of the first load, and of the next one."""
    folder, found = tmp_path_factory.mktemp("shop"), []
    for name, rows in (("first", FIRST), ("next", NEXT)):
        path = write_csv(folder / f"{name}.csv", rows)
        load(folder / "db", "shop", path, load_options(definition_toml=DEFINITION))
        found.append(open_generation(store.current_generation(folder / "db", "shop")))
    return found


def test_the_room_is_told_of_those_who_were_old_enough_then(generations):
    told = figures_for_room(generations[0], ALL).before
    assert told.n.get("neither/buy") is None, "that would tell how many are too young"
    assert told.figures["neither/buy"] == pytest.approx([0.5, 0.3930, 0.6070], abs=1e-4)


def test_the_room_is_not_told_of_a_share_that_few_make(generations):
    """One of 81 had not gone on from finding the shop: whoever looked in last is too young."""
    assert not [
        name for name in figures_for_room(generations[0], ALL).before.figures if "find" in name
    ]


def test_an_action_has_moved_its_figure_after_the_next_load(generations):
    """Newcombe's interval of 10 of 80 against 40 of 80, worked out by hand from Wilson's (0.0693 to 0.2150; 0.3930 to 0.6070)."""
    around = figures_around(generations[1], ALL, UNTIL)
    action = Action("Ask once", metric=NOT_GONE_ON, stage="buy", target=30.0, unit="%")
    found = progress(action, around.before, around.since)
    assert found.verdict is Verdict.BETTER and found.is_reached
    assert (found.then.value, found.then.n, found.now.value, found.now.n) == (0.5, 80, 0.125, 80)
    assert (found.low, found.high) == pytest.approx((-0.4956, -0.2351), abs=1e-4)
    assert outcome_line(action, found) == (
        "share who had not gone on at buy: 50.0 % (39.3 to 60.7, n 80) then, 12.5 % (6.9 to 21.5, n 80) now: "
        "−37.5 points (−49.6 to −23.5), moved for the better; the target of 30 % is reached."
    )


def test_before_the_next_load_it_is_too_early(generations):
    around = figures_around(generations[0], ALL, UNTIL)
    action = Action("Ask once", metric=NOT_GONE_ON, stage="buy")
    assert progress(action, around.before, around.since).verdict is Verdict.TOO_EARLY


def test_whoever_began_before_the_action_was_decided_is_not_counted_as_since(tmp_path):
    """Those of January, for an action that was decided at its end: too young then, and begun before."""
    path = write_csv(tmp_path / "first.csv", FIRST)
    load(tmp_path / "db", "shop", path, load_options(definition_toml=DEFINITION))
    found = open_generation(store.current_generation(tmp_path / "db", "shop"))
    around = figures_around(found, ALL, UNTIL - 60 * DAY)
    assert "neither/buy" not in around.since.figures
