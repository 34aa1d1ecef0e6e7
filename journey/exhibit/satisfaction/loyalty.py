"""What customers are worth and whether they come back: by attribute, and by the month in which they began."""

from datetime import date

from journey.data.answer import Answer
from journey.data.ask import AnyRow
from journey.data.generation import Generation
from journey.data.needs import NOT_COMPUTABLE
from journey.data.views.rows import COHORTS, LOYALTY
from journey.exhibit.chart import Axis, Cell, Cells, Dots, Series
from journey.exhibit.exhibit import NO_JOURNEY, Exhibit, Nothing
from journey.exhibit.ref import Ref
from journey.exhibit.satisfaction.over_time import NO_TIME
from journey.exhibit.series import share_series
from journey.exhibit.source import AnswerSource
from journey.model.filters import value_words
from journey.model.intervals import wilson
from journey.model.vocabulary import noun
from journey.model.words import capital, count, percent
from journey.presenters import attributes
from journey.presenters.satisfaction import service as words

GROUP = "group"
OPTIONS = (GROUP,)
DRAWN, COHORTS_LIMIT = 24, 24
NO_ATTRIBUTE = (
    "The data has no attribute to group customers by. Load a column such as segment or region."
)
SHARES = ("repeat_purchase", "referred")
MEANS = ("average_order", "revenue_per_customer", "cost_per_customer")
RETENTION = "Retention by month of the first event"


def groups(generation: Generation) -> dict[str, str]:
    """The attributes that customers can be grouped by, and what each is called."""
    return {key: attributes.label(generation, key) for key in attributes.splitting(generation, 40)}


def _answers(ref: Ref, source: AnswerSource) -> tuple[str, Answer[AnyRow], Answer[AnyRow]]:
    """What the customers are grouped by ('' where nothing can be), the groups, and all together."""
    known = groups(source.generation)
    key = ref.option(GROUP) if ref.option(GROUP) in known else next(iter(known), "")
    whole = source.ask(LOYALTY)
    return key, source.ask(LOYALTY, by=(key,)) if key else whole, whole


def come_back(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """`ref` has the option group: the share of buyers who buy again, and of customers whom somebody referred."""
    title = "Who comes back"
    key, answer, whole = _answers(ref, source)
    known = [name for name in SHARES if not answer.definitions[name].startswith(NOT_COMPUTABLE)]
    if not known:
        return Nothing(ref, title, f"{capital(answer.definitions[SHARES[0]])}.", (answer,))
    if not key:
        return Nothing(ref, title, NO_ATTRIBUTE, (whole,))
    rows = _largest(answer.rows, known)
    if not rows:
        return Nothing(ref, title, source.too_few if whole.rows else NO_JOURNEY, (answer, whole))
    leading = known[0]
    apart = words.apart(rows, leading, key, percent)
    return Exhibit(
        ref,
        "figure",
        _whole(whole.rows[0], leading) + (f"; {apart}" if apart else ""),
        f"By {attributes.words(source.generation, key)}: {', '.join(answer.definitions[name] for name in known)}.",
        Dots(
            tuple(value_words(key, row[key]) for row in rows),
            tuple(
                share_series(noun(name), colour, rows, name)
                for name, colour in zip(known, ("accent", "warm"), strict=False)
            ),
            Axis("share of customers, 95 % interval", "share"),
            tuple(f"{count(row['customers'])} customers" for row in rows),
        ),
        (answer, whole),
        whole.rows[0]["customers"],
        "customer",
        f"Who comes back, by {attributes.words(source.generation, key)}.",
        _unseen(answer, SHARES),
    )


def worth(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """`ref` has the option group: revenue and cost of a customer to date, and the average order."""
    title = "What customers bring"
    key, answer, whole = _answers(ref, source)
    known = [name for name in MEANS if not answer.definitions[name].startswith(NOT_COMPUTABLE)]
    if not known:
        return Nothing(ref, title, f"{capital(answer.definitions[MEANS[0]])}.", (answer,))
    if not key:
        return Nothing(ref, title, NO_ATTRIBUTE, (whole,))
    rows = _largest(answer.rows, known)
    if not rows:
        return Nothing(ref, title, source.too_few if whole.rows else NO_JOURNEY, (answer, whole))
    leading = "revenue_per_customer" if "revenue_per_customer" in known else known[0]
    apart = words.apart(rows, leading, key, _money)
    row, colours = whole.rows[0], dict(zip(MEANS, ("muted", "accent", "warm"), strict=True))
    ends = f"{_money(row[f'{leading}_low'])} to {_money(row[f'{leading}_high'])}"
    together = f"{capital(noun(leading))}: {_money(row[leading])} ({ends})"
    return Exhibit(
        ref,
        "figure",
        together + (f"; {apart}" if apart else ""),
        f"By {attributes.words(source.generation, key)}: {', '.join(noun(name) for name in known)}, in the currency of the file.",
        Dots(
            tuple(value_words(key, row[key]) for row in rows),
            tuple(
                Series(
                    noun(name),
                    colours[name],
                    tuple(row[name] for row in rows),
                    tuple("" if row[name] is None else _money(row[name]) for row in rows),
                    tuple(row[f"{name}_low"] for row in rows),
                    tuple(row[f"{name}_high"] for row in rows),
                    tuple(row[f"{name}_n"] for row in rows),
                )
                for name in known
            ),
            Axis("mean, 95 % interval", "number"),
            tuple(f"{count(row['customers'])} customers" for row in rows),
        ),
        (answer, whole),
        row["customers"],
        "customer",
        f"What customers bring, by {attributes.words(source.generation, key)}.",
        (
            *(f"{capital(noun(name))}: {answer.definitions[name]}." for name in known),
            *_unseen(answer, MEANS),
        ),
    )


def retention(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """A row for each month in which customers began: the share active in each month after."""
    answer = source.ask(COHORTS)
    if not answer.rows:
        nobody = "Nobody is observed for a month after the one they began in."
        reason = nobody if source.generation.has_outcomes else NO_TIME
        return Nothing(ref, RETENTION, reason, (answer,))
    rows = [row for row in answer.rows if row["cohort"] is not None and row["months_after"]]
    told = [row for row in rows if row["retained"] is not None]
    if not told:
        return Nothing(ref, RETENTION, source.too_few, (answer,))
    names = sorted({row["cohort"] for row in rows})[-COHORTS_LIMIT:]
    months = sorted({row["months_after"] for row in rows if row["cohort"] in names})
    by_place = {(row["cohort"], row["months_after"]): row for row in rows}
    highest = max(row["retained"] for row in told)
    sizes = {row["cohort"]: row["customers"] for row in answer.rows}
    return Exhibit(
        ref,
        "figure",
        _retained(told),
        "Of the customers whose first event was in the month of the row, the share active so many months later.",
        Cells(
            tuple(f"{date.fromisoformat(name):%b %Y} (n {count(sizes[name])})" for name in names),
            tuple(f"+{after}" for after in months),
            tuple(
                tuple(_cell(by_place.get((name, after)), highest) for after in months)
                for name in names
            ),
            Axis("share still active", "share"),
            tuple("positive" for _ in names),
            "months after the first event",
        ),
        (answer,),
        sum(size or 0 for size in sizes.values()),
        "customer",
        "For each month in which customers began, the share active in each month after.",
        (f"Active: {answer.definitions['active']}. Pale: the last month, which may not be over.",),
    )


def _cell(row: AnyRow | None, highest: float) -> Cell:
    if row is None or row["retained"] is None:
        return Cell("")
    return Cell(
        percent(row["retained"]),
        row["retained"] / highest if highest else 0.0,
        bool(row["is_partial"]),
        row["retained"],
        row["retained_low"],
        row["retained_high"],
        row["retained_n"],
    )


def _retained(rows: list[AnyRow]) -> str:
    """All cohorts together in the month after the first, without months that may not be over."""
    first = [row for row in rows if row["months_after"] == 1 and not row["is_partial"]]
    customers = sum(row["customers"] or 0 for row in first)
    active = sum(row["active"] or 0 for row in first)
    if not customers:
        return RETENTION
    low, high = wilson(active / customers, customers)
    ends = f"{percent(low)} to {percent(high)}"
    return f"{percent(active / customers)} of {count(customers)} customers are active in the month after their first ({ends})"


def _largest(rows: list[AnyRow], known: list[str]) -> list[AnyRow]:
    told = [row for row in rows if any(row[name] is not None for name in known)]
    return sorted(told, key=lambda row: -(row["customers"] or 0))[:DRAWN]


def _whole(row: AnyRow, name: str) -> str:
    if row[name] is None:
        return f"Too few customers to say how many {noun(name)}"
    ends = f"{percent(row[f'{name}_low'])} to {percent(row[f'{name}_high'])}"
    is_of_buyers = name == "repeat_purchase"
    whom = "customers with an order buy again" if is_of_buyers else "customers were referred"
    return f"{percent(row[name])} of {count(row[f'{name}_n'])} {whom} ({ends})"


def _money(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:,.2f}"


def _unseen(answer: Answer[AnyRow], names: tuple[str, ...]) -> tuple[str, ...]:
    """What the columns cannot show, with the column it needs."""
    missing = [name for name in names if answer.definitions[name].startswith(NOT_COMPUTABLE)]
    return tuple(f"{capital(noun(name))}: {answer.definitions[name]}." for name in missing)
