"""Each finding's figure period by period, of its group and of the others."""

from journey.data.views.form import COUNT, NUMBER, SOMETIMES, Column
from journey.findings.view import VALUE, shown
from journey.graph.views.form import GraphView, Material, Rows
from journey.model.sharing.rule import Shared


def _trends(material: Material) -> tuple[Rows, list[str]]:
    _, findings, notes = shown(material)
    rows = [
        {
            "rank": one.rank,
            "first_day": point.first_day,
            "inside": point.value,
            "inside_n": point.n,
            "outside": point.others_value,
            "outside_n": point.others_n,
        }
        for one in findings
        for point in one.trend
    ]
    return rows, notes


TRENDS = GraphView(
    "finding_trends",
    "journeys",
    (
        Column("rank", NUMBER, "that of the finding"),
        Column("first_day", definition="of the period"),
        Column("inside", NUMBER, f"of the group: {VALUE}", blank=SOMETIMES),
        Column("inside_n", COUNT),
        Column("outside", NUMBER, "of the others", blank=SOMETIMES),
        Column("outside_n", COUNT),
    ),
    _trends,
    shared=Shared(refusal="weeks of a few customers are in it"),
)
