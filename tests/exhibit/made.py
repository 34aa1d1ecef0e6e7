"""Made-up contents of every kind, plain ones with round values and hostile ones, for whatever draws an exhibit."""

from datetime import date

from journey.exhibit.chart import Axis, Bars, Cell, Cells, Curve, Curves, Dots, Series
from journey.exhibit.exhibit import Exhibit
from journey.exhibit.grid import Column, Grid
from journey.exhibit.ref import Ref
from journey.export.passport import Passport

LONG = (
    "Rückfrage wegen der Kraftfahrzeughaftpflichtversicherungsbescheinigung im Kundenportal, "
    "zweite Mahnung vom Vorjahr"
)
NAMES = (
    "Card payment",
    "Basket",
    LONG,
    "Ερώτηση στο κατάστημα & <b>παραλαβή</b>",
    "Pytanie o zwrot płatności $100",
    "Доставка: вопрос о сроках",
    "Paiement refusé, réessayé le même jour",
    "supportticketescalatedwithoutanyspaceinitsnamewhatsoeverandthensome",
)

BARS = Bars(
    ("Card payment", "Basket", "Delivery options"),
    (Series("dropped off", "negative", (400.0, 200.0, 100.0)),),
    Axis("journeys whose last event was there", "count", (0.0, 400.0)),
    ("400 · 57 %", "200 · 29 %", "100 · 14 %"),
)
STACKED = Bars(
    ("Visit", "Basket", "Purchase"),
    (
        Series("went on", "accent", (600.0, 300.0, 150.0), ("600 (60 %)", "300 (50 %)", "150")),
        Series("under way", "muted", (100.0, 60.0, 10.0), ("100", "60", "10")),
        Series("dropped off", "negative", (300.0, 240.0, 140.0), ("300", "240", "140")),
    ),
    Axis("journeys", "count", (0.0, 1000.0)),
    ("1,000 reached", "600 reached", "300 reached"),
    emphasised=1,
)
GROUPED = Bars(
    ("Card payment", "Basket"),
    (
        Series("those who left", "negative", (0.4, 0.1), ("40 %", "10 %")),
        Series("those who went on", "accent", (0.2, None), ("20 %", "hidden")),
    ),
    Axis("share of journeys", "share", (0.0, 0.5)),
    is_stacked=False,
)
DOTS = Dots(
    ("All", "new customers", "members"),
    (
        Series(
            "score",
            "accent",
            (3.0, 2.0, 4.0),
            ("3.0", "2.0", "4.0"),
            (2.5, 1.0, None),
            (3.5, 3.0, None),
            (120, 40, 80),
        ),
    ),
    Axis("mean score, 1 to 5", "number", (1.0, 5.0)),
    ("n 120", "n 40", "n 80"),
    (3.0, "all: 3.0"),
)
DOTS_OF_TWO = Dots(
    ("Visit", "Basket", "Purchase"),
    (
        Series(
            "members",
            "accent",
            (0.2, 0.5, None),
            ("20 %", "50 %", ""),
            (0.1, 0.4, None),
            (0.3, 0.6, None),
        ),
        Series(
            "others",
            "warm",
            (0.3, 0.4, 0.9),
            ("30 %", "40 %", "90 %"),
            (0.2, 0.35, 0.85),
            (0.4, 0.45, 0.95),
        ),
    ),
    Axis("share that left", "share", (0.0, 1.0)),
)
CURVES = Curves(
    (
        Curve(
            "Basket",
            "accent",
            (0.0, 86_400.0, 172_800.0, 345_600.0),
            (0.0, 0.25, 0.5, 0.75),
            (0.0, 0.2, 0.45, 0.7),
            (0.0, 0.3, 0.55, 0.8),
            is_step=True,
        ),
        Curve(
            "Visit",
            "warm",
            (0.0, 86_400.0, 345_600.0),
            (0.0, 0.5, 0.76),
            is_step=True,
            is_muted=True,
        ),
    ),
    Axis("since the first event in the stage", "seconds", (0.0, 345_600.0)),
    Axis("share that has gone on", "share", (0.0, 1.0)),
    ((172_800.0, "half of Basket: 2.0 days"), (86_400.0, "half of Visit: 1.0 days")),
)
CELLS = Cells(
    ("Visit", "Basket"),
    ("Jan 2025", "Feb", "Mar"),
    (
        (Cell("20 %", 0.0, value=0.2), Cell("60 %", 1.0, value=0.6), Cell("–", None, True)),
        (Cell("40 %", 0.5, value=0.4), Cell("", None), Cell("30 %", 0.25, True, 0.3)),
    ),
    Axis("share that left", "share"),
    ("negative", "negative"),
    "month in which the journey began",
)
GRID = Grid(
    (Column("Touchpoint"), Column("Journeys", True), Column("Time until the next", True, "days")),
    (("Basket", "1,200", "3.5"), ("Card payment", "80", "12.0")),
    (("Basket", 1200, 3.5), ("Card payment", 80, 12.0)),
    "and 188 more touchpoints",
)
PLAIN = {
    "bars": BARS,
    "stacked": STACKED,
    "grouped": GROUPED,
    "dots": DOTS,
    "dots of two": DOTS_OF_TWO,
    "curves": CURVES,
    "cells": CELLS,
    "grid": GRID,
}


def _values(number: int) -> tuple[float | None, ...]:
    return tuple(None if index % 7 == 3 else float((index * 37) % 101) for index in range(number))


def _names(number: int) -> tuple[str, ...]:
    return tuple(f"{NAMES[index % len(NAMES)]} {index}" for index in range(number))


def hostile(rows: int) -> dict[str, Bars | Dots | Curves | Cells | Grid]:
    """Every kind with so many rows of hostile names, some of their values unknown."""
    names, values = _names(rows), _values(rows)
    shares = tuple(None if value is None else value / 101 for value in values)
    words = tuple(f"{value or 0:.0f} journeys of customers" for value in values)
    lows = tuple(None if share is None else share * 0.8 for share in shares)
    highs = tuple(None if share is None else min(1.0, share * 1.2) for share in shares)
    series = tuple(
        Series(f"{name} of the group", colour, shares, words, lows, highs)
        for name, colour in ((LONG, "accent"), ("Basket", "warm"), (NAMES[3], "positive"))
    )
    axis = Axis(LONG + " " + LONG, "share")
    curves = tuple(
        Curve(name, "accent", (0.0, 1.0, 2.0), (0.1, shares[index], 0.5 + index / 1000))
        for index, name in enumerate(names[:12])
    )
    cells = tuple(
        tuple(
            Cell(f"{index} of 1,234", (index % 5) / 4, value=index / rows) for index in range(rows)
        )
        for _ in names
    )
    fields = tuple((name, name, "1,234,567.89", "hidden", LONG) for name in names)
    columns = (
        Column(LONG),
        Column("Stage"),
        Column("Journeys that dropped off", True, "journeys"),
        Column("n", True),
        Column("Words of the customers"),
    )
    return {
        "bars": Bars(names, (Series("", "negative", values),), Axis("n", "count"), words),
        "stacked": Bars(names, series, axis, words, emphasised=0),
        "grouped": Bars(names, series, axis, is_stacked=False),
        "below zero": Bars(
            names,
            (Series("", "accent", tuple(value and -value for value in values), words),),
            Axis("change", "points"),
        ),
        "dots": Dots(names, series[:1], axis, words, (0.5, LONG), rows - 1),
        "dots of three": Dots(names, series, axis, words),
        "curves": Curves(curves, Axis("n", "count"), axis, ((1.0, LONG), (1.1, LONG), (1.9, "x"))),
        "cells": Cells(names, names, cells, axis, columns_title=LONG),
        "grid": Grid(columns, fields, fields, LONG + LONG + LONG),
    }


def exhibit(
    content: Bars | Dots | Curves | Cells | Grid, title: str = "", n: int | None = 700
) -> Exhibit:
    """An exhibit that shows the content."""
    return Exhibit(
        Ref("drop_off.exits"),
        "table" if isinstance(content, Grid) else "figure",
        title or "57 % of those who dropped off in Basket were last seen at Card payment",
        "By last touchpoint: 700 journeys that dropped off in Basket.",
        content,
        (),
        n,
        "journey",
        "Touchpoints at which those who dropped off were last seen, with how many.",
        ("Those under way are not counted.",),
    )


PASSPORT = Passport("shop", "Shop <2025>", 3, "0" * 64, {"loaded": 10}, "2.0", date(2025, 3, 1), ())
