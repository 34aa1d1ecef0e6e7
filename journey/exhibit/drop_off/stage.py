"""The stage that the exhibits of the Drop-off screen look at: the one in the address, else where most journeys drop off."""

from typing import TYPE_CHECKING

from journey.data.chosen import told
from journey.data.views.rows import FUNNEL
from journey.exhibit.ref import Ref
from journey.exhibit.source import AnswerSource
from journey.model.definition import UNASSIGNED
from journey.presenters.drop_off.stages import default_stage

if TYPE_CHECKING:
    from journey.data.views.rows import FunnelTold


def reached_rows(source: AnswerSource) -> "list[FunnelTold]":
    """The funnel's rows of stages that any journey is known to have reached: in shared mode some are of two stages together."""
    rows = told(source.ask(FUNNEL), source.filters).rows
    return [row for row in rows if row["reached"]]


def chosen_stage(ref: Ref, source: AnswerSource) -> str:
    """The option stage where any journey reached it, else the stage from which most are known to have dropped off.

    Shared mode tells of some stages together, and so not which of them was reached: there any stage may be chosen.
    """
    names = (*source.generation.definition.stage_names, UNASSIGNED)
    rows = [row for row in reached_rows(source) if row["stage"] in names]
    if ref.option("stage") in (names if source.is_shared else [row["stage"] for row in rows]):
        return ref.option("stage")
    return default_stage(rows) if rows else names[0]
