"""Touchpoints by the time that passes after them, with the likely paths that lead through them."""

from journey.data.views.form import COUNT, SECONDS, SHARE, Column, names
from journey.data.views.rows import TOUCHPOINT_NODES
from journey.graph.bottlenecks import bottlenecks
from journey.graph.views.form import GraphView, Material, Rows
from journey.model import shared_mode


def _bottlenecks(material: Material) -> tuple[Rows, list[str]]:
    """Those first after which most time passes in all."""
    rows = bottlenecks(material.timed_moves(), material.largest(TOUCHPOINT_NODES))
    return sorted(rows, key=lambda row: -(row["waited_seconds"] or 0)), []


TIMES = (
    Column(
        "median_seconds",
        SECONDS,
        "median time from an event's end to the start of the next",
        noun="half take at most",
    ),
    Column("p90_seconds", SECONDS, "time to the next event that nine in ten moves do not exceed"),
    Column("waited_seconds", SECONDS, "time to the next event, summed over all moves on from here"),
)
VIEW = GraphView(
    "bottlenecks",
    "journeys",
    (
        *names("touchpoint"),
        Column(
            "betweenness",
            SHARE,
            "share of the most likely paths between all pairs of other touchpoints that lead through it (Freeman 1977)",
        ),
        *TIMES,
        Column("moves", COUNT, "events that another follows", noun="onward moves"),
    ),
    _bottlenecks,
    shared=shared_mode.OF_MODELS,
)
