"""export: the map, one exhibit, or a deck, report, workbook or PDF of many, as a file with its passport."""

from pathlib import Path

from journey.command_line.export_map import add_options
from journey.command_line.words import add_filters, command, generation
from journey.model.errors import Setting, UserError
from journey.model.words import printable

LIST, MAP, EXHIBIT = "list", "map", "exhibit"
ENDINGS = {"deck": ".pptx", "report": ".html", "workbook": ".xlsx", "pdf": ".pdf"}
EXHIBIT_ENDINGS = (".png", ".svg", ".csv", ".xlsx", ".pptx")
MAP_ENDINGS = (".svg", ".html")


def add_to(commands) -> None:
    added = command(
        commands, "export", "write the map or other exhibits to a file, small counts hidden", run
    )
    added.add_argument(
        "what",
        choices=(*ENDINGS, EXHIBIT, MAP, LIST),
        metavar="WHAT",
        help=f"{', '.join(ENDINGS)} (of many exhibits), {EXHIBIT} (one), {MAP}, or {LIST}: which exhibits there are",
    )
    added.add_argument(
        "--out",
        type=Path,
        metavar="FILE",
        help=f"an exhibit's ending says the form: {', '.join(EXHIBIT_ENDINGS)}; the map's: {', '.join(MAP_ENDINGS)}. "
        "In a folder the file gets a name of its own",
    )
    added.add_argument("--dataset", metavar="NAME", help="needed where there are several")
    add_filters(added)
    added.add_argument(
        "--exhibit",
        action="append",
        default=[],
        metavar="ID",
        help="which exhibit; of decks and the like several (default: those of a journey review)",
    )
    added.add_argument(
        "--option",
        action="append",
        default=[],
        metavar="KEY=VALUE",
        help="a choice of the exhibit's screen, as its link has it: stage=purchase",
    )
    added.add_argument(
        "--address", metavar="URL", help="where the app is reached, for the links in the file"
    )
    added.add_argument("--recipe", metavar="NAME", help="a deck that is kept in the app")
    added.add_argument(
        "--template", type=Path, metavar="FILE", help="deck: a .pptx whose look it takes"
    )
    add_options(added)


def run(options) -> None:
    from journey.command_line import (
        export_files,
    )  # Plotly and the like, which no other command needs

    if options.what == LIST or (options.what == EXHIBIT and not options.exhibit):
        export_files.list_exhibits()
    elif options.out is None:
        raise UserError("Where the file is to be written must be said.", Setting("out", "FILE"))
    else:
        path = export_files.written(options, generation(options))
        print(printable(str(path)))
