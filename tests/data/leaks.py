"""What of the local rule a shared table breaks: an independent check, which looks at the shown rows beside the exact ones.

A table is told only if every cell, its complement within its row and column total, and every count that a shown rate and
its n imply is 0 or at least 5 customers. A row is known by its columns of kind NAME, TEXT or PATH, and by its groups. Small is 1 to 4. Looked at are cells, the customers behind them, what a rate and its n imply, complements within a row, and what
can be subtracted from the totals of all rows and of each value of each naming column.
"""

from itertools import combinations
from math import sqrt
from operator import mul

from journey.data.views.form import Declaration

NO_PEOPLE = {
    *("touchpoints", "rows_read", "refused", "duplicates", "identical", "steps"),
    *("difference_low", "difference_high"),
}
NAMING = {"name", "text", "path"}
# In one row the right one counts whole what the left one counts a part of.
WHOLES = (
    ("lost_with", "lost"),
    ("kept_with", "kept"),
    ("converted", "entered"),
    ("advanced", "reached"),
    ("completed", "reached"),
    ("completed", "journeys"),
    ("dropped_off", "reached"),
    ("again", "journeys"),
    ("share_n", "events"),
    ("repeats_n", "journeys"),
    ("waits_n", "journeys"),
    ("feels_bad_n", "journeys"),
    ("effort_n", "journeys"),
    ("contact_again_n", "journeys"),
    ("hand_off_n", "journeys"),
    ("mean_valence_n", "events"),
    ("journeys", "events"),
    ("journeys", "moves"),
    ("journeys", "rounds"),
    ("customers", "journeys"),
    ("customers", "n"),
    ("customers", "entered"),
    ("customers", "reached"),
    ("customers", "comments"),
)
# What the rows of a view share out among them, and of which whole each part is.
SHARED_OUT = {
    "transitions": {"moves": None},
    "transition_counts": {"moves": None},
    "valence_changes": {"valence_change_n": None},
    "entries": {"journeys": None, "completed": "journeys"},
    "paths_between": {"journeys": None},
    "variants": {"journeys": None},
    "conversion": {"entered": None, "converted": "entered"},
    "conformance": {"journeys": None, "completed": "journeys"},
    "touchpoints": {"events": None},
    "volume": {"events": None},
    "emotions": {"events": None},
    "quotes": {"comments": None},
    "hand_offs": {"hand_offs": None},
    "promises": {"promised": None},
    "pain_points": {"events": None},
    "service_modes": {"events": None},
    "satisfaction": {"n": None},
    "service": {"cases": None},
    "containment": {"contacts": None},
    "loyalty": {"customers": None},
    "case_volume": {"customers": None},
    "who_answers": {"journeys": None},
}
NS = {"recorded_share": "n", "inside_share": "moves"}  # rates whose n has a name of its own
WITHIN_DEVIATES = ("skipped", "back", "left_after")  # one journey may be in several
Leaks = list[str]


def small(number: float | None) -> bool:
    return number is not None and 0 < number < 5


def leaks(form: Declaration, shown: list[dict], exact: list[dict], by: tuple = ()) -> Leaks:
    """All that the shown rows tell and must not."""
    people = [
        column.name
        for column in form.columns
        if column.kind == "count" and not column.is_helper and column.name not in NO_PEOPLE
    ]
    names = [*by, *(column.name for column in form.columns if column.kind in NAMING)]
    result = [leak for row in shown for leak in of_row(row, people)]
    result += _of_few_customers(shown, exact, people, names)
    for column, whole in SHARED_OUT.get(form.name, {}).items():
        for part in _tables(form.name):
            tables = [[row for row in rows if part(row)] for rows in (shown, exact)]
            keys = list(by) if form.name == "quotes" else names  # each quote is a text of its own
            result += of_totals(*tables, keys, column, whole) if tables[0] else []
    return result + (_left_over(shown) + _had_later(shown) if form.name == "contrasts" else [])


def _had_later(shown: list[dict]) -> Leaks:
    """What the rows of one trait by both rules tell of those who had it only after their first event in the stage."""
    result, traits = [], {}
    for row in shown:
        traits.setdefault((row["kind"], row["name"], row["value"]), {})[row["rule"]] = row
    for trait, rows in traits.items():
        for side in ("lost_with", "kept_with") if len(rows) == 2 else ():
            later = rows["landmark"][side] - rows["known at entry"][side]
            result += [f"{trait[2]} later, {side}: {later}"] if small(later) else []
    return result


def _left_over(shown: list[dict]) -> Leaks:
    """What the told values of an attribute, which part the journeys among them, leave of the lost and of those kept."""
    result = []
    for name in {row["name"] for row in shown if row["kind"] == "attribute"}:
        own = [row for row in shown if row["kind"] == "attribute" and row["name"] == name]
        for side in ("lost", "kept"):
            rest = own[0][side] - sum(row[f"{side}_with"] for row in own)
            result += [f"{name} leaves {rest} of the {side}"] if small(rest) else []
    return result


def _tables(view: str) -> list:
    """Which rows share something out: of emotions the groups as a whole, and the labels, where they are told."""
    if view == "emotions":
        return [lambda row: row["emotion"] is None, lambda row: row["emotion"] is not None]
    return [lambda row: row.get("kind") not in WITHIN_DEVIATES]


def of_row(row: dict, people: list[str]) -> Leaks:
    """Small cells, counts that rates imply, complements."""
    result = [f"cell {name}: {row[name]}" for name in people if small(row.get(name))]
    for name, rate in row.items():
        n = row.get(NS.get(name, f"{name}_n"))
        if (
            isinstance(rate, float)
            and n
            and 0 <= rate <= 1
            and not name.startswith(("mean", "valence", "adjusted", "difference"))
        ):
            hits = round(rate * n)
            result += (
                [f"implied by {name}: {hits} of {n}"] if small(hits) or small(n - hits) else []
            )
        if rate is None and n and row.get(f"{name}_low") is not None:
            result.append(f"implied by the interval of {name}")
    for part, whole in WHOLES:
        if row.get(part) is not None and row.get(whole) is not None:
            rest = row[whole] - row[part]
            result += [f"complement of {part} in {whole}: {rest}"] if small(rest) else []
    return result + (_of_an_answer(row) if {"definition", "metric"} <= row.keys() else [])


def _of_an_answer(row: dict) -> Leaks:
    value, n = row["value"], row.get("n", row.get("answered"))
    low = row.get("low", row.get("value_low"))
    if value is None or not n:
        return [] if low is None else ["implied by the interval of an empty value"]
    if "share of" in row["definition"]:
        hits = round(value * n)
        return [f"implied share: {hits} of {n}"] if small(hits) or small(n - hits) else []
    if row["metric"] == "nps" and row.get("customers") == n:
        classes = nps_classes(value, low, n)
        return [f"implied NPS classes: {classes}"] if any(map(small, classes)) else []
    return []


def nps_classes(value: float, low: float, n: int) -> tuple[int, ...]:
    """(promoters, passives, detractors) that give this value and the lower end of its interval, by METRICS.md."""
    for detractors in range(n + 1):
        promoters = round(value * n / 100) + detractors
        p, d = (promoters + 0.75) / (n + 3), (detractors + 0.75) / (n + 3)
        end = max(-1.0, p - d - 1.96 * sqrt(max(0.0, p + d - (p - d) ** 2) / (n + 3)))
        if promoters + detractors <= n and abs(100 * end - low) < 1e-6:
            return promoters, n - promoters - detractors, detractors
    return ()


def feelings(row: dict, valences: tuple[float, ...]) -> Leaks:
    """What mean and n of a shown row tell of how many felt bad, where so few different valences are known."""
    mean, n = row.get("mean_valence"), row.get("n", row.get("mean_valence_n"))
    if mean is None or not n:
        return []
    ways = [
        counts
        for counts in _parts_of(n, len(valences))
        if abs(sum(map(mul, counts, valences)) - mean * n) < 1e-6
    ]
    bad = {sum(count for count, valence in zip(counts, valences) if valence < 0) for counts in ways}
    return [f"implied by a mean: {bad} of {n} felt bad"] if all(map(small, bad)) else []


def _parts_of(n: int, kinds: int) -> list[tuple[int, ...]]:
    """All ways to share n among so many kinds."""
    if kinds == 1:
        return [(n,)]
    return [(first, *rest) for first in range(n + 1) for rest in _parts_of(n - first, kinds - 1)]


def _key(row: dict, names: list[str]) -> tuple:
    return tuple(str(row.get(name)) for name in names)


def _of_few_customers(shown: list, exact: list, people: list[str], names: list[str]) -> Leaks:
    few = {_key(row, names) for row in exact if small(row.get("customers"))}
    return [
        f"{name} of few customers: {row[name]}"
        for row in shown
        if _key(row, names) in few
        for name in people
        if row.get(name)
    ]


def of_totals(shown: list, exact: list, names: list[str], column: str, whole: str | None) -> Leaks:
    """What subtraction from totals gives back, one cell after the other, where it or the rest is small.

    Only a row with its name in the table is known to be the last one that is open: of merged ones nobody knows which they are.
    """
    values = {_key(row, names): row for row in exact}
    named = {_key(row, names) for row in shown}
    known = {_key(row, names) for row in shown if row.get(column) is not None}
    fixed = sorted({"metric", "definition"} & set(names))
    slices = _slices(values, names, fixed, column, whole)
    hidden, before, result = set(values) - known, -1, []
    while len(hidden) != before:
        before = len(hidden)
        for slice_ in slices:
            inside = hidden & slice_
            rests = [sum(values[key][column] or 0 for key in inside)]
            if whole:
                rests.append(sum(values[key][whole] for key in inside) - rests[0])
            result += [f"{column} left in a total: {rests}"] if any(map(small, rests)) else []
            if len(inside) == 1 and inside <= named:
                hidden -= inside
                result += _of_subtracted(values[next(iter(inside))], column, whole)
    return result


def _of_subtracted(row: dict, column: str, whole: str | None) -> Leaks:
    parts = [row[column]] if whole is None else [row[column], row[whole] - row[column]]
    few = small(row.get("customers")) and bool(row[column])
    return [f"{column} subtracted: {parts}"] if few or any(map(small, parts)) else []


def _slices(
    values: dict, names: list[str], fixed: list[str], column: str, whole: str | None
) -> list[set]:
    """The keys behind each total that may be told: it and its rest large, and not the only large one beside small ones."""
    result, free = [], [name for name in names if name not in fixed]
    for chosen in (chosen for size in range(len(free)) for chosen in combinations(free, size)):
        members: dict[tuple, dict[tuple, set]] = {}
        for key, row in values.items():
            kind = members.setdefault(_key(row, fixed), {})
            kind.setdefault(_key(row, list(chosen)), set()).add(key)
        for kind in members.values():
            sizes = [_sum(values, keys, whole or column) for keys in kind.values()]
            if sum(size >= 5 for size in sizes) > 1 or not any(map(small, sizes)):
                result += [
                    keys
                    for keys in kind.values()
                    if len(keys) > 1 and _is_large(values, keys, column, whole)
                ]
    return result


def _sum(values: dict, keys: set, column: str) -> int:
    return sum(values[key][column] or 0 for key in keys)


def _is_large(values: dict, keys: set, column: str, whole: str | None) -> bool:
    hits = _sum(values, keys, column)
    return not small(hits) and not (whole and small(_sum(values, keys, whole) - hits))
