"""Names that are spelt in several ways: by case, blanks, Unicode form or signs that nobody sees."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping

UNSEEN = re.compile(
    "[\u00ad\u200b-\u200f\u2060\ufeff]"
)  # soft hyphens, zero widths, marks of direction, byte order marks


def folded(name: str) -> str:
    r"""What all spellings of a name have in common; a full stop at its end is that of an abbreviation.

    >>> folded("Order\u00a0 Delivered ") == folded("order delivered\u200b")
    True
    >>> folded("Tel."), folded("...")
    ('tel', '...')
    """
    seen = UNSEEN.sub("", unicodedata.normalize("NFKC", name))
    plain = " ".join(seen.split()).casefold()
    return plain.rstrip(".").rstrip() or plain


def alike(names: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """The names that are spelt in several ways, those of one name together, in order.

    >>> alike(["Shop", "basket", "Basket"])
    (('Basket', 'basket'),)
    """
    groups: dict[str, list[str]] = {}
    for name in sorted(names):
        groups.setdefault(folded(name), []).append(name)
    return tuple(tuple(group) for group in groups.values() if len(group) > 1)


def merged(events: Mapping[str, int], known: Collection[str] = ()) -> dict[str, str]:
    """The name of each spelling that is not its name: of those alike the one with most events, before all others a `known` one;
    of equals one that is not all capitals.

    >>> merged({"Basket": 9, "basket": 40, "BASKET ": 1, "Shop": 3})
    {'BASKET ': 'basket', 'Basket': 'basket'}
    """
    names: dict[str, str] = {}
    for spellings in alike(events):
        best = max(spellings, key=lambda name: (name in known, events[name], not name.isupper()))
        names |= {spelling: best for spelling in spellings if spelling != best}
    return names


def renamed(
    events: Mapping[str, int], names: Mapping[str, str], merges: bool, known: Collection[str] = ()
) -> dict[str, str]:
    """The touchpoint of each spelling that events have, where it is another text: by hand in `names`, then merged if it `merges`.

    A spelling like one in `names` goes with it.
    """
    by_fold = {folded(spelling): name for spelling, name in names.items()} if merges else {}
    first = {
        spelling: names.get(spelling) or by_fold.get(folded(spelling), spelling)
        for spelling in events
    }
    if merges:
        totals: dict[str, int] = {}
        for spelling, name in first.items():
            totals[name] = totals.get(name, 0) + events[spelling]
        then = merged(totals, {*known, *names.values()})
        first = {spelling: then.get(name, name) for spelling, name in first.items()}
    return {spelling: name for spelling, name in first.items() if name != spelling}
