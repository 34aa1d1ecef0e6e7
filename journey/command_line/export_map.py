"""The options of `export map`, and what it writes."""

from journey.data.generation import Generation
from journey.map.answers import COMPARED_LIMIT, Comparison
from journey.map.lanes.table import LANES, OFF_AT_FIRST, hidden_lanes
from journey.model.errors import BadOption
from journey.model.filters import Filters, from_words


def add_options(added) -> None:
    """The options of the map on the command."""
    group = added.add_argument_group("options of the map")
    group.add_argument(
        "--hide", action="append", default=[], choices=tuple(LANES), help="a lane to leave out"
    )
    group.add_argument(
        "--show",
        action="append",
        default=[],
        choices=OFF_AT_FIRST,
        help="a lane that is left out unless asked for",
    )
    group.add_argument(
        "--compare",
        action="append",
        default=[],
        metavar="KEY=VALUE",
        help="up to three groups of one attribute over each other",
    )
    group.add_argument(
        "--expected", action="store_true", help="draw the distance from what was expected"
    )
    group.add_argument("--width", type=int, metavar="PIXELS")
    group.add_argument(
        "--dark", action="store_true", help="SVG in the dark theme; HTML follows the reader's"
    )


def map_content(
    options, generation: Generation, asked: Filters, title: str, kind: str, address: str
) -> bytes:
    """The map as the file of this ending."""
    from journey.export.map_file import map_file

    return map_file(
        generation,
        asked,
        kind,
        title=title,
        hidden=hidden_lanes(options.hide, options.show),
        comparison=_comparison(generation, options.compare),
        against_expected=options.expected,
        **({} if options.width is None else {"width": options.width}),
        dark=options.dark,
        address=address,
    ).encode("utf-8")


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
