"""Service: small counts of cases merge or hide; how many were answered, open or early is told for all groups or for none."""

from journey.model.local_rule import Rows, blank, is_small, is_unsafe
from journey.model.sharing.rule import Context, locally

BLOCKS = {"first_response": ("unanswered",), "resolution": ("open",)}


def service(rows: Rows, context: Context) -> Rows:
    """What a block hides of one group could be worked out from the others and all together, so it goes as a whole."""
    hidden: list[str] = []
    for name, more in BLOCKS.items():
        if any(is_unsafe(row[f"{name}_sides"]) for row in rows):
            hidden += [*more, *(column for column in _columns(context) if column.startswith(name))]
    told = [blank(row, hidden) for row in rows]
    return locally(
        told,
        context,
        label=context.by[0] if context.by else "",
        cells=("cases",),
        across=context.by,
    )


def _columns(context: Context) -> list[str]:
    return [column.name for column in context.columns]


OF_BUYERS = ("orders", "buyers", "repeat_purchase", "average_order", "revenue_per_customer")


def loyalty(rows: Rows, context: Context) -> Rows:
    """The same of customers who bought: told for all groups or for none."""
    sides = [
        number
        for row in rows
        if row["buyers"] is not None
        for number in (row["buyers"], row["customers"] - row["buyers"])
    ]
    hidden = (
        [column for column in _columns(context) if column.startswith(OF_BUYERS)]
        if any(map(is_small, sides))
        else []
    )
    told = [blank(row, hidden) for row in rows]
    label = context.by[0] if context.by else ""
    return locally(told, context, label=label, cells=("customers",), across=context.by)


OF_CASES = ("cases", "cases_per_100", "cases_per_100_low", "cases_per_100_high")


def case_volume(rows: Rows, context: Context) -> Rows:
    """How many open cases is told for all groups or for none."""
    hidden = OF_CASES if any(is_unsafe(row["parts"]) for row in rows) else ()
    told = [blank(row, hidden) for row in rows]
    label = context.by[0] if context.by else ""
    return locally(told, context, label=label, cells=("customers",), across=context.by)


def backlog(rows: Rows, context: Context) -> Rows:
    """All periods or none: what is hidden of one could be worked out from those around it."""
    few = any(is_small(row["customers"]) or is_unsafe(row["parts"]) for row in rows)
    return [] if few else rows
