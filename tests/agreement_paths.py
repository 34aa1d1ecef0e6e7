"""The views of ways and losses beside the second implementation: the same rows, the same figures."""

from collections import Counter

from journey.data.ask import ask
from journey.data.generation import Generation
from journey.model.filters import Filters
from journey.model.metrics import metric_definition
from journey.model.path_filters import FUNNEL_OUTCOMES, deviation, path_filter
from journey.model.redaction import redacted
from journey.model.small_numbers import is_rated
from journey.model.words import iso
from tests import reference, reference_paths
from tests.agreement import asked_of, same

TESTED = 0.05


def alike(
    ours: list[dict],
    theirs: list[dict],
    keys: tuple[str, ...],
    rates: tuple[str, ...] = (),
    customers: str = "customers",
    left_out: tuple[str, ...] = (),
) -> None:
    """The same keys, and under each the same figures; `rates` are empty in ours where they rest on too few customers."""
    mine, other = (
        {tuple(row[key] for key in keys): row for row in rows} for rows in (ours, theirs)
    )
    assert len(mine) == len(ours) and len(other) == len(theirs), keys
    assert set(mine) == set(other), (keys, sorted(set(mine) ^ set(other), key=str)[:5])
    for key, row in mine.items():
        for name in set(row) - {"base", *keys, *left_out}:
            expected = other[key][name]
            if (
                name.startswith(rates)
                and not name.endswith("_n")
                and rates
                and not is_rated(other[key][customers])
            ):
                expected = None
            is_number = isinstance(expected, int | float) and isinstance(row[name], int | float)
            assert same(row[name], expected) if is_number else row[name] == expected, (
                key,
                name,
                row[name],
                expected,
            )


def assert_paths_agree(
    generation: Generation, log, filters: Filters, depth: int = 3, pairs: int = 3
) -> None:
    """All views of ways under the filters, between so many pairs of the first, the middle and the last touchpoint by name."""
    asked = asked_of(filters)
    nodes = ask(generation, "touchpoint_nodes", filters).rows
    alike(
        nodes,
        reference_paths.nodes(log, asked),
        ("touchpoint",),
        ("leaving_rate", "again_rate", "median", "p90", "waited"),
    )
    alike(
        ask(generation, "entries", filters).rows,
        reference_paths.entries(log, asked),
        ("touchpoint", "channel"),
        ("completion_rate",),
    )
    _shifts(generation, log, filters, asked)
    for collapse in (False, True):
        _variants(generation, log, filters, asked, collapse)
    alike(
        ask(generation, "flow", filters, depth=depth).rows,
        reference_paths.flow(log, asked, depth=depth),
        FLOW_KEYS,
    )
    _km(generation, log, filters, asked)
    _rounds(generation, log, filters, asked)
    _ordered(generation, log, filters, asked, ())
    _ordered(generation, log, filters, asked, generation.definition.stage_names[::2])
    for stage in generation.definition.stage_names[:-1]:
        _contrasts(generation, log, filters, asked, stage)
    names = sorted(generation.touchpoints.values())
    for source, target in [
        (names[0], names[-1]),
        (names[len(names) // 2], names[0]),
        (names[-1], names[-1]),
    ][:pairs]:
        _between(generation, log, filters, asked, source, target, depth)
    _ordered(generation, log, filters, asked, (names[0], names[len(names) // 2], names[-1])) if len(
        names
    ) > 1 else None


def _rounds(generation, log, filters, asked) -> None:
    """Of two and of three touchpoints, those passed most often, which go round most."""
    names = [row["touchpoint"] for row in ask(generation, "touchpoint_nodes", filters).rows][:3]
    for circle in ((*names[:size], names[0]) for size in (2, 3) if len(names) >= size):
        ours = [
            {**row, "path": tuple(row["path"])}
            for row in ask(generation, "cycles", filters, through=circle).rows
        ]
        alike(ours, reference_paths.rounds(log, asked, circle), ("path",))


FLOW_KEYS = ("step", "source", "target", "end")


def _shifts(generation, log, filters, asked) -> None:
    theirs = [
        {
            "source": row["source"],
            "target": row["target"],
            "customers": row["valence_change_customers"],
            **{
                name: row[name]
                for name in row
                if name.startswith("valence_change") and not name.endswith("customers")
            },
        }
        for row in reference.transitions(log, asked)
        if row["valence_change_n"]
    ]
    whole = [
        {name: row[name] for name in ("source", "target", "moves", "journeys")}
        for row in reference.transitions(log, asked)
    ]
    alike(ask(generation, "transition_counts", filters).rows, whole, ("source", "target"))
    alike(
        ask(generation, "valence_changes", filters).rows,
        theirs,
        ("source", "target"),
        ("valence_change",),
    )


def _variants(generation, log, filters, asked, collapse) -> None:
    ours, theirs = (
        ask(generation, "variants", filters, top=100_000, collapse=collapse),
        reference_paths.variants(log, asked, collapse),
    )
    assert [row["path"] for row in ours.rows] == [row["path"] for row in theirs]
    tupled = [[{**row, "path": tuple(row["path"])} for row in rows] for rows in (ours.rows, theirs)]
    alike(*tupled, ("path",), ("share", "median", "p90"))
    totals = {
        **reference_paths.variants_totals(log, asked, collapse),
        "hidden_journeys": 0,
        "hidden_variants": 0,
    }
    assert ours.totals == totals
    few = ask(generation, "variants", filters, top=2, collapse=collapse)
    assert few.totals["shown_journeys"] + few.totals["hidden_journeys"] == totals["journeys"]
    assert len(few.rows) + few.totals["hidden_variants"] == totals["variants"]
    _scores(generation, log, filters, collapse, theirs)


def _scores(generation, log, filters, collapse, theirs) -> None:
    """Satisfaction by way, each figure as the definition puts it first: shares of csat and ces, NPS, mean valence."""
    names, found = generation.definition.scale_names, {}
    for row in ask(generation, "variant_scores", filters, top=100_000, collapse=collapse).rows:
        found[tuple(row["path"]), row["metric"]] = row
    for row in theirs:
        for metric, column, base in (
            ("nps", "nps", "nps"),
            ("csat", "csat", "csat"),
            ("ces", "ces", "ces"),
            ("sentiment", "mean_valence", "valence"),
        ):
            mine = found.pop((tuple(row["path"]), metric), None)
            assert (mine["n"] if mine else 0) == row[f"{base}_n"], (metric, row)
            if mine:
                assert mine["definition"] == metric_definition(
                    metric, generation.definition.variants[metric], names.get(metric, "")
                )
                expected = row[column] if is_rated(row[f"{base}_customers"]) else None
                assert same(mine["value"], expected), (metric, mine, row)
    assert not found


def _km(generation, log, filters, asked) -> None:
    """Every point shown lies on the whole curve of the second implementation; beginning, end and median are its own."""
    ours, theirs, totals = (
        ask(generation, "time_to_advance", filters),
        reference_paths.km(log, asked),
        reference_paths.km_totals(log, asked),
    )
    points = {(row["stage"], row["seconds"]): row for row in theirs}
    customers = {row["stage"]: row["customers"] for row in ours.rows}
    assert set(customers) == {row["stage"] for row in theirs}
    for row in ours.rows:
        other = points[row["stage"], row["seconds"]]
        assert (row["at_risk"], row["advanced"]) == (other["at_risk"], other["advanced"]), (
            row,
            other,
        )
        for name in ("share", "low", "high"):
            assert same(row[name], other[name] if is_rated(row["customers"]) else None), (
                name,
                row,
                other,
            )
    for stage in customers:
        mine = ours.totals[stage]
        rated = is_rated(customers[stage])
        assert (mine["journeys"], mine["advanced"]) == (
            totals[stage]["journeys"],
            totals[stage]["advanced"],
        )
        assert same(mine["share_at_end"], totals[stage]["share_at_end"] if rated else None)
        assert same(mine["median_seconds"], totals[stage]["median_seconds"] if rated else None), (
            stage,
            mine,
            totals[stage],
        )


def _ordered(generation, log, filters, asked, through) -> None:
    for within in (None, 2.0):
        theirs = reference_paths.ordered(
            log, asked, through or None, within or generation.definition.ordered_funnel_days
        )
        ours = ask(generation, "ordered", filters, through=through, within=within).rows
        assert [row["name"] for row in ours] == [row["name"] for row in theirs]
        shifted = [
            {name: value for name, value in row.items() if name != "place"}
            | {"element_no": row["place"] + 1}
            for row in theirs
        ]
        alike(ours, shifted, ("element_no",), ("conversion_rate", "median"))
        if not through:
            _funnel_outcomes(
                generation, filters, ours, within or generation.definition.ordered_funnel_days
            )


def _funnel_outcomes(generation, filters, rows, within) -> None:
    """Behind each number of the ordered funnel stand exactly so many journeys."""
    for row in rows:
        for funnel_outcome in FUNNEL_OUTCOMES:
            behind = filters.in_cohort(
                path_filter("inorder", row["name"], f"{within:g}", funnel_outcome)
            )
            assert ask(generation, "summary", behind).rows[0]["journeys"] == row[funnel_outcome], (
                row,
                funnel_outcome,
            )


def _contrasts(generation, log, filters, asked, stage) -> None:
    ours, theirs = (
        ask(generation, "contrasts", filters, stage=stage).rows,
        reference.contrasts(log, asked, stage),
    )
    alike(ours, theirs, ("rule", "kind", "name", "value"))
    assert (
        sorted(ours, key=lambda row: (row["q"] > TESTED, -round(abs(row["difference"]), 9))) == ours
    )


def _between(generation, log, filters, asked, source, target, depth) -> None:
    for within, anywhere in ((None, False), (0.7, False), (30, True)):
        for per in ("journey", "customer"):
            options = {
                "source": source,
                "target": target,
                "within": within,
                "anywhere": anywhere,
                "per": per,
            }
            alike(
                ask(generation, "conversion", filters, **options).rows,
                reference_paths.conversion(log, asked, **options),
                ("source", "target"),
                ("rate", "median", "p90"),
            )
            alike(
                ask(generation, "conversion_times", filters, **options).rows,
                reference_paths.conversion_times(log, asked, **options),
                ("from_seconds", "to_seconds"),
            )
    _converted_by_group(generation, filters, source, target)
    for within in (None, 0.7):
        _ways_between(generation, log, filters, asked, source, target, within)
    for ends in ({}, {"source": source}, {"target": target}, {"source": source, "target": target}):
        alike(
            ask(generation, "flow", filters, over="touchpoints", depth=depth, **ends).rows,
            reference_paths.flow(log, asked, over="touchpoints", depth=depth, **ends),
            FLOW_KEYS,
        )


def _converted_by_group(generation, filters, source, target) -> None:
    """The groups sum to the whole, and the first of them are what the filter on them shows."""
    options = {"source": source, "target": target, "within": 0.7}
    for name in [name for name in generation.journey_keys if not filters.values(name)][:1]:
        rows = ask(generation, "conversion", filters, by=(name,), **options).rows
        times = ask(generation, "conversion_times", filters, by=(name,), **options).rows
        assert (
            sum(row["entered"] for row in rows)
            == ask(generation, "conversion", filters, **options).rows[0]["entered"]
        )
        for row in [row for row in rows if row[name] is not None][:2]:
            own = filters.with_values(name, [row[name]])
            assert ask(generation, "conversion", own, **options).rows == [
                {key: row[key] for key in row if key != name}
            ]
            assert ask(generation, "conversion_times", own, **options).rows == [
                {key: time[key] for key in time if key != name}
                for time in times
                if time[name] == row[name]
            ]


def _ways_between(generation, log, filters, asked, source, target, within) -> None:
    """The ways between sum to those who convert; behind either side stand exactly those counted, journeys or customers."""
    options = {"source": source, "target": target, "within": within}
    ours, theirs = (
        ask(generation, "paths_between", filters, **options),
        reference_paths.between(log, asked, **options),
    )
    assert [row["path"] for row in ours.rows] == [row["path"] for row in theirs]
    tupled = [[{**row, "path": tuple(row["path"])} for row in rows] for rows in (ours.rows, theirs)]
    alike(*tupled, ("path",), ("share", "median", "p90"))
    days = [] if within is None else [f"{within:g}"]
    for per, prefix in (("journey", ""), ("customer", "customer_")):
        row = ask(generation, "conversion", filters, per=per, **options).rows[0]
        either = ask(generation, "conversion", filters, per=per, anywhere=True, **options).rows[0]
        for kind, number in (
            ("converts", row["converted"]),
            ("misses", row["entered"] - row["converted"]),
            ("around", either["converted"]),
        ):
            behind = filters.in_cohort(path_filter(f"{prefix}{kind}", source, target, *days))
            counted = ask(generation, "summary", behind).rows[0]
            assert counted[f"{per}s"] == number, (behind, counted, number)
        assert per == "customer" or ours.totals["journeys"] == row["converted"]


CONFORMANCE = ("share", "completion_rate", "difference")


def assert_conformance_agrees(
    generation: Generation, log, filters: Filters, through: tuple[str, ...] = ()
) -> None:
    """The rows, and behind each of them exactly the journeys that it counts."""
    ours, theirs = (
        ask(generation, "conformance", filters, through=through).rows,
        reference_paths.conformance(log, asked_of(filters), list(through) or None),
    )
    told = [
        {
            name: value
            for name, value in row.items()
            if not name.startswith(("mean_valence", "csat"))
        }
        for row in ours
    ]
    alike(told, theirs, ("kind", "name"), CONFORMANCE)
    for mine, other in zip(ours, theirs):
        for name, base in (("mean_valence", "valence"), ("csat", "csat")):
            assert mine[f"{name}_n"] == other[f"{name}_n"]
            for column in (name, f"{name}_low", f"{name}_high"):
                assert same(
                    mine[column], other[column] if is_rated(other[f"{base}_customers"]) else None
                ), (column, mine, other)
    listed = through or generation.definition.stage_names
    for row in ours:
        if row["kind"] != "never":
            behind = filters.in_cohort(
                deviation(
                    row["kind"],
                    row["name"],
                    listed,
                    set(listed) <= {*generation.definition.stage_names},
                )
            )
            assert ask(generation, "summary", behind).rows[0]["journeys"] == row["journeys"], (
                row,
                behind,
            )


def assert_journey_agrees(generation: Generation, log, customer: str) -> None:
    theirs = [
        {
            **row,
            "occurred_at": iso(row["occurred_at"]),
            "comment": row["comment"] and redacted(row["comment"]),
        }
        for row in reference_paths.journey(log, customer)
    ]
    alike(
        ask(generation, "journey", Filters(), customer=customer).rows,
        theirs,
        ("journey_no", "step"),
    )


def assert_path_identities(generation: Generation, filters: Filters) -> None:
    """Funnel = flow = list of journeys = variants = nodes; moves = events less journeys; in = out on every node of a flow."""
    summary = ask(generation, "summary", filters).rows[0]
    journeys, events = summary["journeys"], summary["events"]
    funnel = ask(generation, "funnel", filters).rows
    assert ask(generation, "entries", filters).totals["journeys"] == journeys
    nodes = ask(generation, "touchpoint_nodes", filters)
    assert nodes.totals == {
        "events": events,
        "begun": journeys,
        "ended": journeys,
        "moves": events - journeys,
    }
    pains: dict[str, list[dict]] = {}
    for row in ask(generation, "friction", filters).rows:
        pains.setdefault(row["touchpoint"], []).append(row)
    for row in nodes.rows:
        if (
            len(pains[row["touchpoint"]]) == 1
        ):  # in one stage only: the map and the graph tell the same rate of the same journeys
            pain = pains[row["touchpoint"]][0]
            assert (row["leaving_rate_n"], row["dropped_off"]) == (
                pain["leaves_n"],
                pain["journeys_lost"],
            )
            assert same(row["leaving_rate"], pain["leaves"])
    for row in nodes.rows[:3]:
        behind = filters.in_cohort(path_filter("left", row["touchpoint"]))
        assert ask(generation, "summary", behind).rows[0]["journeys"] == row["dropped_off"]
    assert ask(generation, "journeys", filters, top=1).totals["journeys"] == journeys
    variants = ask(generation, "variants", filters, top=100_000)
    assert sum(row["journeys"] for row in variants.rows) == journeys == variants.totals["journeys"]
    assert (
        sum(row["moves"] for row in ask(generation, "transitions", filters).rows)
        == events - journeys
    )
    for over in ("stages", "touchpoints"):
        rows = ask(generation, "flow", filters, over=over, depth=4).rows
        assert sum(row["journeys"] for row in rows if row["step"] == 0) == journeys
        assert_in_equals_out(rows)
    whole = ask(generation, "flow", filters, depth=50).rows
    funnel = [row for row in funnel if row["reached"] is not None]
    for outcome in ("dropped_off", "in_progress", "completed", "ended_well"):
        ended = sum(row["journeys"] for row in whole if row["end"] == outcome)
        assert ended == sum(row[outcome] for row in funnel) == sum(
            row[outcome] for row in nodes.rows
        ) or any(row["end"] == "goes_on" for row in whole)
        assert sum(row[outcome] for row in variants.rows) == sum(row[outcome] for row in funnel)
    chain = ask(generation, "stage_transitions", filters).rows
    between = sum(row["moves"] for row in chain if row["source"] and row["target"])
    after_exits = events - journeys - between
    assert after_exits == 0 or after_exits > 0 and generation.definition.ends.passive
    left, exits = Counter(), Counter()
    for row in chain:
        if row["end"] == "dropped_off":
            left[row["source_stage"], row["source"]] += row["moves"]
    for row in ask(generation, "exits", filters).rows:
        exits[row["touchpoint_stage"], row["touchpoint"]] += row["journeys"]
    assert left == exits, "the model ends where the journeys were last seen"
    assert (
        sum(row["moves"] for row in chain if row["end"])
        == journeys
        == sum(row["moves"] for row in chain if row["source"] is None)
    )


def assert_in_equals_out(rows: list[dict]) -> None:
    into, out = {}, {}
    for row in rows:
        out[row["step"], row["source"]] = out.get((row["step"], row["source"]), 0) + row["journeys"]
        if row["target"] is not None:
            node = (row["step"] + 1, row["target"])
            into[node] = into.get(node, 0) + row["journeys"]
    assert {node: count for node, count in out.items() if node[0] > 0} == into
