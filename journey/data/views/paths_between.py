"""The paths that journeys took from one touchpoint to another, the most frequent first."""

from journey.data.codes import code_of
from journey.data.generation import Generation
from journey.data.path_filters import within_seconds
from journey.data.views.form import (
    COUNT,
    PATH,
    SECONDS,
    SHARE,
    Bound,
    Column,
    Row,
    Totals,
    View,
    share,
    with_interval_and_n,
)
from journey.data.views.options import ViewOptions
from journey.model import shared_mode


def _bound(generation: Generation, options: ViewOptions) -> Bound:
    return {
        f"{end}_symbol": generation.symbols[code_of(generation, "touchpoint", name)]
        for end, name in (("from", options.source), ("to", options.target))
    } | {"within_s": within_seconds(options.within)}, ()


def _finish(generation: Generation, sums: list[Row], options: ViewOptions) -> list[Row]:
    return [
        {
            "path": [generation.names[symbol] for symbol in row["variant"]],
            **{
                name: row[name]
                for name in ("journeys", "customers", "all_journeys", "all_variants")
            },
            **share("share", row["journeys"], row["all_journeys"]),
            **{name: row[name] for name in ("median_seconds", "p90_seconds")},
        }
        for row in sums
    ]


def _totals(rows: list[Row]) -> Totals:
    """How many journeys and paths there are in all, and how many of the paths are not shown."""
    journeys, variants = (rows[0]["all_journeys"], rows[0]["all_variants"]) if rows else (0, 0)
    if journeys is None:
        return dict.fromkeys(("journeys", "variants", "hidden_variants", "hidden_journeys"))
    hidden = journeys - sum(row["journeys"] or 0 for row in rows)
    return {
        "journeys": journeys,
        "variants": variants,
        "hidden_variants": variants - len(rows) if hidden else 0,
        "hidden_journeys": hidden,
    }


VIEW = View(
    "paths_between",
    "journeys",
    (
        Column(
            "path",
            PATH,
            "from the first time at the source to the next time at the target, within the window",
        ),
        Column("journeys", COUNT),
        Column("customers", COUNT),
        Column("all_journeys", COUNT, is_helper=True),
        Column("all_variants", COUNT, is_helper=True),
        *with_interval_and_n(
            Column(
                "share",
                SHARE,
                "journeys on this path / journeys that come from the source to the target so",
                rests_on="customers",
                implies="journeys",
            )
        ),
        Column("median_seconds", SECONDS, "from the one to the other", rests_on="customers"),
        Column(
            "p90_seconds",
            SECONDS,
            "time that nine in ten of them do not exceed",
            rests_on="customers",
        ),
    ),
    _finish,
    shared=shared_mode.PATHS_BETWEEN,
    options=(
        "source",
        "target",
        "within",
        "top",
    ),
    needs=("source", "target"),
    needs_time=True,
    totals=_totals,
    bound=_bound,
)
