"""Touchpoints by how many fewer would reach the stage if all who come to them were lost (a model)."""

from journey.data.views.form import COUNT, SHARE, Column, names
from journey.data.views.rows import STAGE_TRANSITIONS
from journey.graph.chain import reach_and_contributions
from journey.graph.lumped import lumped
from journey.graph.views.form import MODEL, GraphView, Material, Rows
from journey.model import shared_mode
from journey.model.errors import UnknownName
from journey.model.words import count, percent

CELLS_LIMIT = 1_500  # that a chain can have before it takes longer than any question may


def _contributions(material: Material) -> tuple[Rows, list[str]]:
    goal = _goal(material)
    rows, merged = lumped(material.exact(STAGE_TRANSITIONS), CELLS_LIMIT)
    if not rows:
        return [], [MODEL]
    goal_reach, contributions = reach_and_contributions(rows, material.stages, goal)
    share_note = (
        "nobody reaches it"
        if not goal_reach.reach
        else f"in the model {percent(goal_reach.reach)} of {count(goal_reach.begun)} journeys reach {goal}"
    )
    notes = [
        MODEL,
        share_note,
        "a step that nobody can do without contributes most by nature",
        *merged,
    ]
    return contributions, notes


def _goal(material: Material) -> str:
    stage = material.options.stage or material.stages[-1]
    if stage not in material.stages:
        raise UnknownName("stage", stage, material.stages)
    return stage


VIEW = GraphView(
    "contributions",
    "journeys",
    (
        *names("stage", "touchpoint"),
        Column("events", COUNT),
        Column(
            "reach_without", SHARE, "share of all journeys that would reach the goal stage then"
        ),
        Column(
            "removal_effect",
            SHARE,
            "share of those who reach the goal stage that would not if all who come to this touchpoint were lost "
            "there (Anderl et al. 2016)",
        ),
        Column(
            "share",
            SHARE,
            "removal_effect / sum of all removal effects",
            noun="share of all effects",
        ),
    ),
    _contributions,
    options=("stage",),
    shared=shared_mode.OF_MODELS,
)
