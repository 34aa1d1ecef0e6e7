"""Findings about columns: attributes that tell nothing, columns with e-mail addresses, attributes that may be a field."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from journey.data.engine import Connection
from journey.data.sql import batched
from journey.ingest.doctor.finding import query_row, shown, warning
from journey.ingest.fields import SUFFIX
from journey.ingest.matching import ID_OF_ONE_ROW
from journey.ingest.plan import Plan
from journey.ingest.report import Finding
from journey.model.errors import Setting
from journey.model.words import count, plural

UNIQUE_SHARE, MAIL_SHARE, FEWEST_ROWS = 0.95, 0.5, 20
EVENT_ID, ANSWER_ID = "event_id", "answer_ids"
IS_MAIL = "contains({0}, '@') and {0} like '%_@_%._%'"


@dataclass(frozen=True)
class ColumnCounts:
    """How many of a column's cells are filled, about how many of these differ, and how many are e-mail addresses."""

    filled: int
    distinct: int
    mails: int


@dataclass(frozen=True)
class AnswerIds:
    """Ids of answers, those that stand in several rows, those of them whose rows differ, and one that does."""

    ids: int
    repeated: int
    differing: int
    sample: str


def findings(connection: Connection, plan: Plan, numbers: dict[str, int]) -> list[Finding]:
    """Attributes that are constant, empty or different in every row, and columns with e-mail addresses."""
    total = connection.execute("select count(*) from checked where wrong is null").fetchall()[0][0]
    customer_ids, *of_attributes = _counts(
        connection, ["customer_id", *(f"a{numbers[name]}" for name, _ in plan.attributes)]
    )
    attributes = {
        name: each for (name, _), each in zip(plan.attributes, of_attributes, strict=True)
    }
    constant = [
        name
        for name, each in attributes.items()
        if each.filled == total and each.distinct == 1 and total > 1
    ]
    empty = [name for name, each in attributes.items() if not each.filled]
    answer_ids = _answer_ids(connection, plan, attributes, numbers)
    unique = [
        name
        for name, each in attributes.items()
        if name not in [finding.samples[0] for finding in answer_ids]
        and each.filled > FEWEST_ROWS
        and each.distinct > UNIQUE_SHARE * each.filled
    ]
    mail = [
        name
        for name, each in {"customer_id": customer_ids, **attributes}.items()
        if each.filled and each.mails > MAIL_SHARE * each.filled
    ]
    nothing = "something else in nearly every row and cannot group anything"
    remedy = "customers' ids can be stored as keyed hashes, other columns left out"
    return [
        *_about("constant", constant, "says", "say", "the same in every row"),
        *_about("empty", empty, "is", "are", "blank in every row"),
        *answer_ids,
        *_about("unique", unique, "says", "say", nothing),
        *_about("mail", mail, "holds", "hold", f"e-mail addresses: {remedy}"),
    ]


def _answer_ids(
    connection: Connection,
    plan: Plan,
    attributes: dict[str, ColumnCounts],
    numbers: dict[str, int],
) -> list[Finding]:
    """A column that looks like the id of an answer, where some ids come twice: all rows count, and whether they should is asked."""
    column = next((match.column for match in plan.proposals if match.field == EVENT_ID), None)
    if column not in attributes or EVENT_ID in plan.recipe.columns:
        return []
    connection.execute(
        f"create temp view answer_rows as select *, a{numbers[column]} as answer_id from checked where wrong is null"
    )
    found = query_row(connection, "answer_ids", AnswerIds)
    connection.execute("drop view answer_rows")
    repeated = found.repeated
    if not repeated or found.ids - repeated < ID_OF_ONE_ROW * found.ids:
        return []
    content = {0: "with the same content", repeated: "with different content"}.get(
        found.differing, f"{count(found.differing)} of them with different content"
    )
    stand = "stands" if repeated == 1 else "stand"
    where = f"{count(repeated)} of {plural(found.ids, 'id')} {stand} in several rows ({found.sample[:40]!r})"
    return [
        warning(
            ANSWER_ID,
            f"{column!r} looks like the id of an answer, and {where}, {content}: all of them count, and the first of each "
            "id alone could",
            repeated,
            [column],
            [Setting("map", f"{EVENT_ID}={column}")],
        )
    ]


def _counts(connection: Connection, columns: Sequence[str]) -> list[ColumnCounts]:
    """The counts of each column, some columns a query."""
    counts = []
    for batch in batched(columns):
        parts = ", ".join(
            f"count({c}), approx_count_distinct({c}), count(*) filter ({IS_MAIL.format(c)})"
            for c in batch
        )
        row = connection.execute(f"select {parts} from checked where wrong is null").fetchall()[0]
        counts += [ColumnCounts(*row[3 * index : 3 * index + 3]) for index in range(len(batch))]
    return counts


def _about(code: str, names: list[str], of_one: str, of_several: str, words: str) -> list[Finding]:
    """One finding about all these columns; none where there are none."""
    if not names:
        return []
    verb = of_one if len(names) == 1 else of_several
    return [warning(code, f"{shown(names)} {verb} {words}", len(names), names)]


def proposals(plan: Plan, said: Collection[str]) -> list[Finding]:
    """Attributes that may be a field, but for the columns of which that was said already."""
    mapped = set(plan.recipe.columns) | {
        field for rule in plan.recipe.events for field in rule.columns
    }
    attributes = {name.removesuffix(SUFFIX) for name, _ in plan.attributes}
    return [
        warning(
            "mapping",
            f"{match.column!r} is an attribute now and may be {match.field}: {match.because}",
            0,
            [match.column],
            [Setting("map", f"{match.field}={match.column}")],
        )
        for match in plan.proposals
        if match.field not in mapped and match.column in attributes and match.column not in said
    ]
