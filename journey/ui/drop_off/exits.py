"""Exit touchpoints: where those who dropped off in the stage had their last event."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from journey.charts.exit_bars import exit_bars
from journey.data.views.rows import EXITS
from journey.model.end_words import exit_words
from journey.model.filters import Filters
from journey.model.path_filters import path_filter
from journey.presenters.drop_off import exits as words
from journey.presenters.drop_off import stages
from journey.ui import layout, tables
from journey.ui.data import answer
from journey.ui.drop_off.clicks import clickable_chart, set_message
from journey.ui.drop_off.selection import list_journeys
from journey.ui.escape import markdown
from journey.ui.shell import theme, unit

if TYPE_CHECKING:
    from journey.data.views.rows import ExitsRow, FunnelRow


def show(filters: Filters, rows: "Sequence[FunnelRow]", stage: str) -> None:
    exits = answer(EXITS, filters)
    stage_rows = [row for row in exits.rows if row["drop_stage"] == stage]
    total = sum(row["journeys"] for row in stage_rows)
    if not total:
        layout.section(
            "Exit touchpoints",
            f"No journey {stages.of_stage('dropped_off', stage)} under these filters.",
        )
        return
    layout.section(
        markdown(words.headline(stage_rows, stage)),
        f"By last touchpoint: {words.basis(stage_rows, stage, unit())}. Click a bar to list its journeys.",
    )
    clickable_chart(
        exit_bars(exits.frame()[lambda frame: frame["drop_stage"] == stage], theme(), unit()),
        f"exits {stage}",
        f"Touchpoints at which {words.whose(stage)} were last seen, with how many.",
        lambda clicked: _list_journeys(rows, stage, stage_rows, int(clicked[0])),
    )
    tables.details(exits, "Exit touchpoints: table and definitions")


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
