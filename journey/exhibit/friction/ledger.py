"""The loss ledger: what is lost at each touchpoint, what of it could be won back, and the friction score beside it."""

from datetime import date
from typing import TYPE_CHECKING, Any

from journey.data.ask import AnyRow
from journey.data.needs import NOT_COMPUTABLE
from journey.data.views.ledger import DRAWN, comparable_keys
from journey.data.views.options import CHANNEL, is_weight
from journey.data.views.rows import FRICTION, LEDGER, PAIN_POINTS
from journey.exhibit.exhibit import TOO_FEW, Drawing, Exhibit, Nothing
from journey.exhibit.friction.fixed import fixed, marks, too_few_words
from journey.exhibit.friction.halves import halves
from journey.exhibit.friction.ledger_drawing import Headings, Line, ledger_scene
from journey.exhibit.ref import Ref
from journey.exhibit.source import AnswerSource
from journey.model.cells import Cell
from journey.model.definition import UNASSIGNED
from journey.model.vocabulary import noun, outcome
from journey.model.words import capital, count, span
from journey.presenters import attributes
from journey.presenters.friction import ledger as words

if TYPE_CHECKING:
    from journey.data.answer import Answer
    from journey.data.views.rows import FrictionTold, LedgerTold

NAME = "Loss ledger"
OPTIONS = ("attribute", "weights", "fixed")
NARROWEST, PHONE = 760.0, 360.0


def weights(ref: Ref) -> tuple[str, ...]:
    """Other weights of the parts as the option `weight` takes them."""
    return tuple(filter(is_weight, ref.option("weights").split(",")))


def attribute(ref: Ref, source: AnswerSource) -> str:
    """Whose best value the others are held against."""
    key = ref.option("attribute")
    return key if key in comparable_keys(source.generation) else CHANNEL


def friction_of(ref: Ref, source: AnswerSource) -> "Answer[FrictionTold]":
    asked = weights(ref)
    return source.ask(FRICTION, **({"weight": asked} if asked else {}))


def ledger_of(ref: Ref, source: AnswerSource) -> "Answer[LedgerTold]":
    return source.ask(LEDGER, **_asked(ref, source))


def _asked(ref: Ref, source: AnswerSource) -> dict[str, Any]:
    """The options of the view."""
    key = attribute(ref, source)
    return {"top": DRAWN, **({"attribute": key} if key != CHANNEL else {})}


def ledger(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """`ref` has the options attribute, weights, and fixed: days on which touchpoints were mended."""
    if not source.generation.has_outcomes:
        return Nothing(ref, NAME, "Losses need journeys with times, and this dataset has none.")
    if source.filters.is_of_a_figure:
        reason = "The filter chose these journeys by what became of them, so their losses say nothing here."
        return Nothing(ref, NAME, reason)
    answer = ledger_of(ref, source)
    listed = [row for row in answer.rows if row["stage"] is not None]
    if not listed:
        reason = TOO_FEW if answer.rows or source.is_shared else _none_lost(source)
        return Nothing(ref, NAME, reason)
    called = attributes.words(source.generation, attribute(ref, source))
    lines, headings, friction = _lines(ref, source, listed[:DRAWN], called)
    others = [row for row in answer.rows if row["stage"] is None]
    rest = " ".join(f"{row['touchpoint']}: {count(row['journeys_lost'])}." for row in others)
    return Exhibit(
        ref,
        "figure",
        words.headline(answer.rows, source.unit, called),
        " ".join(
            (words.basis(answer.rows, source.unit), *_how_sure(ref, source, listed[0], called))
        ),
        Drawing(
            lambda width: ledger_scene(lines, headings, rest, max(width, NARROWEST)), NARROWEST
        ),
        (answer, friction),
        answer.totals["journeys_lost"],
        source.unit,
        "A row a touchpoint: how many are lost there, how many could be won back with the 95 % interval, and the friction score.",
        _notes(answer, called),
        on_screen=lambda theme: (
            lambda width, is_narrow: ledger_scene(
                lines, headings, rest, PHONE if is_narrow else width, is_narrow
            )
        ),
    )


def _how_sure(ref: Ref, source: AnswerSource, first: "LedgerTold", called: str) -> tuple[str, ...]:
    """What stands behind a claim of the title, where it makes one."""
    if not words.is_sure(first):
        return ()
    over_time = halves(source, first, called, **_asked(ref, source))
    return (over_time, words.CAUTION) if over_time else (words.CAUTION,)


def _lines(
    ref: Ref, source: AnswerSource, rows: "list[LedgerTold]", called: str
) -> "tuple[list[Line], Headings, Answer[FrictionTold]]":
    friction = friction_of(ref, source)
    by_place: dict[tuple[str | None, str], FrictionTold] = {
        (row["stage"], row["touchpoint"]): row for row in friction.rows
    }
    pains: dict[tuple[str | None, str], list[AnyRow]] = {}
    for pain in source.ask(PAIN_POINTS).rows:
        if pain["touchpoint"] is not None and pain["events"]:
            pains.setdefault((pain["stage"], pain["touchpoint"]), []).append(pain)
    days = dict(marks(ref.option("fixed")))
    weights_in_force = weights_now(ref, source)
    is_scored = words.is_scored()
    lines = []
    for row in rows:
        place = (row["stage"], row["touchpoint"])
        own = by_place.get(place)
        lines.append(
            Line(
                _cell(row),
                row["touchpoint"],
                "no stage" if row["stage"] == UNASSIGNED else row["stage"] or "",
                _fixed(source, row, days) or words.what_words(row, own, pains.get(place, [])),
                row["journeys_lost"] or 0,
                words.lost_words(row),
                _kept(row),
                words.kept_words(row, called),
                words.is_sure(row),
                words.score_parts(own, weights_in_force) if is_scored else (),
                words.score_words(own) if is_scored else "",
            )
        )
    return (
        lines,
        Headings(
            f"{capital(source.unit)}s {noun('journeys_lost')} there",
            f"{words.won_back()}, {source.unit}s",
            "Friction score, by its parts" if is_scored else "",
            outcome("dropped_off").role,
        ),
        friction,
    )


def _cell(row: "LedgerTold") -> str:
    """What a click opens: the friction of the touchpoint."""
    return str(Cell("lost", row["stage"] or "", row["touchpoint"]))


def _fixed(source: AnswerSource, row: "LedgerTold", days: dict[str, date]) -> str:
    """Before and after the day on which something was mended there; '' where nothing was."""
    day = days.get(_cell(row))
    if day is None or source.is_shared:
        return ""
    found = fixed(source, Cell("lost", row["stage"] or "", row["touchpoint"]), day)
    return found.words if found else too_few_words(day)


def weights_now(ref: Ref, source: AnswerSource) -> dict[str, float]:
    """The weight of each part: the definition's, but where the reader tries another."""
    asked = (text.partition("=") for text in weights(ref))
    return {
        **source.generation.definition.friction_weights,
        **{part: float(number) for part, _, number in asked},
    }


def _kept(row: "LedgerTold") -> tuple[float, float, float] | None:
    point, low, high = row["recoverable"], row["recoverable_low"], row["recoverable_high"]
    return None if point is None or low is None or high is None else (point, low, high)


def _none_lost(source: AnswerSource) -> str:
    """Why no row stands in it: whoever was seen lately may still go on."""
    silence = span(source.generation.observation.window_seconds)
    return (
        f"No {source.unit} under these filters has been silent for longer than {silence} at the end of the data: there is no loss "
        "to tell yet."
    )


def _notes(answer: "Answer[LedgerTold]", called: str) -> tuple[str, ...]:
    words_on_it, revenue = answer.definitions["recoverable"], answer.definitions["revenue_lost"]
    is_told = not words_on_it.startswith(NOT_COMPUTABLE)
    return (
        f"{words.won_back()}: beyond what the best {called} with 100 or more there has, 95 % interval; sorted by the "
        f"interval's low end, then by how many are {words.lost()}."
        if is_told
        else f"{words.won_back()}: {words_on_it}.",
        f"Revenue: {revenue}.",
    )
