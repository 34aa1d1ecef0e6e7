"""Exhibits of every kind of content, made up, with values that a test knows; and what a deck is made of out of them."""

from datetime import date

from journey.exhibit.chart import Axis, Bars, Cell, Cells, Curve, Curves, Dots, Series
from journey.exhibit.exhibit import Drawing, Exhibit, Nothing
from journey.exhibit.grid import Column, Grid
from journey.exhibit.ref import Ref
from journey.export.collection import Collection, Page
from journey.export.passport import Passport
from journey.map.box import Box
from journey.map.scene import Scene, cell, circle, gradient, group, line, path, rect, text
from journey.model.filters import Filters
from journey.model.theme import NEUTRAL, STAGE_HUES

MADE_ON = date(2026, 3, 31)
FILTERS = Filters.of(date(2026, 1, 1), date(2026, 3, 31), {"segment": ["business"]})
HOSTILE = '=HYPERLINK("http://evil.example","x")<b>\x07\ud800&'
LONG = "The page on which customers compare delivery dates, prices and conditions of all plans " * 2

STAGES = ("Awareness", "Consideration", "Purchase", "Delivery", "Retention")

BARS = Bars(
    (
        "Basket",
        "Card payment",
        "Delivery dates (Consideration)",
        "Sign-up form",
        "Chat",
        "2 other touchpoints",
    ),
    (Series("left", "negative", (72.0, 48.0, 31.0, 12.0, None, 9.0)),),
    Axis("journeys whose last event was there", "count"),
    ("72 · 42 %", "48 · 28 %", "31 · 18 %", "12 · 7 %", "hidden", "9 · 5 %"),
    ("negative",) * 5 + (NEUTRAL,),
)
STACK = Bars(
    STAGES,
    (
        Series(
            "went on",
            "accent",
            (0.62, 0.55, 0.71, 0.9, 0.4),
            ("62 %", "55 %", "71 %", "90 %", "40 %"),
        ),
        Series(
            "under way",
            NEUTRAL,
            (0.1, 0.05, 0.04, 0.02, 0.3),
            ("10 %", "5 %", "4 %", "2 %", "30 %"),
        ),
        Series(
            "left", "negative", (0.28, 0.4, 0.25, 0.08, None), ("28 %", "40 %", "25 %", "8 %", "")
        ),
    ),
    Axis("share of journeys that reached the stage", "share", (0.0, 1.0)),
    ("1,200 journeys", "744 journeys", "409 journeys", "290 journeys", "261 journeys"),
)
GROUPS = Bars(
    ("phone", "desktop", "tablet"),
    (
        Series(
            "business",
            "accent",
            (0.31, 0.42, 0.2),
            ("31 %", "42 %", "20 %"),
            (0.25, 0.36, 0.1),
            (0.37, 0.48, 0.3),
            (210, 260, 61),
        ),
        Series("student", "warm", (0.44, 0.39, None), ("44 %", "39 %", "")),
    ),
    Axis("share that left", "share"),
    is_stacked=False,
)
DOTS = Dots(
    ("Advert", "Basket", "Card payment", "Chat", "Delivery"),
    (
        Series(
            "valence",
            "accent",
            (0.2, -0.4, -0.62, None, 0.55),
            (),
            (0.1, -0.5, -0.8, None, 0.45),
            (0.3, -0.3, -0.44, None, 0.65),
            (120, 90, 44, None, 230),
        ),
    ),
    Axis("valence", "valence", (-1.0, 1.0)),
    ("n 120", "n 90", "n 44", "hidden", "n 230"),
    (0.1, "all touchpoints"),
    emphasised=2,
)
TWO_DOTS = Dots(
    ("Basket", "Card payment", "Delivery"),
    (
        Series("business", "accent", (0.31, 0.42, 0.2), (), (0.25, 0.36, 0.1), (0.37, 0.48, 0.3)),
        Series("student", "warm", (0.44, 0.39, None), (), (0.4, 0.3, None), (0.5, 0.5, None)),
    ),
    Axis("share that left", "share"),
)
CURVES = Curves(
    (
        Curve(
            "business",
            "accent",
            (0.0, 86400.0, 259200.0, 604800.0),
            (0.0, 0.2, 0.55, 0.7),
            (0.0, 0.15, 0.5, 0.62),
            (0.0, 0.25, 0.6, 0.78),
            True,
        ),
        Curve(
            "student",
            "warm",
            (0.0, 172800.0, 345600.0, 604800.0),
            (0.0, 0.1, None, 0.4),
            (),
            (),
            True,
        ),
    ),
    Axis("time since the stage was reached", "seconds"),
    Axis("share that went on", "share", (0.0, 1.0)),
    ((259200.0, "half after 3.0 days"),),
)
CELLS = Cells(
    ("January", "February", "March"),
    ("0", "1", "2", "3"),
    (
        (Cell("100 %", 1.0), Cell("62 %", 0.62), Cell("41 %", 0.41), Cell("33 %", 0.33)),
        (Cell("100 %", 1.0), Cell("58 %", 0.58), Cell("37 %", 0.37, True), Cell("")),
        (Cell("100 %", 1.0), Cell("hidden"), Cell(""), Cell("")),
    ),
    Axis("share of journeys", "share"),
    ("accent", "accent", "negative"),
    "month",
)
GRID = Grid(
    (Column("Touchpoint"), Column("Journeys", True), Column("Left", True, "%")),
    (("Basket", "1,204", "31"), ("Card payment", "644", "12"), ("Chat", "hidden", "–")),
    (("Basket", 1204, 0.31), ("Card payment", 644, 0.12), ("Chat", None, None)),
    "and 188 more touchpoints",
)


def scene(width: float) -> Scene:
    """Every kind of shape once, in groups that are moved, turned and pale."""
    shapes = (
        gradient("run", (100.0, 0.0, 300.0, 0.0), ((0.0, "negative", 1.0), (1.0, "positive", 0.5))),
        rect(0, 0, width, 300, fill="surface"),
        group(
            [
                cell(
                    "stage/Purchase",
                    "Purchase: 409 journeys",
                    Box(0, 0, 200, 40),
                    [
                        rect(10, 10, 180, 40, fill=STAGE_HUES[0], rx=8),
                        text(
                            100,
                            36,
                            "Purchase",
                            15,
                            "#FFFFFF",
                            font_weight=600,
                            text_anchor="middle",
                        ),
                    ],
                ),
                path("M100,100C150,60 250,140 300,100V160H100Z", fill="url(#run)"),
                line(10, 200, 190, 180, stroke="muted", stroke_width=2, stroke_dasharray="5 4"),
            ],
            transform="translate(20,10)",
            region="Stages",
        ),
        group(
            [
                circle(400, 100, 20, fill="negative", stroke="#FFFFFF", stroke_width=2),
                path("M380,150A20,20 0 0 1 420,150", fill="none", stroke="ink", stroke_width=3),
            ],
            opacity=0.5,
        ),
        text(width - 10, 280, "right edge", 13, "muted", text_anchor="end"),
        text(10, 280, "left edge", 13, "ink", font_style="italic"),
    )
    return Scene(width, 300.0, shapes)


DRAWING = Drawing(scene, 640)


def exhibit(id: str, title: str, content, n: int | None = 1_204, **more) -> Exhibit:
    kind = more.pop("kind", "figure")
    subtitle = more.pop("subtitle", "Share of the journeys that reached a stage")
    alt = more.pop("alt", f"What {id} shows, in words.")
    return Exhibit(
        Ref.of(id, FILTERS), kind, title, subtitle, content, (), n, "journey", alt, **more
    )


PAGES = (
    exhibit("map", "Four of ten leave in Consideration, most of them unhappy", DRAWING, kind="map"),
    exhibit(
        "drop_off.exits",
        "Basket is the last touchpoint of 42 % of those who leave in Purchase",
        BARS,
        172,
    ),
    exhibit("drop_off.funnel", "Consideration loses most", STACK),
    exhibit(
        "drop_off.groups", "Students leave on the phone, business customers at the desk", GROUPS
    ),
    exhibit("map.emotion", "Card payment is the lowest point of the journey", DOTS, 484),
    exhibit(
        "two",
        "Students leave more often than business customers at the basket, less often at card payment, and for delivery nothing can be said",
        TWO_DOTS,
    ),
    exhibit("conversion", "Half of the business customers go on within three days", CURVES),
    exhibit("cohorts", "Each month keeps fewer than the one before", CELLS),
    exhibit("touchpoints", "Basket has the most journeys", GRID, kind="table"),
)


def collection(exhibits=PAGES, left_out=(), title="Online shop: first quarter") -> Collection:
    passport = Passport("shop", title, 3, "", {}, "", MADE_ON, ())
    pages = tuple(Page(one, one.title, "") for one in exhibits)
    return Collection(title, pages, tuple(left_out), passport)


LEFT_OUT = (
    Nothing(Ref("customer.timeline"), "Timeline", "One customer's journeys are not in exports."),
)
