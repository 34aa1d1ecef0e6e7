"""The rows of all views as types for mypy, made from what the views declare: `make docs` writes them."""

from collections.abc import Iterable
from pathlib import Path

from journey.data.ask import VIEWS
from journey.data.views.form import (
    COUNT,
    MERGED,
    MOMENT,
    NAME,
    NUMBER,
    PATH,
    SOMETIMES,
    TEXT,
    Column,
    Declaration,
    View,
)
from journey.findings.asking import FINDING_VIEWS
from journey.graph.answers import GRAPH_VIEWS

JOURNEY = Path(__file__).parents[1]
HEAD = '''"""The rows of {whose} as types, made by `make docs` from what the views declare; nothing of them runs.

A Row is as analyst mode gives it without groups, a Told as either mode does: shared mode hides counts. Asked for by its name
below, a view answers in rows of its own type, so that a misspelt column, or a blank that nobody thought of, is an error of mypy.
"""

from typing import {imported}

if TYPE_CHECKING:
'''
NAMES = '''    from collections.abc import Mapping

    from typing_extensions import ReadOnly, TypedDict

    R_co = TypeVar("R_co", bound=Mapping[str, object], covariant=True)
    T_co = TypeVar("T_co", bound=Mapping[str, object], covariant=True)

    class ViewName(str, Generic[R_co, T_co]):
        """The name of a view, which knows the types of its rows: as analyst mode gives them, as either mode does."""

'''
TYPED = "    from typing_extensions import ReadOnly, TypedDict\n\n    from journey.data.views.rows import ViewName\n\n"
CASTS = "\n\n\n# Casts, since at run time each is the plain text.\n"


def modules() -> dict[Path, str]:
    """The text of each module of row types, by its file."""
    typing = ["TYPE_CHECKING", "Generic", "TypeVar", "cast"]
    counted = HEAD.format(whose="the counted views", imported=", ".join(typing)) + NAMES
    worked_out, found = (
        HEAD.format(whose=whose, imported="TYPE_CHECKING, cast") + TYPED
        for whose in ("the graph's views", "the findings")
    )
    return {
        JOURNEY / "data" / "views" / "rows.py": counted + _types(VIEWS.values()),
        JOURNEY / "graph" / "rows.py": worked_out + _types(GRAPH_VIEWS.values()),
        JOURNEY / "findings" / "rows.py": found + _types(FINDING_VIEWS.values()),
    }


def _types(views: Iterable[Declaration]) -> str:
    views = list(views)
    classes = [_class(view, is_told) for view in views for is_told in (False, True)]
    names = [
        f'{view.name.upper()} = cast("ViewName[{_name(view, False)}, {_name(view, True)}]", "{view.name}")'
        for view in views
    ]
    return "\n\n".join(classes) + CASTS + "\n".join(names) + "\n"


def _class(view: Declaration, is_told: bool) -> str:
    keys = "\n".join(
        f"        {name}: ReadOnly[{kind}]" for name, kind in row_type(view, is_told).items()
    )
    return f"    class {_name(view, is_told)}(TypedDict):\n{keys}"


def _name(view: Declaration, is_told: bool) -> str:
    words = "".join(word.capitalize() for word in view.name.split("_"))
    return words + ("Told" if is_told else "Row")


def row_type(view: Declaration, is_told: bool) -> dict[str, str]:
    """The type of each column that a row of the view has without groups, as Python writes it."""
    columns = {
        column.name: _column_type(column, is_told)
        for column in view.columns
        if not column.is_helper
    }
    return columns | ({"base": "str"} if isinstance(view, View) and view.rates else {})


def _column_type(column: Column, is_told: bool) -> str:
    is_blank = (
        column.needs_time or column.blank == SOMETIMES or (is_told and column.blank == MERGED)
    )
    if column.kind == PATH:
        return "list[str] | None" if is_blank else "list[str]"
    if column.kind in (NAME, TEXT, MOMENT):
        return "str | None" if column.kind != NAME or is_blank else "str"
    kind = "int" if column.kind == COUNT else "float"
    is_always = column.kind in (COUNT, NUMBER) and not (is_told or is_blank or column.rests_on)
    return kind if is_always else f"{kind} | None"


if __name__ == "__main__":
    for file, text in modules().items():
        file.write_text(text, encoding="utf-8")
