"""Where can a customer of the retailer meet it, and what is such a meeting like?"""

from __future__ import annotations

from dataclasses import dataclass

STAGES = ("awareness", "consideration", "purchase", "retention", "advocacy")
AWARENESS, CONSIDERATION, PURCHASE, RETENTION, ADVOCACY = range(5)
ACTORS = ("customer", "agent", "bot", "system")
CUSTOMER, AGENT, BOT, SYSTEM = range(4)
CASE_EVENTS = ("", "opened", "complaint", "acknowledged", "solution_offered", "timeline_offered", "resolved",
               "followed_up", "reopened", "transferred")

VALENCES = {"anger": -.9, "frustration": -.7, "disappointment": -.6, "anxiety": -.5, "uncertainty": -.3,
            "neutral": 0., "trust": .5, "relief": .5, "satisfaction": .6, "excitement": .8, "delight": .9}
EMOTIONS = tuple(VALENCES)

CURIOUS = {"excitement": .32, "neutral": .28, "uncertainty": .12, "trust": .10, "delight": .06, "disappointment": .06,
           "satisfaction": .06}
COMPARING = {"uncertainty": .34, "neutral": .20, "satisfaction": .13, "excitement": .09, "trust": .09,
             "anxiety": .07, "frustration": .05, "disappointment": .03}
PAYING = {"anxiety": .30, "excitement": .16, "neutral": .16, "satisfaction": .14, "uncertainty": .12, "trust": .07,
          "frustration": .05}
FAILED = {"frustration": .42, "anger": .20, "anxiety": .20, "disappointment": .13, "neutral": .05}
BOUGHT = {"relief": .30, "satisfaction": .22, "delight": .16, "excitement": .14, "neutral": .12, "disappointment": .06}
WAITING = {"neutral": .28, "excitement": .22, "satisfaction": .14, "anxiety": .12, "uncertainty": .12, "trust": .07,
           "frustration": .05}
USING = {"satisfaction": .32, "neutral": .26, "trust": .12, "relief": .09, "delight": .06, "uncertainty": .06,
         "frustration": .06, "disappointment": .03}
HELPED = {"relief": .26, "satisfaction": .24, "neutral": .15, "trust": .09, "frustration": .14, "disappointment": .07,
          "anger": .05}
COMPLAINING = {"anger": .38, "frustration": .34, "disappointment": .22, "anxiety": .06}
FOND = {"delight": .36, "satisfaction": .26, "trust": .18, "excitement": .12, "neutral": .05, "disappointment": .03}
BILL_GOOD = {"neutral": .6, "satisfaction": .3, "trust": .1}
BILL_BAD = {"disappointment": .5, "frustration": .3, "anger": .2}

WEB, APP = (("web", 1.),), (("mobile app", 1.),)
ONLINE = (("web", .7), ("mobile app", .3))
MAIL, PHONE, STORE, CHAT = (("e-mail", 1.),), (("phone", 1.),), (("store", 1.),), (("live chat", 1.),)


@dataclass(frozen=True)
class Touchpoint:
    """One kind of meeting: its channels, moods, survey rates, cost and the usual days until the next step."""

    name: str
    channels: tuple[tuple[str, float], ...]
    service_mode: str
    initiative: str
    mix: dict[str, float]
    days: float
    csat: float = 0.
    ces: float = 0.
    nps: float = 0.
    cost: float = 0.
    felt: float = .46
    pain: tuple[str, ...] = ()


def helped(name: str, channels: tuple, mode: str, mix: dict, days: float, **more) -> Touchpoint:
    """A meeting that the customer began."""
    return Touchpoint(name, channels, mode, "reactive", mix, days, **more)


def sent(name: str, channels: tuple, mix: dict, days: float, **more) -> Touchpoint:
    """A meeting that the retailer began, without a person."""
    return Touchpoint(name, channels, "automated", "proactive", mix, days, **more)


TOUCHPOINTS: tuple[Touchpoint, ...] = (
    sent("Online ad", (("advertising", 1.),), CURIOUS, 1.6, cost=.9, felt=.32),
    helped("Search result", WEB, "self-service", CURIOUS, .8, cost=.4, felt=.32),
    sent("Social post", (("social media", 1.),), CURIOUS, 1.8, cost=.3, felt=.4),
    helped("Video review", (("video", 1.),), "self-service", CURIOUS, 1.2, felt=.42),
    helped("Friend's recommendation", (("referral", 1.),), "self-service", FOND, 1.4, felt=.55),
    Touchpoint("Launch event", (("events", 1.),), "agent", "proactive", CURIOUS, 2.0, nps=.16, cost=24., felt=.55),
    helped("Product page", ONLINE, "self-service", COMPARING, 1.1, ces=.03, felt=.35,
           pain=("stock unclear", "slow page")),
    helped("Plan comparison", ONLINE, "self-service", COMPARING, 1.0, ces=.08, felt=.44,
           pain=("price unclear", "too many plans", "hidden fee")),
    helped("Advice chat", CHAT, "agent", COMPARING, 1.0, csat=.22, cost=3.2, pain=("long wait", "no clear answer")),
    helped("Store visit", STORE, "agent", USING, 1.5, csat=.18, nps=.10, cost=7.5, pain=("long queue",)),
    sent("Newsletter", MAIL, CURIOUS, 2.2, cost=.05, felt=.18),
    helped("Help article", (("self-service", 1.),), "self-service", USING, .7, ces=.14, felt=.36,
           pain=("article out of date", "not found")),
    helped("Basket", ONLINE, "self-service", PAYING, .3, ces=.03, felt=.4, pain=("delivery cost shown late",)),
    helped("Card payment", ONLINE, "self-service", PAYING, .1, ces=.12, cost=.6, pain=("bank check failed",)),
    helped("Payment failed", ONLINE, "automated", FAILED, .6, ces=.10, felt=.6,
           pain=("card declined", "page froze", "form lost its content")),
    helped("Store purchase", STORE, "agent", BOUGHT, .5, csat=.22, nps=.16, cost=9., pain=("long queue",)),
    helped("Phone order", PHONE, "agent", BOUGHT, .3, csat=.22, cost=8., pain=("long hold",)),
    sent("Order confirmation", MAIL, BOUGHT, 1.0, felt=.3),
    sent("Delivery update", MAIL, WAITING, .9, felt=.6, pain=("parcel late", "no time given")),
    Touchpoint("Delivery", (("in person", 1.),), "agent", "proactive", BOUGHT, .8, csat=.26, nps=.26, cost=5.5,
               felt=.5, pain=("parcel late", "left with a neighbour")),
    sent("Welcome mail", MAIL, USING, .5, felt=.2),
    helped("Activation", APP, "self-service", USING, 1.5, ces=.5, felt=.5, pain=("SIM not accepted", "code expired")),
    sent("Monthly bill", MAIL, BILL_GOOD, 3.6, nps=.16, felt=.46, pain=("bill unclear", "price rise")),
    helped("Account app", APP, "self-service", USING, 2.6, ces=.02, nps=.03, felt=.3, pain=("login lost",)),
    helped("Chatbot", (("chatbot", 1.),), "automated", HELPED, .6, csat=.30, ces=.08, cost=.3, felt=.6,
           pain=("did not understand", "no way to a person")),
    helped("Live chat", CHAT, "agent", HELPED, .2, csat=.28, nps=.10, cost=3.4, felt=.55, pain=("long wait",)),
    helped("Support call", PHONE, "agent", HELPED, .5, csat=.30, nps=.19, cost=6.8, felt=.55,
           pain=("long hold", "told the story twice")),
    helped("Complaint", WEB, "agent", COMPLAINING, .6, ces=.12, cost=4., felt=.75,
           pain=("wrong charge", "promise not kept", "nobody answered")),
    Touchpoint("Case message", MAIL, "agent", "proactive", HELPED, .9, cost=1.2, felt=0.),
    helped("Review", WEB, "self-service", FOND, 2.4, nps=.56, felt=.65),
    helped("Referral invite", (("referral", 1.),), "self-service", FOND, 2.4, nps=.24, cost=10., felt=.5),
    helped("Social mention", (("social media", 1.),), "self-service", FOND, 2.4, felt=.6),
)
NAMES = tuple(touchpoint.name for touchpoint in TOUCHPOINTS)
CODE = {name: code for code, name in enumerate(NAMES)}
CHANNELS = tuple(dict.fromkeys(channel for touchpoint in TOUCHPOINTS for channel, _ in touchpoint.channels))
