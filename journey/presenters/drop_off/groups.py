"""Groups in words: of which most and fewest drop off, and whether more than chance lies between them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypedDict, cast

from journey.model.comparing import homogeneity
from journey.model.vocabulary import outcome
from journey.model.words import capital, percent, plural

if TYPE_CHECKING:
    from journey.data.ask import AnyRow
    from journey.data.views.rows import ContrastsRow

SIGNIFICANT = 0.05
GROUPS_LIMIT = 20


class GroupRow(TypedDict):
    """A row of the funnel of one group, in a stage that any of it reached, so that all is counted; no rate of too few."""

    group: str | None
    stage: str
    reached: int
    dropped_off: int
    drop_off_rate: float | None
    drop_off_rate_low: float | None
    drop_off_rate_high: float | None
    base: str


def by_group(rows: "Sequence[AnyRow]", name: str, stage: str) -> list[GroupRow]:
    """The rows of the funnel of this stage that any journey reached, with their group; `rows` are grouped by `name`."""
    return [
        cast(GroupRow, {**row, "group": row[name]})  # the group's column has its name from the data
        for row in rows
        if row["stage"] == stage and row["reached"]
    ]


def with_rate(rows: Sequence[GroupRow]) -> list[GroupRow]:
    """Those with a rate."""
    return [row for row in rows if row["drop_off_rate"] is not None]


def default_attribute(names: list[str], contrasts: "Sequence[ContrastsRow]") -> str:
    """The attribute to split by first: the one with the most significant contrast in the stage."""
    tested = [row for row in contrasts if row["kind"] == "attribute" and row["name"] in names]
    return min(tested, key=lambda row: row["p"])["name"] if tested else names[0]


def legend(hidden: int, unrated: int, has_low: bool) -> str:
    """How many groups have no dot, and what hollow ones are."""
    parts = [f"{plural(hidden, 'smaller group')} not drawn: see the table."] * bool(hidden)
    parts += [f"{plural(unrated, 'group')} with fewer than 10 customers and no rate."] * bool(
        unrated
    )
    parts += ["Hollow: fewer than 30 customers."] * has_low
    return " ".join(parts)


def headline(rated: Sequence[GroupRow], name: str, stage: str, attributes: int) -> str:
    """The groups with the highest and the lowest share, and whether more than chance lies between all of them.

    `attributes`: among how many the one shown was chosen, perhaps since it differs most of them all.
    """
    full = [row for row in rated if row["base"] == "full" and row["group"] is not None]
    if len(full) < 2:
        return f"{capital(outcome('dropped_off').rate)} {stage} by {name}"
    low, high = (choose(full, key=lambda row: row["drop_off_rate"] or 0) for choose in (min, max))
    span = f"{high['group']} {percent(high['drop_off_rate'])}, {low['group']} {percent(low['drop_off_rate'])}"
    p = homogeneity([row["dropped_off"] for row in rated], [row["reached"] for row in rated])
    if p * attributes <= SIGNIFICANT:
        return f"{capital(outcome('dropped_off').rate)} {stage} differs by {name}: {span}"
    return f"No significant difference by {name} in {stage}: {span}"
