"""Of those who come to one touchpoint, how many come to another, and how long that takes."""

from collections import Counter

from journey.data.codes import code_of
from journey.data.generation import Generation
from journey.data.groups import GROUPS, group_codes, labels
from journey.data.path_filters import within_seconds
from journey.data.sql import part
from journey.data.views.form import (
    COUNT,
    SECONDS,
    SHARE,
    Bound,
    Column,
    Row,
    View,
    names,
    share,
    with_interval_and_n,
)
from journey.data.views.options import CUSTOMER, ViewOptions
from journey.model import shared_mode
from journey.model.errors import BadOption

OPTIONS = ("source", "target", "within", "anywhere", "per")
NEEDS = ("source", "target")


def bound(generation: Generation, options: ViewOptions) -> Bound:
    """The two touchpoints, the window, and the groups of journeys where they are asked for."""
    if options.by and options.per == CUSTOMER:
        raise BadOption("by", f"groups journeys: leave 'per' {CUSTOMER} out.")
    groups = part("unit_groups", "unit_groups" if options.by else "no_unit_groups")
    return {
        "source": code_of(generation, "touchpoint", options.source),
        "target": code_of(generation, "touchpoint", options.target),
        "within_s": within_seconds(options.within),
    }, (groups,)


NOBODY = {
    **dict.fromkeys(GROUPS, 0),
    "entered": 0,
    "converted": 0,
    "customers": 0,
    "median_seconds": None,
    "p90_seconds": None,
}


def _finish(generation: Generation, sums: list[Row], options: ViewOptions) -> list[Row]:
    """One row a group; without groups one, also where nobody passes the source."""
    group = labels(generation, options.by)
    first = {group_codes(row): row for row in reversed(sums)}
    timed: Counter[tuple[int, ...]] = Counter()
    for row in sums:
        timed[group_codes(row)] += row["units"]
    rows = list(reversed(first.values())) or ([] if options.by else [NOBODY])
    return [
        {
            "source": options.source,
            "target": options.target,
            **group(row),  # an attribute called like one of these two says more than they do
            "entered": row["entered"],
            "converted": row["converted"],
            "customers": row["customers"],
            **share("rate", row["converted"], row["entered"]),
            "median_seconds": row["median_seconds"],
            "p90_seconds": row["p90_seconds"],
            "timed": timed[group_codes(row)],
        }
        for row in rows
    ]


ENTERED = Column(
    "entered", COUNT, f"journeys (counted per {CUSTOMER}: customers) that pass the source"
)
CONVERTED = Column(
    "converted",
    COUNT,
    "the target comes at a later step than the first source, within the window of it; counted anywhere, also before it",
)
VIEW = View(
    "conversion",
    "journeys",
    (
        *names("source", "target"),
        ENTERED,
        CONVERTED,
        Column("customers", COUNT),
        *with_interval_and_n(Column("rate", SHARE, rests_on="customers", implies="converted")),
        Column(
            "median_seconds",
            SECONDS,
            "from the first source to the first target after it, of those who have one",
            rests_on="customers",
            implies="timed",
            of="entered",
        ),
        Column("p90_seconds", SECONDS, rests_on="customers", implies="timed", of="entered"),
        Column("timed", COUNT, is_helper=True),
    ),
    _finish,
    shared=shared_mode.by_category(cells=("entered",), knows_groups=True),
    by=(),
    options=OPTIONS,
    needs=NEEDS,
    needs_time=True,
    bound=bound,
)
