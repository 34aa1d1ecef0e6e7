"""The loss ledger in words: where to begin, and how sure that is."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from journey.model.metrics import FRICTION_PARTS
from journey.model.vocabulary import noun, outcome, words_in_force
from journey.model.words import count, percent, plural

CAUTION = "An association, not a cause: something else that differs may stand behind it."

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
    """What to fix first where something surely can be won back; else where most are lost, and what else can be said."""
    named = [row for row in rows if row["stage"] is not None and row["journeys_lost"]]
    if not named:
        return f"No {unit} is {lost()} anywhere" if not rows else f"How many are {lost()} is hidden"
    first = named[0]
    if is_sure(first):
        kept = " to ".join(
            count(round(first[end] or 0)) for end in ("recoverable_low", "recoverable_high")
        )
        number, touchpoint = count(first["journeys_lost"]), first["touchpoint"]
        could = "could be won back" if words_in_force().tells_leaving else "need not be"
        better = f"were every {attribute} there as good as {first['reference']}"
        return f"Of the {number} {lost()} at {touchpoint}, {kept} {could}, {better}"
    most = max(named, key=lambda row: row["journeys_lost"] or 0)
    compared = any(row["recoverable_low"] is not None for row in named)
    return (
        f"Most {outcome('dropped_off').verb} at {most['touchpoint']}, {count(most['journeys_lost'])}; "
        + (
            f"where two {attribute}s can be compared, none surely does better"
            if compared
            else f"no two {attribute}s can be compared anywhere"
        )
    )


def is_sure(row: "LedgerTold") -> bool:
    """Whether at least one journey could be won back at the low end of the interval."""
    return (row["recoverable_low"] or 0) >= 1


def halves(
    before: "LedgerTold | None", since: "LedgerTold | None", middle: date, attribute: str
) -> str:
    """What journeys begun before the middle of the time say of a row, and those begun since: 'Sure of those begun before 2 Jul 2025
    alone (12–90), not of those since (0–113): ...'."""
    day = f"{middle:%-d %b %Y}"
    sure = [row is not None and is_sure(row) for row in (before, since)]
    first, second = _half(before), _half(since)
    if all(sure):
        return f"Sure of those begun before {day} ({first}) and of those since ({second})."
    if not any(sure):
        return f"Sure only of all together, neither of those begun before {day} ({first}) nor of those since ({second})."
    one, other = (f"before {day} ({first})", f"since ({second})")[:: 1 if sure[0] else -1]
    return f"Sure only of those begun {one}, not of those {other}: a time, not the {attribute} alone, may be behind it."


def _half(row: "LedgerTold | None") -> str:
    low, high = (row["recoverable_low"], row["recoverable_high"]) if row else (None, None)
    return "too few" if low is None or high is None else f"{count(round(low))}–{count(round(high))}"


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


def kept_words(row: "LedgerTold", attribute: str) -> str:
    """'64, 19–108 · revenue 24,205 a year'; the revenue where there is any."""
    point, low, high = row["recoverable"], row["recoverable_low"], row["recoverable_high"]
    if point is None or low is None or high is None:
        return f"no two {attribute}s to compare"
    words = f"{count(round(point))}, {count(round(low))}–{count(round(high))}"
    if not is_sure(row):
        words += ", not sure"
    revenue = round(row["revenue_recoverable_a_year"] or 0)
    return f"{words} · revenue {count(revenue)} a year" if revenue else words


def what_words(
    row: "LedgerTold", friction: "FrictionTold | None", pains: "Sequence[AnyRow]"
) -> str:
    """What is most striking there: that one value does better, what people noted, else the part that weighs most."""
    if is_sure(row):
        return f"surely fewer with {row['reference']} than otherwise"
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
