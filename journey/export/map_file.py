"""Write the journey map as a file of its own: SVG or HTML, in shared mode, from the same drawing as the page."""

from datetime import date

from journey.data.generation import Generation
from journey.exhibit.journey_map.whole import built, drawn, of_map, ref_of
from journey.exhibit.source import asking
from journey.export.carried import as_script
from journey.export.passport import packed, passport
from journey.map.answers import Comparison
from journey.map.captions import figure_words
from journey.map.document import cells, document
from journey.map.evidence.context import Context
from journey.map.evidence.panel import basics
from journey.map.frame import narrowest
from journey.map.headline import headline
from journey.map.lanes.table import empty_lanes
from journey.map.model import JourneyMap
from journey.map.narrow import narrow_scene
from journey.map.poster import Words, poster
from journey.map.room import room
from journey.map.scene import svg
from journey.map.view import MapView
from journey.model.cells import parse_cell
from journey.model.errors import BadOption, UserError
from journey.model.filters import Filters
from journey.model.theme import DARK, LIGHT
from journey.model.vocabulary import use_words
from journey.model.words import count, plural

WIDTH, NARROWEST, WIDEST = 1420, 760, 2400
WIDTHS = (760, 960, 1180)  # of the other drawings of an HTML file, for smaller windows
FORMATS = (".svg", ".html")


def map_file(
    generation: Generation,
    filters: Filters,
    kind: str,
    title: str = "",
    hidden: tuple[str, ...] = (),
    comparison: Comparison | None = None,
    against_expected: bool = False,
    width: int = WIDTH,
    dark: bool = False,
    address: str = "",
) -> str:
    """The text of the file; `kind` is one of FORMATS. Counts of one to four customers are hidden, as in every export."""
    if kind not in FORMATS:
        raise UserError(
            f"The map is written as {' or '.join(FORMATS)}, not as {kind or 'a file without an ending'}."
        )
    if not NARROWEST <= width <= WIDEST:
        raise BadOption("width", f"takes pixels from {NARROWEST} to {WIDEST}, not {width}.")
    use_words(generation.wording)
    source = asking(generation, filters)
    view = MapView(None, hidden, comparison, against_expected)
    journey_map, answers = built(source, comparison)
    words = _words(generation, filters, journey_map, title)
    exhibit = of_map(ref_of(filters, view), source, journey_map, answers)
    carried = packed(passport(generation, title, [exhibit], date.today(), address))
    if kind == ".svg":
        theme, named = DARK if dark else LIGHT, f"{words.title}: {words.headline}"
        return svg(
            poster(drawn(journey_map, source, view, width), words), theme, named, metadata=carried
        )
    least = narrowest(journey_map)
    wides = [
        drawn(journey_map, source, view, wide)
        for wide in sorted({max(wide, least) for wide in (*WIDTHS, width)})
    ]
    narrow = narrow_scene(journey_map, (*hidden, *empty_lanes(generation)))
    definition = generation.definition
    context = Context(
        journey_map, answers, lambda questions: [], frozenset(), definition, (), "", ""
    )
    evidence_of = {
        name: basics(parse_cell(name), context)
        for scene in (*wides, narrow)
        for name in cells(scene.shapes)
    }
    told = {name: shown for name, shown in evidence_of.items() if shown}
    text, end = document(wides, narrow, told, words, room(least)).rsplit("</body>", 1)
    return f"{text}{as_script(carried)}\n</body>{end}"


def _words(generation: Generation, filters: Filters, journey_map: JourneyMap, title: str) -> Words:
    finding, summary = headline(journey_map), journey_map.summary
    parts = [
        plural(number, noun)
        for noun, number in (
            ("customer", summary["customers"]),
            ("journey", summary["journeys"]),
            ("event", summary["events"]),
        )
        if number is not None
    ]
    parts += [
        f"{figure.metric.upper()} {figure_words(figure)}, n {count(figure.n)}"
        for figure in journey_map.overall
        if figure.value is not None
    ]
    return Words(
        title or generation.definition.title,
        finding.sentence,
        finding.reason,
        " · ".join(parts),
        filters.words(),
        f"Dataset {generation.dataset}, version {generation.number}",
    )
