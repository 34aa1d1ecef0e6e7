"""Where can a customer of the retailer meet it, and what is such a meeting like?"""

from __future__ import annotations

from dataclasses import dataclass

STAGES = ("awareness", "consideration", "purchase", "retention", "advocacy")
AWARENESS, CONSIDERATION, PURCHASE, RETENTION, ADVOCACY = range(5)
ACTORS = ("customer", "agent", "bot", "system")
CUSTOMER, AGENT, BOT, SYSTEM = range(4)
CASE_EVENTS = (
    "",
    "opened",
    "complaint",
    "acknowledged",
    "solution_offered",
    "timeline_offered",
    "resolved",
    "followed_up",
    "reopened",
    "transferred",
)

VALENCES = {
    "anger": -0.9,
    "frustration": -0.7,
    "disappointment": -0.6,
    "anxiety": -0.5,
    "uncertainty": -0.3,
    "neutral": 0.0,
    "trust": 0.5,
    "relief": 0.5,
    "satisfaction": 0.6,
    "excitement": 0.8,
    "delight": 0.9,
}
EMOTIONS = tuple(VALENCES)

CURIOUS = {
    "excitement": 0.32,
    "neutral": 0.28,
    "uncertainty": 0.12,
    "trust": 0.10,
    "delight": 0.06,
    "disappointment": 0.06,
    "satisfaction": 0.06,
}
COMPARING = {
    "uncertainty": 0.34,
    "neutral": 0.20,
    "satisfaction": 0.13,
    "excitement": 0.09,
    "trust": 0.09,
    "anxiety": 0.07,
    "frustration": 0.05,
    "disappointment": 0.03,
}
PAYING = {
    "anxiety": 0.30,
    "excitement": 0.16,
    "neutral": 0.16,
    "satisfaction": 0.14,
    "uncertainty": 0.12,
    "trust": 0.07,
    "frustration": 0.05,
}
FAILED = {
    "frustration": 0.42,
    "anger": 0.20,
    "anxiety": 0.20,
    "disappointment": 0.13,
    "neutral": 0.05,
}
BOUGHT = {
    "relief": 0.30,
    "satisfaction": 0.22,
    "delight": 0.16,
    "excitement": 0.14,
    "neutral": 0.12,
    "disappointment": 0.06,
}
WAITING = {
    "neutral": 0.28,
    "excitement": 0.22,
    "satisfaction": 0.14,
    "anxiety": 0.12,
    "uncertainty": 0.12,
    "trust": 0.07,
    "frustration": 0.05,
}
USING = {
    "satisfaction": 0.32,
    "neutral": 0.26,
    "trust": 0.12,
    "relief": 0.09,
    "delight": 0.06,
    "uncertainty": 0.06,
    "frustration": 0.06,
    "disappointment": 0.03,
}
HELPED = {
    "relief": 0.26,
    "satisfaction": 0.24,
    "neutral": 0.15,
    "trust": 0.09,
    "frustration": 0.14,
    "disappointment": 0.07,
    "anger": 0.05,
}
COMPLAINING = {"anger": 0.38, "frustration": 0.34, "disappointment": 0.22, "anxiety": 0.06}
FOND = {
    "delight": 0.36,
    "satisfaction": 0.26,
    "trust": 0.18,
    "excitement": 0.12,
    "neutral": 0.05,
    "disappointment": 0.03,
}
BILL_GOOD = {"neutral": 0.6, "satisfaction": 0.3, "trust": 0.1}
BILL_BAD = {"disappointment": 0.5, "frustration": 0.3, "anger": 0.2}

WEB, APP = (("web", 1.0),), (("mobile app", 1.0),)
ONLINE = (("web", 0.7), ("mobile app", 0.3))
MAIL, PHONE, STORE, CHAT = (
    (("e-mail", 1.0),),
    (("phone", 1.0),),
    (("store", 1.0),),
    (("live chat", 1.0),),
)


@dataclass(frozen=True)
class Touchpoint:
    """One kind of meeting: its channels, moods, survey rates, cost and the usual days until the next step."""

    name: str
    channels: tuple[tuple[str, float], ...]
    service_mode: str
    initiative: str
    mix: dict[str, float]
    days: float
    csat: float = 0.0
    ces: float = 0.0
    nps: float = 0.0
    cost: float = 0.0
    felt: float = 0.46
    pain: tuple[str, ...] = ()


def helped(name: str, channels: tuple, mode: str, mix: dict, days: float, **more) -> Touchpoint:
    """A meeting that the customer began."""
    return Touchpoint(name, channels, mode, "reactive", mix, days, **more)


def sent(name: str, channels: tuple, mix: dict, days: float, **more) -> Touchpoint:
    """A meeting that the retailer began, without a person."""
    return Touchpoint(name, channels, "automated", "proactive", mix, days, **more)


TOUCHPOINTS: tuple[Touchpoint, ...] = (
    sent("Online ad", (("advertising", 1.0),), CURIOUS, 1.6, cost=0.9, felt=0.32),
    helped("Search result", WEB, "self-service", CURIOUS, 0.8, cost=0.4, felt=0.32),
    sent("Social post", (("social media", 1.0),), CURIOUS, 1.8, cost=0.3, felt=0.4),
    helped("Video review", (("video", 1.0),), "self-service", CURIOUS, 1.2, felt=0.42),
    helped("Friend's recommendation", (("referral", 1.0),), "self-service", FOND, 1.4, felt=0.55),
    Touchpoint(
        "Launch event",
        (("events", 1.0),),
        "agent",
        "proactive",
        CURIOUS,
        2.0,
        nps=0.16,
        cost=24.0,
        felt=0.55,
    ),
    helped(
        "Product page",
        ONLINE,
        "self-service",
        COMPARING,
        1.1,
        ces=0.03,
        felt=0.35,
        pain=("stock unclear", "slow page"),
    ),
    helped(
        "Plan comparison",
        ONLINE,
        "self-service",
        COMPARING,
        1.0,
        ces=0.08,
        felt=0.44,
        pain=("price unclear", "too many plans", "hidden fee"),
    ),
    helped(
        "Advice chat",
        CHAT,
        "agent",
        COMPARING,
        1.0,
        csat=0.22,
        cost=3.2,
        pain=("long wait", "no clear answer"),
    ),
    helped(
        "Store visit",
        STORE,
        "agent",
        USING,
        1.5,
        csat=0.18,
        nps=0.10,
        cost=7.5,
        pain=("long queue",),
    ),
    sent("Newsletter", MAIL, CURIOUS, 2.2, cost=0.05, felt=0.18),
    helped(
        "Help article",
        (("self-service", 1.0),),
        "self-service",
        USING,
        0.7,
        ces=0.14,
        felt=0.36,
        pain=("article out of date", "not found"),
    ),
    helped(
        "Basket",
        ONLINE,
        "self-service",
        PAYING,
        0.3,
        ces=0.03,
        felt=0.4,
        pain=("delivery cost shown late",),
    ),
    helped(
        "Card payment",
        ONLINE,
        "self-service",
        PAYING,
        0.1,
        ces=0.12,
        cost=0.6,
        pain=("bank check failed",),
    ),
    helped(
        "Payment failed",
        ONLINE,
        "automated",
        FAILED,
        0.6,
        ces=0.10,
        felt=0.6,
        pain=("card declined", "page froze", "form lost its content"),
    ),
    helped(
        "Store purchase",
        STORE,
        "agent",
        BOUGHT,
        0.5,
        csat=0.22,
        nps=0.16,
        cost=9.0,
        pain=("long queue",),
    ),
    helped("Phone order", PHONE, "agent", BOUGHT, 0.3, csat=0.22, cost=8.0, pain=("long hold",)),
    sent("Order confirmation", MAIL, BOUGHT, 1.0, felt=0.3),
    sent("Delivery update", MAIL, WAITING, 0.9, felt=0.6, pain=("parcel late", "no time given")),
    Touchpoint(
        "Delivery",
        (("in person", 1.0),),
        "agent",
        "proactive",
        BOUGHT,
        0.8,
        csat=0.26,
        nps=0.26,
        cost=5.5,
        felt=0.5,
        pain=("parcel late", "left with a neighbour"),
    ),
    sent("Welcome mail", MAIL, USING, 0.5, felt=0.2),
    helped(
        "Activation",
        APP,
        "self-service",
        USING,
        1.5,
        ces=0.5,
        felt=0.5,
        pain=("SIM not accepted", "code expired"),
    ),
    sent(
        "Monthly bill",
        MAIL,
        BILL_GOOD,
        3.6,
        nps=0.16,
        felt=0.46,
        pain=("bill unclear", "price rise"),
    ),
    helped(
        "Account app",
        APP,
        "self-service",
        USING,
        2.6,
        ces=0.02,
        nps=0.03,
        felt=0.3,
        pain=("login lost",),
    ),
    helped(
        "Chatbot",
        (("chatbot", 1.0),),
        "automated",
        HELPED,
        0.6,
        csat=0.30,
        ces=0.08,
        cost=0.3,
        felt=0.6,
        pain=("did not understand", "no way to a person"),
    ),
    helped(
        "Live chat",
        CHAT,
        "agent",
        HELPED,
        0.2,
        csat=0.28,
        nps=0.10,
        cost=3.4,
        felt=0.55,
        pain=("long wait",),
    ),
    helped(
        "Support call",
        PHONE,
        "agent",
        HELPED,
        0.5,
        csat=0.30,
        nps=0.19,
        cost=6.8,
        felt=0.55,
        pain=("long hold", "told the story twice"),
    ),
    helped(
        "Complaint",
        WEB,
        "agent",
        COMPLAINING,
        0.6,
        ces=0.12,
        cost=4.0,
        felt=0.75,
        pain=("wrong charge", "promise not kept", "nobody answered"),
    ),
    Touchpoint("Case message", MAIL, "agent", "proactive", HELPED, 0.9, cost=1.2, felt=0.0),
    helped("Review", WEB, "self-service", FOND, 2.4, nps=0.56, felt=0.65),
    helped(
        "Referral invite",
        (("referral", 1.0),),
        "self-service",
        FOND,
        2.4,
        nps=0.24,
        cost=10.0,
        felt=0.5,
    ),
    helped("Social mention", (("social media", 1.0),), "self-service", FOND, 2.4, felt=0.6),
)
NAMES = tuple(touchpoint.name for touchpoint in TOUCHPOINTS)
CODE = {name: code for code, name in enumerate(NAMES)}
CHANNELS = tuple(
    dict.fromkeys(channel for touchpoint in TOUCHPOINTS for channel, _ in touchpoint.channels)
)
