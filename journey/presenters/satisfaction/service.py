"""How cases are served, in words: how soon, how often at once, and where it surely differs."""

from collections.abc import Callable, Sequence

from journey.data.ask import AnyRow
from journey.model.filters import value_words
from journey.model.intervals import figure_difference
from journey.model.vocabulary import noun
from journey.model.words import count, duration, percent

TIMES = {"first_response": "answered", "resolution": "resolved"}
PREPOSITIONS = {
    "channel": "on",
    "stage": "in",
    "touchpoint": "at",
    "weekday": "on",
    "hour": "at",
    "reason": "about",
}


def placed(row: AnyRow, key: str) -> str:
    """'on phone', 'about billing', 'for North'."""
    return f"{PREPOSITIONS.get(key, 'for')} {value_words(key, row[key])}"


def whole_time(row: AnyRow, time: str) -> str:
    """'Of 1,269 answered cases half are so within 5 minutes (5 to 6), nine in ten within 10 days; 437 are not answered'."""
    own = f"{time}_median_seconds"
    if row[own] is None:
        return f"Too few cases are {TIMES[time]} to say how soon"
    ends = f"{duration(row[f'{own}_low'])} to {duration(row[f'{own}_high'])}"
    rest = row["unanswered"] if time == "first_response" else 0
    return (
        f"Of {count(row[f'{time}_n'])} {TIMES[time]} cases half are so within {duration(row[own])} ({ends}), nine in ten within "
        f"{duration(row[f'{time}_p90_seconds'])}"
        + (f"; {count(rest)} are not answered" if rest else "")
    )


def needs_no_person(row: AnyRow, within: str) -> str:
    """'86 % of 581 contacts with a machine or alone need no person within 7 days (83 % to 89 %)'."""
    if row["contained"] is None:
        return "Too few contacts to say how many need no person"
    ends = f"{percent(row['contained_low'])} to {percent(row['contained_high'])}"
    n = count(row["contained_n"])
    return f"{percent(row['contained'])} of {n} contacts with a machine or alone need no person within {within} ({ends})"


def without_figure(rows: Sequence[AnyRow], figure: str, key: str) -> str:
    """'No figure is told of chatbot: none, or fewer than 10 customers.'"""
    names = [value_words(key, row[key]) for row in rows if row[figure] is None]
    return f"No figure of {', '.join(names)}: none, or of fewer than 10 customers." if names else ""


def left_out(row: AnyRow, time: str) -> str:
    """How many cases no figure holds: those not answered or still open, and those before their contact."""
    parts = []
    if time == "first_response" and row["unanswered"]:
        parts.append(f"{count(row['unanswered'])} are not answered")
    if time == "resolution" and row["open"]:
        parts.append(f"{count(row['open'])} are open, those resolved and opened again among them")
    if row[f"{time}_negative"]:
        parts.append(
            f"{count(row[f'{time}_negative'])} would be {TIMES[time]} before the contact and are left out"
        )
    return f"{'; '.join(parts)}." if parts else ""


def whole_share(row: AnyRow, share: str, unit: str) -> str:
    """'43 % of 1,510 cases are resolved at the first contact (41 % to 46 %)'."""
    if row[share] is None:
        return f"Too few {unit} to say how many are {noun(share)}"
    ends = f"{percent(row[f'{share}_low'])} to {percent(row[f'{share}_high'])}"
    return f"{percent(row[share])} of {count(row[f'{share}_n'])} {unit} are {noun(share)} ({ends})"


def apart(
    rows: Sequence[AnyRow],
    figure: str,
    key: str,
    written: Callable[[float], str],
    called: tuple[str, str] = ("least", "most"),
) -> str:
    """'soonest on phone (4 minutes), latest on e-mail (2 days)', where no chance puts them so far apart; else ''."""
    told = [row for row in rows if row[figure] is not None and row[f"{figure}_low"] is not None]
    if len(told) < 2:
        return ""
    low, high = (choose(told, key=lambda row: row[figure]) for choose in (min, max))
    ends = [(row[figure], row[f"{figure}_low"], row[f"{figure}_high"]) for row in (high, low)]
    pairs = len(told) * (len(told) - 1) // 2
    if figure_difference(ends[0], ends[1], looks=pairs)[0] <= 0:
        return ""
    words = [f"{placed(row, key)} ({written(row[figure])})" for row in (low, high)]
    return f"{called[0]} {words[0]}, {called[1]} {words[1]}"
