"""What small groups may show: one function for analyst and shared mode.

Thresholds count distinct customers. Analyst mode keeps every count and empties rates under ten customers.
Shared mode also hides counts of one to four, and what they could be worked out from.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from journey.model.definition import UNASSIGNED

HIDDEN_BELOW, COUNTS_ONLY_BELOW, LOW_BASE_BELOW = 5, 10, 30
ANALYST, SHARED = "analyst", "shared"
Row = dict
Rows = list[Row]


@dataclass(frozen=True)
class Context:
    """What shared mode must know besides the view itself: funnel and exits under the same filters, and the groups."""

    funnel: Rows = field(default_factory=list)
    exits: Rows = field(default_factory=list)
    by: tuple[str, ...] = ()


def base(customers: int | None) -> str:
    """How far a group's figures carry: 'fewer than 5', 'counts only', 'low base' or 'full'."""
    if customers is None or customers < HIDDEN_BELOW:
        return "fewer than 5"
    if customers < COUNTS_ONLY_BELOW:
        return "counts only"
    return "low base" if customers < LOW_BASE_BELOW else "full"


def is_rated(customers: int | None) -> bool:
    """Whether rates, means, scores and intervals may be shown."""
    return customers is not None and customers >= COUNTS_ONLY_BELOW


def protect(view: str, rows: Rows, rates: dict[str, tuple[str, ...]], mode: str, context: Context) -> Rows:
    """The rows as the mode may show them; hidden cells become None.

    `rates` names, for each column that counts distinct customers, the figures that rest on them.
    """
    if mode == SHARED:
        rows = SHARED_RULES[view](rows, context)
    return [_without_thin_rates(row, rates) for row in rows]


def _without_thin_rates(row: Row, rates: dict[str, tuple[str, ...]]) -> Row:
    thin = {column for customers, columns in rates.items() if not is_rated(row[customers]) for column in columns}
    return {name: None if name in thin else value for name, value in row.items()}


def _is_small(number: int | None) -> bool:
    return number is not None and 0 < number < HIDDEN_BELOW


def _blank(row: Row, columns) -> Row:
    return {name: None if name in columns else value for name, value in row.items()}


def _merge_small(rows: Rows, customers: Callable[[Row], int], merged: Callable[[Rows], Row]) -> Rows:
    """Rows of one to four customers become one row, with the next smallest until one of them has five or more.

    A merged row surely holds as many distinct customers as its largest member.
    """
    small = [row for row in rows if _is_small(customers(row))]
    rest = sorted((row for row in rows if row not in small), key=customers, reverse=True)
    while small and max(map(customers, small)) < HIDDEN_BELOW and rest:
        small.append(rest.pop())
    if not small:
        return rows
    kept = [row for row in rows if row not in small]
    return [*kept, merged(small)]


def _other(rows: Rows, name: str, added: tuple[str, ...]) -> Row:
    """A row that stands for others: sums of the columns that can be summed, None elsewhere."""
    hidden = max(row["customers"] or 0 for row in rows) < HIDDEN_BELOW
    sums = {column: None if hidden else sum(row[column] or 0 for row in rows) for column in added}
    groups = sum(row.get("groups", 1) for row in rows)
    return {**dict.fromkeys(rows[0]), **sums, name: f"other, {groups} groups", "groups": groups,
            "customers": 0 if hidden else max(row["customers"] or 0 for row in rows)}


def _hide_merged_customers(rows: Rows) -> Rows:
    return [{name: None if row.get("groups") and name == "customers" else value
             for name, value in row.items() if name != "groups"} for row in rows]


def _shared_summary(rows: Rows, context: Context) -> Rows:
    return [_blank(row, ("customers", "journeys", "events", "ties")) if _is_small(row["customers"]) else row for row in rows]


# --- funnel -----------------------------------------------------------------------------------------------------------

ENDS = ("dropped_off", "in_progress", "completed")


def _ended_customers(row: Row) -> int:
    return max(row[f"{end}_customers"] for end in ENDS)


def _ended(row: Row) -> int:
    return sum(row[end] for end in ENDS)


def _shared_funnel(rows: Rows, context: Context) -> Rows:
    groups = _merged_stages(rows)
    hidden = _hidden_ends(groups)
    columns = (*ENDS, "drop_off_rate", "drop_off_rate_low", "drop_off_rate_high")
    shown = [_blank(row, columns) if place in hidden else row for place, row in enumerate(groups)]
    shown = [_blank(row, ("reached", "customers", "advanced", *columns)) if _is_small(_thin_stage(row, groups)) else row
             for row in shown]
    return [_blank(row, ("skipped",)) for row in shown]


def _thin_stage(row: Row, groups: Rows) -> int:
    """Customers that ended in the row where no neighbour was left to merge it with, else 0."""
    return row["customers"] if len(groups) == 1 else 0


def _merged_stages(rows: Rows) -> Rows:
    """Neighbouring stages put together until nobody can be counted out between two of them.

    Journeys in no stage stand before the first stage: with the summary's total they would tell the same.
    """
    groups = sorted(rows, key=lambda row: row["stage"] != UNASSIGNED)
    place = len(groups) - 1
    while place >= 0 and len(groups) > 1:
        if _ended(groups[place]) > 0 and _ended_customers(groups[place]) < HIDDEN_BELOW:
            first = max(0, place - 1)
            groups[first:first + 2] = [_joined(groups[first], groups[first + 1])]
            place = min(place, len(groups) - 1)
        else:
            place -= 1
    return sorted(groups, key=lambda row: row["stage"] == UNASSIGNED)


def _joined(earlier: Row, later: Row) -> Row:
    summed = {end: earlier[end] + later[end] for end in ENDS}
    most = {f"{end}_customers": max(earlier[f"{end}_customers"], later[f"{end}_customers"]) for end in ENDS}
    is_outside = earlier["stage"] == UNASSIGNED
    joined = {**earlier, **summed, **most, "stage": f"{earlier['stage']} + {later['stage']}",
              "advanced": later["advanced"], "median_seconds_to_next": None,
              "reached": earlier["reached"] + (later["reached"] if is_outside else 0),
              "customers": max(earlier["customers"], later["customers"])}
    return _blank(joined, [name for name in joined if name.startswith(("conversion_rate", "drop_off_rate"))])


def _hidden_ends(groups: Rows) -> set[int]:
    """Places of the rows whose ends are hidden: those with a small end, and others until sums tell nothing."""
    hidden = {place for place, row in enumerate(groups) if any(_is_small(row[f"{end}_customers"]) for end in ENDS)}
    others = sorted((place for place, row in enumerate(groups) if place not in hidden and _is_open(row)),
                    key=lambda place: _ended(groups[place]))
    while hidden and not _is_safe([groups[place] for place in hidden]) and others:
        hidden.add(others.pop(0))
    return hidden


def _is_open(row: Row) -> bool:
    return row["dropped_off"] + row["in_progress"] > 0


def _is_safe(hidden: Rows) -> bool:
    """Whether the total of the hidden rows' drop-off, which exits tell, leaves each of them open."""
    sums = [sum(row[end] for row in hidden) for end in ("dropped_off", "in_progress")]
    return sum(map(_is_open, hidden)) >= 2 and all(total == 0 or total >= HIDDEN_BELOW for total in sums)


def _exits_tell(context: Context) -> bool:
    """Whether the total of all exits would give a hidden drop-off away."""
    groups = _merged_stages(context.funnel)
    hidden = _hidden_ends(groups)
    return bool(hidden) and not _is_safe([groups[place] for place in hidden])


# --- exits, touchpoints, friction -------------------------------------------------------------------------------------

def _exit_cells(exits: Rows) -> Rows:
    """Exits per touchpoint whatever the drop-off stage: the one way in which shared mode tells them."""
    cells: dict[tuple, Row] = {}
    for row in exits:
        key = (row["touchpoint_stage"], row["touchpoint"])
        cell = cells.setdefault(key, {**row, "drop_stage": "any stage", "journeys": 0, "revenue": 0, "customers": 0})
        cell["journeys"] += row["journeys"]
        cell["revenue"] += row["revenue"]
        cell["customers"] = max(cell["customers"], row["customers"])
    return sorted(cells.values(), key=lambda row: -row["journeys"])


def _shared_exits(rows: Rows, context: Context) -> Rows:
    cells = _merge_small(_exit_cells(rows), lambda row: row["customers"],
                         lambda small: _other(small, "touchpoint", ("journeys", "revenue")))
    if _exits_tell(context):
        cells = [_blank(row, ("journeys", "revenue", "customers")) for row in cells]
    return _hide_merged_customers(cells)


def _shared_touchpoints(rows: Rows, context: Context) -> Rows:
    stages = dict.fromkeys(row["stage"] for row in rows)
    merged: Rows = []
    for stage in stages:
        inside = _merge_small([row for row in rows if row["stage"] == stage], lambda row: row["customers"], _other_events)
        alone = len(inside) == 1
        merged += [_blank(row, ("journeys", "customers_shown")) | {"customers_alone": alone} for row in inside]
    merged = _merge_small(merged, lambda row: row["customers"] or 0, _other_events)
    single = [row for row in merged if row.pop("customers_alone", False) or row.get("groups")]
    return [_blank(row, ("exits", *(("journeys", "customers") if row in single else ())))
            for row in _hide_merged_customers(merged)]


def _other_events(rows: Rows) -> Row:
    stages = {row["stage"] for row in rows}
    return _other(rows, "touchpoint", ("events",)) | {"stage": stages.pop() if len(stages) == 1 else "any stage"}


def _shared_friction(rows: Rows, context: Context) -> Rows:
    shown = {(row["touchpoint_stage"], row["touchpoint"]) for row in _shared_exits(context.exits, context)
             if row["journeys"] is not None}
    silent = {(row["touchpoint_stage"], row["touchpoint"]) for row in context.exits} - shown
    telling = ("journeys_lost", "revenue_lost", "leaves", "leaves_low", "leaves_high", "score", "rank", "rank_low", "rank_high")
    rows = [_blank(row, telling) if (row["stage"], row["touchpoint"]) in silent else row for row in rows]
    return [row for row in rows if not _is_small(row["customers"])]


def _shared_transitions(rows: Rows, context: Context) -> Rows:
    merged = _merge_small(rows, lambda row: row["customers"], lambda small: _other(small, "source", ("moves",)))
    return _hide_merged_customers(merged)


def _shared_groups(rows: Rows, context: Context, kind: Callable[[Row], tuple], added: tuple[str, ...]) -> Rows:
    """Small groups of each kind (metric, or emotion) put together."""
    name = context.by[0] if context.by else "group"
    result: Rows = []
    for one in dict.fromkeys(kind(row) for row in rows):
        same = [row for row in rows if kind(row) == one]
        identity = {key: same[0][key] for key in ("metric", "definition", "emotion") if key in same[0]}
        merged = _merge_small(same, lambda row: row["customers"],
                              lambda small, identity=identity: {**_other(small, name, added), **identity})
        result += [_blank(row, added) if row["customers"] < HIDDEN_BELOW else row for row in merged]
    return _hide_merged_customers([_blank(row, ("customers",)) if row["customers"] < HIDDEN_BELOW else row for row in result])


def _shared_satisfaction(rows: Rows, context: Context) -> Rows:
    return _shared_groups(rows, context, lambda row: (row["metric"], row["definition"]), ("n",))


def _shared_emotions(rows: Rows, context: Context) -> Rows:
    """Within each group small labels are put together; a small group is left out, its events counted in no other row."""
    groups = dict.fromkeys(tuple(row[key] for key in context.by) for row in rows)
    result: Rows = []
    for group in groups:
        inside = [row for row in rows if tuple(row[key] for key in context.by) == group]
        whole = [row for row in inside if row["emotion"] is None]
        if _is_small(whole[0]["customers"]):
            continue
        labels = _merge_small([row for row in inside if row["emotion"] is not None], lambda row: row["customers"],
                              lambda small, group=group: {**_other(small, "emotion", ("events",)),
                                                          **dict(zip(context.by, group, strict=True))})
        result += [*whole, *(row for row in labels if row["customers"] >= HIDDEN_BELOW)]
    return _hide_merged_customers(result)


SHARED_RULES: dict[str, Callable[[Rows, Context], Rows]] = {
    "summary": _shared_summary,
    "funnel": _shared_funnel,
    "exits": _shared_exits,
    "touchpoints": _shared_touchpoints,
    "transitions": _shared_transitions,
    "satisfaction": _shared_satisfaction,
    "emotions": _shared_emotions,
    "friction": _shared_friction,
}
