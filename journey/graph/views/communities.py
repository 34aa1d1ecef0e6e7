"""Groups of touchpoints among which journeys move more than by chance."""

from journey.data.views.form import COUNT, NUMBER, PATH, SHARE, Column
from journey.graph.communities import communities
from journey.graph.views.form import GraphView, Material, Rows
from journey.model import shared_mode


def _communities(material: Material) -> tuple[Rows, list[str]]:
    groups = communities(material.moves())
    rows = [{**row, "touchpoints": list(row["touchpoints"])} for row in groups.rows]
    if groups.modularity is None:
        return rows, []
    return rows, [f"modularity {groups.modularity:.2f}: from 0 (no groups) to 1"]


VIEW = GraphView(
    "communities",
    "journeys",
    (
        Column("group", NUMBER),
        Column(
            "touchpoints",
            PATH,
            "touchpoints among which journeys move more than by chance (Louvain, Blondel et al. 2008)",
        ),
        Column("moves", COUNT),
        Column("inside_share", SHARE, "share of the group's moves that stay inside it"),
    ),
    _communities,
    shared=shared_mode.OF_SHARED_VIEWS,
)
