"""The most frequent variants, searched by pattern: as drawn paths, and as a table with what became of them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from journey.data.answer import Answer
from journey.data.views.rows import SUMMARY, TOUCHPOINT_NODES, VARIANT_SCORES, VARIANTS
from journey.exhibit.exhibit import NO_JOURNEY, Drawing, Exhibit, Nothing
from journey.exhibit.paths.chosen import whole
from journey.exhibit.ref import Ref
from journey.exhibit.source import AnswerSource
from journey.exhibit.tables import tabled
from journey.map.paths.variants_drawing import variants_scene
from journey.map.scene import Scene
from journey.presenters.paths import variants as words
from journey.presenters.paths.touchpoints import drawn_stage_indices
from journey.presenters.paths.variants import DEFAULT_TOP, LEAST_TOP, TOP_LIMIT

if TYPE_CHECKING:
    from journey.data.views.rows import VariantsRow

OPTIONS = ("collapse", "part", "pattern", "top")
PHONE_WIDTH, NARROWEST = 360.0, 760.0


@dataclass(frozen=True)
class VariantsDrawing:
    """What the screen draws."""

    rows: "list[VariantsRow]"
    stage_indices: dict[str, int]
    is_collapsed: bool

    def scene(self, width: float, is_narrow: bool = False) -> Scene:
        return variants_scene(
            self.rows, PHONE_WIDTH if is_narrow else width, self.stage_indices, self.is_collapsed
        )


def variants(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """`ref` has the options of the screen: how many, repeats put together, patterns searched for."""
    collapse, patterns = _is_collapsed(ref), _patterns(ref, source)
    answer = _answer(ref, source, VARIANTS)
    rows = _told(answer)
    title = _title(answer, rows, bool(patterns))
    if not rows:
        hidden = "No journey fits. Remove a pattern." if patterns else NO_JOURNEY
        return Nothing(ref, title, source.too_few if answer.rows else hidden)
    summary = source.ask(SUMMARY)
    nodes = source.ask(TOUCHPOINT_NODES).rows
    indices = drawn_stage_indices(nodes, source.generation.definition.stage_names)
    drawing = VariantsDrawing(rows, indices, collapse)
    coverage = words.coverage_sentence(rows, _totals(answer, rows), summary.rows[0], bool(patterns))
    return Exhibit(
        ref,
        "graph",
        title,
        coverage,
        Drawing(drawing.scene, NARROWEST),
        (answer,),
        answer.totals["journeys"],
        "journey",
        "The most frequent variants, a row each.",
        on_screen=lambda theme: drawing,
    )


def variants_table(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """The same variants with what became of them and how they were scored; scores are not told in shared mode."""
    patterns = _patterns(ref, source)
    answer = _answer(ref, source, VARIANTS)
    rows = _told(answer)
    title = _title(answer, rows, bool(patterns))
    if not rows:
        return Nothing(ref, title, source.too_few if answer.rows else "No journey fits.")
    scores = () if source.is_shared else (_answer(ref, source, VARIANT_SCORES),)
    frame, headings = words.table(rows, scores[0].rows if scores else [])
    content, drawing = tabled(frame, headings, "variant")
    return Exhibit(
        ref,
        "table",
        title,
        "A row a path: how many take it, how long it takes, and what became of them.",
        content,
        (answer, *scores),
        answer.totals["journeys"],
        "journey",
        "The most frequent variants as a table.",
        on_screen=drawing,
    )


def _is_collapsed(ref: Ref) -> bool:
    return ref.option("collapse") == "1"


def _patterns(ref: Ref, source: AnswerSource) -> tuple[str, ...]:
    """The patterns whose touchpoints this dataset has."""
    return words.patterns(ref.option("pattern"), source.generation.touchpoints.values())[0]


def _answer(ref: Ref, source: AnswerSource, view: str) -> Answer[Any]:
    top = whole(ref, "top", DEFAULT_TOP, LEAST_TOP, TOP_LIMIT)
    return source.ask(view, top=top, collapse=_is_collapsed(ref), cohorts=_patterns(ref, source))


def _told(answer: "Answer[VariantsRow]") -> "list[VariantsRow]":
    """The rows of one path each, whose journeys are told."""
    return [row for row in answer.rows if row["steps"] is not None and row["journeys"] is not None]


def _totals(answer: "Answer[VariantsRow]", rows: "list[VariantsRow]") -> dict[str, Any]:
    """The totals of the answer, those not listed with what shared mode puts together."""
    shown = sum(row["journeys"] for row in rows)
    hidden = (answer.totals["variants"] or 0) - len(rows)
    return {**answer.totals, "shown_journeys": shown, "hidden_variants": hidden}


def _title(answer: "Answer[VariantsRow]", rows: "list[VariantsRow]", is_searched: bool) -> str:
    if answer.rows and (not rows or answer.totals["journeys"] is None):
        return "Variants"
    return words.headline(rows, answer.totals, is_searched)
