"""The loss ledger in words: where to begin, and how sure that is."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from journey.model.metrics import FRICTION_PARTS
from journey.model.vocabulary import noun, outcome, words_in_force
from journey.model.words import count, percent, plural

NOT_COMPUTABLE = "not computable"

if TYPE_CHECKING:
    from journey.data.ask import AnyRow
    from journey.data.views.rows import FrictionTold, LedgerTold


def lost() -> str:
    """What is said of those that the ledger counts: lost, or, where leaving is not told, silent."""
    return "lost" if words_in_force().tells_leaving else noun("journeys_lost")


def won_back() -> str:
    """What stands over what would not be lost."""
    return "Could be won back" if words_in_force().tells_leaving else f"Need not be {lost()}"


def headline(rows: "Sequence[LedgerTold]", unit: str, attribute: str) -> str:
    """What to fix first where something surely can be won back; else where most are lost, and that nothing is sure."""
    named = [row for row in rows if row["stage"] is not None and row["journeys_lost"]]
    if not named:
        return f"No {unit} is {lost()} anywhere" if not rows else f"How many are {lost()} is hidden"
    first = named[0]
    if (first["recoverable_low"] or 0) > 0:
        kept, number = count(round(first["recoverable"] or 0)), count(first["journeys_lost"])
        better = f"were every {attribute} there as good as {first['reference']}"
        if words_in_force().tells_leaving:
            return f"Surely to be won back: about {kept} of the {number} lost at {first['touchpoint']}, {better}"
        return f"About {kept} of the {number} {lost()} at {first['touchpoint']} surely need not be, {better}"
    most = max(named, key=lambda row: row["journeys_lost"] or 0)
    return (
        f"Most {outcome('dropped_off').verb} at {most['touchpoint']}, {count(most['journeys_lost'])}; no {attribute} surely does "
        "better than another at any touchpoint"
    )


def basis(rows: "Sequence[LedgerTold]", unit: str) -> str:
    """'20 touchpoints hold 5,100 of the 5,741 journeys lost; 12 more hold the other 641. Each is counted once.'"""
    named = [row for row in rows if row["stage"] is not None]
    others = [row for row in rows if row["stage"] is None]
    counts = [row["journeys_lost"] for row in rows]
    if None in counts:
        return f"A row a touchpoint where {unit}s are {lost()}; each is counted once."
    held = sum(row["journeys_lost"] or 0 for row in named)
    total = sum(number or 0 for number in counts)
    touchpoints = plural(len(named), "touchpoint")
    hold = "holds" if len(named) == 1 else "hold"
    if not others:
        return f"{touchpoints} {hold} all {count(total)} {unit}s {lost()}; each is counted once."
    rest = others[0]["touchpoint"].removeprefix("other, ")
    return (
        f"{touchpoints} {hold} {count(held)} of the {count(total)} {unit}s {lost()}; {rest} more hold the other "
        f"{count(total - held)}. Each is counted once."
    )


def lost_words(row: "LedgerTold") -> str:
    """'590 · 32 % leave, 30–34 %'."""
    lost = count(row["journeys_lost"])
    share, low, high = row["leaves"], row["leaves_low"], row["leaves_high"]
    if share is None or low is None or high is None:
        return lost
    return f"{lost} · {percent(share)} {noun('leaves')}, {_span(low, high)}"


def _span(low: float, high: float) -> str:
    return f"{100 * low:.0f}–{percent(high)}"


def kept_words(row: "LedgerTold", is_money: bool, attribute: str) -> str:
    """'34,252 a year, 0–61,000'; of journeys where no revenue is known."""
    name = "revenue_recoverable_a_year" if is_money else "recoverable"
    figures: Mapping[str, float | None] = {end: row[f"{name}{end}"] for end in ("", "_low", "_high")}  # type: ignore[literal-required]  # fmt: skip
    point, low, high = figures[""], figures["_low"], figures["_high"]
    if point is None or low is None or high is None:
        return f"no two {attribute}s to compare"
    words = f"{count(round(point))}{' a year' * is_money}, {count(round(low))}–{count(round(high))}"
    return words if low > 0 else f"{words}, not sure"


def what_words(
    row: "LedgerTold", friction: "FrictionTold | None", pains: "Sequence[AnyRow]"
) -> str:
    """What is most striking there: that one value does better, what people noted, else the part that weighs most."""
    if (row["recoverable_low"] or 0) > 0:
        return f"fewest with {row['reference']}"
    if pains:
        return f"{pains[0]['friction']} (noted {count(pains[0]['events'])} times)"
    shares = {} if friction is None else {part: friction[part] for part in FRICTION_PARTS[1:]}  # type: ignore[literal-required]  # fmt: skip
    known = {part: share for part, share in shares.items() if share}
    if not known:
        return ""
    part = max(known, key=lambda name: known[name])
    return f"{percent(known[part])} {noun(part)}"


def score_words(row: "FrictionTold | None") -> str:
    """'score 52 · rank 2, 2–4 under other weights'."""
    if row is None or row["score"] is None:
        return "no score: too little is measured"
    score = f"score {row['score']:.0f}"
    if row["rank"] is None:
        return f"{score} · not ranked: too little is measured"
    low, high = row["rank_low"], row["rank_high"]
    if low == high:
        firm = "first under all weights" if low == 1 else f"rank {low:.0f} under all weights"
        return f"{score} · {firm}"
    return f"{score} · rank {row['rank']:.0f}, {low:.0f}–{high:.0f} under other weights"


def is_scored() -> bool:
    """Where leaving is not told, a score would weigh silence as leaving."""
    return words_in_force().tells_leaving


def score_parts(
    row: "FrictionTold | None", weights: Mapping[str, float]
) -> tuple[tuple[str, float], ...]:
    """The share of the whole bar that each part takes: weight x share of journeys / weight measured; they sum to score / 100."""
    if row is None or row["score"] is None:
        return ()
    shares = {part: row[part] for part in FRICTION_PARTS}  # type: ignore[literal-required]
    known = {part: share for part, share in shares.items() if share is not None}
    total = sum(weights[part] for part in known)
    return (
        tuple((part, weights[part] * share / total) for part, share in known.items())
        if total
        else ()
    )
