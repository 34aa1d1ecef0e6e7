"""show: the numbers of a view, as a table or as JSON."""

import json

import pandas as pd

from journey.command_line.words import add_filters, command, filters, generation, tell
from journey.data.ask import VIEWS
from journey.data.groups import PERIODS
from journey.data.views.form import (
    CUSTOMER,
    DEPTH,
    HAVING,
    JOURNEY,
    OPTIONS,
    STAGES,
    TOP,
    TOUCHPOINTS,
)
from journey.graph.answers import GRAPH_VIEWS, ask
from journey.model import former_names
from journey.model.cells import parse_place
from journey.model.metrics import METRIC_NUMBERS
from journey.model.small_numbers import ANALYST, SHARED
from journey.model.words import printable

TABLE_WIDTH = 240


def add_to(commands) -> None:
    added = command(commands, "show", "print the numbers of a view", _show)
    added.add_argument(
        "view",
        choices=(*VIEWS, *GRAPH_VIEWS, *former_names.VIEWS),
        metavar="VIEW",
        help=", ".join((*VIEWS, *GRAPH_VIEWS)),
    )
    added.add_argument("--dataset", metavar="NAME", help="needed where there are several")
    add_filters(added)
    added.add_argument(
        "--by",
        default="",
        metavar="KEY,KEY",
        help=f"groups: dimensions, attributes, and one of {', '.join(PERIODS)}",
    )
    added.add_argument(
        "--metric",
        default=",".join(METRIC_NUMBERS),
        metavar="METRIC,METRIC",
        help=f"satisfaction: which of {', '.join(METRIC_NUMBERS)}",
    )
    added.add_argument(
        "--top",
        type=int,
        default=TOP,
        metavar="K",
        help=f"journeys, events: how many, the latest first; variants: the most frequent (default {TOP})",
    )
    added.add_argument(
        "--having",
        default="",
        metavar="FIELD",
        help=f"events: only those with {', '.join(HAVING[1:])}",
    )
    ways = added.add_argument_group("ways")
    ways.add_argument(
        "--collapse", action="store_true", help="variants: repeats in a row count once"
    )
    ways.add_argument(
        "--source", default="", metavar="TOUCHPOINT", help="conversion, flow, likely: from where"
    )
    ways.add_argument(
        "--target", default="", metavar="TOUCHPOINT", help="conversion, flow, likely: to where"
    )
    ways.add_argument(
        "--within",
        type=float,
        metavar="DAYS",
        help="conversion, ordered: no later than so many days after",
    )
    ways.add_argument(
        "--anywhere",
        action="store_true",
        help="conversion: the target may also come before the source",
    )
    ways.add_argument(
        "--per",
        default=JOURNEY,
        metavar=f"{JOURNEY}|{CUSTOMER}",
        help="conversion: what is counted",
    )
    ways.add_argument(
        "--over",
        default=STAGES,
        metavar=f"{STAGES}|{TOUCHPOINTS}",
        help="flow: of what the steps are",
    )
    ways.add_argument(
        "--depth",
        type=int,
        default=DEPTH,
        metavar="K",
        help=f"flow: how many steps (default {DEPTH})",
    )
    ways.add_argument(
        "--through",
        action="append",
        default=[],
        metavar="TOUCHPOINT",
        help="ordered: touchpoints in the order in which they should come, each with a --through of its own "
        "(default: the stages)",
    )
    ways.add_argument(
        "--stage",
        default="",
        help="apart: in which stage they were lost; contributions: to reaching which stage",
    )
    ways.add_argument(
        "--change",
        action="append",
        default=[],
        metavar="CHANGE",
        help="what_if: leaving/STAGE/TOUCHPOINT=SHARE (fewer leave there) or "
        "return/STAGE/TOUCHPOINT/STAGE/TOUCHPOINT=SHARE (fewer go back); the share from 0 to 1, names "
        "percent-encoded",
    )
    ways.add_argument("--customer", default="", metavar="ID", help="journey: whose")
    added.add_argument(
        "--at", default="", metavar="STAGE[/TOUCHPOINT]", help="only the rows of this place"
    )
    added.add_argument(
        "--shared", action="store_true", help="hide small counts, as exports and workshops do"
    )
    added.add_argument("--json", action="store_true")


def _way_options(options) -> dict:
    return {
        name: tuple(value) if isinstance(value := getattr(options, name), list) else value
        for name in OPTIONS
    }


def _show(options) -> None:
    by = tuple(key for key in options.by.split(",") if key)
    notes: list[str] = []
    view = former_names.current(options.view, former_names.VIEWS, notes)
    tell(notes)
    metrics = tuple(name for name in options.metric.split(",") if name)
    answer = ask(
        generation(options),
        view,
        filters(options),
        by,
        SHARED if options.shared else ANALYST,
        metrics=metrics,
        top=options.top,
        having=options.having,
        at=parse_place(options.at),
        **_way_options(options),
    )
    if options.json:
        print(json.dumps(answer.as_dict(), indent=2))
        return
    table = answer.frame().map(lambda value: printable(value) if isinstance(value, str) else value)
    with pd.option_context(
        "display.width", TABLE_WIDTH, "display.max_columns", None, "display.max_rows", None
    ):
        print(
            "no rows"
            if table.empty
            else table.to_string(index=False, na_rep="–", float_format="{:,.4g}".format)
        )
    print(*(f"- {printable(note)}" for note in answer.notes), sep="\n")
