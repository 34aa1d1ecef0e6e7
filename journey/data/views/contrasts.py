"""What sets those who were lost in a stage apart from those who went on."""

from collections.abc import Mapping

from journey.data.codes import code_of
from journey.data.generation import Generation
from journey.data.views.form import COUNT, NUMBER, SHARE, SOMETIMES, Bound, Column, Row, View, names
from journey.data.views.options import ViewOptions
from journey.model import shared_mode
from journey.model.comparing import adjusted, two_proportions
from journey.model.definition import UNASSIGNED
from journey.model.errors import UserError
from journey.model.intervals import share_difference

KINDS = {1: "attribute", 2: "channel", 3: "touchpoint", 4: "emotion"}
SIDES = ("lost_customers", "kept_customers")
LEAST = 30
SURE = 0.05


def _bound(generation: Generation, options: ViewOptions) -> Bound:
    number = code_of(generation, "stage", options.stage)
    if number == 0 or number == len(generation.definition.stages):
        raise UserError(
            f"Nobody goes on from '{options.stage}' ({UNASSIGNED} or the goal): take another stage."
        )
    return {"stage": number}, ()


def _finish(generation: Generation, sums: list[Row], options: ViewOptions) -> list[Row]:
    rows = [_row(generation, row) for row in sums if _is_tested(row)]
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
        ),
    )


def _is_tested(row: Row) -> bool:
    """Nothing is tested where either side of either comparison has fewer than 30 customers."""
    without = row["all_customers"] - row["never_without"]
    sides = (row["lost_customers"], row["kept_customers"], row["customers"], without)
    return all(customers >= LEAST for customers in sides)


def _row(generation: Generation, row: Row) -> Row:
    lost_share, kept_share = row["lost_with"] / row["lost"], row["kept_with"] / row["kept"]
    low, high = share_difference(lost_share, row["lost"], kept_share, row["kept"])
    return {
        **_named(generation, row),
        **{name: row[name] for name in ("lost_with", "lost", "kept_with", "kept")},
        "lost_share": lost_share,
        "kept_share": kept_share,
        "difference": lost_share - kept_share,
        "low": low,
        "high": high,
        "p": two_proportions(row["lost_with"], row["lost"], row["kept_with"], row["kept"]),
        "q": 1.0,
        "customers": row["customers"],
        **{name: row[name] for name in SIDES},
    }


def _named(generation: Generation, row: Row) -> Row:
    kind = KINDS[row["kind_no"]]
    if kind == "attribute":
        name = {number: name for name, number in generation.attributes.items()}[row["name_no"]]
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
        *names("kind", "name"),
        *names("value", blank=SOMETIMES),
        Column(
            "lost_with",
            COUNT,
            "of the lost, those that have it: an attribute's value; a channel, touchpoint or emotion before going on",
        ),
        Column("lost", COUNT, "journeys that dropped off in the stage"),
        Column("kept_with", COUNT),
        Column(
            "kept",
            COUNT,
            "journeys that went on from it or ended well in it; those still under way are on neither side",
        ),
        Column("lost_share", SHARE),
        Column("kept_share", SHARE),
        Column("difference", SHARE, "lost_share - kept_share, with Newcombe's 95 % interval"),
        Column("low", NUMBER),
        Column("high", NUMBER),
        Column("p", NUMBER, "two-proportion test, two-sided; association, not cause"),
        Column(
            "q",
            NUMBER,
            "p corrected for all rows tested (Benjamini-Hochberg): the share of false findings among all up to this one",
        ),
        Column("customers", COUNT),
        *(Column(name, COUNT, is_helper=True) for name in SIDES),
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
