"""Shared mode, view by view: counts of one to four customers are hidden or merged, and whatever would tell them.

What a reader of all the tables of one export could subtract from what else decides these rules: a funnel gives the
sum of dropped off and in progress away, exits give the total drop-off, a single touchpoint gives its stage's skipped.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from journey.model.definition import UNASSIGNED

HIDDEN_BELOW = 5
Row = dict
Rows = list[Row]

ENDS = ("dropped_off", "in_progress", "completed")
RATES_OF_ENDS = ("drop_off_rate", "drop_off_rate_low", "drop_off_rate_high")
TELLS_EXITS = ("journeys_lost", "revenue_lost", "score", "rank", "rank_low", "rank_high")
TELLS_IN_PROGRESS = ("leaves", "leaves_low", "leaves_high", "leaves_n")


@dataclass(frozen=True)
class Context:
    """What a rule must know besides the view itself: funnel and exits under the same filters, and the groups."""

    funnel: Rows = field(default_factory=list)
    exits: Rows = field(default_factory=list)
    by: tuple[str, ...] = ()


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


def is_small(customers: int | None) -> bool:
    """Whether the number itself must not be told; zero may."""
    return customers is not None and 0 < customers < HIDDEN_BELOW


def blank(row: Row, columns) -> Row:
    return {name: None if name in columns else value for name, value in row.items()}


def merge_small(
    rows: Rows, label: str, summed: tuple[str, ...], kept: tuple[str, ...] = ()
) -> Rows:
    """Rows of one to four customers as one row 'other, k groups', with the next smallest until it holds five.

    A merged row surely holds as many distinct customers as its largest member; where even all rows together do not
    hold five, its sums are hidden too. `summed` are added up, `kept` taken from a member, the rest is None.
    """
    order = sorted(range(len(rows)), key=lambda place: rows[place]["customers"])
    chosen = [place for place in order if is_small(rows[place]["customers"])]
    others = [place for place in order if rows[place]["customers"] >= HIDDEN_BELOW]
    if not chosen:
        return rows
    if others:
        chosen.append(others[0])
    members = [rows[place] for place in chosen]
    merged = {
        **dict.fromkeys(members[0]),
        **{name: members[0][name] for name in kept},
        label: f"other, {sum(row.get('groups', 1) for row in members)} groups",
        "groups": sum(row.get("groups", 1) for row in members),
    }
    merged |= {name: sum(row[name] for row in members) if others else None for name in summed}
    merged["customers"] = max(row["customers"] for row in members) if others else 0
    return [row for place, row in enumerate(rows) if place not in set(chosen)] + [merged]


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
    return [blank(row, telling) if is_small(row["customers"]) else row for row in rows]


# Funnel: neighbouring stages merge until nobody is alone between two of them, then ends are hidden where they are few.


def _funnel(rows: Rows, context: Context) -> Rows:
    groups = merged_stages(rows)
    hidden = _hidden_ends(groups)
    shown = [
        blank(row, (*ENDS, *RATES_OF_ENDS)) if place in hidden else row
        for place, row in enumerate(groups)
    ]
    if all(is_small(row["customers"]) or not row["reached"] for row in groups):
        shown = [blank(row, ("reached", "advanced", "customers", *ENDS)) for row in shown]
    return [blank(row, ("skipped",)) for row in shown]


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
            if name.startswith(("conversion_rate", "drop_off_rate", "median"))
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
    return row["dropped_off"] + row["in_progress"] > 0


def _is_safe(hidden: Rows) -> bool:
    """Whether the hidden rows' total drop-off, which exits tell, leaves each of them open."""
    sums = [sum(row[end] for row in hidden) for end in ("dropped_off", "in_progress")]
    return sum(map(_is_open, hidden)) >= 2 and all(
        total == 0 or total >= HIDDEN_BELOW for total in sums
    )


def _total_exits_tell(context: Context) -> bool:
    groups = merged_stages(context.funnel)
    hidden = _hidden_ends(groups)
    return bool(hidden) and not _is_safe([groups[place] for place in hidden])


# Exits: told per touchpoint only. By drop-off stage as well, rows and sums together would give small cells away.


def _exits(rows: Rows, context: Context) -> Rows:
    cells: dict[tuple, Row] = {}
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
    return [
        blank(
            row,
            TELLS_IN_PROGRESS
            + (TELLS_EXITS if (row["stage"], row["touchpoint"]) in silent else ()),
        )
        for row in rounded
        if not is_small(row["customers"])
    ]


def _touchpoints(rows: Rows, context: Context) -> Rows:
    """Small rows merge within their stage; a stage's single row says only its events; exits are told by exits."""
    merged: Rows = []
    for stage in dict.fromkeys(row["stage"] for row in rows):
        inside = merge_small(
            [row for row in rows if row["stage"] == stage], "touchpoint", ("events",), ("stage",)
        )
        merged += inside
    merged = merge_small(merged, "touchpoint", ("events",))
    alone = {
        row["stage"]
        for row in merged
        if sum(other["stage"] == row["stage"] for other in merged) == 1
    }
    return told(
        [
            blank(row, ("exits", *(("journeys", "customers") if row["stage"] in alone else ())))
            for row in merged
        ]
    )


def _transitions(rows: Rows, context: Context) -> Rows:
    return told(merge_small(rows, "source", ("moves",)))


def _satisfaction(rows: Rows, context: Context) -> Rows:
    """Small groups merge, metric by metric; without groups a small n is hidden."""
    label = context.by[0] if context.by else "metric"
    result: Rows = []
    for kind in dict.fromkeys((row["metric"], row["definition"]) for row in rows):
        same = [row for row in rows if (row["metric"], row["definition"]) == kind]
        merged = merge_small(same, label, ("n",), ("definition",))
        result += [{**row, "metric": kind[0]} for row in merged]
    return told(result)


def _emotions(rows: Rows, context: Context) -> Rows:
    """Small labels merge within their group; small groups are left out and counted in no row but the totals of others."""
    result: Rows = []
    for group in dict.fromkeys(tuple(row[key] for key in context.by) for row in rows):
        inside = [row for row in rows if tuple(row[key] for key in context.by) == group]
        whole = next(row for row in inside if row["emotion"] is None)
        if not is_small(whole["customers"]):
            labels = [row for row in inside if row["emotion"] is not None]
            result += [whole, *merge_small(labels, "emotion", ("events",), context.by)]
    return told(result)


def _quotes(rows: Rows, context: Context) -> Rows:
    """Only where five customers or more have written: one of few would know whose words they are."""
    return [row for row in rows if not is_small(row["customers"])]


def _volume(rows: Rows, context: Context) -> Rows:
    """Small groups merge; without groups a small count is hidden; of emotions only the most frequent is told, uncounted.

    Counts by emotion beside counts by channel add up to the same, and would tell what is hidden in either.
    """
    if "emotion" in context.by:
        return _leading(rows, tuple(key for key in context.by if key != "emotion"))
    if not context.by:
        return [
            blank(row, ("events", "customers")) if is_small(row["customers"]) else row
            for row in rows
        ]
    return told(
        merge_small(
            rows, "touchpoint" if "touchpoint" in context.by else context.by[0], ("events",)
        )
    )


def _leading(rows: Rows, keys: tuple[str, ...]) -> Rows:
    """Of each group the emotion that most events carry, where five customers or more felt it."""
    leading: dict[tuple, Row] = {}
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
OF_SINGLE_CUSTOMERS = Shared(refusal="it tells of single customers")
OF_SMALL_GROUPS = Shared(refusal="small groups could be worked out from it")
