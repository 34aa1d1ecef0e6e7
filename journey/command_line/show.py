"""show: the numbers of a view, as a table or as JSON."""

import json

import pandas as pd

from journey.command_line.words import add_filters, command, filters, generation, tell
from journey.data.groups import PERIODS
from journey.data.views.form import SECONDS
from journey.data.views.options import DAYS, FLAG, LIST, NAMES, OPTIONS, WHOLE, Option
from journey.findings.asking import FORMS, ask
from journey.model import former_names
from journey.model.cells import parse_place
from journey.model.small_numbers import ANALYST, SHARED
from journey.model.words import printable, span

TABLE_WIDTH, WHOLE_FROM = 240, 1000
NUMBERS = {WHOLE: int, DAYS: float}


def add_to(commands) -> None:
    added = command(commands, "show", "print the numbers of a view", _show)
    added.add_argument(
        "view",
        choices=(*FORMS, *former_names.VIEWS),
        metavar="VIEW",
        help=", ".join(FORMS),
    )
    added.add_argument("--dataset", metavar="NAME", help="needed where there are several")
    add_filters(added)
    added.add_argument(
        "--by",
        default="",
        metavar="KEY,KEY",
        help=f"groups: dimensions, attributes, and one of {', '.join(PERIODS)}",
    )
    options = added.add_argument_group("options of single views")
    for option in OPTIONS.values():
        _add(options, option)
    added.add_argument(
        "--at", default="", metavar="STAGE[/TOUCHPOINT]", help="only the rows of this place"
    )
    added.add_argument(
        "--shared", action="store_true", help="hide small counts, as exports and workshops do"
    )
    added.add_argument("--json", action="store_true")


def _add(group, option: Option) -> None:
    """The option as the command line takes it; its help says which views understand it."""
    views = [name for name, view in FORMS.items() if option.name in view.options]
    written: dict[str, object] = {"dest": option.name, "help": f"{', '.join(views)}: {option.help}"}
    if option.kind == FLAG:
        group.add_argument(option.flag, action="store_true", **written)
        return
    written |= {"default": option.default, "metavar": option.metavar}
    if option.kind == LIST:
        written |= {"action": "append", "default": []}
    elif option.kind == NAMES:
        written |= {"type": _names}
    elif option.kind in NUMBERS:
        written |= {"type": NUMBERS[option.kind]}
    group.add_argument(option.flag, **written)


def _names(words: str) -> tuple[str, ...]:
    return tuple(name for name in words.split(",") if name)


def figure(value: float) -> str:
    """Four digits that count, and never fewer than the whole part has: 0.4567, 12.35, 86,401."""
    return f"{value:,.0f}" if abs(value) >= WHOLE_FROM else f"{value:,.4g}"


def length(seconds: float) -> str:
    """A length of time as it is said, with its seconds behind where these are another number: '24 h (86,399 s)'."""
    said = span(seconds)
    return said if said.endswith(" s") else f"{said} ({seconds:,.0f} s)"


def _lengths_of_time(view: str) -> set[str]:
    """The columns of the view that hold seconds."""
    columns = FORMS[view].columns
    return {column.name for column in columns if column.kind == SECONDS}


def _show(options) -> None:
    notes: list[str] = []
    view = former_names.current(options.view, former_names.VIEWS, notes)
    tell(notes)
    chosen = {name: getattr(options, name) for name in OPTIONS}
    answer = ask(
        generation(options),
        view,
        filters(options),
        _names(options.by),
        SHARED if options.shared else ANALYST,
        at=parse_place(options.at),
        **{
            name: tuple(value) if isinstance(value, list) else value
            for name, value in chosen.items()
        },
    )
    if options.json:
        print(json.dumps(answer.as_dict(), indent=2))
        return
    table = answer.table().map(lambda value: printable(value) if isinstance(value, str) else value)
    for name in _lengths_of_time(view) & set(table):
        table[name] = table[name].map(length, na_action="ignore")
    with pd.option_context(
        "display.width", TABLE_WIDTH, "display.max_columns", None, "display.max_rows", None
    ):
        print(
            "no rows"
            if table.empty
            else table.to_string(index=False, na_rep="–", float_format=figure)
        )
    print(*(f"- {printable(note)}" for note in answer.notes), sep="\n")
