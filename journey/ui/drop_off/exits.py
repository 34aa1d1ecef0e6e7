"""From which touchpoints those who dropped off in the stage left."""

from journey.charts.exit_bars import exit_bars
from journey.model.definition import UNASSIGNED
from journey.model.filters import Filters
from journey.model.path_filters import path_filter
from journey.model.words import percent, plural
from journey.ui import layout, tables
from journey.ui.data import answer
from journey.ui.drop_off.chosen import list_those
from journey.ui.drop_off.clicks import clickable_chart, say
from journey.ui.escape import markdown
from journey.ui.shell import theme, unit


def show(filters: Filters, rows: list[dict], stage: str) -> None:
    found = answer("exits", filters)
    own = [row for row in found.rows if row["drop_stage"] == stage]
    total = sum(row["journeys"] for row in own)
    if not total:
        layout.section("Exit touchpoints", f"Nobody dropped off in {stage} under these filters.")
        return
    first = own[0]
    lost = (
        f"of those lost in {stage}"
        if stage != UNASSIGNED
        else "of those in no stage who dropped off"
    )
    all_of = (
        "the stage's whole drop-off"
        if stage != UNASSIGNED
        else "all who fell silent; the others are still under way"
    )
    layout.section(
        markdown(f"{percent(first['journeys'] / total)} {lost} leave after {first['touchpoint']}"),
        f"Where their last event was: {plural(len(own), 'touchpoint')}, together {plural(total, unit())}, which is {all_of}. "
        "Click a bar to list its journeys.",
    )
    clickable_chart(
        exit_bars(found.frame()[lambda frame: frame["drop_stage"] == stage], theme(), unit()),
        f"exits {stage}",
        f"Touchpoints from which those who dropped off in {stage} left, with how many.",
        lambda clicked: _list(rows, stage, own, int(clicked[0])),
    )
    tables.details(found, "Exit touchpoints: table and definitions")


def _list(rows: list[dict], stage: str, own: list[dict], place: int) -> None:
    if 0 <= place < len(own):
        name = own[place]["touchpoint"]
        list_those(rows, stage, path_filter("exit", stage, name), f"left after {name}")
    else:
        say("The table below the chart names them all", is_listed=False)
