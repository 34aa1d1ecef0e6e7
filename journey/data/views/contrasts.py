"""What sets those who were lost in a stage apart from those who went on."""

from collections.abc import Mapping
from itertools import groupby

from journey.data.codes import code_of
from journey.data.generation import Generation
from journey.data.outcome_attributes import tells_outcome
from journey.data.views.form import COUNT, NUMBER, SHARE, SOMETIMES, Bound, Column, Row, View, names
from journey.data.views.options import ViewOptions
from journey.model import shared_mode
from journey.model.comparing import SURE, adjusted, two_proportions
from journey.model.definition import UNASSIGNED
from journey.model.errors import UserError
from journey.model.intervals import share_difference
from journey.model.landmarks import LANDMARKS, pooled_difference

KINDS = {1: "attribute", 2: "channel", 3: "touchpoint", 4: "emotion"}
AT_ENTRY, LANDMARK = "known at entry", "landmark"
SIDES = ("lost_customers", "kept_customers")
LEAST = 30
# Of one trait: how many journeys are alike in when they have it and in what became of them.
Groups = list[Row]


def _bound(generation: Generation, options: ViewOptions) -> Bound:
    number = code_of(generation, "stage", options.stage)
    if number == 0 or number == len(generation.definition.stages):
        raise UserError(
            f"Nobody goes on from '{options.stage}' ({UNASSIGNED} or the goal): take another stage."
        )
    return {"stage": number, "landmarks": LANDMARKS}, ()


def _finish(generation: Generation, sums: list[Row], options: ViewOptions) -> list[Row]:
    traits = [
        list(groups)
        for _, groups in groupby(sums, lambda row: (row["kind_no"], row["name_no"], row["code"]))
    ]
    everyone = traits.pop(0) if traits else []
    reasons = _told_as_reasons(generation)
    traits = [
        groups for groups in traits if groups[0]["kind_no"] != 1 or groups[0]["name_no"] in reasons
    ]
    rows = [_at_entry(generation, groups) for groups in traits if _is_tested_at_entry(groups)]
    for groups in traits:
        if _is_tested_at_landmarks(groups):
            rows += _at_landmarks(generation, groups, everyone)
    for row, q in zip(rows, adjusted([row["p"] for row in rows])):
        row["q"] = q
    return sorted(
        rows,
        key=lambda row: (
            row["q"] > SURE,
            -abs(row["difference"]),
            row["kind"],
            row["name"],
            row["value"],
            row["rule"],
        ),
    )


def _told_as_reasons(generation: Generation) -> set[int]:
    """The attributes that are open to whoever asks and do not say what became of a case: that is no reason for it."""
    keys = generation.journey_keys.items()
    return {number for key, number in keys if not tells_outcome(generation, key)}


def _is_tested_at_entry(groups: Groups) -> bool:
    """Nothing is tested where either side of either comparison has fewer than 30 customers."""
    row = groups[0]
    without = row["all_customers"] - row["never_without"]
    sides = (row["lost_customers"], row["kept_customers"], row["entry_customers"], without)
    return all(customers >= LEAST for customers in sides)


def _is_tested_at_landmarks(groups: Groups) -> bool:
    """What some had only after their first event in the stage. Not what half or more of those who went on passed there, nor what
    all or none of a side have; each side of both comparisons has 30 customers at some landmark.
    """
    row = groups[0]
    lost_with, kept_with = _counted(groups)
    sides = (
        row["lost_customers"] - row["lost_customers_apart"],
        row["kept_customers"] - row["kept_customers_apart"],
        row["landmark_customers"],
        row["all_customers"] - row["never_without"],
    )
    return (
        any(group["events_before"] > 0 for group in groups)
        and 2 * row["kept_passed"] < row["kept"]
        and 0 < lost_with < row["lost"]
        and 0 < kept_with < row["kept"]
        and all(customers >= LEAST for customers in sides)
    )


def _at_entry(generation: Generation, groups: Groups) -> Row:
    row = groups[0]
    lost_with, kept_with = _counted([group for group in groups if group["events_before"] == 0])
    shares = lost_with / row["lost"], row["lost"], kept_with / row["kept"], row["kept"]
    return {
        **_raw(generation, AT_ENTRY, row, lost_with, kept_with),
        "difference": shares[0] - shares[2],
        **dict(zip(("low", "high"), share_difference(*shares))),
        "p": two_proportions(lost_with, row["lost"], kept_with, row["kept"]),
        "q": 1.0,
        "customers": row["entry_customers"],
        **_of_sides(row),
    }


def _at_landmarks(generation: Generation, groups: Groups, everyone: Groups) -> list[Row]:
    """The row, or none where at each landmark all or none of a side are lost."""
    row = groups[0]
    pooled = pooled_difference(*zip(*_placed(groups, everyone), strict=True))
    if pooled is None:
        return []
    low, high = pooled.interval
    return [
        {
            **_raw(generation, LANDMARK, row, *_counted(groups)),
            "difference": pooled.difference,
            "low": low,
            "high": high,
            "p": pooled.p,
            "q": 1.0,
            "customers": row["ever_customers"],
            **_of_sides(row),
        }
    ]


def _placed(groups: Groups, everyone: Groups) -> list[tuple[int, int, int, int]]:
    """(events before the trait, events without it, lost or not, journeys); of those that never have it both are all events."""
    never = {(group["events"], group["is_lost"]): group["journeys"] for group in everyone}
    for group in groups:
        never[group["events"], group["is_lost"]] -= group["journeys"]
    return [
        *((events, events, lost, journeys) for (events, lost), journeys in never.items()),
        *(
            (group["events_before"], group["events_other"], group["is_lost"], group["journeys"])
            for group in groups
        ),
    ]


def _counted(groups: Groups) -> tuple[int, int]:
    """How many of the lost and of those kept are in the groups."""
    lost = sum(group["journeys"] for group in groups if group["is_lost"])
    return lost, sum(group["journeys"] for group in groups) - lost


def _raw(generation: Generation, rule: str, row: Row, lost_with: int, kept_with: int) -> Row:
    return {
        "rule": rule,
        **_named(generation, row),
        "lost_with": lost_with,
        "lost": row["lost"],
        "kept_with": kept_with,
        "kept": row["kept"],
        "lost_share": lost_with / row["lost"],
        "kept_share": kept_with / row["kept"],
    }


def _of_sides(row: Row) -> Row:
    return {name: row[name] for name in (*SIDES, "skipped_customers")}


def _named(generation: Generation, row: Row) -> Row:
    kind = KINDS[row["kind_no"]]
    if kind == "attribute":
        name = {number: name for name, number in generation.journey_keys.items()}[row["name_no"]]
        return {"kind": kind, "name": name, "value": generation.attribute_values(name)[row["code"]]}
    names: dict[str, Mapping[int, str | None]] = {
        "channel": generation.channels,
        "touchpoint": generation.touchpoints,
        "emotion": generation.emotions,
    }
    return {"kind": kind, "name": "", "value": names[kind][row["code"]]}


VIEW = View(
    "contrasts",
    "journeys",
    (
        Column(
            "rule",
            definition=f"{AT_ENTRY}: an attribute's value, a channel, touchpoint or emotion of an event up to and including the "
            f"first in the stage. {LANDMARK}: a channel, touchpoint or emotion of any event before going on, which some had only "
            "later; of the journeys still in the stage after their j-th event there, those that had it by then against those that "
            f"had not, for j from 1 to {LANDMARKS}. Its own events are not counted for j, nor those after an event in a later "
            "stage. Left out: what half or more of those who went on passed in the stage, what all or none of a side have, and "
            "in a service log the status",
        ),
        *names("kind", "name"),
        *names("value", blank=SOMETIMES),
        Column(
            "lost_with",
            COUNT,
            f"of the lost, those that have it: {AT_ENTRY}, or ({LANDMARK}) at any time before going on",
        ),
        Column("lost", COUNT, "journeys that dropped off in the stage"),
        Column("kept_with", COUNT),
        Column(
            "kept",
            COUNT,
            "journeys that went on from it or ended well in it; those still under way are on neither side, nor those without an "
            "event in the stage before going on",
        ),
        Column("lost_share", SHARE),
        Column("kept_share", SHARE),
        Column(
            "difference",
            SHARE,
            f"{AT_ENTRY}: lost_share - kept_share, with Newcombe's 95 % interval. {LANDMARK}: the share lost of those that had "
            "it less that of those that had not, pooled over the landmarks with weights n1 n0 / n; variance from each journey's "
            "summed influence",
        ),
        Column("low", NUMBER),
        Column("high", NUMBER),
        Column(
            "p",
            NUMBER,
            f"two-sided; {AT_ENTRY}: two-proportion test; {LANDMARK}: difference / its standard error. Association, not cause",
        ),
        Column(
            "q",
            NUMBER,
            "p corrected for all rows tested (Benjamini-Hochberg): the share of false findings among all up to this one",
        ),
        Column("customers", COUNT),
        *(Column(name, COUNT, is_helper=True) for name in (*SIDES, "skipped_customers")),
    ),
    _finish,
    shared=shared_mode.CONTRASTS,
    options=("stage",),
    needs=("stage",),
    needs_time=True,
    terms=lambda generation: {
        "tested": f"only where lost and kept, and those with it and without it, are {LEAST} customers or more each"
    },
    notes=lambda rows: (
        []
        if rows
        else [
            f"nothing is tested: of those lost and those who went on there have to be {LEAST} "
            "customers each, with and without what is compared"
        ]
    ),
    bound=_bound,
)
