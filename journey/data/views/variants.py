"""The paths that journeys take from their first event to their last, the most frequent first."""

from journey.data.generation import Generation
from journey.data.views.form import (
    COUNT,
    PATH,
    SECONDS,
    SHARE,
    Column,
    Row,
    Totals,
    View,
    share,
    with_interval_and_n,
)
from journey.data.views.options import ViewOptions
from journey.model import shared_mode
from journey.model.words import count

KEPT = (
    "completed",
    "ended_well",
    "in_progress",
    "dropped_off",
    "median_seconds",
    "p90_seconds",
    "all_journeys",
    "all_variants",
)


def _finish(generation: Generation, sums: list[Row], options: ViewOptions) -> list[Row]:
    rows, reached = [], 0
    for row in sums:
        reached += row["journeys"]
        path = [generation.names[symbol] for symbol in row["variant"]]
        rows.append(
            {
                "path": path,
                "steps": len(path),
                **{name: row[name] for name in ("journeys", "customers")},
                **share("share", row["journeys"], row["all_journeys"]),
                "cumulative_share": reached / row["all_journeys"],
                **{name: row[name] for name in KEPT},
            }
        )
    return rows


def _totals(rows: list[Row]) -> Totals:
    """How many journeys and variants there are, and how many of them are shown."""
    names = ("journeys", "variants", "shown_journeys", "hidden_journeys", "hidden_variants")
    if not rows:
        return dict.fromkeys(names, 0)
    if rows[0]["all_journeys"] is None:
        return dict.fromkeys(names)
    shown, journeys, variants = (
        sum(row["journeys"] or 0 for row in rows),
        rows[0]["all_journeys"],
        rows[0]["all_variants"],
    )
    return {
        "journeys": journeys,
        "variants": variants,
        "shown_journeys": shown,
        "hidden_journeys": journeys - shown,
        "hidden_variants": variants - len(rows) if shown < journeys else 0,
    }


def _notes(rows: list[Row]) -> list[str]:
    totals = _totals(rows)
    if totals["journeys"] is None:
        return []
    return [
        f"{count(totals['hidden_variants'])} more variants carry the other {count(totals['hidden_journeys'])} journeys"
    ]


VIEW = View(
    "variants",
    "journeys",
    (
        Column(
            "path",
            PATH,
            "the touchpoints of a journey in order; collapsed, repeats in a row count once",
        ),
        Column("steps", COUNT),
        Column("journeys", COUNT),
        Column("customers", COUNT),
        *with_interval_and_n(
            Column(
                "share",
                SHARE,
                "journeys on this path / all journeys selected",
                rests_on="customers",
                implies="journeys",
            )
        ),
        Column(
            "cumulative_share",
            SHARE,
            "share of all journeys that this variant and those above it cover",
        ),
        Column("completed", COUNT),
        Column("ended_well", COUNT),
        Column("in_progress", COUNT),
        Column("dropped_off", COUNT),
        Column(
            "median_seconds",
            SECONDS,
            "median time from the first event to the last",
            rests_on="customers",
        ),
        Column("p90_seconds", SECONDS, rests_on="customers"),
        Column("all_journeys", COUNT, is_helper=True),
        Column("all_variants", COUNT, is_helper=True),
    ),
    _finish,
    shared=shared_mode.VARIANTS,
    options=(
        "collapse",
        "top",
    ),
    needs_time=True,
    notes=_notes,
    totals=_totals,
)
