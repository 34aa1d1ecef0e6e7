"""Filters on paths through touchpoints and stages: their words in links, so that every path figure leads to its journeys."""

from dataclasses import dataclass
from urllib.parse import quote, unquote

from journey.model import former_names, vocabulary
from journey.model.cells import COUNTING as CELL_KINDS
from journey.model.cells import UNCODED, Cell, parse_cell
from journey.model.end_words import exit_words
from journey.model.errors import UserError
from journey.model.vocabulary import DEVIATIONS, outcome

TOUCHPOINT, STAGE, STEP, DAYS, OUTCOME, FUNNEL_OUTCOME = (
    "TOUCHPOINT",
    "STAGE",
    "STEP",
    "DAYS",
    "OUTCOME",
    "FUNNEL_OUTCOME",
)
DAYS_LIMIT = 100_000
OUTCOMES = vocabulary.ENDS
# Of the view `ordered` over the stages.
FUNNEL_OUTCOMES = ("reached", *vocabulary.SHARES_IN_ORDER)
SEQUENCES = ("starts", "ends", "contains", "later", "without", "is", "collapsed")
EXPECTED = (
    "conforms",
    "deviates",
    "skips",
    "goes_back",
    "left_after",
)  # against a list; the last three begin with its touchpoint
KINDS_OF_DEVIATION = {"skips": "skipped", "goes_back": "back"}  # in rows of `conformance`
STAGED = tuple(f"stage_{kind}" for kind in EXPECTED)
CONVERSIONS = ("converts", "misses", "around")
OF_CUSTOMERS = tuple(
    f"customer_{kind}" for kind in CONVERSIONS
)  # over all journeys of a customer that are selected otherwise
FORMS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(SEQUENCES, (TOUCHPOINT,)),
    **dict.fromkeys(EXPECTED, (TOUCHPOINT,)),
    **dict.fromkeys(STAGED, (STAGE,)),
    **dict.fromkeys((*CONVERSIONS, *OF_CUSTOMERS), (TOUCHPOINT, TOUCHPOINT, DAYS)),
    "left": (TOUCHPOINT,),
    "exit": (STAGE, TOUCHPOINT),
    "step": (STEP, TOUCHPOINT, TOUCHPOINT),
    "after": (TOUCHPOINT, STEP, TOUCHPOINT, TOUCHPOINT),
    "before": (TOUCHPOINT, STEP, TOUCHPOINT, TOUCHPOINT),
    "stop": (STEP, TOUCHPOINT, OUTCOME),
    "stopafter": (TOUCHPOINT, STEP, TOUCHPOINT, OUTCOME),
    "inorder": (STAGE, DAYS, FUNNEL_OUTCOME),
    "stages": (STEP, STAGE, STAGE),
    "stagestop": (STEP, STAGE, OUTCOME),
}
ARROW, LATER = " → ", " … "
STEPS_LIMIT = 10_000


@dataclass(frozen=True)
class PathFilter:
    """A kind of path filter and its parts, as FORMS lists them; of SEQUENCES and of expected lists one or more."""

    kind: str
    parts: tuple[str, ...]

    def __str__(self) -> str:
        """'contains/Ad/Product%20page': parts are encoded as browsers encode a URI's component."""
        return "/".join(quote(part, safe=UNCODED) for part in (self.kind, *self.parts))

    def named(self, kind: str) -> list[str]:
        """The parts of this kind (TOUCHPOINT, STAGE...), in order."""
        if self.kind in (*SEQUENCES, *EXPECTED, *STAGED):
            return list(self.parts) if kind == FORMS[self.kind][0] else []
        return [part for form, part in zip(FORMS[self.kind], self.parts) if form == kind]

    def words(self) -> str:
        """What the journeys did, as a person says it."""
        names, stages = self.named(TOUCHPOINT), self.named(STAGE)
        step = next((int(part) for part in self.named(STEP)), 0)
        ended = next((outcome(part).noun for part in self.named(OUTCOME)), "")
        days = next((f" within {part} days" for part in self.named(DAYS)), "")
        left = outcome("dropped_off").noun
        first, *rest = names or stages
        form, listed = self.kind.removeprefix("stage_"), ARROW.join(names or stages)
        if form in EXPECTED:
            after = f"{first}, of {ARROW.join(rest)}"
            words = DEVIATIONS[KINDS_OF_DEVIATION.get(form, form)]
            return words.format(listed if form in EXPECTED[:2] else after)
        if self.kind in OF_CUSTOMERS:
            return f"customers with {PathFilter(self.kind.removeprefix('customer_'), self.parts).words()}"
        return {
            "starts": f"begin {ARROW.join(names)}",
            "ends": f"end {ARROW.join(names)}",
            "contains": f"pass {ARROW.join(names)}",
            "later": f"pass {LATER.join(names)}",
            "without": f"never {', '.join(names)}",
            "is": f"exactly {ARROW.join(names)}",
            "collapsed": f"exactly {ARROW.join(names)}, repeats aside",
            "converts": f"{first}, then {names[-1]}{days}" if names else "",
            "misses": f"{first}, then no {names[-1]}{days}" if names else "",
            "around": f"{first} and {names[-1]}{days}" if names else "",
            "left": f"{left}, {exit_words(first)}",
            "exit": f"{outcome('dropped_off').of_stage} {stages[0] if stages else ''}, {exit_words(first)}",
            "step": f"step {step + 1}: {ARROW.join(names)}",
            "after": f"{step} after {first}: {ARROW.join(rest)}",
            "before": f"{-step} before {first}: {ARROW.join(rest)}",
            "stop": f"{ended} at step {step + 1}: {first}",
            "stopafter": f"{ended} {step} after {first}: {rest[0] if rest else ''}",
            "inorder": f"{outcome(self.parts[-1]).of_stage} {first}, in order{days}"
            if self.kind == "inorder"
            else "",
            "stages": f"stage {step + 1}: {ARROW.join(stages)}",
            "stagestop": f"{ended} at stage {step + 1}: {first}",
        }[self.kind]


def path_filter(kind: str, *parts: str | float) -> str:
    """The word for a path filter in links and filters: path_filter('contains', 'Ad', 'Shop') -> 'contains/Ad/Shop'."""
    return str(PathFilter(kind, tuple(map(str, parts))))


def deviation(kind: str, name: str | None, listed: tuple[str, ...], is_staged: bool) -> str:
    """The word for the journeys of a row of the view `conformance`: its kind, its element, and the list."""
    forms = {row_kind: form for form, row_kind in KINDS_OF_DEVIATION.items()}
    form = forms.get(kind, kind)
    return path_filter(f"stage_{form}" if is_staged else form, *([name] if name else []), *listed)


def parse_cohort(text: str) -> Cell | PathFilter:
    """The cell of the map or the path filter that the word names; raises UserError where it names neither.

    >>> parse_cohort("contains/Basket/Card%20payment")
    PathFilter(kind='contains', parts=('Basket', 'Card payment'))
    """
    kind, *parts = [unquote(part) for part in text.split("/")]
    if former_names.CELL_KINDS.get(kind, kind) in CELL_KINDS:
        return parse_cell(text, CELL_KINDS)
    if kind not in FORMS or not all(parts) or not _fits(kind, parts):
        raise UserError(
            f"{text!r} names no figure: write KIND/PART/PART..., KIND one of {', '.join((*CELL_KINDS, *FORMS))}."
        )
    return PathFilter(kind, tuple(parts))


def is_path_filter(text: str) -> bool:
    """Whether the word names a path filter."""
    try:
        return isinstance(parse_cohort(text), PathFilter)
    except UserError:
        return False


def _fits(kind: str, parts: list[str]) -> bool:
    form = FORMS[kind]
    if kind in SEQUENCES:
        return len(parts) >= 1
    if kind in (*EXPECTED, *STAGED):
        unstaged = kind.removeprefix("stage_")
        expected = parts[1:] if unstaged in EXPECTED[2:] else parts
        return (
            len(expected) >= 2
            and len(set(expected)) == len(expected)
            and (unstaged in EXPECTED[:2] or parts[0] in expected)
        )
    wanted = (len(form) - 1, len(form)) if form[-1] == DAYS else (len(form),)
    return len(parts) in wanted and all(
        _is_form(name, part, kind) for name, part in zip(form, parts)
    )


def _is_form(form: str, part: str, kind: str) -> bool:
    if form == STEP:
        digits = part.removeprefix("-") if kind == "before" else part
        return (
            digits.isascii()
            and digits.isdigit()
            and len(digits) <= len(str(STEPS_LIMIT))
            and int(digits) <= STEPS_LIMIT
        )
    if form in (OUTCOME, FUNNEL_OUTCOME):
        return part in (OUTCOMES if form == OUTCOME else FUNNEL_OUTCOMES)
    return form != DAYS or is_days(part)


def is_days(text: str) -> bool:
    """Whether the text is a number of days above 0 and up to the limit."""
    try:
        return 0 < float(text) <= DAYS_LIMIT
    except ValueError:
        return False
