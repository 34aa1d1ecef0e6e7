"""export: the journey map as a file."""

from pathlib import Path

from journey.command_line.words import add_filters, command, filters, generation
from journey.data.generation import Generation
from journey.data.workspace import read_card
from journey.export.map_file import WIDTH, write_map
from journey.map.answers import COMPARED_LIMIT, Comparison
from journey.map.lanes.table import LANES, OFF_AT_FIRST, hidden_lanes
from journey.model.errors import BadOption
from journey.model.filters import from_words


def add_to(commands) -> None:
    added = command(commands, "export", "write the journey map to a file, small counts hidden", run)
    added.add_argument("what", choices=("map",), metavar="WHAT", help="map")
    added.add_argument(
        "--out",
        type=Path,
        required=True,
        metavar="FILE",
        help="its ending says the form: .svg or .html",
    )
    added.add_argument("--dataset", metavar="NAME", help="needed where there are several")
    add_filters(added)
    added.add_argument(
        "--hide", action="append", default=[], choices=tuple(LANES), help="a lane to leave out"
    )
    added.add_argument(
        "--show",
        action="append",
        default=[],
        choices=OFF_AT_FIRST,
        help="a lane that is left out unless asked for",
    )
    added.add_argument(
        "--compare",
        action="append",
        default=[],
        metavar="KEY=VALUE",
        help="up to three groups of one attribute over each other",
    )
    added.add_argument(
        "--expected", action="store_true", help="draw the distance from what was expected"
    )
    added.add_argument("--width", type=int, default=WIDTH, metavar="PIXELS")
    added.add_argument(
        "--dark", action="store_true", help="SVG in the dark theme; HTML follows the reader's"
    )


def run(options) -> None:
    asked = filters(options)
    shown = generation(options)
    card = read_card(options.db, shown.dataset)
    write_map(
        shown,
        asked,
        options.out,
        title=card.title,
        hidden=hidden_lanes(options.hide, options.show),
        comparison=_comparison(shown, options.compare),
        against_expected=options.expected,
        width=options.width,
        dark=options.dark,
    )
    print(options.out)


def _comparison(generation: Generation, words: list[str]) -> Comparison | None:
    """The groups of --compare; raises UserError where they are not values of one attribute."""
    if not words:
        return None
    pairs = from_words(None, None, words).where
    if (
        len(pairs) != 1
        or pairs[0][0] not in generation.journey_keys
        or len(pairs[0][1]) > COMPARED_LIMIT
    ):
        raise BadOption(
            "compare",
            f"takes up to {COMPARED_LIMIT} values of one attribute, as --compare plan=a --compare plan=b: "
            f"there is {', '.join(generation.journey_keys) or 'no attribute'}.",
        )
    return Comparison(pairs[0][0], pairs[0][1])
