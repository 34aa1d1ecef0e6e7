"""Contrasts: what is more common among the lost, where all four counts behind it are large."""

from journey.model.local_rule import Row, Rows, blank, is_small, is_unsafe, parts
from journey.model.sharing.funnel import funnel
from journey.model.sharing.rule import Context

TRAIT = ("kind", "name", "value")


def contrasts(rows: Rows, context: Context) -> Rows:
    """Where the funnel tells how many were lost: rows whose four counts are large, of an attribute what is left, too.

    Of a trait with a row by either rule the second is told only where those who had it from the start are told from the rest.
    """
    if not rows or not _tells_the_lost(rows[0], context):
        return []
    large = [row for row in rows if not is_unsafe(_sides(row["lost_with"], row["kept_with"], row))]
    for kind in {(row["kind"], row["name"]) for row in rows if row["kind"] == "attribute"}:
        own = [row for row in large if (row["kind"], row["name"]) == kind]
        own.sort(key=lambda row: -row["customers"])
        while own and is_unsafe(_left_over(own)):
            large.remove(own.pop())
    return [blank(row, ("customers",)) for row in large if not _tells_few_later(row, large)]


def _sides(lost: int, kept: int, row: Row) -> tuple[int, ...]:
    """Customers at least behind so many of the lost and of those kept, and behind the rest of them."""
    return (
        *parts(lost, row["lost"], row["lost_customers"]),
        *parts(kept, row["kept"], row["kept_customers"]),
    )


def _left_over(rows: Rows) -> tuple[int, ...]:
    counted = [sum(row[name] for row in rows) for name in ("lost_with", "kept_with")]
    return _sides(counted[0], counted[1], rows[0])


def _tells_few_later(row: Row, rows: Rows) -> bool:
    """Whether another row counts nearly the same journeys of the trait, so that the difference of both tells of few.

    Of the two it is the one that counts more: those who had the trait at entry are among those who ever had it.
    """
    for other in rows:
        if other["rule"] != row["rule"] and all(other[name] == row[name] for name in TRAIT):
            later = [row[name] - other[name] for name in ("lost_with", "kept_with")]
            if min(later) >= 0 and any(later) and is_unsafe(_sides(later[0], later[1], row)):
                return True
    return False


def _tells_the_lost(row: Row, context: Context) -> bool:
    stage = next((own for own in context.funnel if own["stage"] == context.stage), None)
    shown = [own for own in funnel(context.funnel, context) if own["stage"] == context.stage]
    return bool(
        stage
        and shown
        and shown[0]["dropped_off"] is not None
        and not is_small(stage["dropped_off"] - row["lost"])
        and not is_small(stage["advanced"] + stage["ended_well"] - row["kept"])
        and not is_small(row["skipped_customers"])
    )
