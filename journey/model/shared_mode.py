"""Shared mode, view by view: counts of one to four customers are hidden or merged, and whatever would tell them.

What a reader of all the tables of one export could subtract from what else decides these rules: a funnel gives the
sum of dropped off and in progress away, exits give the total drop-off, a single touchpoint gives its stage's skipped.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from journey.model.definition import UNASSIGNED
from journey.model.local_rule import (
    HIDDEN_BELOW,
    LocalRule,
    Row,
    Rows,
    blank,
    figures,
    hidden_rows,
    is_small,
    is_unsafe,
    merged,
    parts,
    totals,
)
from journey.model.vocabulary import ENDS

RATES_OF_ENDS = tuple(
    f"{rate}{end}" for rate in ("drop_off_rate", "ended_well_rate") for end in ("", "_low", "_high")
)
OPEN_ENDS = ("dropped_off", "in_progress", "ended_well")  # hidden together
TELLS_EXITS = ("journeys_lost", "revenue_lost", "score", "rank", "rank_low", "rank_high")
TELLS_IN_PROGRESS = ("leaves", "leaves_low", "leaves_high", "leaves_n")


@dataclass(frozen=True)
class Context:
    """What a rule must know besides the rows: other views under the same filters, the groups, the stage, the columns."""

    funnel: Rows = field(default_factory=list)
    exits: Rows = field(default_factory=list)
    transitions: Rows = field(default_factory=list)
    by: tuple[str, ...] = ()
    stage: str = ""
    columns: tuple[Any, ...] = ()


@dataclass(frozen=True)
class Shared:
    """What shared mode tells of a view: its rows by the rule, or nothing, for the reason in `refusal`.

    `looks_at`: views whose rows under the same filters the rule needs, too. `knows_groups`: it may be grouped (`by`) and
    narrowed to a place (`at`); of the others groups would tell what is hidden in the whole.
    """

    rule: Callable[[Rows, Context], Rows] | None = None
    refusal: str = ""
    looks_at: tuple[str, ...] = ()
    knows_groups: bool = False


def by_category(
    label: str = "",
    cells: tuple[str, ...] = (),
    across: tuple[str, ...] = (),
    silent: tuple[str, ...] = (),
    knows_groups: bool = False,
) -> Shared:
    """What a view says that is a table by category: its rows by the local rule (`journey/model/local_rule.py`).

    Small rows merge under the column `label`; without one they are blanked. `cells` are counts that the rows share out,
    `across` columns whose values have totals of their own, `silent` columns never told. With `knows_groups` the rows are the
    groups asked for.
    """

    def rule(rows: Rows, context: Context) -> Rows:
        groups = context.by if knows_groups else ()
        first = groups[0] if groups else label
        return _locally(
            rows, context, label=first, cells=cells, across=(*across, *groups), silent=silent
        )

    return Shared(rule, knows_groups=knows_groups)


def merge_small(
    rows: Rows, label: str, summed: tuple[str, ...], kept: tuple[str, ...] = ()
) -> Rows:
    """Rows of one to four customers as one row 'other, k groups', with the next smallest until it holds five.

    A merged row surely holds as many distinct customers as its largest member; where even all rows together do not
    hold five, its sums are hidden too. `summed` are added up, `kept` taken from a member, the rest is None.
    """
    whole = [frozenset(range(len(rows)))]
    return merged(rows, hidden_rows(rows, whole), label, summed, kept)


def told(rows: Rows) -> Rows:
    """The rows for the reader: of a merged row nobody knows the distinct customers."""
    return [
        blank(
            {name: value for name, value in row.items() if name != "groups"},
            ("customers",) if "groups" in row else (),
        )
        for row in rows
    ]


def _summary(rows: Rows, context: Context) -> Rows:
    telling = ("customers", "journeys", "events", "touchpoints", "first_at", "last_at", "ties")
    rows = [blank(row, ("ties",)) if is_small(row["ties"]) else row for row in rows]
    return [blank(row, telling) if is_small(row["customers"]) else row for row in rows]


# Funnel: neighbouring stages merge until nobody is alone between two of them, then ends are hidden where they are few.


def _funnel(rows: Rows, context: Context) -> Rows:
    observed = [row for row in rows if row["reached"] is not None]
    groups = merged_stages(observed)
    hidden = _hidden_ends(groups)
    shown = [
        blank(row, (*ENDS, *RATES_OF_ENDS)) if place in hidden else row
        for place, row in enumerate(groups)
    ]
    if all(is_small(row["customers"]) or not row["reached"] for row in groups):
        shown = [blank(row, ("reached", "advanced", "customers", *ENDS)) for row in shown]
    unobserved = [row for row in rows if row["reached"] is None]
    names = [row["stage"] for row in rows]
    return sorted(
        [*(blank(row, ("skipped",)) for row in shown), *unobserved],
        key=lambda row: _first_place(row["stage"], names),
    )


def _first_place(stage: str, names: list[str]) -> int:
    """Where a stage, or the first of some put together, stands in the order; no stage counts only where it is alone."""
    if stage in names:
        return names.index(stage)
    parts_of_stage = [part for part in stage.split(" + ") if part in names and part != UNASSIGNED]
    return min(map(names.index, parts_of_stage), default=0)


def _ended(row: Row) -> int:
    return sum(row[end] for end in ENDS)


def merged_stages(rows: Rows) -> Rows:
    """Stages put together so that each group is the last of nobody, or of five customers or more.

    Journeys in no stage stand before the first stage: with the summary's total they would tell the same.
    """
    groups = sorted(rows, key=lambda row: row["stage"] != UNASSIGNED)
    place = len(groups) - 1
    while place >= 0 and len(groups) > 1:
        if (
            _ended(groups[place])
            and max(groups[place][f"{end}_customers"] for end in ENDS) < HIDDEN_BELOW
        ):
            first = max(0, place - 1)
            groups[first : first + 2] = [_joined(groups[first], groups[first + 1])]
            place = min(place, len(groups) - 1)
        else:
            place -= 1
    return sorted(groups, key=lambda row: row["stage"] == UNASSIGNED)


def _joined(earlier: Row, later: Row) -> Row:
    is_outside = earlier["stage"] == UNASSIGNED
    joined = {
        **earlier,
        **{end: earlier[end] + later[end] for end in ENDS},
        **{
            f"{end}_customers": max(earlier[f"{end}_customers"], later[f"{end}_customers"])
            for end in ENDS
        },
        "stage": f"{earlier['stage']} + {later['stage']}",
        "advanced": later["advanced"],
        "reached": earlier["reached"] + (later["reached"] if is_outside else 0),
        "customers": max(earlier["customers"], later["customers"]),
    }
    return blank(
        joined,
        [
            name
            for name in joined
            if name.startswith(("conversion_rate", "drop_off_rate", "ended_well_rate", "median"))
        ],
    )


def _hidden_ends(groups: Rows) -> set[int]:
    """Places of the rows whose ends are hidden: those with a small end, and others until their sums tell nothing."""
    hidden = {
        place
        for place, row in enumerate(groups)
        if any(is_small(row[f"{end}_customers"]) for end in ENDS)
    }
    others = sorted(
        (place for place, row in enumerate(groups) if place not in hidden and _is_open(row)),
        key=lambda place: _ended(groups[place]),
    )
    while hidden and others and not _is_safe([groups[place] for place in hidden]):
        hidden.add(others.pop(0))
    return hidden


def _is_open(row: Row) -> bool:
    return any(row[end] > 0 for end in OPEN_ENDS)


def _is_safe(hidden: Rows) -> bool:
    """Whether the hidden rows' total drop-off, which exits tell, leaves each of them open."""
    sums = [sum(row[end] for row in hidden) for end in OPEN_ENDS]
    return sum(map(_is_open, hidden)) >= 2 and all(
        total == 0 or total >= HIDDEN_BELOW for total in sums
    )


def _total_exits_tell(context: Context) -> bool:
    groups = merged_stages([row for row in context.funnel if row["reached"] is not None])
    hidden = _hidden_ends(groups)
    return bool(hidden) and not _is_safe([groups[place] for place in hidden])


# Exits: told per touchpoint only. By drop-off stage as well, rows and sums together would give small cells away.


def _exits(rows: Rows, context: Context) -> Rows:
    cells: dict[tuple[Any, ...], Row] = {}
    for row in rows:
        cell = cells.setdefault(
            (row["touchpoint_stage"], row["touchpoint"]),
            {**row, "drop_stage": "any stage", "journeys": 0, "revenue": 0, "customers": 0},
        )
        cell |= {
            "journeys": cell["journeys"] + row["journeys"],
            "revenue": cell["revenue"] + row["revenue"],
            "customers": max(cell["customers"], row["customers"]),
        }
    ordered = sorted(cells.values(), key=lambda row: -row["journeys"])
    merged = merge_small(ordered, "touchpoint", ("journeys", "revenue"), ("drop_stage",))
    if _total_exits_tell(context):
        merged = [blank(row, ("journeys", "revenue", "customers")) for row in merged]
    return told(merged)


def _friction(rows: Rows, context: Context) -> Rows:
    """Cells whose exits are told; scores without digits, since with all of them the part `leaves` could be solved for."""
    shown = {
        (row["touchpoint_stage"], row["touchpoint"])
        for row in _exits(context.exits, context)
        if row["journeys"] is not None
    }
    silent = {(row["touchpoint_stage"], row["touchpoint"]) for row in context.exits} - shown
    rounded = [
        {**row, "score": None if row["score"] is None else round(row["score"])} for row in rows
    ]
    hidden = [
        TELLS_IN_PROGRESS + (TELLS_EXITS if (row["stage"], row["touchpoint"]) in silent else ())
        for row in rounded
    ]
    skipped = _few_skip(rows, context)
    return [
        _without_implied(blank(row, columns), context)
        for row, columns in zip(rounded, hidden, strict=True)
        if not is_small(row["customers"]) and row["stage"] not in skipped
    ]


def _without_implied(row: Row, context: Context) -> Row:
    """The row without the rates that with their n imply one to four customers, or all of them but so few."""
    parts_of_journeys = [
        figure
        for figure in figures(context.columns)
        if is_unsafe(figure.parts(row)) or _leaves_few(row, row[figure.n])
    ]
    return blank(
        row,
        {name for figure in parts_of_journeys for name in (*figure.columns, figure.n)},
    )


def _leaves_few(row: Row, n: int | None) -> bool:
    """Whether few pass beyond those n: whoever has no next step is lost, under way, or ended well or completed."""
    others = row["journeys"] - (row["journeys"] if n is None else n)
    return is_small(others) or is_small(others - (row["journeys_lost"] or 0))


def _few_skip(rows: Rows, context: Context) -> set[str]:
    """Stages with a single touchpoint that few skip: reached less those who pass it would tell them."""
    few = {row["stage"] for row in context.funnel if is_small(row["skipped"] or 0)}
    return few & _alone_in_their_stage(rows)


# By the local rule. How journeys end is told by funnel and exits alone: beside them any other split would tell more.


def _locally(rows: Rows, context: Context, **rule: Any) -> Rows:
    return told(LocalRule(context.columns, **rule).rows(rows))


def _touchpoints(rows: Rows, context: Context) -> Rows:
    """A stage's single row says only its events: its journeys would tell who skipped it. Exits are told by exits."""
    across = ("stage", "touchpoint", "channel")
    shown = _locally(
        rows, context, label="touchpoint", cells=("events",), across=across, silent=("exits",)
    )
    alone = _alone_in_their_stage(shown)
    return [
        blank(row, ("journeys", "customers")) if row["stage"] in alone else row for row in shown
    ]


def _transitions(rows: Rows, context: Context) -> Rows:
    ends = ("source", "target")
    silent = ("waited_seconds", "lost_after")
    return _locally(rows, context, label="source", cells=("moves",), across=ends, silent=silent)


def _transition_counts(rows: Rows, context: Context) -> Rows:
    """The same cells as of the transitions, which know the customers behind them."""
    columns = ("source", "target", "moves", "journeys")
    return [
        {name: row[name] for name in columns} for row in _transitions(context.transitions, context)
    ]


def _nodes(rows: Rows, context: Context) -> Rows:
    """Each touchpoint by itself: journeys pass several. A stage's single one would tell who skipped the stage."""
    ends = ("", "_low", "_high", "_n")
    leaving, again = ([f"{rate}{end}" for end in ends] for rate in ("leaving_rate", "again_rate"))
    silent = ("events", "begun", "ended", "moves", "waited_seconds", *ENDS, *leaving)
    journeys = ("journeys", "customers", "again", *again)
    alone = _alone_in_their_stage(rows)
    return [
        blank(row, journeys) if row["stage"] in alone else row
        for row in _locally(rows, context, silent=silent)
    ]


def _alone_in_their_stage(rows: Rows) -> set[str]:
    stages = [row["stage"] for row in rows]
    return {stage for stage in stages if stages.count(stage) == 1}


def _conversion_times(rows: Rows, context: Context) -> Rows:
    """Neighbouring spans together, so that each holds nobody or five customers; nothing where their sum would tell of few."""
    timed, first = sum(row["converted"] for row in rows), (rows or [{}])[0]
    entered, converted = first.get("entered", 0), first.get("all_converted", 0)
    counts = (
        *parts(converted, entered, first.get("customers", 0)),
        *parts(timed, converted, converted - entered + first.get("customers", 0)),
    )
    if is_unsafe(counts):
        return [blank(row, ("converted",)) for row in rows]
    return _joined_spans(rows, entered - first.get("customers", 0))


def _joined_spans(rows: Rows, repeats: int) -> Rows:
    """`repeats`: so many of the journeys at most are of customers counted already."""
    spans: Rows = []
    for row in rows:
        last = spans[-1] if spans else None
        if last and 0 < last["converted"] < HIDDEN_BELOW + repeats:
            spans[-1] = _joined_span(last, row)
        else:
            spans.append(row)
    while len(spans) > 1 and 0 < spans[-1]["converted"] < HIDDEN_BELOW + repeats:
        spans[-2:] = [_joined_span(spans[-2], spans[-1])]
    return spans


def _joined_span(earlier: Row, later: Row) -> Row:
    return {
        **earlier,
        "to_seconds": later["to_seconds"],
        "converted": earlier["converted"] + later["converted"],
    }


def _paths_between(rows: Rows, context: Context) -> Rows:
    return _paths(rows, context, "all_variants")


def _variants(rows: Rows, context: Context) -> Rows:
    return _paths(rows, context, "all_variants", silent=("cumulative_share", *ENDS))


def _paths(rows: Rows, context: Context, whole_count: str, silent: tuple[str, ...] = ()) -> Rows:
    """The paths beyond the list count as one more of unknown size: with all journeys they would tell what is hidden."""
    whole = ("all_journeys", whole_count)
    rest = rows[0]["all_journeys"] - sum(row["journeys"] for row in rows) if rows else 0
    if rest:
        unlisted: Row = {**dict.fromkeys(rows[0]), "path": [], "journeys": rest, "customers": 1}
        unlisted |= {
            "groups": rows[0][whole_count] - len(rows),
            **{name: rows[0][name] for name in whole},
        }
        rows = [*rows, unlisted]
    shown = _locally(rows, context, label="path", cells=("journeys",), kept=whole, silent=silent)
    hides_all = all(row["journeys"] is None for row in shown)
    return [blank(row, whole) for row in shown] if hides_all else shown


def _ordered(rows: Rows, context: Context) -> Rows:
    """Counts along the list as far as each step loses nobody or five customers; what becomes of the lost is not told."""
    reached = {row["stage"]: row["reached"] for row in context.funnel}
    before = reached.get(rows[0]["name"]) if rows else None
    result: Rows = []
    for row in rows:
        repeats, count = row["reached"] - row["customers"], row["reached"]
        lost = 0 if before is None else before - count
        if is_small(count and max(1, count - repeats)) or is_small(lost and max(1, lost - repeats)):
            result = [*result[:-1], *(blank(last, OF_NEXT) for last in result[-1:])]
            result.append(blank(row, {column.name for column in context.columns[2:]}))
        else:
            result.append(blank(row, OF_THE_LOST))
            before = count
    return result


OF_THE_LOST = ("ended_well", "in_progress", "out_of_order", "stopped")
OF_NEXT = (
    *("advanced", "conversion_rate", "conversion_rate_low", "conversion_rate_high"),
    "median_seconds_to_next",
)


def _conformance(rows: Rows, context: Context) -> Rows:
    """Who keeps to the list, who does not, and who never comes to it: one journey may deviate in several ways of few."""
    whole = [row for row in rows if row["kind"] in ("conforms", "deviates", "never")]
    silent = [
        column.name
        for column in context.columns
        if column.name.startswith(("mean_valence", "csat", "difference"))
    ]
    if any(is_small(row["customers"]) for row in whole):
        return [blank(row, {column.name for column in context.columns[2:]}) for row in whole]
    return _locally(whole, context, label="kind", cells=("journeys",), silent=tuple(silent))


def _contrasts(rows: Rows, context: Context) -> Rows:
    """Where the funnel tells how many were lost: rows whose four counts are large, and of an attribute what is left, too."""
    if not rows or not _tells_the_lost(rows[0], context):
        return []
    large = [row for row in rows if not is_unsafe(_sides(row["lost_with"], row["kept_with"], row))]
    for kind in {(row["kind"], row["name"]) for row in rows if row["kind"] == "attribute"}:
        own = [row for row in large if (row["kind"], row["name"]) == kind]
        own.sort(key=lambda row: -row["customers"])
        while own and is_unsafe(_left_over(own)):
            large.remove(own.pop())
    return [blank(row, ("customers",)) for row in large]


def _sides(lost: int, kept: int, row: Row) -> tuple[int, ...]:
    """Customers at least behind so many of the lost and of those kept, and behind the rest of them."""
    return (
        *parts(lost, row["lost"], row["lost_customers"]),
        *parts(kept, row["kept"], row["kept_customers"]),
    )


def _left_over(rows: Rows) -> tuple[int, ...]:
    counted = [sum(row[name] for row in rows) for name in ("lost_with", "kept_with")]
    return _sides(counted[0], counted[1], rows[0])


def _tells_the_lost(row: Row, context: Context) -> bool:
    stage = next((own for own in context.funnel if own["stage"] == context.stage), None)
    shown = [own for own in _funnel(context.funnel, context) if own["stage"] == context.stage]
    return bool(
        stage
        and shown
        and shown[0]["dropped_off"] is not None
        and not is_small(stage["dropped_off"] - row["lost"])
        and not is_small(stage["advanced"] + stage["ended_well"] - row["kept"])
    )


def _satisfaction(rows: Rows, context: Context) -> Rows:
    """Metric by metric: small groups merge, without groups a small n is hidden; shares and means only of large classes."""
    label = context.by[0] if context.by else ""
    result: Rows = []
    for kind in dict.fromkeys((row["metric"], row["definition"]) for row in rows):
        same = [row for row in rows if (row["metric"], row["definition"]) == kind]
        kept = ("metric", "definition")
        result += _locally(same, context, label=label, cells=("n",), across=context.by, kept=kept)
    return result


def _emotions(rows: Rows, context: Context) -> Rows:
    """Groups tell no labels: counts by group beside those by label add up to the same."""
    whole = [row for row in rows if row["emotion"] is None]
    labels = [row for row in rows if row["emotion"] is not None]
    if context.by:
        silent, label = ("share_n",), context.by[0]
        return _locally(
            whole, context, label=label, cells=("events",), across=context.by, silent=silent
        )
    if not whole or is_unsafe(_labelled(whole[0])):
        return _locally(whole, context, cells=("events",), silent=("share_n",))
    shown = _locally(labels, context, label="emotion", cells=("events",))
    return [*_locally(whole, context, cells=("events",)), *shown]


def _labelled(row: Row) -> tuple[int, int]:
    """Customers with a label, and the fewest that can be behind the events without one."""
    others = row["events"] - row["share_n"]
    without = row["customers"] - row["labelled_customers"]
    return row["labelled_customers"], max(1, without) if others else 0


def _quotes(rows: Rows, context: Context) -> Rows:
    """Only where five customers or more have written: one of few would know whose words they are."""
    closed = hidden_rows(rows, totals(rows, context.by) if context.by else [])
    return [
        blank(row, ("comments", "customers")) if index in closed else row
        for index, row in enumerate(rows)
        if not is_small(row["customers"])
    ]


def _volume(rows: Rows, context: Context) -> Rows:
    """Small groups merge; without groups a small count is hidden; of emotions only the most frequent is told, uncounted.

    Counts by emotion beside counts by channel add up to the same, and would tell what is hidden in either.
    """
    if "emotion" in context.by:
        return _leading(rows, tuple(key for key in context.by if key != "emotion"))
    label = "touchpoint" if "touchpoint" in context.by else context.by[0] if context.by else ""
    return _locally(rows, context, label=label, cells=("events",), across=context.by)


def _leading(rows: Rows, keys: tuple[str, ...]) -> Rows:
    """Of each group the emotion that most events carry, where five customers or more felt it."""
    leading: dict[tuple[Any, ...], Row] = {}
    for row in sorted(rows, key=lambda row: -row["events"]):
        if row["emotion"] is not None and row["customers"] >= HIDDEN_BELOW:
            leading.setdefault(tuple(row[key] for key in keys), row)
    return [blank(row, ("events", "customers")) for row in leading.values()]


SUMMARY = Shared(_summary)
FUNNEL = Shared(_funnel)
EXITS = Shared(_exits, looks_at=("funnel", "exits"))
TOUCHPOINTS = Shared(_touchpoints, looks_at=("funnel", "exits"))
TRANSITIONS = Shared(_transitions)
SATISFACTION = Shared(_satisfaction, knows_groups=True)
EMOTIONS = Shared(_emotions, knows_groups=True)
FRICTION = Shared(_friction, looks_at=("funnel", "exits"))
QUOTES = Shared(_quotes, knows_groups=True)
VOLUME = Shared(_volume, knows_groups=True)
TRANSITION_COUNTS = Shared(_transition_counts, looks_at=("transitions",))
TOUCHPOINT_NODES = Shared(_nodes)
CONVERSION_TIMES = Shared(_conversion_times)
PATHS_BETWEEN = Shared(_paths_between)
VARIANTS = Shared(_variants)
ORDERED = Shared(_ordered, looks_at=("funnel",))
CONFORMANCE = Shared(_conformance)
CONTRASTS = Shared(_contrasts, looks_at=("funnel",))
OF_SHARED_VIEWS = Shared(lambda rows, context: rows)
OF_SINGLE_CUSTOMERS = Shared(refusal="it tells of single customers")
OF_FLOWS = Shared(
    refusal="what comes to a step goes on from it, so that small groups could be worked out from its sums"
)
OF_STEPS = Shared(refusal="each step of a curve tells of single customers")
OF_SAMPLES = Shared(refusal="its groups are made for resampling, and small")
OF_UNLISTED = Shared(
    refusal="answers on the paths that it does not list could be worked out from it"
)
OF_MODELS = Shared(
    refusal="it is worked out from all counts, and the small ones could be worked out from it"
)
