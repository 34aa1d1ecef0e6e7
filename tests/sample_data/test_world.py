"""A world is another invented year: the same each time, with its plans in its events and told truly beside them."""

import json
import subprocess
import sys
from collections import Counter
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from journey.findings.measures import material
from journey.model.filters import Filters
from journey.use.load import LoadOptions, load
from sample_data.catalogue import STAGES, VALENCES
from sample_data.generate import (
    ALL_NAMES,
    WORLD_CUSTOMERS,
    Planted,
    framed,
    generate,
    generate_world,
    write,
    year,
)
from sample_data.places import MOVES, SURVEYS
from sample_data.world import ATTRIBUTE, FEWEST, INCIDENT, KINDS, MOST, World, draw
from tests.conftest import ROOT, newest
from tests.sample import SAMPLE_DEFINITION
from tests.sample_data.recount import cases, in_order

NUMBERS = (1, 7, 9)  # between them they have all measures and all kinds
DRAWN = [draw(number) for number in range(1, 21)]
FEW = 1_500  # customers, where no figure is asked for


@pytest.fixture(scope="module")
def worlds():
    """By number the events and the truth."""
    made = {}

    def of(number: int) -> tuple[pd.DataFrame, dict]:
        if number not in made:
            made[number] = generate_world(number)
        return made[number]

    return of


def lived(world: World, customers: int = WORLD_CUSTOMERS) -> pd.DataFrame:
    """The events of a world that may differ from the drawn one."""
    return framed(year(customers, world.number, frozenset(), Planted(world)))


def test_the_same_number_gives_the_same_bytes(tmp_path):
    for name in ("first", "second"):
        frame, truth = generate_world(5, FEW)
        write(frame, tmp_path / name)
        (tmp_path / name / "truth.json").write_text(json.dumps(truth))
    for file in ("events.parquet", "events.csv.gz", "truth.json"):
        assert (tmp_path / "first" / file).read_bytes() == (tmp_path / "second" / file).read_bytes()


def test_another_number_gives_other_plans_and_another_seed_other_chance():
    assert len({world.plans for world in DRAWN}) == len({world.pairs for world in DRAWN}) == 20
    (frame, truth), (other, again) = (generate_world(5, FEW, seed) for seed in (None, 99))
    named = ("sentence", "size", "first_day", "last_day")
    assert [[plan[key] for key in named] for plan in truth["plans"]] == [
        [plan[key] for key in named] for plan in again["plans"]
    ]
    assert not frame["touchpoint"].head(500).equals(other["touchpoint"].head(500))


def test_a_world_has_six_to_twelve_plans_of_all_kinds():
    for world in DRAWN:
        assert FEWEST <= len(world.plans) <= MOST
        assert {plan.kind for plan in world.plans} == set(KINDS)
    plans = [plan for world in DRAWN for plan in world.plans]
    sizes = [plan.size for plan in plans]
    assert min(sizes) < 0.07 and max(sizes) > 0.5
    assert {plan.measure for plan in plans} == set(SURVEYS) | set(MOVES) | {"drop_off", "leaves"}
    assert any(world.season for world in DRAWN) and not all(world.season for world in DRAWN)


def test_incidents_begin_on_any_day_of_the_week_and_last_one_to_eight_weeks():
    incidents = [plan for world in DRAWN for plan in world.plans if plan.kind == INCIDENT]
    begins = Counter(plan.since.weekday() for plan in incidents)
    assert len(begins) >= 6 and sum(begins.values()) - begins[0] > len(incidents) / 2
    days = [(plan.until - plan.since).days + 1 for plan in incidents]
    assert min(days) >= 7 and max(days) <= 56 and any(length % 7 for length in days)
    assert {bool(plan.attribute) for plan in incidents} == {True, False}


def test_no_two_plans_are_of_one_figure_and_only_one_end_of_a_pair_in_a_stage():
    for world in DRAWN:
        figures = Counter(
            (plan.place, SURVEYS.get(plan.measure, plan.measure), plan.attribute, plan.way)
            for plan in world.plans
        )
        assert max(figures.values()) == 1
        for pair in world.pairs:
            groups = [(plan.attribute, plan.value) for plan in world.plans]
            stages = [
                {plan.stage for plan in world.plans if (plan.attribute, plan.value) == end}
                for end in pair.ends
            ]
            assert not stages[0] & stages[1] and set(pair.ends) & set(groups)


@pytest.mark.parametrize("number", NUMBERS)
def test_the_figures_told_are_those_of_the_events(worlds, number):
    frame, truth = worlds(number)
    events = in_order(frame)
    limit = events["gap"].dt.total_seconds().quantile(0.9)
    assert truth["wait_limit_seconds"] == pytest.approx(limit)
    assert (truth["events"], truth["journeys"]) == (len(frame), frame["journey_id"].nunique())
    for plan in truth["plans"]:
        found = cases(events, plan, limit)
        inside = found.loc[found["inside"], "y"].astype(float)
        assert len(inside) == plan["cases"], plan["sentence"]
        assert inside.mean() == pytest.approx(plan["with"], abs=6e-5), plan["sentence"]
        if plan["kind"] not in (INCIDENT, "lasting change"):
            others = found.loc[~found["inside"], "y"].astype(float)
            assert len(others) == plan["other_cases"]
            assert others.mean() == pytest.approx(plan["others"], abs=6e-5), plan["sentence"]


def test_all_measures_are_among_those_recounted(worlds):
    plans = [plan for number in NUMBERS for plan in worlds(number)[1]["plans"]]
    assert {plan["measure"] for plan in plans} == {*SURVEYS, *MOVES, "drop_off", "leaves"}
    assert {plan["kind"] for plan in plans} == set(KINDS)


@pytest.mark.parametrize("number", NUMBERS)
def test_what_a_plan_changed_is_what_differs_from_the_year_without_it(worlds, number):
    """Of the others hardly anybody differs: a later purchase may begin on another day."""
    frame, truth = worlds(number)
    now, limit = in_order(frame), truth["wait_limit_seconds"]
    for plan in truth["plans"][:5]:
        then = in_order(lived(draw(number).without(plan["name"])))
        found, usual = (cases(events, plan, limit) for events in (now, then))
        usual_mean = usual.loc[usual["inside"], "y"].astype(float).mean()
        assert usual_mean == pytest.approx(plan["without"], abs=6e-5), plan["sentence"]
        both = found.index.intersection(usual.index)
        found, usual = found.loc[both], usual.loc[both]
        differs = found["y"].astype(float) != usual["y"].astype(float)
        is_inside = found["inside"] & usual["inside"]
        assert (differs & is_inside).sum() == plan["affected"], plan["sentence"]
        is_outside = ~found["inside"] & ~usual["inside"]
        assert (differs & is_outside).sum() <= 0.01 * is_outside.sum(), plan["sentence"]


def test_as_many_are_changed_as_expected(worlds):
    """Each within four standard deviations of a count, all together within a twentieth."""
    plans = [plan for number in NUMBERS for plan in worlds(number)[1]["plans"]]
    for plan in plans:
        expected = plan["affected_expected"]
        assert abs(plan["affected"] - expected) <= 4 * expected**0.5 + 3, plan["sentence"]
    whole, changed = (sum(plan[key] for plan in plans) for key in ("affected_expected", "affected"))
    assert changed == pytest.approx(whole, rel=0.05)


def test_worse_is_worse_and_better_is_better(worlds):
    is_good = {"nps", "csat", "ces", "valence"}
    for number in NUMBERS:
        for plan in worlds(number)[1]["plans"]:
            rises = plan["is_better"] == (plan["measure"] in is_good)
            change = plan["with"] - plan["without"]
            assert change == 0 or (change > 0) == rises, plan["sentence"]


def test_one_plan_changes_only_whom_it_concerns():
    """A feeling of one group at one touchpoint: all other rows are the same, to the letter."""
    world = DRAWN[0]
    [plan] = [one for one in world.plans if one.measure == "valence"]
    now, then = (lived(one, FEW) for one in (replace(world, plans=(plan,)), world.bare))
    differs = ~((now == then) | (now.isna() & then.isna())).all(axis=1)
    changed = now[differs]
    assert len(changed) > 0
    assert set(changed["touchpoint"]) == {plan.touchpoint}
    assert set(changed[plan.attribute]) == {plan.value}
    days = changed["occurred_at"].dt.date
    assert days.min() >= plan.since and days.max() <= plan.until


def test_a_plan_of_leaving_changes_no_journey_of_others():
    world = DRAWN[0]
    plan = next(one for one in world.plans if (one.kind, one.measure) == (ATTRIBUTE, "drop_off"))
    now, then = (lived(one, FEW) for one in (replace(world, plans=(plan,)), world.bare))
    others = [
        one[one[plan.attribute] != plan.value].drop(columns="event_id") for one in (now, then)
    ]
    pd.testing.assert_frame_equal(*(one.reset_index(drop=True) for one in others))
    assert len(now) < len(then)


@pytest.mark.parametrize("number", NUMBERS)
def test_plans_off_leaves_the_year_without_an_effect(worlds, number):
    frame, truth = generate_world(number, is_planted=False)
    planted = worlds(number)[1]
    assert truth["plans"] == []
    assert [plan["name"] for plan in truth["left_out"]] == [p["name"] for p in planted["plans"]]
    assert truth["dependent_attributes"] == planted["dependent_attributes"]
    assert truth["ways_without_plans"] == planted["ways_without_plans"]
    events = in_order(frame)
    for plan in truth["left_out"]:
        found = cases(events, plan, truth["wait_limit_seconds"])
        y = found["y"].astype(float)
        inside, others = y[found["inside"]], y[~found["inside"]]
        error = y.std() * (1 / len(inside) + 1 / len(others)) ** 0.5
        assert abs(inside.mean() - others.mean()) <= 3.3 * error, plan["sentence"]


def test_the_journeys_that_no_plan_concerns_are_as_without_plans(worlds):
    """Nobody is another customer, and first journeys begin at the same moment at the same touchpoint."""
    number = NUMBERS[0]
    frame, bare = worlds(number)[0], lived(draw(number).bare)
    known = ["customer_id", "segment", "region", "device", "plan", "persona", "language"]
    customers = [one[known].drop_duplicates().sort_values("customer_id") for one in (frame, bare)]
    pd.testing.assert_frame_equal(*(one.reset_index(drop=True) for one in customers))
    first = [one.drop_duplicates("customer_id").set_index("customer_id") for one in (frame, bare)]
    same = ["occurred_at", "touchpoint"]
    pd.testing.assert_frame_equal(*(one[same].sort_index() for one in first))


@pytest.mark.parametrize("number", NUMBERS)
def test_attributes_depend_on_each_other_as_told(worlds, number):
    frame, truth = worlds(number)
    customers = frame.drop_duplicates("customer_id")
    assert 1 <= len(truth["dependent_attributes"]) <= 2
    for pair in truth["dependent_attributes"]:
        own = customers[pair["attribute"]] == pair["value"]
        given = customers[pair["depends_on"]] == pair["depends_on_value"]
        assert own[given].mean() == pytest.approx(pair["share_of_these"], abs=6e-5)
        assert own[~given].mean() == pytest.approx(pair["share_of_others"], abs=6e-5)
        assert pair["share_of_these"] > 0.55 > 0.2 > pair["share_of_others"]
        ends = {
            (pair["attribute"], pair["value"]): (pair["depends_on"], pair["depends_on_value"]),
            (pair["depends_on"], pair["depends_on_value"]): (pair["attribute"], pair["value"]),
        }
        shadows = [plan for plan in truth["plans"] if (plan["attribute"], plan["value"]) in ends]
        assert shadows
        for plan in shadows:
            told = plan["shadow"]["attribute"], plan["shadow"]["value"]
            assert told == ends[plan["attribute"], plan["value"]]


def test_a_season_is_told_as_seasonal():
    world = next(world for world in DRAWN if world.season)
    frame, truth = generate_world(world.number, is_planted=False)
    told = truth["seasonality"]
    assert told["told_as"] == "seasonal"
    begun = frame.drop_duplicates("journey_id")["occurred_at"].dt.month.value_counts()
    assert told["begun_in_month"] == [begun[month] for month in range(1, 13)]
    busy = np.array(world.season.busy)
    assert max(told["begun_in_month"]) > 1.15 * min(told["begun_in_month"])
    assert np.corrcoef(busy[1:], told["begun_in_month"][1:])[0, 1] > 0.6
    quiet = next(world for world in DRAWN if not world.season)
    assert generate_world(quiet.number, FEW, is_planted=False)[1]["seasonality"] is None


def test_a_feeling_swings_with_the_season():
    """Beside the same year without the swing: worse around the worst day, better half a year away, nothing else otherwise."""
    world = max((one for one in DRAWN if one.season), key=lambda one: one.season.swing)
    season, stage = world.season, STAGES[world.season.stage]
    still = replace(world.bare, season=replace(season, swing=0.0))
    swung, usual = (lived(one) for one in (world.bare, still))
    assert swung["occurred_at"].equals(usual["occurred_at"])
    change = swung["emotion"].map(VALENCES) - usual["emotion"].map(VALENCES)
    assert set(swung["stage"][change.fillna(0) != 0]) == {stage}
    days = (swung["occurred_at"] - pd.Timestamp(season.worst, tz="UTC")).dt.days.abs()
    away = np.minimum(days, 365 - days)
    own = swung["stage"] == stage
    near, far = (change[own & mask].mean() for mask in (away < 60, away > 122))
    assert near < -0.3 * season.swing and far > 0.1 * season.swing
    assert near == pytest.approx(0, abs=season.swing) and far == pytest.approx(0, abs=season.swing)


def test_the_product_counts_as_the_truth_does(worlds, tmp_path):
    """Loaded under the sample's definition, what follows a touchpoint and what is answered there are the same to the case."""
    number = NUMBERS[1]
    frame, truth = worlds(number)
    file = write(frame, tmp_path)[0]
    load(tmp_path, "w", file, LoadOptions(definition_toml=SAMPLE_DEFINITION))
    generation = newest(tmp_path, "w")
    read = material(generation, Filters())
    measures = {(one.kind, one.stage, one.touchpoint): one for one in read.measures}
    numbers = {name: touchpoint for touchpoint, name in generation.touchpoints.items()}
    seen = 0
    for plan in truth["plans"]:
        if plan["first_day"] or plan["measure"] == "drop_off":
            continue  # the product has weeks, and asks about stages at a certain age
        one = measures[plan["measure"], plan["stage"], plan["touchpoint"]]
        inside = np.ones(len(one.y), bool)
        if plan["attribute"]:
            values = generation.attribute_values(plan["attribute"])
            code = next(no for no, value in dict(values).items() if value == plan["value"])
            inside &= read.attributes[plan["attribute"]][one.journeys] == code
        if plan["way"]:
            inside &= one.came_from == numbers[plan["way_touchpoint"]]
        assert inside.sum() == plan["cases"], plan["sentence"]
        assert one.y[inside].mean() == pytest.approx(plan["with"], abs=6e-5), plan["sentence"]
        seen += 1
    generation.close()
    assert seen >= 3


def test_the_command_line_writes_events_and_truth_and_keeps_the_sample(tmp_path):
    command = [sys.executable, "-m", "sample_data.generate", "--world", "3", "--customers", "800"]
    refused = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert refused.returncode == 2 and "--out" in refused.stderr
    told = tmp_path / "told.json"
    subprocess.run(
        [*command, "--out", str(tmp_path), "--truth", str(told)],
        check=True,
        cwd=ROOT,
        capture_output=True,
    )
    truth = json.loads(told.read_text(encoding="utf-8"))
    assert (truth["world"], truth["customers"]) == (3, 800)
    columns = pd.read_parquet(ROOT / "sample_data" / "events.parquet").columns
    assert list(pd.read_parquet(tmp_path / "events.parquet").columns) == list(columns)


def test_all_plans_of_the_sample_can_be_off(tmp_path):
    command = [sys.executable, "-m", "sample_data.generate", "--plans", "off", "--customers", "300"]
    subprocess.run([*command, "--out", str(tmp_path)], check=True, cwd=ROOT, capture_output=True)
    write(generate(300, plans=frozenset()), tmp_path / "bare")
    write(generate(300, plans=ALL_NAMES), tmp_path / "planted")
    files = [tmp_path / name / "events.parquet" for name in (".", "bare", "planted")]
    assert files[0].read_bytes() == files[1].read_bytes() != files[2].read_bytes()
