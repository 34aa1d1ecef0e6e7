"""What keeps a file from being loaded under a plan, with what could be meant."""

from collections.abc import Iterable

from journey.ingest.column_contents import time_columns
from journey.ingest.columns import listed
from journey.ingest.counted_paths import counted_paths
from journey.ingest.matching import Match
from journey.ingest.recipe import Recipe
from journey.ingest.source import Source
from journey.ingest.survey_signs import asking_columns
from journey.model.errors import BadFile, Hint, MissingFields, Setting, UserError


def ambiguous_column(matched: Iterable[Match], source: Source, said: Recipe) -> UserError | None:
    """The problem where two columns have a field's name: the user must say which is meant."""
    for match in matched:
        second = f"{match.column} (2)"
        if second in source.columns and match.field not in said.columns:
            return BadFile(
                source.name,
                f"has two columns named {match.column!r}: say which is meant.",
                *(Setting("map", f"{match.field}={name!r}") for name in (match.column, second)),
            )
    return None


def missing_fields(
    missing: tuple[str, ...], source: Source, recipe: Recipe, proposals: Iterable[Match]
) -> UserError | None:
    """What is missing and what could be meant, or what the file is instead; None where nothing is missing."""
    if not missing:
        return None
    if "touchpoint" in missing and (counted := counted_paths(source)):
        paths, counts = counted
        if "customer_id" in missing or recipe.columns.get("customer_id") == (counts,):
            return _counted(paths, counts, source)
    if "touchpoint" in missing and (asking := asking_columns(source, recipe)):
        return _survey(asking, source)
    hints = [
        Hint(
            f"{match.column!r} may be {match.field}: {match.because}",
            Setting("map", f"{match.field}={match.column!r}"),
        )
        for match in proposals
        if match.field in missing
    ]
    dates = time_columns(source.columns, source.sample)
    if {"touchpoint", "occurred_at"} & set(missing) and len(dates) > 1:
        hints.append(
            Hint(
                f"each row has {len(dates)} dates, of which events can be made: {listed(tuple(dates))}",
                Setting("event", "TOUCHPOINT=COLUMN"),
            )
        )
    elif "touchpoint" in missing:
        hints.append(
            Hint("every row can have the same touchpoint", Setting("fixed", "touchpoint=NAME"))
        )
    if "occurred_at" in missing and not dates:
        hints.append(Hint("answers can do without a time", Setting("assume", "time=none")))
    return MissingFields(source.name, missing, listed(source.columns), tuple(hints))


def _counted(paths: str, counts: str, source: Source) -> BadFile:
    """The file is what somebody else made of events."""
    return BadFile(
        source.name,
        f"holds paths that are counted already ({paths}, counted by {counts!r}), and no events: export the rows that were "
        "counted, one row a touchpoint of one customer with its time.",
    )


def _survey(asking: list[str], source: Source) -> BadFile:
    """The file is a survey, and was not called one."""
    ask = "1 column asks a question" if len(asking) == 1 else f"{len(asking)} columns ask questions"
    return BadFile(
        source.name,
        f"looks like a survey: {ask}, such as {asking[0]!r}, and none names a touchpoint; read it as one person's answers a "
        "row, or say which column names the touchpoint.",
        Setting("survey"),
        Setting("map", "touchpoint=COLUMN"),
    )
