"""Exit touchpoints: where those who dropped off in the stage had their last event."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from journey.exhibit.exhibit import Nothing
from journey.model.end_words import exit_words
from journey.model.filters import Filters
from journey.model.path_filters import path_filter
from journey.presenters.drop_off import stages
from journey.ui import exhibits
from journey.ui.drop_off.clicks import clickable_chart, hint, set_message
from journey.ui.drop_off.selection import list_journeys
from journey.ui.shell import theme

if TYPE_CHECKING:
    from journey.data.views.rows import ExitsRow, FunnelRow


def show(filters: Filters, rows: "Sequence[FunnelRow]", stage: str) -> None:
    exhibit = exhibits.made("drop_off.exits", filters)
    if isinstance(exhibit, Nothing):
        exhibits.nothing(exhibit)
        return
    stage_rows = [row for row in exhibit.answers[0].rows if row["drop_stage"] == stage]
    with exhibits.shown(
        exhibit,
        hint("Click a bar to list its journeys."),
        "Exit touchpoints: table and definitions",
    ):
        clickable_chart(
            exhibit.on_screen(theme()),
            f"exits {stage}",
            exhibit.alt,
            lambda clicked: _list_journeys(rows, stage, stage_rows, int(clicked[0])),
        )


def _list_journeys(
    rows: "Sequence[FunnelRow]", stage: str, stage_rows: "Sequence[ExitsRow]", index: int
) -> None:
    if 0 <= index < len(stage_rows):
        name = stage_rows[index]["touchpoint"]
        list_journeys(
            rows,
            stage,
            path_filter("exit", stage, name),
            f"{stages.of_stage('dropped_off', stage)}, {exit_words(name)}",
        )
    else:
        set_message("See the table below the chart for all of them", is_listed=False)
