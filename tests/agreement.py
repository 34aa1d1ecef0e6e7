"""Every view beside the second implementation: the same rows, the same figures."""

import math

from journey.data.ask import ask
from journey.data.generation import Generation
from journey.model.filters import Filters
from journey.model.metrics import FRICTION_PARTS, METRIC_NUMBERS, metric_definition
from journey.model.redaction import redacted
from journey.model.small_numbers import is_rated
from journey.model.words import iso
from tests import reference

COUNTS = {
    "funnel": (
        ("stage",),
        (
            "reached",
            "advanced",
            "ended_well",
            "dropped_off",
            "in_progress",
            "completed",
            "skipped",
            "customers",
        ),
    ),
    "ripe": (
        ("stage",),
        (
            "ripe",
            "went_on",
            "ended_well",
            "neither",
            "completed",
            "skipped",
            "young",
            "customers",
            "went_on_rate_n",
        ),
    ),
    "ripe_leaves": (("stage", "touchpoint"), ("leaves_n", "young", "customers")),
    "exits": (("drop_stage", "touchpoint", "touchpoint_stage"), ("journeys", "revenue")),
    "touchpoints": (
        ("stage", "touchpoint", "channel"),
        ("events", "journeys", "customers", "exits", "mean_valence_n"),
    ),
    "transitions": (("source", "target"), ("moves", "journeys", "customers")),
}
RATES = {
    "funnel": [
        ("conversion_rate", "customers"),
        ("ended_well_rate", "customers"),
        ("drop_off_rate", "customers"),
        ("median_seconds_to_next", "customers"),
    ],
    "ripe": [
        ("went_on_rate", "customers"),
        ("ended_well_rate", "customers"),
        ("neither_rate", "customers"),
    ],
    "ripe_leaves": [("leaves", "customers")],
    "touchpoints": [("mean_valence", "valence_customers")],
    "transitions": [
        ("median_seconds", "customers"),
        ("p90_seconds", "customers"),
        ("waited_seconds", "customers"),
    ],
}
WITH_INTERVAL = (
    *("conversion_rate", "ended_well_rate", "drop_off_rate", "mean_valence"),
    *("went_on_rate", "neither_rate", "leaves"),
)


def asked_of(filters: Filters) -> dict:
    """The filters as the second implementation takes them."""
    return {
        "from": filters.from_date,
        "to": filters.to_date,
        "where": {key: list(values) for key, values in filters.where},
    }


def assert_agrees(
    generation: Generation, log, filters: Filters, by: tuple[str, ...] = ("stage",)
) -> None:
    """All these views under the filters give what tests/reference.py gives."""
    asked = asked_of(filters)
    _summary(generation, log, filters, asked)
    for view in COUNTS:
        _counted(view, ask(generation, view, filters).rows, getattr(reference, view)(log, asked))
    assert_feelings_agree(generation, log, filters, by)
    _friction(ask(generation, "friction", filters).rows, reference.friction(log, asked))
    for attribute in ("channel", *[*generation.journey_keys][:1]):
        ledger_agrees(
            ask(generation, "ledger", filters, attribute=attribute, top=100_000).rows,
            reference.ledger(log, asked, attribute),
        )


def assert_feelings_agree(
    generation: Generation, log, filters: Filters, by: tuple[str, ...]
) -> None:
    """What of `assert_agrees` depends on the groups: satisfaction and emotions."""
    asked = asked_of(filters)
    _satisfaction(
        generation,
        ask(generation, "satisfaction", filters, by, metrics=tuple(METRIC_NUMBERS)).rows,
        reference.satisfaction(log, asked, list(by)),
        by,
    )
    _emotions(
        ask(generation, "emotions", filters, by).rows,
        reference.emotions(log, asked, list(by)),
        by,
        _labelled(log, asked, by),
    )


def assert_groups_agree(generation: Generation, log, filters: Filters, by: tuple[str, ...]) -> None:
    """The views of journeys grouped by attributes and periods (friction by the channel too)."""
    asked = asked_of(filters)
    if "channel" not in by:
        for view in COUNTS.keys() - {"transitions"}:
            keys = (*by, *COUNTS[view][0])
            _counted(
                view,
                ask(generation, view, filters, by).rows,
                getattr(reference, view)(log, asked, list(by)),
                keys,
            )
    _friction(
        ask(generation, "friction", filters, by).rows, reference.friction(log, asked, list(by)), by
    )


def assert_events_agree(generation: Generation, log, filters: Filters, by: tuple[str, ...]) -> None:
    """The views of events grouped by what is theirs, attributes of events among it."""
    asked = asked_of(filters)
    _counted(
        "touchpoints",
        ask(generation, "touchpoints", filters, by).rows,
        reference.touchpoints(log, asked, list(by)),
        (*by, *COUNTS["touchpoints"][0]),
    )
    volume = {
        tuple(row[key] for key in by): row["events"]
        for row in ask(generation, "volume", filters, by).rows
    }
    groups = reference.grouped(log, asked, list(by))
    assert volume == {group: len(events) for group, events in groups.items()}
    _quotes(ask(generation, "quotes", filters, by).rows, reference.quotes(log, asked, list(by)), by)


def assert_lists_agree(
    generation: Generation,
    log,
    filters: Filters,
    by: tuple[str, ...] = ("stage",),
    havings: tuple[str, ...] = ("", "nps", "valence", "comment"),
) -> None:
    """The journeys and events behind a figure one by one, and the quotes."""
    asked = asked_of(filters)
    ours, theirs = ask(generation, "journeys", filters, top=100_000), reference.journeys(log, asked)
    assert ours.totals["journeys"] == len(theirs) == len(ours.rows)
    assert [row["last_at"] for row in ours.rows] == [iso(row["last_at"]) for row in theirs]
    plain = [
        {**row, "first_at": iso(row["first_at"]), "last_at": iso(row["last_at"])} for row in theirs
    ]
    assert sorted(map(str, map(rounded, ours.rows))) == sorted(map(str, map(rounded, plain)))
    for having in havings:
        listed, other = (
            ask(generation, "events", filters, having=having, top=100_000),
            reference.events(log, asked, having or None),
        )
        assert listed.totals["events"] == len(other) == len(listed.rows)
        plain = [
            {
                **row,
                "occurred_at": iso(row["occurred_at"]),
                "comment": row["comment"] and redacted(row["comment"]),
            }
            for row in other
        ]
        assert [rounded(row) for row in listed.rows] == [rounded(row) for row in plain]
    _quotes(ask(generation, "quotes", filters, by).rows, reference.quotes(log, asked, list(by)), by)


def rounded(row: dict) -> dict:
    """The row with numbers to six digits: the order in which floats are summed is the engine's."""
    return {
        name: round(value, 6) + 0.0 if isinstance(value, int | float) else value
        for name, value in sorted(row.items())
    }


def _quotes(ours: list[dict], theirs: list[dict], by: tuple[str, ...]) -> None:
    for key, row, other in _pairs(ours, theirs, by):
        assert (row["quote"], row["occurred_at"]) == (
            redacted(other["quote"]),
            iso(other["occurred_at"]),
        ), (key, row, other)
        assert [row[name] for name in ("comments", "customers")] == [
            other[name] for name in ("comments", "customers")
        ]
        assert same(row["valence"], other["valence"])


def _summary(generation, log, filters, asked) -> None:
    ours, theirs = ask(generation, "summary", filters).rows[0], reference.summary(log, asked)
    for name in ("events", "customers", "journeys", "touchpoints", "ties"):
        assert ours[name] == theirs[name], (name, ours, theirs)
    for name in ("first_at", "last_at"):
        assert ours[name] == (theirs[name].isoformat() + "Z" if theirs[name] else None)


def _keyed(rows: list[dict], keys: tuple[str, ...]) -> dict[tuple, dict]:
    found = {tuple(row[key] for key in keys): row for row in rows}
    assert len(found) == len(rows), f"{keys} are no key of {rows}"
    return found


def _pairs(ours: list[dict], theirs: list[dict], keys: tuple[str, ...]):
    mine, other = _keyed(ours, keys), _keyed(theirs, keys)
    assert set(mine) == set(other), set(mine) ^ set(other)
    return [(key, mine[key], other[key]) for key in mine]


def _counted(view: str, ours: list[dict], theirs: list[dict], keys: tuple[str, ...] = ()) -> None:
    counts = COUNTS[view][1]
    keys = keys or COUNTS[view][0]
    for key, row, other in _pairs(ours, theirs, keys):
        for name in counts:
            assert same(row[name], other[name]), (view, key, name, row[name], other[name])
        for name, customers in RATES.get(view, ()):
            columns = [name, f"{name}_low", f"{name}_high"] if name in WITH_INTERVAL else [name]
            for column in columns:
                _rated((view, key, column), row[column], other[column], other[customers])


def _rated(where, mine, other, customers) -> None:
    expected = other if is_rated(customers) else None
    assert same(mine, expected), (where, mine, expected, customers)


def same(mine, other) -> bool:
    if mine is None or other is None:
        return mine is None and other is None
    return math.isclose(mine, other, rel_tol=1e-9, abs_tol=1e-9)


def _satisfaction(generation, ours, theirs, by) -> None:
    names = generation.definition.scale_names
    for row in theirs:
        row["definition"] = metric_definition(
            row["metric"], row["definition"], names.get(row["metric"], "")
        )
    for key, row, other in _pairs(ours, theirs, (*by, "metric", "definition")):
        assert (row["n"], row["customers"]) == (other["n"], other["customers"]), (key, row, other)
        for name in ("value", "low", "high"):
            _rated((key, name), row[name], other[name], other["customers"])


def _labelled(log, asked, by) -> dict[tuple, int]:
    """Distinct customers with a labelled event, per group."""
    groups = reference.grouped(log, asked, list(by))
    return {
        group: len({event.customer for event in events if event.emotion is not None})
        for group, events in groups.items()
    }


def _emotions(ours, theirs, by, labelled) -> None:
    for key, row, other in _pairs(ours, theirs, (*by, "emotion")):
        assert [row[name] for name in ("events", "customers", "n")] == [
            other[name] for name in ("events", "customers", "n")
        ], key
        _rated((key, "share"), row["share"], other["share"], labelled[key[:-1]])
        for name in ("mean_valence", "low", "high", "recorded_share"):
            _rated((key, name), row[name], other[name], other["valence_customers"])


def _friction(ours, theirs, by=()) -> None:
    for key, row, other in _pairs(ours, theirs, (*by, "stage", "touchpoint")):
        assert (row["journeys_lost"], row["journeys"]) == (
            other["journeys_lost"],
            other["journeys"],
        ), (key, row, other)
        passing = row["customers"]
        for name in ("score", "rank", "rank_low", "rank_high"):
            _rated((key, name), row[name], other[name], passing)
        for part in FRICTION_PARTS:
            assert row[f"{part}_n"] == other[f"{part}_n"], (key, part, row, other)
            for name in (part, f"{part}_low", f"{part}_high"):
                _rated((key, name), row[name], other[name], other[f"{part}_customers"])


LEDGER_RANGES = (
    *("leaves", "recoverable", "recoverable_a_year"),
    *("revenue_recoverable", "revenue_recoverable_a_year"),
)


def ledger_agrees(ours, theirs) -> None:
    for key, row, other in _pairs(ours, theirs, ("stage", "touchpoint")):
        assert [row[name] for name in ("journeys_lost", "customers", "leaves_n")] == [
            other[name] for name in ("journeys_lost", "customers", "leaves_n")
        ], (key, row, other)
        for name in ("revenue_lost", "revenue_lost_a_year"):
            assert row[name] is not None or other[name] is None, (key, name, row, other)
            close = row[name] is None or math.isclose(
                row[name], other[name], rel_tol=1e-4, abs_tol=0.02
            )
            assert close, (key, name)
        for name in LEDGER_RANGES:
            for column in (name, f"{name}_low", f"{name}_high"):
                expected = other[column] if is_rated(other["passing_customers"]) else None
                assert (row[column] is None) == (expected is None), (key, column, row, other)
                close = expected is None or math.isclose(
                    row[column], expected, rel_tol=1e-4, abs_tol=0.02
                )
                assert close, (key, column, row[column], expected)


def assert_identities(generation: Generation, filters: Filters) -> None:
    """What must add up under every filter, each side counted by another query."""
    summary = ask(generation, "summary", filters).rows[0]
    funnel, exits = ask(generation, "funnel", filters), ask(generation, "exits", filters)
    observed = [row for row in funnel.rows if row["reached"] is not None]
    terms = ("advanced", "ended_well", "dropped_off", "in_progress", "completed")
    for row in observed:
        assert row["reached"] == sum(row[term] for term in terms), row
        assert row["dropped_off"] == sum(
            other["journeys"] for other in exits.rows if other["drop_stage"] == row["stage"]
        )
    for row in ask(generation, "ripe", filters).rows:
        if row["ripe"] is not None:
            terms = ("went_on", "ended_well", "neither", "completed")
            assert row["ripe"] == sum(row[term] for term in terms), row
            listed = ask(generation, "summary", filters.in_cohort(f"neither/{row['stage']}"))
            assert listed.rows[0]["journeys"] == row["neither"]
    lost = sum(row["dropped_off"] for row in observed)
    assert sum(funnel.totals.values()) == summary["journeys"]
    assert (
        exits.totals["journeys"] == ask(generation, "touchpoints", filters).totals["exits"] == lost
    )
    assert ask(generation, "friction", filters).totals["journeys_lost"] == lost
    assert ask(generation, "ledger", filters, top=3).totals["journeys_lost"] == lost
    moves = ask(generation, "transitions", filters).totals["moves"]
    assert moves == summary["events"] - summary["journeys"]
