"""The most likely paths from one touchpoint to another, by a model."""

from journey.data import ask as counted
from journey.data.codes import code_of
from journey.data.views.form import COUNT, PATH, SHARE, Column
from journey.data.views.rows import SUMMARY, TOUCHPOINT_NODES
from journey.graph.likely import k_likely
from journey.graph.views.form import DEFAULT_PATHS, MODEL, PATHS_LIMIT, GraphView, Material, Rows
from journey.model import shared_mode
from journey.model.path_filters import path_filter


def _likely(material: Material) -> tuple[Rows, list[str]]:
    """The most likely paths between two touchpoints, each with the journeys that went exactly so."""
    options = material.options
    for name in (options.source, options.target):
        code_of(material.generation, "touchpoint", name)
    top = DEFAULT_PATHS if options.top > PATHS_LIMIT else options.top
    paths = k_likely(
        material.moves(),
        material.largest(TOUCHPOINT_NODES),
        options.source,
        options.target,
        top,
    )
    return [
        {
            "path": list(row["path"]),
            "likelihood": row["likelihood"],
            "journeys": _went(material, row["path"]),
        }
        for row in paths
    ], [MODEL]


def _went(material: Material, path: tuple[str, ...]) -> int:
    filters = material.filters.in_cohort(path_filter("contains", *path))
    return counted.ask(material.generation, SUMMARY, filters).rows[0]["journeys"]


VIEW = GraphView(
    "likely",
    "journeys",
    (
        Column("path", PATH, "the touchpoints from the source to the target"),
        Column(
            "likelihood",
            SHARE,
            "product of the shares with which each step follows the one before, of all that happens there",
        ),
        Column(
            "journeys",
            COUNT,
            "journeys that went exactly so, without a step between",
            noun="journeys on this path",
        ),
    ),
    _likely,
    options=("source", "target", "top"),
    needs=("source", "target"),
    shared=shared_mode.OF_MODELS,
)
