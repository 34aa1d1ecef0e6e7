"""Which touchpoints does each journey pass, in which order, and when?"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import numpy as np

from . import story
from .catalogue import (
    ADVOCACY,
    AGENT,
    AWARENESS,
    BOT,
    CASE_EVENTS,
    CODE,
    CONSIDERATION,
    CUSTOMER,
    PURCHASE,
    RETENTION,
    SYSTEM,
    TOUCHPOINTS,
)
from .changes import ORDINARY, Changes
from .draws import Dice
from .people import DAY, Journeys

LONGEST = 149 * DAY
NEXT = 1e-7
BY_DEFAULT = {
    "Case message": AGENT,
    "Order confirmation": SYSTEM,
    "Delivery update": SYSTEM,
    "Welcome mail": SYSTEM,
    "Monthly bill": SYSTEM,
    "Newsletter": SYSTEM,
    "Online ad": SYSTEM,
    "Delivery": AGENT,
}
SUPPORT_CASE, COMPLAINT_CASE = 1, 2
SOURCES = {
    "Online ad": 0.35,
    "Search result": 0.30,
    "Social post": 0.17,
    "Video review": 0.12,
    "Launch event": 0.06,
}
FRIEND = "Friend's recommendation"
BY_PHONE, BY_CHAT, BY_BOT = 1, 2, 3
NOWHERE = -1
DAYTIME = (
    np.array([0.0, 0.004, 0.01, 0.03, 0.10, 0.30, 0.45, 0.62, 0.80, 0.95, 1.0]) * DAY,
    np.array([0.0, 2.0, 6.0, 7.0, 9.0, 12.0, 14.5, 17.0, 20.0, 22.5, 24.0]) / 24 * DAY,
)


def second_of(day: date) -> float:
    """The second of the year at which a day begins."""
    return (day - date(2025, 1, 1)).days * DAY


def between(since: date, until: date, seconds: np.ndarray) -> np.ndarray:
    """Which moments lie in the days from one to another, both included."""
    return (seconds >= second_of(since)) & (seconds < second_of(until) + DAY)


def within(finding: story.Finding, seconds: np.ndarray) -> np.ndarray:
    """Which moments lie in the days of a finding."""
    return between(finding.since, finding.until, seconds)


@dataclass
class Steps:
    """The steps of some journeys, gathered one kind at a time."""

    journeys: Journeys
    parts: list[dict[str, np.ndarray]] = field(default_factory=list)

    def add(
        self,
        who: np.ndarray,
        touchpoint: str,
        order: float | np.ndarray,
        stage: int,
        times: np.ndarray | int = 1,
        case: int = 0,
        case_event: str = "",
        actor: int | None = None,
    ) -> None:
        """Journeys `who` (a mask) pass a touchpoint at a place in their order (one for each journey)."""
        rows = np.flatnonzero(who)
        times = np.broadcast_to(times, len(who))[rows]
        order = np.broadcast_to(order, len(who))[rows]
        actor = BY_DEFAULT.get(touchpoint, CUSTOMER) if actor is None else actor
        self.put(
            np.repeat(rows, times),
            np.repeat(order, times),
            touchpoint,
            stage,
            case,
            case_event,
            actor,
        )

    def scatter(
        self,
        who: np.ndarray,
        touchpoint: str,
        times: np.ndarray | int,
        stage: int,
        low: float | np.ndarray,
        high: float = 0.9,
        case: int = 0,
        case_event: str = "",
    ) -> None:
        """Journeys pass a touchpoint some times, at places of their order between low and high."""
        rows = np.flatnonzero(who)
        journey = np.repeat(rows, np.broadcast_to(times, len(who))[rows])
        low = np.broadcast_to(low, len(who))[journey]
        spread = self.dice(journey, len(self.parts)).uniform("place")
        order = low + (stage + high - low) * spread
        actor = BY_DEFAULT.get(touchpoint, CUSTOMER)
        self.put(journey, order, touchpoint, stage, case, case_event, actor)

    def put(
        self,
        journey: np.ndarray,
        order: np.ndarray,
        touchpoint: str,
        stage: int,
        case: int,
        case_event: str,
        actor: int,
    ) -> None:
        """Keep steps that are worked out."""
        codes = {
            "touchpoint": CODE[touchpoint],
            "stage": stage,
            "case": case,
            "actor": actor,
            "case_event": CASE_EVENTS.index(case_event),
        }
        part = {name: np.full(len(journey), code, np.int8) for name, code in codes.items()}
        self.parts.append(
            part
            | {"journey": journey, "order": order, "id": self.dice(journey, len(self.parts)).ids}
        )

    def dice(self, journey: np.ndarray, part: int) -> Dice:
        """Chance for each step, told apart by journey, kind of step and how often it has come (rows in order)."""
        begins = np.searchsorted(journey, journey)
        repeat = np.minimum(np.arange(len(journey)) - begins, 1023).astype(np.uint64)
        own = self.journeys.dice
        return Dice(own.seed, (own.ids[journey] << np.uint64(17)) | np.uint64(part << 10) | repeat)

    def together(self) -> dict[str, np.ndarray]:
        """All steps as columns, each journey's in its order."""
        columns = {
            name: np.concatenate([part[name] for part in self.parts]) for name in self.parts[0]
        }
        rows = np.lexsort((columns["order"], columns["journey"]))
        return {name: values[rows] for name, values in columns.items()}


@dataclass(frozen=True)
class Habits:
    """What is drawn of each journey apart from how far it gets: where it begins (a touchpoint's code, NOWHERE for those that
    enter late), which help it will ask for, and how often it will pass some touchpoints of a stage if it comes there."""

    begins: np.ndarray
    help: np.ndarray
    passes: dict[tuple[int, str], np.ndarray]


def habits(journeys: Journeys) -> Habits:
    """The same for the same journeys, whatever is planted."""
    dice, activity = journeys.dice, journeys.customers.activity[journeys.customer]
    late = dice.chance("enters late", 0.12)
    source = np.array([CODE[name] for name in SOURCES])[
        dice.choice("source", tuple(SOURCES.values()))
    ]
    begins = np.where(dice.chance("friend", 0.13), CODE[FRIEND], source)
    asked = dice.choice("help", (0.27, 0.22, 0.31, 0.20))
    visits = np.where(dice.chance("visits", 0.25), 1 + dice.count("visits again", 0.12), 0)
    passes = {
        (CONSIDERATION, "Advice chat"): dice.chance("advice", 0.14).astype(np.int64),
        (CONSIDERATION, "Store visit"): visits,
        (CONSIDERATION, "Newsletter"): dice.count("mails", 0.35),
        (CONSIDERATION, "Help article"): dice.count("guides", 0.2 * activity),
        (RETENTION, "Live chat"): (asked == BY_CHAT).astype(np.int64),
        (RETENTION, "Chatbot"): (asked == BY_BOT).astype(np.int64),
    }
    return Habits(np.where(late, NOWHERE, begins), asked, passes)


@dataclass(frozen=True)
class Fates:
    """What becomes of each journey, decided before it is walked."""

    habits: Habits
    late: np.ndarray
    friend: np.ndarray
    considers: np.ndarray
    visits: np.ndarray
    buys: np.ndarray
    broken: np.ndarray
    stays: np.ndarray
    complains: np.ndarray
    silent: np.ndarray
    praises: np.ndarray


def fates(journeys: Journeys, plans: frozenset[str], changes: Changes = ORDINARY) -> Fates:
    """Decide how far each journey gets; the findings about leaving and moving on are drawn here."""
    chance, own = journeys.dice.chance, habits(journeys)
    late, friend = own.begins == NOWHERE, own.begins == CODE[FRIEND]
    looks = np.where(friend, story.REFERRALS.value(plans), 0.54)
    considers = late | chance("considers", changes.going_on(AWARENESS, journeys, own, looks))
    visits = considers & (own.passes[CONSIDERATION, "Store visit"] > 0)
    takes = np.where(visits, story.STORE_VISIT.value(plans), 0.50)
    buys = considers & chance("buys", changes.going_on(CONSIDERATION, journeys, own, takes))
    is_planned = story.CHECKOUT_MOBILE.name in plans
    broken = (
        is_planned
        & journeys.are("device", "mobile")
        & within(story.CHECKOUT_MOBILE, journeys.begins)
    )
    stops = np.where(broken, story.CHECKOUT_MOBILE.value(plans), 0.30)
    stays = buys & ~chance("stops", changes.leaving(PURCHASE, journeys, own, stops))
    business = journeys.are("segment", "business")
    parts = np.where(business, story.LOVED_BUT_LEAVING.value(plans, 1), 0.56)
    leaves = chance("leaves", changes.leaving(RETENTION, journeys, own, parts))
    complains, silent, praises = endings(
        journeys, stays, leaves, business | changes.keeps_complainers, plans
    )
    return Fates(
        own, late, friend, considers, visits, buys, broken, stays, complains, silent, praises
    )


def endings(
    journeys: Journeys,
    stays: np.ndarray,
    leaves: np.ndarray,
    spared: np.ndarray,
    plans: frozenset[str],
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Who complains, whose complaint ends the journey, and who comes to praise us.

    Of those who are spared (in business) a complaint is left without an answer only where the customer leaves anyhow, so that
    the two findings do not blur each other."""
    chance = journeys.dice.chance
    complains = stays & chance("complains", 0.22)
    silent = (
        complains & chance("silence", story.SILENT_COMPLAINTS.value(plans)) & (leaves | ~spared)
    )
    return complains, silent, stays & ~leaves & ~silent


def walk(
    journeys: Journeys, plans: frozenset[str], changes: Changes = ORDINARY
) -> dict[str, np.ndarray]:
    """All steps of the journeys in order, with the second of the year of each."""
    fate, steps = fates(journeys, plans, changes), Steps(journeys)
    become_aware(steps, fate)
    consider(steps, fate, plans)
    buy(steps, fate)
    settle(steps, fate)
    seek_help(steps, fate, plans)
    complain(steps, fate)
    praise(steps, fate)
    drift(steps, fate)
    columns = steps.together()
    return changes.walked(columns | {"second": moments(columns, journeys, plans)}, journeys)


def become_aware(steps: Steps, fate: Fates) -> None:
    """A first meeting, then more of them, mostly advertising."""
    dice, activity = steps.journeys.dice, steps.journeys.customers.activity[steps.journeys.customer]
    steps.add(fate.friend, FRIEND, 0.0, AWARENESS)
    for source, share in SOURCES.items():
        steps.add(fate.habits.begins == CODE[source], source, 0.0, AWARENESS)
        steps.scatter(
            ~fate.late, source, dice.count("more " + source, 2.2 * share * activity), AWARENESS, 0.1
        )


def consider(steps: Steps, fate: Fates, plans: frozenset[str]) -> None:
    """Looking closer: pages, comparisons, advice, a visit."""
    dice, activity = steps.journeys.dice, steps.journeys.customers.activity[steps.journeys.customer]
    low, who = CONSIDERATION + 0.05, fate.considers
    compares = who & dice.chance("compares", 0.62)
    bargain = steps.journeys.are("persona", "bargain hunter")
    again = dice.chance(
        "compares again", np.where(bargain, story.PRICE_CONFUSION.value(plans), 0.25)
    )
    looks = np.where(again, 2 + dice.count("comparisons", 0.7), 1)
    steps.add(who & ~(compares & dice.chance("no page", 0.2)), "Product page", 1.0, CONSIDERATION)
    steps.scatter(who, "Product page", dice.count("pages", 1.1 * activity), CONSIDERATION, low)
    steps.scatter(compares, "Plan comparison", looks, CONSIDERATION, low)
    for touchpoint in ("Advice chat", "Store visit", "Newsletter", "Help article"):
        times = fate.habits.passes[CONSIDERATION, touchpoint]
        steps.scatter(who, touchpoint, times, CONSIDERATION, low)


def buy(steps: Steps, fate: Fates) -> None:
    """Basket, payment, order and delivery; those who stop here give up, fail to pay, or are content with the phone."""
    dice, who = steps.journeys.dice, fate.buys
    stop = np.where(
        fate.broken,
        dice.choice("stops broken", (0.08, 0.84, 0.08)),
        dice.choice("stops", (0.45, 0.2, 0.35)),
    )
    gives_up, fails = (who & ~fate.stays & (stop == kind) for kind in (0, 1))
    bought = who & ~gives_up & ~fails
    route = dice.choice("route", (0.65, 0.22, 0.13))
    online = bought & (route == 0)
    trouble = fails | (online & dice.chance("hiccup", 0.06))
    steps.add(online | gives_up | fails, "Basket", 2.0, PURCHASE)
    steps.scatter(
        online | gives_up | fails, "Basket", dice.count("baskets", 0.4), PURCHASE, 2.02, 0.3
    )
    steps.add(online | fails, "Card payment", 2.40, PURCHASE)
    steps.add(trouble, "Payment failed", 2.41, PURCHASE)
    twice = fails & dice.chance("tries again", 0.4)
    steps.add(twice | (trouble & online), "Card payment", 2.42, PURCHASE)
    steps.add(twice, "Payment failed", 2.43, PURCHASE)
    steps.add(bought & (route == 1), "Store purchase", 2.40, PURCHASE)
    steps.add(bought & (route == 2), "Phone order", 2.40, PURCHASE)
    receive(steps, bought, bought & (route != 1))


def receive(steps: Steps, bought: np.ndarray, delivered: np.ndarray) -> None:
    """The order is confirmed and, unless taken home from the store, delivered."""
    steps.add(bought, "Order confirmation", 2.5, PURCHASE)
    updates = 1 + steps.journeys.dice.count("updates", 1.1)
    steps.scatter(delivered, "Delivery update", updates, PURCHASE, 2.6, 0.8)
    steps.add(delivered, "Delivery", 2.9, PURCHASE)


def settle(steps: Steps, fate: Fates) -> None:
    """Life with the phone: a welcome, activation, bills, the app."""
    dice, activity = steps.journeys.dice, steps.journeys.customers.activity[steps.journeys.customer]
    who, low = fate.stays, RETENTION + 0.05
    steps.add(who & dice.chance("welcome", 0.6), "Welcome mail", 3.0, RETENTION)
    steps.add(who, "Activation", 3.02, RETENTION)
    steps.scatter(who, "Monthly bill", 1 + dice.count("bills", 2.4 * activity), RETENTION, low)
    steps.scatter(who, "Account app", dice.count("app", 4.6 * activity), RETENTION, low)
    steps.scatter(who, "Newsletter", dice.count("letters", 0.7), RETENTION, low)
    steps.scatter(who, "Help article", dice.count("articles", 0.5 * activity), RETENTION, low)


def seek_help(steps: Steps, fate: Fates, plans: frozenset[str]) -> None:
    """One case of support in many journeys: by phone, by chat or with the bot."""
    kind = fate.habits.help
    begins = RETENTION + steps.journeys.dice.uniform("help begins", 0.06, 0.6)
    by_phone(steps, fate.stays & (kind == BY_PHONE), begins)
    by_chat(steps, fate.stays & (kind == BY_CHAT), begins, plans)
    by_bot(steps, fate.stays & (kind == BY_BOT), begins)


def answer(
    steps: Steps,
    who: np.ndarray,
    place: np.ndarray,
    case_event: str,
    actor: int = AGENT,
    case: int = SUPPORT_CASE,
) -> None:
    """A message about a case, straight after what is at `place`."""
    steps.add(who, "Case message", place, RETENTION, case=case, case_event=case_event, actor=actor)


def by_phone(steps: Steps, who: np.ndarray, begins: np.ndarray) -> None:
    """A call, answers, and for some a long row of further calls."""
    dice, activity = steps.journeys.dice, steps.journeys.customers.activity[steps.journeys.customer]
    steps.add(who, "Support call", begins, RETENTION, case=SUPPORT_CASE, case_event="opened")
    answer(steps, who & dice.chance("call noted", 0.5), begins + NEXT, "acknowledged", SYSTEM)
    answer(steps, who & dice.chance("call offer", 0.4), begins + 2 * NEXT, "solution_offered")
    answer(steps, who & dice.chance("call solved", 0.8), begins + 3 * NEXT, "resolved")
    steps.scatter(
        who,
        "Support call",
        dice.count("calls", 0.6 * activity),
        RETENTION,
        begins + 4 * NEXT,
        case=SUPPORT_CASE,
        case_event="reopened",
    )


def by_chat(steps: Steps, who: np.ndarray, begins: np.ndarray, plans: frozenset[str]) -> None:
    """One chat, always followed at once: by a call when handed on, otherwise by a written answer."""
    dice = steps.journeys.dice
    handed = who & dice.chance("handed on", story.CHAT_TO_PHONE.value(plans))
    again = handed & dice.chance("calls again", story.CHAT_TO_PHONE.value(plans, 1))
    steps.add(who, "Live chat", begins, RETENTION, case=SUPPORT_CASE, case_event="opened")
    solved = dice.chance("chat solved", 0.85)
    answer(steps, who & ~handed & solved, begins + NEXT, "resolved")
    answer(steps, who & ~handed & ~solved, begins + NEXT, "solution_offered")
    steps.add(
        handed,
        "Support call",
        begins + NEXT,
        RETENTION,
        case=SUPPORT_CASE,
        case_event="transferred",
    )
    steps.scatter(
        again,
        "Support call",
        1 + dice.count("further calls", 0.7),
        RETENTION,
        begins + 2 * NEXT,
        case=SUPPORT_CASE,
        case_event="reopened",
    )
    answer(steps, handed & solved, np.full(len(who), RETENTION + 0.91), "resolved")


def by_bot(steps: Steps, who: np.ndarray, begins: np.ndarray) -> None:
    """Talks with the bot, its answer, sometimes a person in the end."""
    dice, activity = steps.journeys.dice, steps.journeys.customers.activity[steps.journeys.customer]
    steps.add(who, "Chatbot", begins, RETENTION, case=SUPPORT_CASE, case_event="opened")
    answer(steps, who & dice.chance("bot answers", 0.6), begins + NEXT, "solution_offered", BOT)
    steps.scatter(
        who,
        "Chatbot",
        dice.count("bot talks", 0.8 * activity),
        RETENTION,
        begins + 2 * NEXT,
        case=SUPPORT_CASE,
    )
    person = who & dice.chance("wants a person", 0.25)
    steps.add(
        person,
        "Support call",
        RETENTION + 0.9,
        RETENTION,
        case=SUPPORT_CASE,
        case_event="transferred",
    )
    answer(
        steps,
        person | (who & dice.chance("bot solved", 0.5)),
        np.full(len(who), RETENTION + 0.91),
        "resolved",
    )


def complain(steps: Steps, fate: Fates) -> None:
    """A complaint: the last step where nobody answers, else followed by answers."""
    dice, heard = steps.journeys.dice, fate.complains & ~fate.silent
    place = np.where(
        fate.silent, RETENTION + 0.99, RETENTION + dice.uniform("complaint at", 0.1, 0.9)
    )
    steps.add(
        fate.complains, "Complaint", place, RETENTION, case=COMPLAINT_CASE, case_event="complaint"
    )
    for step, (case_event, share) in enumerate(
        {
            "acknowledged": 1.0,
            "timeline_offered": 0.5,
            "solution_offered": 0.4,
            "resolved": 0.78,
            "followed_up": 0.35,
        }.items(),
        1,
    ):
        answer(
            steps,
            heard & dice.chance("complaint " + case_event, share),
            place + step * NEXT,
            case_event,
            case=COMPLAINT_CASE,
        )


def praise(steps: Steps, fate: Fates) -> None:
    """Reviews, invitations, mentions; life goes on meanwhile."""
    dice, who = steps.journeys.dice, fate.praises
    invites, mentions = dice.chance("invites", 0.35), dice.chance("mentions", 0.35)
    writes = dice.chance("writes", 0.5) | ~(invites | mentions)
    steps.scatter(who & writes, "Review", 1 + dice.count("reviews", 0.15), ADVOCACY, 4.0)
    steps.scatter(
        who & invites, "Referral invite", 1 + dice.count("more invites", 0.7), ADVOCACY, 4.0
    )
    steps.scatter(
        who & mentions, "Social mention", 1 + dice.count("more mentions", 0.4), ADVOCACY, 4.0
    )
    for touchpoint in ("Account app", "Monthly bill"):
        times = dice.count("later " + touchpoint, 0.7)
        rows = np.repeat(np.flatnonzero(who), times[who])
        place = ADVOCACY + steps.dice(rows, len(steps.parts)).uniform("place")
        steps.put(rows, place, touchpoint, RETENTION, 0, "", BY_DEFAULT.get(touchpoint, CUSTOMER))


def drift(steps: Steps, fate: Fates) -> None:
    """Some of those who left still meet an advertisement or look at a page, without coming any further."""
    dice = steps.journeys.dice
    left = ~fate.praises & ~fate.silent & dice.chance("drifts", 0.16)
    steps.add(left, "Online ad", 9.0, AWARENESS, 1 + dice.count("late ads", 0.4))
    steps.add(left & fate.buys & dice.chance("late page", 0.3), "Product page", 9.1, CONSIDERATION)


def moments(
    columns: dict[str, np.ndarray], journeys: Journeys, plans: frozenset[str]
) -> np.ndarray:
    """The second of the year of each step: a begin, then gaps; no journey lasts longer than five months."""
    gaps = gaps_after(columns, journeys, plans)
    starts = np.flatnonzero(np.diff(columns["journey"], prepend=-1))
    total = np.cumsum(gaps) - gaps
    since = total - np.repeat(total[starts], np.diff(starts, append=len(gaps)))
    ends = np.append(starts[1:], len(gaps)) - 1
    shrink = np.minimum(1.0, LONGEST / np.maximum(since[ends], 1.0))
    second = journeys.begins[columns["journey"]] + since * np.repeat(
        shrink, np.diff(starts, append=len(gaps))
    )
    day = np.floor(second / DAY) * DAY
    return np.floor(day + np.interp(second - day, *DAYTIME))


def gaps_after(
    columns: dict[str, np.ndarray], journeys: Journeys, plans: frozenset[str]
) -> np.ndarray:
    """Seconds from each step to the next: long-tailed; after a delivery either short or more than a month."""
    dice = Dice(journeys.dice.seed, columns["id"])
    usual = np.array([touchpoint.days for touchpoint in TOUCHPOINTS])[columns["touchpoint"]]
    days = np.minimum(usual * np.exp(1.15 * dice.normal("gap")), 60.0)
    islands = journeys.are("region", "Islands")[columns["journey"]]
    slow = dice.chance("slow", np.where(islands, story.SLOW_ISLANDS.value(plans), 0.08))
    parcel = np.where(slow, dice.uniform("month", 31.0, 42.0), dice.uniform("day", 0.05, 1.4))
    days = np.where(columns["touchpoint"] == CODE["Delivery"], parcel, days)
    at_once = (columns["touchpoint"] == CODE["Card payment"]) & dice.chance("at once", 0.12)
    return np.where(at_once, 0.0, np.maximum(days * DAY, 20.0))
