"""What is looked at: outcomes of stages, friction at touchpoints, answers, feelings, next steps, each as arrays of cases."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import sqrt

import numpy as np
from scipy.special import ndtr

from journey.data.ask import AnyRow, ask
from journey.data.generation import Generation
from journey.data.outcome_attributes import tells_outcome
from journey.data.selection import select
from journey.data.sql import bound, composed, query
from journey.data.views.share_courses import periods_of
from journey.data.views.trend import starts_of
from journey.model.filters import Filters
from journey.model.finding import CHANNEL, DROP_OFF, LEAVES, NEXT, TIME, TOUCHPOINT, VALENCE
from journey.model.intervals import Z
from journey.model.metrics import METRIC_NUMBERS, NEGATIVE_VALENCE

LEAST_CASES = 60
FOLLOW = ("repeats", "waits", "contact_again")  # looked at by what customers come straight from
OF_PLACES = (LEAVES, "contact_again", "effort")  # a touchpoint held against the others of its stage
LANDMARK = "landmark"
PARTS = (LEAVES, "repeats", "waits", "feels_bad", "effort", "contact_again")
SCORES = ("nps", "csat", "ces")
METRIC_NAMES = {number: name for name, number in METRIC_NUMBERS.items()}
# Of the moves from a touchpoint, for where they go to be looked at.
LEAST_MOVES, LEAST_SHARE = 40, 0.05
SLOW = 0.75  # of all times: a case above counts as slow
# What is at stake in a case: METRICS.md, "Findings", excess.
STAKES = {DROP_OFF: 1.0, LEAVES: 1.0, TIME: 0.1, NEXT: 0.1, "contact_again": 0.1}
OTHER_STAKES = 0.5
DAY_SECONDS = 86_400
Columns = dict[str, np.ndarray]


@dataclass(frozen=True)
class Measure:
    """Cases of one kind at one stage or touchpoint ("" for the whole stage, both "" for all), arrays of one length.

    `y` is 0 or 1 where `is_share`, else a score; `bad` is 1 where more of it is worse, -1 where less is, 0 where neither. `poor`:
    the cases that count as bad, where a share does not tell them. `onward`: the touchpoint that is next. `came_from`: the number of
    the touchpoint before, 0 none. `steps`: the number of its step in its journey; `standing`: how many events the journey has had
    in its furthest stage by then. `levels`: the number of each case's touchpoint, where `y` is held against the mean there; `raw`
    is it as it was answered.
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
    poor: np.ndarray | None = None
    onward: str = ""
    came_from: np.ndarray | None = None
    steps: np.ndarray | None = None
    standing: np.ndarray | None = None
    levels: np.ndarray | None = None
    raw: np.ndarray | None = None

    @property
    def stakes(self) -> float:
        return STAKES.get(self.kind, OTHER_STAKES)

    @property
    def is_poor(self) -> np.ndarray:
        """Which cases count as bad; of moves, which are neither, those that are made."""
        if self.poor is not None:
            return self.poor
        return self.y < 1 if self.bad < 0 else self.y > 0

    def y_without(self, gone: np.ndarray) -> np.ndarray:
        """`y` where these cases are taken out: means of touchpoints are those of the others then."""
        if self.levels is None or self.raw is None:
            return self.y
        return at_equal_touchpoint(self.raw, self.levels, ~gone)


@dataclass(frozen=True)
class Places:
    """Cases of a measure at several touchpoints, or by channel, with the number of each case's: each is held against the others."""

    measure: Measure
    attribute: str
    codes: np.ndarray


@dataclass(frozen=True)
class Material:
    """All measures under some filters, the journeys' values of each attribute (0 none), and the first days of the periods.

    `begun_at`: the number of the touchpoint that each journey began at; `passed`: the journeys that were at a touchpoint before
    they went on from a stage, by both; `landmarks`: p and z of that touchpoint by the landmark rule, by both; `steps_at`: by
    touchpoint its steps in journeys with answers, as keys of step_keys.
    """

    measures: tuple[Measure, ...]
    attributes: dict[str, np.ndarray]
    starts: tuple[str, ...]
    begun_at: np.ndarray
    passed: dict[tuple[str, int], np.ndarray]
    landmarks: dict[tuple[str, int], tuple[float, float]]
    places: tuple[Places, ...] = ()
    steps_at: dict[int, np.ndarray] | None = None


def material(generation: Generation, filters: Filters) -> Material:
    """Everything that a scan needs; raises UserError for unknown filters."""
    acting = _acting(generation)
    is_whole = filters == Filters()  # under filters no way is looked at

    def read(name: str) -> Columns:
        return _of_customers(_columns(generation, filters, name), acting)

    answers = read("answers")
    measures = [
        *_stages(generation, read("stages")),
        *_journey_touchpoints(generation, read("journey_touchpoints")),
        *_answers(generation, answers),
        *_next_steps(generation, read("next_steps"), acting),
    ]
    measures = [one for one in measures if len(one.y) >= LEAST_CASES]
    return Material(
        tuple(measures),
        _attributes(generation),
        tuple(starts_of(generation)),
        _begun_at(generation),
        _passed(generation, read("passed")) if is_whole else {},
        _landmarks(generation, filters) if is_whole else {},
        tuple(_places_of(generation, measures, answers)),
        _steps_at(generation, acting) if is_whole else {},
    )


def step_keys(journeys: np.ndarray, steps: np.ndarray) -> np.ndarray:
    """One number a step, larger for later ones of a journey."""
    return journeys.astype(np.int64) * (1 << 24) + steps


def at_equal_touchpoint(raw: np.ndarray, levels: np.ndarray, kept: np.ndarray) -> np.ndarray:
    """The answers less the mean of those kept at their touchpoint, plus the mean of all of these."""
    size = int(levels.max(initial=0)) + 1
    counts = np.bincount(levels[kept], minlength=size)
    sums = np.bincount(levels[kept], raw[kept], minlength=size)
    means = sums / np.maximum(counts, 1)
    whole = float(raw[kept].mean()) if kept.any() else 0.0
    return raw - means[levels] + whole


def _acting(generation: Generation) -> np.ndarray:
    """The numbers of the touchpoints where customers act; of the others nothing is said."""
    return generation.columns(query("findings", "acting"), {})["touchpoint_no"]


def _selling(generation: Generation) -> frozenset[int]:
    """The numbers of the touchpoints where customers buy: who comes back to one buys again."""
    return frozenset(generation.columns(query("findings", "selling"), {})["touchpoint_no"].tolist())


def _of_customers(columns: Columns, acting: np.ndarray) -> Columns:
    """The rows at these touchpoints, none of which came straight from another kind."""
    if "touchpoint_no" in columns:
        is_kept = np.isin(columns["touchpoint_no"], acting)
        if not is_kept.all():
            columns = {name: values[is_kept] for name, values in columns.items()}
    if "from_no" in columns:
        is_told = np.isin(columns["from_no"], acting)
        columns = {**columns, "from_no": np.where(is_told, columns["from_no"], 0)}
    return columns


def _begun_at(generation: Generation) -> np.ndarray:
    columns = generation.columns(query("findings", "first_touchpoints"), {})
    begun = np.zeros(int(columns["journey_no"].max(initial=0)) + 1, dtype=np.int32)
    begun[columns["journey_no"]] = columns["first_touchpoint_no"]
    return begun


def _passed(generation: Generation, columns: Columns) -> dict[tuple[str, int], np.ndarray]:
    passed = {}
    for (stage_no, touchpoint_no), own in _by_place(columns):
        passed[generation.stages[stage_no] or "", touchpoint_no] = own["journey_no"]
    return passed


def _steps_at(generation: Generation, acting: np.ndarray) -> dict[int, np.ndarray]:
    columns = _of_customers(generation.columns(query("findings", "steps_before"), {}), acting)
    keys = step_keys(columns["journey_no"], columns["step_no"])
    return {number: keys[own] for number, own in _runs(columns["touchpoint_no"])}


def _landmarks(
    generation: Generation, filters: Filters
) -> dict[tuple[str, int], tuple[float, float]]:
    """From the view `contrasts`, stage by stage; what it does not test is not looked at.

    Its variance is that of the shares as they are, which is too small where nearly all of few that passed it fared alike: the error
    is at least that of two sides with one share.
    """
    numbers = {name: number for number, name in generation.touchpoints.items()}
    landmarks = {}
    for stage_no, stage in generation.stages.items():
        is_goal = stage_no == len(generation.definition.stage_names)
        if not stage_no or is_goal or stage_no in generation.unobserved_stages:
            continue
        for row in ask(generation, "contrasts", filters, stage=stage).rows:
            if row["rule"] == LANDMARK and row["kind"] == "touchpoint" and row["p"] is not None:
                error = max((row["high"] - row["low"]) / (2 * Z), _error_of_alike(row))
                z = row["difference"] / error if error else 0.0
                landmarks[stage or "", numbers[row["value"]]] = float(2 * ndtr(-abs(z))), z
    return landmarks


def _error_of_alike(row: AnyRow) -> float:
    """The error of the difference of two sides of so many journeys that leave alike."""
    everybody, passed = row["lost"] + row["kept"], row["lost_with"] + row["kept_with"]
    share = row["lost"] / everybody
    return sqrt(share * (1 - share) * (1 / passed + 1 / max(1, everybody - passed)))


def _columns(generation: Generation, filters: Filters, name: str) -> Columns:
    selection = select(generation, filters)
    sql = composed(query("findings", name), selection.relations)
    columns = generation.columns(sql, bound(sql, selection.values))
    if "at_s" in columns:
        columns["period"] = periods_of(generation, columns.pop("at_s")).astype(np.int16)
    return columns


def _attributes(generation: Generation) -> dict[str, np.ndarray]:
    """By the key of each attribute the number of every journey's value, 0 where it has none."""
    columns = generation.columns(query("findings", "attributes"), {})
    most = int(generation.rows("select max(journey_no) from journeys")[0][0] or 0)
    of_paths = set(generation.columns(query("findings", "path_attributes"), {})["attribute_no"])
    values_of = {}
    for key in generation.journey_keys:
        if tells_outcome(generation, key) or generation.journey_attribute(key) in of_paths:
            continue  # what became of a case, or the path that it took, is no reason for it
        values = np.zeros(most + 1, dtype=np.int32)
        own = columns["attribute_no"] == generation.journey_attribute(key)
        values[columns["journey_no"][own]] = columns["value_no"][own]
        values_of[key] = values
    return values_of


def _case(
    generation: Generation,
    kind: str,
    place: tuple[int, int],
    columns: Columns,
    y: np.ndarray,
    bad: int,
    is_share: bool = True,
    is_poor: np.ndarray | None = None,
) -> Measure:
    stage_no, touchpoint_no = place
    return Measure(
        kind,
        (generation.stages[stage_no] or "") if stage_no else "",
        generation.touchpoints[touchpoint_no] if touchpoint_no else "",
        is_share,
        bad,
        columns["journey_no"],
        columns["customer_no"],
        columns["period"],
        y.astype(np.int8 if is_share else np.float32),
        is_poor,
    )


def _runs(codes: np.ndarray) -> Iterator[tuple[int, slice]]:
    """Each value of a sorted column with where its rows stand."""
    if not len(codes):
        return
    begins = np.concatenate([[0], np.flatnonzero(np.diff(codes)) + 1, [len(codes)]])
    for first, last in zip(begins[:-1], begins[1:]):
        yield int(codes[first]), slice(int(first), int(last))


def _by_place(columns: Columns) -> Iterator[tuple[tuple[int, int], Columns]]:
    """Each cell (stage, touchpoint) with its rows, which stand together."""
    places = columns["stage_no"].astype(np.int64) * (1 << 32) + columns["touchpoint_no"]
    for place, own in _runs(places):
        yield divmod(place, 1 << 32), {name: values[own] for name, values in columns.items()}


def _stages(generation: Generation, columns: Columns) -> Iterator[Measure]:
    """Who went no further, and how long those took that did."""
    for stage_no, rows in _runs(columns["stage_no"]):
        own = {name: values[rows] for name, values in columns.items()}
        yield _case(generation, DROP_OFF, (stage_no, 0), own, own["is_lost"], 1)
        went_on = own["seconds_on"] >= 0
        timed = {name: values[went_on] for name, values in own.items()}
        if went_on.any():
            days = timed["seconds_on"] / DAY_SECONDS
            slow = days > np.quantile(days, SLOW)
            yield _case(generation, TIME, (stage_no, 0), timed, np.log1p(days), 1, False, slow)


def _journey_touchpoints(generation: Generation, columns: Columns) -> Iterator[Measure]:
    selling = _selling(generation)
    for place, own in _by_place(columns):
        if place[0] == 0:
            continue
        for part in PARTS:
            known = own[part] >= 0
            is_whole = bool(known.all())
            cases = own if is_whole else {name: values[known] for name, values in own.items()}
            is_sale = part == "repeats" and place[1] in selling
            one = _case(generation, part, place, cases, cases[part], -1 if is_sale else 1)
            if part in FOLLOW:
                one = replace(one, came_from=cases["from_no"])
            yield _with_steps(one, cases) if part == "effort" else one


def _with_steps(one: Measure, cases: Columns) -> Measure:
    return replace(one, steps=cases["step_no"], standing=cases["standing_events"])


def _answers(generation: Generation, columns: Columns) -> Iterator[Measure]:
    """At each touchpoint; scores at all touchpoints of a stage and at all of them, too, each held against its touchpoint's mean."""
    for number, rows in _runs(columns["metric_no"]):
        metric = METRIC_NAMES[number]
        of_metric = {name: values[rows] for name, values in columns.items()}
        singles = []
        for place, own in _by_place(of_metric):
            one = _answered(generation, metric, place, own)
            singles.append(one)
            yield _with_steps(one, own) if metric in SCORES else one
        if metric in SCORES:
            yield from _at_equal(generation, metric, of_metric)


def _answered(generation: Generation, metric: str, place: tuple[int, int], own: Columns) -> Measure:
    """What sentiment is to answers, valence is here."""
    mark = own["mark"]
    if metric == "sentiment":
        poor = own["score"] <= NEGATIVE_VALENCE
        return _case(generation, VALENCE, place, own, own["score"], -1, False, poor)
    if metric == "nps":
        return _case(generation, metric, place, own, 100.0 * mark, -1, False, mark < 0)
    return _case(generation, metric, place, own, mark == 1, -1)


def _at_equal(generation: Generation, metric: str, columns: Columns) -> Iterator[Measure]:
    """The answers of each stage with several touchpoints, and those of all of them."""
    everywhere = np.ones(len(columns["stage_no"]), dtype=bool)
    parts = [(0, everywhere)]
    numbers = np.unique(columns["stage_no"])
    parts += [(int(stage), columns["stage_no"] == stage) for stage in numbers if stage]
    for stage_no, rows in parts:
        own = {name: values[rows] for name, values in columns.items()}
        _, levels = np.unique(
            own["stage_no"].astype(np.int64) * (1 << 32) + own["touchpoint_no"],
            return_inverse=True,
        )
        is_alone = levels.max(initial=0) < 1 or (not stage_no and len(numbers) < 2)
        if is_alone:
            continue
        one = _answered(generation, metric, (stage_no, 0), own)
        raw = one.y.astype(float)
        y = at_equal_touchpoint(raw, levels, np.ones(len(raw), dtype=bool))
        stage = one.stage if stage_no else ""
        yield replace(
            one, stage=stage, is_share=False, y=y, poor=one.is_poor, raw=raw, levels=levels
        )


def _next_steps(generation: Generation, columns: Columns, acting: np.ndarray) -> Iterator[Measure]:
    """Of the moves from each touchpoint whether they go to one that takes at least one in twenty and forty of them."""
    for place, own in _by_place(columns):
        counts = np.bincount(own["next_touchpoint_no"])
        for onward in np.flatnonzero(
            (counts >= LEAST_MOVES) & (counts >= LEAST_SHARE * len(own["journey_no"]))
        ):
            if onward and onward in acting:
                y = own["next_touchpoint_no"] == onward
                one = _case(generation, NEXT, place, own, y, 0)
                yield replace(one, onward=generation.touchpoints[int(onward)])


def _places_of(
    generation: Generation, measures: list[Measure], answers: Columns
) -> Iterator[Places]:
    """Touchpoints of a stage put together, and scores by touchpoint and by channel."""
    numbers = {name: number for number, name in generation.touchpoints.items()}
    for kind in OF_PLACES:
        for stage in dict.fromkeys(one.stage for one in measures):
            own = [
                one
                for one in measures
                if one.kind == kind and one.stage == stage and one.touchpoint
            ]
            if len(own) > 1:
                codes = np.concatenate(
                    [np.full(len(one.y), numbers[one.touchpoint], dtype=np.int32) for one in own]
                )
                yield Places(_together(own), TOUCHPOINT, codes)
    for metric in SCORES:
        rows = answers["metric_no"] == METRIC_NUMBERS[metric]
        own_columns = {name: values[rows] for name, values in answers.items()}
        if rows.sum() >= LEAST_CASES:
            one = replace(_answered(generation, metric, (0, 0), own_columns), stage="")
            yield Places(one, TOUCHPOINT, own_columns["touchpoint_no"])
            yield Places(one, CHANNEL, own_columns["channel_no"])


def _together(measures: list[Measure]) -> Measure:
    """The cases of all of them as one measure of their stage."""
    first = measures[0]
    return Measure(
        first.kind,
        first.stage,
        "",
        first.is_share,
        first.bad,
        np.concatenate([one.journeys for one in measures]),
        np.concatenate([one.customers for one in measures]),
        np.concatenate([one.periods for one in measures]),
        np.concatenate([one.y for one in measures]),
        first.poor if first.poor is None else np.concatenate([one.is_poor for one in measures]),
    )
