"""Cohorts in words: which lost most, whether more than chance lies between them, and which are not final."""

from datetime import date

from journey.model.comparing import homogeneity
from journey.model.words import duration, percent, plural

SIGNIFICANT = 0.05
COHORTS_LIMIT = 60


def is_open(row: dict, cohort: str, open_from: date) -> bool:
    """Whether the rate is not final: a recent cohort, or enough under way to move it outside its interval."""
    if date.fromisoformat(cohort) >= open_from:
        return True
    rate = row["drop_off_rate"]
    return (
        rate is not None
        and (row["dropped_off"] + row["in_progress"]) / row["reached"] > row["drop_off_rate_high"]
    )


def by_cohort(rows: list[dict], kind: str, open_from: date, stages: tuple[str, ...]) -> list[dict]:
    """The funnel's rows of these stages with their cohort, and whether its rate is open; none of a stage not observed."""
    return [
        row | {"cohort": row[kind], "is_open": is_open(row, row[kind], open_from)}
        for row in rows
        if row["stage"] in stages and row["reached"] is not None
    ]


def started(rows: list[dict]) -> list[str]:
    """The cohorts of which anyone reached a stage, in the order of the rows."""
    reached = {row["cohort"] for row in rows if row["reached"]}
    return [name for name in dict.fromkeys(row["cohort"] for row in rows) if name in reached]


def legend(hidden: int, open_from: date, kind: str, silence_seconds: int) -> str:
    """What empty and hatched cells are, and what is not drawn."""
    silence = duration(silence_seconds)
    rest = f" {plural(hidden, f'earlier {kind}')} in the table only." if hidden > 0 else ""
    return (
        "Each cell is drop-off / reached for the journeys that started then; click it to list its journeys. Empty: fewer than 10 "
        f"customers, no rate. Hatched: not final, as from {open_from} on the {silence} of silence that count as leaving have "
        f"not passed for all journeys, or so many are under way that the rate may leave its interval.{rest}"
    )


def headline(stage_rows: list[dict], kind: str, stage: str) -> str:
    """The lowest and the highest final cohort, and whether more than chance lies between all of them."""
    rated = [row for row in stage_rows if row["drop_off_rate"] is not None and not row["is_open"]]
    if len(rated) < 2:
        return f"Drop-off by starting {kind}"
    low, high = (choose(rated, key=lambda row: row["drop_off_rate"]) for choose in (min, max))
    ends = [
        f"{percent(row['drop_off_rate'])} ({cohort_name(row['cohort'], kind)})"
        for row in (low, high)
    ]
    span = f"from {ends[0]} to {ends[1]}"
    if (
        homogeneity([row["dropped_off"] for row in rated], [row["reached"] for row in rated])
        <= SIGNIFICANT
    ):
        return f"Drop-off in {stage} differs by starting {kind}: {span}"
    return f"No significant difference between starting {kind}s in {stage}: {span}"


def cohort_name(cohort: str, kind: str) -> str:
    """'May 2025', 'the week of 5 May 2025': the cohort that begins on this day."""
    day = date.fromisoformat(cohort)
    return f"{day:%b %Y}" if kind == "month" else f"the week of {day.day} {day:%b %Y}"
