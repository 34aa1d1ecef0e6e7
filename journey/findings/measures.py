"""What is looked at: outcomes of stages, friction at touchpoints, answers and feelings, each as arrays of single cases."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from journey.data.ask import ask
from journey.data.generation import Generation
from journey.data.selection import select
from journey.data.sql import bound, composed, query
from journey.data.views.share_courses import periods_of
from journey.data.views.trend import starts_of
from journey.model.filters import Filters
from journey.model.finding import DROP_OFF, LEAVES, VALENCE
from journey.model.intervals import Z
from journey.model.metrics import METRIC_NUMBERS, NEGATIVE_VALENCE

LEAST_CASES = 60
FOLLOW = ("repeats", "waits", "contact_again")  # looked at by what customers come straight from
LANDMARK = "landmark"
PARTS = (LEAVES, "repeats", "waits", "feels_bad", "effort", "contact_again")
METRIC_NAMES = {number: name for name, number in METRIC_NUMBERS.items()}
# What is at stake in a case: METRICS.md, "Findings", excess.
STAKES = {DROP_OFF: 1.0, LEAVES: 1.0}
OTHER_STAKES = 0.5


@dataclass(frozen=True)
class Measure:
    """Cases of one kind at one stage or touchpoint ("" for the whole stage), arrays of one length.

    `y` is 0 or 1 where `is_share`, else a score; `bad` is 1 where more of it is worse, else -1. `is_poor`: the cases that count as
    bad where y is a score.
    """

    kind: str
    stage: str
    touchpoint: str
    is_share: bool
    bad: int
    journeys: np.ndarray
    customers: np.ndarray
    periods: np.ndarray
    y: np.ndarray
    is_poor: np.ndarray
    came_from: np.ndarray | None = None  # of which touchpoint straight, by its number; 0 none

    @property
    def stakes(self) -> float:
        return STAKES.get(self.kind, OTHER_STAKES)


@dataclass(frozen=True)
class Material:
    """All measures under some filters, the journeys' values of each attribute (0 none), and the first days of the periods.

    `begun_at`: the number of the touchpoint that each journey began at; `passed`: the journeys that were at a touchpoint before
    they went on from a stage, by both; `landmarks`: p and z of that touchpoint by the landmark rule, by both.
    """

    measures: tuple[Measure, ...]
    attributes: dict[str, np.ndarray]
    starts: tuple[str, ...]
    begun_at: np.ndarray
    passed: dict[tuple[str, int], np.ndarray]
    landmarks: dict[tuple[str, int], tuple[float, float]]


def material(generation: Generation, filters: Filters) -> Material:
    """Everything that a scan needs; raises UserError for unknown filters."""
    acting = _acting(generation)
    kinds = {"stages": _stages, "passings": _passings, "answers": _answers}
    measures = [
        one
        for name, read in kinds.items()
        for one in read(generation, _of_customers(_columns(generation, filters, name), acting))
    ]
    is_whole = filters == Filters()  # under filters no way is looked at
    passed = _of_customers(_columns(generation, filters, "passed"), acting) if is_whole else {}
    return Material(
        tuple(one for one in measures if len(one.y) >= LEAST_CASES),
        _attributes(generation),
        tuple(starts_of(generation)),
        _begun_at(generation),
        _passed(generation, passed) if is_whole else {},
        _landmarks(generation, filters) if is_whole else {},
    )


def _acting(generation: Generation) -> np.ndarray:
    """The numbers of the touchpoints where customers act; of the others nothing is said."""
    return generation.columns(query("findings", "acting"), {})["touchpoint_no"]


def _of_customers(columns: dict[str, np.ndarray], acting: np.ndarray) -> dict[str, np.ndarray]:
    """The rows at these touchpoints, none of which came straight from another kind."""
    if "touchpoint_no" in columns:
        is_kept = np.isin(columns["touchpoint_no"], acting)
        columns = {name: values[is_kept] for name, values in columns.items()}
    if "from_no" in columns:
        is_told = np.isin(columns["from_no"], acting)
        columns = {**columns, "from_no": np.where(is_told, columns["from_no"], 0)}
    return columns


def _begun_at(generation: Generation) -> np.ndarray:
    columns = generation.columns(query("findings", "first_touchpoints"), {})
    begun = np.zeros(int(columns["journey_no"].max(initial=0)) + 1, dtype=np.int64)
    begun[columns["journey_no"]] = columns["first_touchpoint_no"]
    return begun


def _passed(
    generation: Generation, columns: dict[str, np.ndarray]
) -> dict[tuple[str, int], np.ndarray]:
    found = {}
    for (stage_no, touchpoint_no), own in _places(columns):
        found[generation.stages[stage_no] or "", touchpoint_no] = own["journey_no"].astype(np.int64)
    return found


def _landmarks(
    generation: Generation, filters: Filters
) -> dict[tuple[str, int], tuple[float, float]]:
    """From the view `contrasts`, stage by stage; what it does not test is not looked at."""
    numbers = {name: number for number, name in generation.touchpoints.items()}
    found = {}
    for stage_no, stage in generation.stages.items():
        is_goal = stage_no == len(generation.definition.stage_names)
        if not stage_no or is_goal or stage_no in generation.unobserved_stages:
            continue
        for row in ask(generation, "contrasts", filters, stage=stage).rows:
            if row["rule"] == LANDMARK and row["kind"] == "touchpoint" and row["p"] is not None:
                error = (row["high"] - row["low"]) / (2 * Z)
                z = row["difference"] / error if error else 0.0
                found[stage or "", numbers[row["value"]]] = row["p"], z
    return found


def _columns(generation: Generation, filters: Filters, name: str) -> dict[str, np.ndarray]:
    selection = select(generation, filters)
    sql = composed(query("findings", name), selection.relations)
    return generation.columns(sql, bound(sql, selection.values))


def _attributes(generation: Generation) -> dict[str, np.ndarray]:
    """By the key of each attribute the number of every journey's value, 0 where it has none."""
    sql = query("findings", "attributes")
    columns = generation.columns(sql, {})
    most = int(generation.rows("select max(journey_no) from journeys")[0][0] or 0)
    found = {}
    for key in generation.journey_keys:
        values = np.zeros(most + 1, dtype=np.int64)
        own = columns["attribute_no"] == generation.journey_attribute(key)
        values[columns["journey_no"][own]] = columns["value_no"][own]
        found[key] = values
    return found


def _case(
    generation: Generation,
    kind: str,
    place: tuple[int, int],
    columns: dict[str, np.ndarray],
    y: np.ndarray,
    bad: int,
    is_share: bool = True,
    is_poor: np.ndarray | None = None,
) -> Measure:
    stage_no, touchpoint_no = place
    return Measure(
        kind,
        generation.stages[stage_no] or "",
        generation.touchpoints[touchpoint_no] if touchpoint_no else "",
        is_share,
        bad,
        columns["journey_no"].astype(np.int64),
        columns["customer_no"].astype(np.int64),
        periods_of(generation, columns["at_s"].astype(np.int64)),
        y.astype(float),
        (y > 0 if bad > 0 else y < 1) if is_poor is None else is_poor,
    )


def _places(
    columns: dict[str, np.ndarray],
) -> Iterator[tuple[tuple[int, int], dict[str, np.ndarray]]]:
    """Each cell (stage, touchpoint) with its rows."""
    keys = np.stack([columns["stage_no"], columns["touchpoint_no"]], axis=1).astype(np.int64)
    for place in np.unique(keys, axis=0):
        own = np.all(keys == place, axis=1)
        yield (
            (int(place[0]), int(place[1])),
            {name: values[own] for name, values in columns.items()},
        )


def _stages(generation: Generation, columns: dict[str, np.ndarray]) -> Iterator[Measure]:
    for stage_no in np.unique(columns["stage_no"]):
        own = {name: values[columns["stage_no"] == stage_no] for name, values in columns.items()}
        yield _case(generation, DROP_OFF, (int(stage_no), 0), own, own["is_lost"], 1)


def _passings(generation: Generation, columns: dict[str, np.ndarray]) -> Iterator[Measure]:
    for place, own in _places(columns):
        if place[0] == 0:
            continue
        for part in PARTS:
            known = own[part] >= 0
            cases = {name: values[known] for name, values in own.items()}
            one = _case(generation, part, place, cases, cases[part], 1)
            yield (
                replace(one, came_from=cases["from_no"].astype(np.int64)) if part in FOLLOW else one
            )


def _answers(generation: Generation, columns: dict[str, np.ndarray]) -> Iterator[Measure]:
    """At each touchpoint; what sentiment is to answers, valence is here."""
    for number in np.unique(columns["metric_no"]):
        metric = METRIC_NAMES[int(number)]
        of_metric = {
            name: values[columns["metric_no"] == number] for name, values in columns.items()
        }
        for place, own in _places(of_metric):
            mark = own["mark"]
            if metric == "sentiment":
                poor = own["score"] <= NEGATIVE_VALENCE
                yield _case(generation, VALENCE, place, own, own["score"], -1, False, poor)
            elif metric == "nps":
                yield _case(generation, metric, place, own, 100.0 * mark, -1, False, mark < 0)
            else:
                yield _case(generation, metric, place, own, mark == 1, -1)
