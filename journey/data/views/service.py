"""How cases are served: how soon answered and resolved, how often at the first contact, opened again or passed on."""

from collections.abc import Mapping

import numpy as np

from journey.data.generation import Generation
from journey.data.groups import GROUPS, OF_CLOCK, OF_SINGLE_EVENTS, labels
from journey.data.needs import CASE, COST, NOT_COMPUTABLE, contact_words, lacking
from journey.data.sql import Relation, filled, part, query
from journey.data.views.form import (
    BOUNDS,
    COUNT,
    EVENTS,
    MONEY,
    NUMBER,
    SECONDS,
    SHARE,
    Bound,
    Column,
    Columns,
    OfColumns,
    Row,
    View,
    in_order,
    ranged,
    with_interval_and_n,
)
from journey.data.views.groups_of_columns import groups_of
from journey.data.views.options import ViewOptions
from journey.model import shared_mode
from journey.model.definition import DAY_SECONDS
from journey.model.end_words import counts_reopening
from journey.model.errors import BadOption
from journey.model.filters import DIMENSIONS
from journey.model.intervals import mean_interval, share_interval
from journey.model.persons import close, distinct
from journey.model.quantiles import clusters_of, quantile, quantile_interval
from journey.model.small_numbers import is_rated
from journey.model.words import span

NEVER_S = 1 << 60
REOPENINGS = "counted_reopenings"
LONGEST_WINDOW = 30 * DAY_SECONDS
QUANTILES = (("median", 0.5), ("p90", 0.9))
TIME_COLUMNS = {
    "first_response": ("response_told", "response_after_s"),
    "resolution": ("resolution_told", "resolved_after_s"),
}
TIMES = tuple(TIME_COLUMNS)
IN_TIME = {name: f"{name}_in_time" for name in TIMES}
SHARES = ("first_contact_resolution", "reopened", "transferred")
MEANS = ("contacts_per_case", "cost_per_case")
NO_TARGET = "set a target for it in the journey definition"


def check_window(options: ViewOptions) -> None:
    if options.within is not None and not 1 <= options.within <= LONGEST_WINDOW / DAY_SECONDS:
        raise BadOption("within", "takes from 1 to 30 days here.")


def window(generation: Generation, options: ViewOptions) -> float:
    """Seconds after a resolution within which no contact for the same reason may come."""
    days = options.within
    return generation.definition.contact_again_seconds if days is None else days * DAY_SECONDS


def _reopening_column(generation: Generation) -> str:
    """The column of events that counts reopenings; '' where there is none."""
    known = (number for name, number in generation.attributes.items() if counts_reopening(name))
    return next((f"a{number}" for number in known), "")


def cases_bound(generation: Generation, options: ViewOptions) -> Bound:
    """The cases with their groups, and which column of events counts reopenings, where there is one."""
    column = _reopening_column(generation)
    relation = (
        Relation(REOPENINGS, filled(query("parts", "counted_reopenings"), {"counted": column}))
        if column
        else part(REOPENINGS, "no_counted_reopenings")
    )
    takes_agent = {
        f"takes_agent_{place}": int(
            len(options.by) >= place and options.by[place - 1] in generation.event_keys
        )
        for place in (1, 2, 3)
    }
    if any(takes_agent.values()):
        cases, flags = part("grouped_cases", "grouped_cases_of_agents"), takes_agent
    else:
        cases, flags = part("grouped_cases", "grouped_cases"), {}
    return {"never_s": NEVER_S, **flags}, (cases, relation)


def told(generation: Generation) -> dict[str, str]:
    """Of each figure why it is not computable from these data; '' where it is."""
    if missing := lacking(generation, CASE):
        return dict.fromkeys((*TIMES, *IN_TIME.values(), *SHARES, *MEANS), missing)
    [(agents, responses, resolutions, reopenings, transfers, late)] = generation.rows(
        query("doctor", "service_fields")
    )
    needs = {
        "first_response": "" if agents or responses else "needs first_response_at, or actor agent",
        "resolution": "" if resolutions else "needs resolved_at, or case_event resolved",
        "first_contact_resolution": ""
        if resolutions
        else "needs resolved_at, or case_event resolved",
        "reopened": ""
        if reopenings or _reopening_column(generation)
        else "needs case_event reopened, or a column that counts reopenings",
        "transferred": "" if transfers else "needs case_event transferred",
    }
    if responses and not late and not agents:
        opened = "needs when cases were opened: here each begins at its first response"
        needs |= {"first_response": opened, "resolution": opened}
    for name, share in IN_TIME.items():
        needs[share] = needs[name] or ("" if name in generation.definition.targets else NO_TARGET)
    needs |= {"contacts_per_case": ""}
    said = {name: f"{NOT_COMPUTABLE}: {words}" if words else "" for name, words in needs.items()}
    return said | {"cost_per_case": lacking(generation, COST)}


def _finish(generation: Generation, columns: Columns, options: ViewOptions) -> list[Row]:
    group, missing = labels(generation, options.by), told(generation)
    after = window(generation, options)
    return [
        group(codes)
        | in_order(VIEW.columns, _row(own, after, missing, generation.definition.targets))
        for codes, own in groups_of(columns, GROUPS)
    ]


def _row(
    columns: Columns, after: float, missing: dict[str, str], targets: Mapping[str, float]
) -> Row:
    customers = close(columns["customer_no"])
    is_open = columns["is_open"] == 1
    row: Row = {
        "cases": len(customers),
        "customers": distinct(customers),
        "open": int(is_open.sum()) if not missing["resolution"] else None,
    }
    for name in TIMES:
        known, values = seconds_of(columns, name)
        is_early = known & (values < 0)
        kept = known & ~is_early & (not missing[name])
        sides = (
            (kept, is_early, ~known, is_open, ~is_open)
            if name == "resolution"
            else (kept, is_early, ~known)
        )
        row |= _time(name, values[kept], customers[kept])
        row |= {
            f"{name}_negative": int(is_early.sum()),
            f"{name}_sides": tuple(distinct(customers[side]) for side in sides),
        }
        target = targets.get(name, 0.0)
        is_ripe = (columns["age_s"] >= target) & ~is_early
        is_met = known & (values <= target)
        row |= _share(IN_TIME[name], is_met[is_ripe], customers[is_ripe], missing)
    row["unanswered"] = (
        None if missing["first_response"] else int((columns["response_told"] == 0).sum())
    )
    is_old = columns["age_s"] >= after
    is_first = (
        (columns["resolution_told"] == 1)
        & (columns["contacts"] == 1)
        & (columns["again_after_s"] > after)
    )
    row |= _share("first_contact_resolution", is_first[is_old], customers[is_old], missing)
    row |= _share("reopened", columns["is_reopened"] == 1, customers, missing)
    row |= _share("transferred", columns["transfers"] > 0, customers, missing)
    for name, column in zip(MEANS, ("contacts", "cost"), strict=True):
        row |= _mean(name, columns[column].astype(float), customers, missing)
    return row


def _mean(name: str, values: np.ndarray, customers: np.ndarray, missing: dict[str, str]) -> Row:
    """A mean of all cases with its interval; nothing where these data cannot tell it."""
    if missing[name]:
        return dict.fromkeys((name, *(f"{name}{end}" for end in BOUNDS)))
    clusters = clusters_of(values, customers)
    low, high = mean_interval(clusters, 0.0, float("inf"))
    return {name: clusters.mean, f"{name}_low": low, f"{name}_high": high}


def seconds_of(columns: Columns, time: str) -> tuple[np.ndarray, np.ndarray]:
    """(of which cases the time is known, the seconds; 0 of the others)."""
    is_told, seconds = TIME_COLUMNS[time]
    return columns[is_told] == 1, columns[seconds].astype(float)


def _time(name: str, values: np.ndarray, customers: np.ndarray) -> Row:
    """Median, ninth decile and mean with their intervals; none of fewer than ten customers."""
    names = [f"{name}_{figure}_seconds" for figure in ("median", "p90", "mean")]
    row: Row = {f"{each}{end}": None for each in names for end in ("", *BOUNDS)}
    number = distinct(customers)
    row |= {f"{name}_n": len(values), f"{name}_customers": number}
    if not is_rated(number):
        return row
    for figure, share in QUANTILES:
        own = f"{name}_{figure}_seconds"
        low, high = quantile_interval(values, customers, share)
        row |= {own: quantile(values, share), f"{own}_low": low, f"{own}_high": high}
    clusters = clusters_of(values, customers)
    low, high = mean_interval(clusters, 0.0, float("inf"))
    own = f"{name}_mean_seconds"
    return row | {own: clusters.mean, f"{own}_low": low, f"{own}_high": high}


def _share(name: str, hits: np.ndarray, customers: np.ndarray, missing: dict[str, str]) -> Row:
    """The share of cases; nothing where these data cannot tell it."""
    known = np.ones(len(hits), bool) if not missing[name] else np.zeros(len(hits), bool)
    return share_of(name, hits[known], customers[known])


def share_of(name: str, hits: np.ndarray, customers: np.ndarray) -> Row:
    """A share with its interval and n, robust where customers come again, and the customers behind it and both of its parts."""
    if not len(hits):
        empty: Row = dict.fromkeys((name, *(f"{name}{end}" for end in BOUNDS)))
        return empty | {f"{name}_n": 0, f"{name}_customers": 0, f"{name}_parts": ()}
    clusters = clusters_of(hits.astype(float), customers)
    low, high = share_interval(clusters)
    return {
        name: clusters.mean,
        f"{name}_low": low,
        f"{name}_high": high,
        f"{name}_n": len(hits),
        f"{name}_customers": clusters.customers,
        f"{name}_parts": tuple(distinct(customers[side]) for side in (hits, ~hits)),
    }


def _times(name: str, words: str) -> tuple[Column, ...]:
    """The columns of a time: its figures, on how many cases they rest, and how many were left out."""
    behind = f"{name}_customers"
    return (
        *(
            column
            for figure, said in (("median", words), ("p90", "ninth decile"), ("mean", "mean"))
            for column in ranged(f"{name}_{figure}_seconds", SECONDS, said, behind)
        ),
        Column(f"{name}_n", COUNT, "cases with the time known and not negative"),
        Column(
            f"{name}_negative", COUNT, "cases where it would be before the first contact: left out"
        ),
        Column(behind, COUNT, is_helper=True),
        Column(f"{name}_sides", COUNT, is_helper=True),
    )


def _shares(name: str, words: str) -> tuple[Column, ...]:
    def meaning(generation: Generation) -> str:
        return told(generation)[name] or words

    figure = Column(name, SHARE, meaning, rests_on=f"{name}_customers", implies=f"{name}_parts")
    return (
        *with_interval_and_n(figure),
        Column(f"{name}_customers", COUNT, is_helper=True),
        Column(f"{name}_parts", COUNT, is_helper=True),
    )


def _in_time(time: str, done: str) -> tuple[Column, ...]:
    """The share within the target of a time (the service level)."""

    def meaning(generation: Generation) -> str:
        target = span(generation.definition.targets.get(time, 0))
        return told(generation)[IN_TIME[time]] or (
            f"{done} within the target of {target} / cases first contacted at least so long before the end of observation; a case "
            f"not {done} by then is none, those where the time is negative are left out"
        )

    figure = Column(
        IN_TIME[time],
        SHARE,
        meaning,
        rests_on=f"{IN_TIME[time]}_customers",
        implies=f"{IN_TIME[time]}_parts",
    )
    return (
        *with_interval_and_n(figure),
        Column(f"{IN_TIME[time]}_customers", COUNT, is_helper=True),
        Column(f"{IN_TIME[time]}_parts", COUNT, is_helper=True),
    )


VIEW = View(
    "service",
    "cases",
    (
        Column(
            "cases",
            COUNT,
            lambda generation: (
                f"cases whose first contact is among the events asked for; {contact_words(generation)}"
            ),
        ),
        *_times(
            "first_response",
            "from the first contact to the first event of an agent, or the time of a first response that is told; a bot does not "
            "stop the clock, nor does a mere resolution where first responses are told; interval by Woodruff, robust where "
            "customers come again",
        ),
        Column("unanswered", COUNT, "cases with neither"),
        *_times(
            "resolution",
            "from the first contact to the last resolution; lately opened cases are in it only where they were resolved soon",
        ),
        Column("open", COUNT, "cases not resolved, or opened again since"),
        *_shares(
            "first_contact_resolution",
            "resolved with one contact, and no contact of the customer for the same reason within the days asked for (7 by "
            "default) after it / cases first contacted at least so long before the end of observation",
        ),
        *_shares("reopened", "cases opened again / cases"),
        *_shares("transferred", "cases passed on / cases"),
        *_in_time("first_response", "answered"),
        *_in_time("resolution", "resolved"),
        *ranged(
            "contacts_per_case",
            NUMBER,
            lambda generation: (
                told(generation)["contacts_per_case"] or "mean of the contacts in a case"
            ),
            "customers",
        ),
        *ranged(
            "cost_per_case",
            MONEY,
            lambda generation: (
                told(generation)["cost_per_case"]
                or "mean of what all events of a case cost; 0 where none is told"
            ),
            "customers",
        ),
        Column("customers", COUNT),
    ),
    OfColumns(_finish),
    shared=shared_mode.SERVICE,
    options=("within",),
    by=(*DIMENSIONS, *OF_SINGLE_EVENTS, *OF_CLOCK),
    rule=EVENTS,
    check=check_window,
    needs_time=True,
    terms=lambda generation: {
        name: words for name, words in told(generation).items() if words and name in TIMES
    },
    bound=cases_bound,
)
