"""The reference of all views as a page of the docs, made from what they declare: `make docs` writes it."""

from journey.data.ask import VIEWS
from journey.data.views.form import EVENTS, UNITS, Column, View
from journey.data.views.options import OPTIONS
from journey.findings.asking import FINDING_VIEWS
from journey.graph.answers import GRAPH_VIEWS
from journey.graph.views.form import GraphView

HEAD = """# The views

Every number on a screen is a column of one of these; `python -m journey show VIEW --json` prints it. This page is made from what
the views declare (`make docs`). Rates with an interval have `_low`, `_high` and `_n` beside them; what rests on fewer than ten
customers is empty, and `base` says how far a row carries.

"""


def page() -> str:
    """The page, in Markdown."""
    views: list[View | GraphView] = [
        *VIEWS.values(),
        *GRAPH_VIEWS.values(),
        *FINDING_VIEWS.values(),
    ]
    listed = "\n".join(f"| [`{view.name}`](#{view.name}) | {view.about} |" for view in views)
    table = f"| view | what it answers |\n| --- | --- |\n{listed}\n"
    options = "\n".join(_option(name) for name in OPTIONS)
    return "\n".join(
        [HEAD + table, "## Options", "", options, "", *(_view(view) for view in views)]
    )


def _option(name: str) -> str:
    option = OPTIONS[name]
    return f"- `{' '.join(part for part in (option.flag, option.metavar) if part)}`: {option.help}"


def _view(view: View | GraphView) -> str:
    rows = "\n".join(_column(column) for column in view.columns if not column.is_helper)
    head = f"## {view.name}\n\n{view.about}\n\n{' '.join(_facts(view))}\n"
    return f"{head}\n| column | unit | definition |\n| --- | --- | --- |\n{rows}\n"


def _facts(view: View | GraphView) -> list[str]:
    """What holds for the whole view, a sentence each."""
    facts = [f"Counts {view.unit}; dates select {view.rule}."]
    if view.by is not None:
        beside = f" and by {', '.join(view.by)}" if view.by else ""
        attributes = "attributes, those of events too," if view.rule == EVENTS else "attributes"
        periods = "" if view.is_over_time else " and periods"
        facts.append(f"Can be grouped by {attributes}{periods}{beside}.")
    if view.options:
        flags = ", ".join(f"`{OPTIONS[name].flag}`" for name in view.options)
        needed = ", ".join(f"`{OPTIONS[name].flag}`" for name in view.needs)
        facts.append(f"Options: {flags}" + (f" (needed: {needed})." if needed else "."))
    if view.needs_time:
        facts.append("Empty where answers have no time.")
    refusal = view.shared.refusal if view.shared else "nothing says yet what may be shared"
    facts.append(f"Not in shared mode: {refusal}." if refusal else "Told in shared mode.")
    return facts


def _column(column: Column) -> str:
    words = column.definition if isinstance(column.definition, str) else "by the journey definition"
    rests = f"rests on `{column.rests_on}`" if column.rests_on and words else ""
    return f"| `{column.name}` | {UNITS.get(column.kind, column.kind)} | {'; '.join(part for part in (words, rests) if part)} |"


if __name__ == "__main__":
    print(page(), end="")
