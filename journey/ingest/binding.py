"""A recipe bound to one file: every column spelt as the file has it, and none that it has not."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from journey.ingest.columns import spelt
from journey.ingest.recipe import Carry, Choice, Condition, EventRule, Recipe

Columns = tuple[str, ...]


def bound_to(recipe: Recipe, columns: Columns) -> Recipe:
    """The recipe bound to a file with these columns; events and carries that need another one are left out."""
    newest = [column for name in recipe.newest or () if (column := spelt(name, columns))]
    return replace(
        recipe,
        columns=_table(recipe.columns, columns),
        events=tuple(
            _event(rule, columns) for rule in recipe.events if _is_possible(rule, columns)
        ),
        choices=tuple(
            kept for choice in recipe.choices if (kept := _choice(choice, columns)).columns
        ),
        carry=tuple(
            bound for carry in recipe.carry if (bound := _carry(carry, columns)) is not None
        ),
        leave_out=_conditions(recipe.leave_out, columns),
        tags={
            column: tags
            for name, tags in recipe.tags.items()
            if (column := spelt(name, columns)) is not None
        },
        one_per=spelt(recipe.one_per, columns) or "" if recipe.one_per else "",
        lifecycle=spelt(recipe.lifecycle, columns) or "" if recipe.lifecycle else "",
        joined=_all(recipe.joined, columns),
        newest=(newest[0], newest[1]) if len(newest) == 2 else None,
        first_characters={
            column: count
            for name, count in recipe.first_characters.items()
            if (column := spelt(name, columns))
        },
        drop=_all(recipe.drop, columns),
        event_key=_all(recipe.event_key, columns),
    )


def _all(names: Iterable[str], columns: Columns) -> Columns:
    """Those of the names that the file has, each once."""
    return tuple(
        dict.fromkeys(column for name in names if (column := spelt(name, columns)) is not None)
    )


def _table(names_by_field: Mapping[str, Columns], columns: Columns) -> dict[str, Columns]:
    return {
        field: names
        for field, options in names_by_field.items()
        if (names := _all(options, columns))
    }


def _conditions(conditions: Iterable[Condition], columns: Columns) -> tuple[Condition, ...]:
    return tuple(
        replace(condition, column=column)
        for condition in conditions
        if (column := spelt(condition.column, columns)) is not None
    )


def _is_possible(rule: EventRule, columns: Columns) -> bool:
    """Whether the file has the event's time, the columns it needs, and those that say which rows are meant."""
    needed = [*rule.needs, *(each.column for each in rule.only if not each.is_absent)]
    return not (
        ("occurred_at" in rule.columns and not _all(rule.columns["occurred_at"], columns))
        or any(spelt(name, columns) is None for name in needed)
    )


def _event(rule: EventRule, columns: Columns) -> EventRule:
    return replace(
        rule,
        columns=_table(rule.columns, columns),
        needs=_all(rule.needs, columns),
        only=_conditions(rule.only, columns),
    )


def _choice(choice: Choice, columns: Columns) -> Choice:
    labels = {
        column: label
        for name, label in choice.columns.items()
        if (column := spelt(name, columns)) is not None
    }
    return replace(choice, columns=labels)


def _carry(carry: Carry, columns: Columns) -> Carry | None:
    by, carried = spelt(carry.by, columns), _all(carry.columns, columns)
    source = _conditions([carry.source], columns) if carry.source else ()
    if not by or not carried or (carry.source and not source):
        return None
    return replace(carry, by=by, columns=carried, source=source[0] if source else None)
