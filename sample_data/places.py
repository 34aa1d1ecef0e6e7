"""Where can something be planted in a world? The measures, with the places that have enough cases for them."""

from __future__ import annotations

from .catalogue import ADVOCACY, AWARENESS, CONSIDERATION, PURCHASE, RETENTION

Place = tuple[int, str]  # a stage and a touchpoint, the latter empty for the whole stage

DROP_OFF, LEAVES, REPEATS, WAITS = "drop_off", "leaves", "repeats", "waits"
CONTACT_AGAIN, VALENCE, EFFORT = "contact_again", "valence", "effort"
NPS, CSAT, CES = "nps", "csat", "ces"
# The draw behind the answers that a measure is of.
SURVEYS = {VALENCE: "emotion", NPS: "nps", CSAT: "csat", CES: "ces", EFFORT: "ces"}

# About how many cases there are in a year, of leaving a stage among journeys whose end is known.
CASES: dict[str, dict[Place, int]] = {
    DROP_OFF: {
        (AWARENESS, ""): 3800,
        (CONSIDERATION, ""): 2550,
        (PURCHASE, ""): 1300,
        (RETENTION, ""): 900,
    },
    LEAVES: {
        (AWARENESS, "Online ad"): 3850,
        (AWARENESS, "Search result"): 3150,
        (AWARENESS, "Social post"): 2100,
        (CONSIDERATION, "Product page"): 3700,
        (CONSIDERATION, "Plan comparison"): 2500,
        (CONSIDERATION, "Store visit"): 1000,
        (PURCHASE, "Basket"): 1500,
        (PURCHASE, "Card payment"): 900,
        (PURCHASE, "Delivery"): 1050,
        (RETENTION, "Activation"): 1350,
        (RETENTION, "Monthly bill"): 1250,
        (RETENTION, "Account app"): 950,
        (RETENTION, "Live chat"): 400,
        (RETENTION, "Support call"): 400,
        (RETENTION, "Complaint"): 250,
    },
    REPEATS: {
        (AWARENESS, "Search result"): 3150,
        (AWARENESS, "Social post"): 2100,
        (AWARENESS, "Video review"): 1650,
        (CONSIDERATION, "Product page"): 3750,
        (CONSIDERATION, "Plan comparison"): 2500,
        (CONSIDERATION, "Store visit"): 1000,
        (CONSIDERATION, "Newsletter"): 1000,
        (CONSIDERATION, "Help article"): 600,
        (PURCHASE, "Basket"): 1500,
        (RETENTION, "Activation"): 1350,
        (RETENTION, "Live chat"): 400,
        (RETENTION, "Support call"): 400,
        (RETENTION, "Help article"): 350,
    },
    WAITS: {
        (CONSIDERATION, "Product page"): 3600,
        (CONSIDERATION, "Plan comparison"): 2100,
        (CONSIDERATION, "Store visit"): 850,
        (PURCHASE, "Basket"): 1150,
        (PURCHASE, "Order confirmation"): 1350,
        (PURCHASE, "Delivery"): 1050,
        (RETENTION, "Activation"): 1350,
        (RETENTION, "Live chat"): 400,
        (RETENTION, "Support call"): 400,
    },
    CONTACT_AGAIN: {
        (RETENTION, "Activation"): 1450,
        (RETENTION, "Monthly bill"): 1400,
        (RETENTION, "Account app"): 1100,
        (RETENTION, "Live chat"): 400,
        (RETENTION, "Support call"): 400,
    },
    VALENCE: {
        (AWARENESS, "Online ad"): 2700,
        (AWARENESS, "Search result"): 1950,
        (AWARENESS, "Video review"): 1000,
        (CONSIDERATION, "Product page"): 3000,
        (CONSIDERATION, "Plan comparison"): 1700,
        (CONSIDERATION, "Store visit"): 550,
        (PURCHASE, "Basket"): 900,
        (PURCHASE, "Card payment"): 500,
        (PURCHASE, "Delivery update"): 1500,
        (PURCHASE, "Delivery"): 550,
        (RETENTION, "Activation"): 750,
        (RETENTION, "Monthly bill"): 2200,
        (RETENTION, "Account app"): 1850,
        (RETENTION, "Chatbot"): 300,
        (RETENTION, "Live chat"): 250,
        (RETENTION, "Support call"): 350,
    },
    NPS: {
        (AWARENESS, "Launch event"): 200,
        (PURCHASE, "Delivery"): 300,
        (RETENTION, "Monthly bill"): 800,
        (RETENTION, "Support call"): 100,
        (ADVOCACY, "Review"): 200,
    },
    CSAT: {
        (CONSIDERATION, "Store visit"): 200,
        (CONSIDERATION, "Advice chat"): 150,
        (PURCHASE, "Delivery"): 300,
        (RETENTION, "Live chat"): 100,
        (RETENTION, "Support call"): 200,
    },
    CES: {
        (CONSIDERATION, "Plan comparison"): 300,
        (PURCHASE, "Card payment"): 100,
        (RETENTION, "Activation"): 700,
    },
    EFFORT: {(CONSIDERATION, "Plan comparison"): 300, (RETENTION, "Activation"): 700},
}
# Touchpoints that fewer than half pass while in a stage, apart from how they fare.
PASSING: tuple[Place, ...] = (
    (CONSIDERATION, "Store visit"),
    (CONSIDERATION, "Advice chat"),
    (CONSIDERATION, "Newsletter"),
    (CONSIDERATION, "Help article"),
    (RETENTION, "Live chat"),
    (RETENTION, "Chatbot"),
)
# A place and the touchpoint before it: a hundred or more come straight from there, and as many do not; without a plan both fare
# alike, within two points.
MOVES: dict[str, tuple[tuple[Place, str], ...]] = {
    REPEATS: (
        ((CONSIDERATION, "Product page"), "Online ad"),
        ((CONSIDERATION, "Product page"), "Search result"),
        ((CONSIDERATION, "Product page"), "Social post"),
        ((CONSIDERATION, "Product page"), "Video review"),
        ((PURCHASE, "Basket"), "Product page"),
        ((PURCHASE, "Basket"), "Plan comparison"),
        ((RETENTION, "Activation"), "Welcome mail"),
        ((RETENTION, "Activation"), "Delivery"),
        ((RETENTION, "Live chat"), "Account app"),
        ((RETENTION, "Live chat"), "Monthly bill"),
    ),
    CONTACT_AGAIN: (
        ((RETENTION, "Activation"), "Welcome mail"),
        ((RETENTION, "Activation"), "Delivery"),
        ((RETENTION, "Live chat"), "Account app"),
        ((RETENTION, "Live chat"), "Monthly bill"),
    ),
    WAITS: (
        ((CONSIDERATION, "Store visit"), "Product page"),
        ((PURCHASE, "Basket"), "Product page"),
        ((PURCHASE, "Basket"), "Plan comparison"),
        ((RETENTION, "Activation"), "Welcome mail"),
        ((RETENTION, "Activation"), "Delivery"),
    ),
}
