"""Exhibits of every kind of content with values made up by hand, some of them hostile, and a collection of them."""

from dataclasses import replace
from datetime import date

from journey.data.generation import Generation
from journey.exhibit.chart import Axis, Bars, Cell, Cells, Curve, Curves, Dots, Series
from journey.exhibit.exhibit import Drawing, Exhibit, Nothing
from journey.exhibit.grid import Column, Grid
from journey.exhibit.ref import Ref
from journey.exhibit.source import asking
from journey.export.collection import Collection, Page
from journey.export.passport import passport
from journey.map.scene import Scene, rect, text
from journey.model.filters import Filters

MADE_ON, NO_FILTERS = date(2025, 3, 1), Filters()
HOSTILE = '=HYPERLINK("http://evil.example","x")</script><img src=x onerror=alert(1)>#link("http://evil.example")[x] \ud800\x07'
CONTENTS = {
    "bars": Bars(
        ("Basket", HOSTILE, "hidden one"),
        (Series("left", "negative", (120.0, 45.0, None)),),
        Axis("journeys whose last event was there", "count"),
        ("120 · 73 %", "45 · 27 %", ""),
    ),
    "dots": Dots(
        ("mobile", "desktop"),
        (
            Series(
                "share",
                "accent",
                (0.29, 0.125),
                ("29 %", "13 %"),
                (0.25, 0.1),
                (0.33, None),
                (400, 80),
            ),
        ),
        Axis("share who left", "share"),
    ),
    "curves": Curves(
        (Curve("all", "accent", (0.0, 86400.0), (0.0, 0.5), (0.0, 0.4), (0.0, 0.6), is_step=True),),
        Axis("time since the first event", "seconds"),
        Axis("share who went on", "share"),
    ),
    "cells": Cells(
        ("January", "February"),
        ("week 1", "week 2"),
        (
            (Cell("10 %", 0.5, value=0.1, n=50), Cell("–")),
            (Cell("20 %", 1.0, value=0.2, n=40), Cell("0 %", 0.0, value=0.0, n=30)),
        ),
        Axis("share completed", "share"),
    ),
    "grid": Grid(
        (Column("Figure"), Column("Value", True), Column("n", True, "count")),
        ((HOSTILE, "12.5 %", "1,200"), ("NPS", "−4.0", "hidden")),
        ((HOSTILE, 0.125, 1200), ("NPS", -4.0, None)),
        "and 188 more figures",
    ),
}


def exhibit(name: str, generation: Generation, filters: Filters = NO_FILTERS) -> Exhibit:
    """The exhibit of this kind of content; `drawing` rests on the view touchpoints, the others on exits."""
    source = asking(generation, filters)
    content = CONTENTS.get(name) or Drawing(
        lambda width: Scene(
            width, 60, (rect(0, 0, width / 2, 40, fill="accent"), text(4, 20, HOSTILE, 13))
        )
    )
    answers = {"grid": (), "drawing": (source.ask("touchpoints"),)}.get(
        name, (source.ask("exits"),)
    )
    return Exhibit(
        Ref.of(f"made.{name}", filters, stage="purchase"),
        "figure",
        f"Most leave at {name} {HOSTILE if name == 'bars' else ''}".rstrip(),
        "By last touchpoint: all.",
        content,
        answers,
        165,
        "journey",
        f"A picture of {name}",
        (f"A note on {name}.",),
    )


def collection(generation: Generation) -> Collection:
    """A page of each kind, and one exhibit that is left out."""
    pages = tuple(
        Page(made, made.title, "Said by nobody." if name == "dots" else "")
        for name in (*CONTENTS, "drawing")
        for made in (exhibit(name, generation),)
    )
    return Collection(
        "A review",
        pages,
        (Nothing(Ref("made.none"), "Flow", "it is not told in shared mode"),),
        passport(generation, "A review", [page.exhibit for page in pages], MADE_ON),
    )


def at(made: Collection, address: str) -> Collection:
    """The collection, its links to the app at this address."""
    return replace(made, passport=replace(made.passport, address=address))
