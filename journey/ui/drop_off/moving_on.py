"""Time to advance from the stage, and how many ever do."""

from journey.exhibit.exhibit import Nothing
from journey.model.filters import Filters
from journey.ui import exhibits, layout
from journey.ui.shell import theme


def show(filters: Filters, stage: str) -> None:
    exhibit = exhibits.made("drop_off.going_on", filters)
    if isinstance(exhibit, Nothing):
        exhibits.nothing(exhibit)
        return
    with exhibits.shown(exhibit, table="Going on: table and definitions"):
        layout.chart(exhibit.on_screen(theme()), f"going on {stage}", exhibit.alt)
