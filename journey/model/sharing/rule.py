"""What a rule of shared mode is, what it must know besides the rows, and how it uses the local rule."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from journey.model.local_rule import LocalRule, Rows, blank


@dataclass(frozen=True)
class Context:
    """What a rule must know besides the rows: other views under the same filters, the groups, the stage, the columns."""

    funnel: Rows = field(default_factory=list)
    exits: Rows = field(default_factory=list)
    transitions: Rows = field(default_factory=list)
    by: tuple[str, ...] = ()
    stage: str = ""
    columns: tuple[Any, ...] = ()


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


def locally(rows: Rows, context: Context, **rule: Any) -> Rows:
    return blanked(LocalRule(context.columns, **rule).rows(rows))


def blanked(rows: Rows) -> Rows:
    """The rows for the reader: of a merged row nobody knows the distinct customers."""
    return [
        blank(
            {name: value for name, value in row.items() if name != "groups"},
            ("customers",) if "groups" in row else (),
        )
        for row in rows
    ]
