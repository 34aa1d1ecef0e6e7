"""Friction by its parts at one touchpoint, over time or by channel or attribute: since when it hurts, and whom."""

from collections.abc import Mapping, Sequence

from journey.data.ask import AnyRow
from journey.data.generation import Generation
from journey.data.views.ripe import ripe_age
from journey.data.views.rows import FRICTION, RIPE_LEAVES
from journey.exhibit.chart import Axis, Cell, Cells
from journey.exhibit.exhibit import Exhibit, Nothing
from journey.exhibit.friction.ledger import CHANNEL
from journey.exhibit.friction.place import NO_PLACE, place_of
from journey.exhibit.ref import Ref
from journey.exhibit.source import AnswerSource
from journey.model.filters import value_words
from journey.model.metrics import FRICTION_PARTS
from journey.model.vocabulary import noun
from journey.model.words import count, percent
from journey.presenters import attributes
from journey.presenters.drop_off.cohorts import cohort_day, cohort_name, default_period
from journey.presenters.friction import parts_by as words

NAME = "Friction over time and by group"
NOT_TOLD = "Not told in shared mode: groups of one touchpoint would tell of few."
OPTIONS = ("open", "split")
PERIODS = ("week", "month")
DRAWN = 13  # periods or groups; of more the latest or the largest


def splits(generation: Generation) -> dict[str, str]:
    """What the parts can be split by, and what each is called; over time by default."""
    channel = {CHANNEL: "Channel"} if len(generation.channels) > 1 else {}
    keys = attributes.splitting(generation)
    return {
        default_period(generation): "Over time",
        **channel,
        **{key: attributes.label(generation, key) for key in keys},
    }


def parts_by(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """`ref` has the options open, which names the touchpoint, and split: a period, the channel or an attribute."""
    place = place_of(ref, source)
    if place is None:
        return Nothing(ref, NAME, NO_PLACE)
    if source.is_shared:
        return Nothing(ref, f"{NAME}: {place.touchpoint}", NOT_TOLD)
    data = source.generation
    known = splits(data)
    key = ref.option("split") if ref.option("split") in known else next(iter(known))
    asked = {"at": place, "by": (key,)}
    answers = (
        source.ask_all([(FRICTION, asked), (RIPE_LEAVES, asked)])
        if key in PERIODS
        else [source.ask(FRICTION, **asked)]
    )
    groups = _groups(answers[0].rows, key)
    all_shares = words.part_shares(
        answers[0].rows, answers[1].rows if len(answers) > 1 else None, key
    )
    parts = [
        part
        for part in FRICTION_PARTS
        if any(
            all_shares[part, name].share is not None
            for name in groups
            if (part, name) in all_shares
        )
    ]
    if not parts:
        return Nothing(ref, f"{NAME}: {place.touchpoint}", source.too_few, tuple(answers))
    names = {name: _name(key, name) for name in groups}
    told = {at: share for at, share in all_shares.items() if share.group in names}
    called = key if key in (*PERIODS, CHANNEL) else attributes.words(data, key)
    rest = len({row[key] for row in answers[0].rows}) - len(groups)
    notes = [
        f"Dark is the highest share of each part, light the lowest. The title says what differs from all other {called}s together, "
        "corrected for how many are compared (Benjamini-Hochberg at 5 %)."
    ]
    if key in PERIODS:
        notes.append(
            f"By the {key} in which the journey began. Who leaves is judged {ripe_age(data)} after that, so the latest {key}s have "
            "no such share yet; pale: shares that can still grow."
        )
    if rest > 0:
        which = "earlier" if key in PERIODS else "smaller"
        notes.append(f"{count(rest)} {which} {called}s are in the table.")
    return Exhibit(
        ref,
        "figure",
        words.headline(told, place.touchpoint, called, _in_words(key, groups)),
        f"Of the {source.unit}s that pass {place.touchpoint}, the share with each part of friction, by {called}.",
        Cells(
            tuple(noun(part) for part in parts),
            tuple(names.values()),
            tuple(_row(told, part, groups) for part in parts),
            Axis(f"share of {source.unit}s", "share"),
            tuple(["negative"] * len(parts)),
            f"{key} in which the journey began" if key in PERIODS else called,
        ),
        tuple(answers),
        sum(row["journeys"] or 0 for row in answers[0].rows) if key != CHANNEL else None,
        source.unit,
        f"Of those that pass {place.touchpoint}, the share with each part of friction, by {called}.",
        tuple(notes),
    )


def _groups(rows: Sequence[AnyRow], key: str) -> list[str]:
    """The latest periods in their order, or the largest groups, most journeys first; what shared mode merged last."""
    if key in PERIODS:
        return sorted({row[key] or "" for row in rows})[-DRAWN:]
    largest = sorted(rows, key=lambda row: -(row["journeys"] or 0))
    return [row[key] or "" for row in largest][:DRAWN]


def _name(key: str, group: str) -> str:
    return cohort_day(group, key) if key in PERIODS else value_words(key, group)


def _in_words(key: str, groups: Sequence[str]) -> dict[str, str]:
    """How a sentence says where a share is from."""
    if key in PERIODS:
        return {group: f"of journeys begun in {cohort_name(group, key)}" for group in groups}
    return {group: f"with {value_words(key, group)}" for group in groups}


def _row(
    shares: Mapping[tuple[str, str], words.PartShare], part: str, groups: Sequence[str]
) -> tuple[Cell, ...]:
    """The shade runs from the lowest share of the part to the highest."""
    told = [shares.get((part, group)) for group in groups]
    rates = [share.share for share in told if share and share.share is not None]
    low, high = min(rates, default=0.0), max(rates, default=0.0)
    return tuple(_cell(share, low, high) for share in told)


def _cell(share: words.PartShare | None, low: float, high: float) -> Cell:
    """Empty where nobody or too few are there."""
    if share is None or share.share is None:
        return Cell("", n=share.n if share else None)
    shade = (share.share - low) / (high - low) if high > low else 0.0
    return Cell(
        percent(share.share), shade, share.is_young, share.share, share.low, share.high, share.n
    )
