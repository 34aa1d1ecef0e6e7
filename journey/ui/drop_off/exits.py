"""Exit touchpoints: where those who dropped off in the stage had their last event."""

from journey.charts.exit_bars import exit_bars
from journey.model.definition import UNASSIGNED
from journey.model.filters import Filters
from journey.model.path_filters import path_filter
from journey.model.words import percent, plural
from journey.ui import layout, tables
from journey.ui.data import answer
from journey.ui.drop_off.clicks import clickable_chart, set_message
from journey.ui.drop_off.selection import list_journeys
from journey.ui.escape import markdown
from journey.ui.shell import theme, unit


def show(filters: Filters, rows: list[dict], stage: str) -> None:
    exits = answer("exits", filters)
    stage_rows = [row for row in exits.rows if row["drop_stage"] == stage]
    total = sum(row["journeys"] for row in stage_rows)
    if not total:
        layout.section("Exit touchpoints", f"Nobody left {stage} under these filters.")
        return
    largest = stage_rows[0]
    of_whom = (
        f"of those lost in {stage}" if stage != UNASSIGNED else "of those in no stage who left"
    )
    all_of = (
        "the whole drop-off of the stage"
        if stage != UNASSIGNED
        else "all silent journeys; the others are under way"
    )
    layout.section(
        markdown(
            f"{percent(largest['journeys'] / total)} {of_whom} leave after {largest['touchpoint']}"
        ),
        f"By last touchpoint: {plural(len(stage_rows), 'touchpoint')}, {plural(total, unit())} in total, "
        f"{all_of}. Click a bar to list its journeys.",
    )
    clickable_chart(
        exit_bars(exits.frame()[lambda frame: frame["drop_stage"] == stage], theme(), unit()),
        f"exits {stage}",
        f"Touchpoints at which those who left {stage} were last seen, with how many.",
        lambda clicked: _list_journeys(rows, stage, stage_rows, int(clicked[0])),
    )
    tables.details(exits, "Exit touchpoints: table and definitions")


def _list_journeys(rows: list[dict], stage: str, stage_rows: list[dict], index: int) -> None:
    if 0 <= index < len(stage_rows):
        name = stage_rows[index]["touchpoint"]
        list_journeys(rows, stage, path_filter("exit", stage, name), f"left after {name}")
    else:
        set_message("See the table below the chart for all of them", is_listed=False)
