"""What does each event carry: a feeling, answers to surveys, a case, an order, a cost?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from . import story
from .catalogue import (
    BILL_BAD,
    BOT,
    CASE_EVENTS,
    CHANNELS,
    CODE,
    EMOTIONS,
    NAMES,
    TOUCHPOINTS,
    VALENCES,
)
from .changes import ORDINARY, Changes
from .comments import comments
from .draws import Dice
from .people import ATTRIBUTES, DAY, Customers
from .walks import within

REASONS = ("billing", "delivery", "network", "device", "contract")
DEFAULT = np.array(list(VALENCES.values()))
NOBODY = -1
BASE_CSAT, BASE_EASY = 0.65, 0.60


@dataclass(frozen=True)
class Events:
    """Events as columns of codes, with what each one's journey and customer have."""

    columns: dict[str, np.ndarray]
    customers: Customers
    plans: frozenset[str]
    changes: Changes = ORDINARY

    @property
    def dice(self) -> Dice:
        """Chance, for each event its own."""
        return Dice(self.customers.dice.seed, self.columns["id"])

    def at(self, touchpoint: str) -> np.ndarray:
        """Which events are at a touchpoint."""
        return self.columns["touchpoint"] == CODE[touchpoint]

    def rate(self, survey: str) -> np.ndarray:
        """How often each event's touchpoint asks for something."""
        return np.array([getattr(touchpoint, survey) for touchpoint in TOUCHPOINTS])[
            self.columns["touchpoint"]
        ]

    def happening(self, finding: story.Finding) -> np.ndarray:
        """Which events lie in the days of a finding that is switched on."""
        return within(finding, self.columns["second"]) & (finding.name in self.plans)

    def felt(self, name: str) -> np.ndarray:
        """Evenly between 0 (bad) and 1 (good); three in ten follow the customer's own mood."""
        mood = self.customers.mood[self.columns["customer"]]
        return np.where(self.dice.chance(name + " by mood", 0.3), mood, self.dice.uniform(name))

    def answered(self, survey: str) -> np.ndarray:
        """Which events were asked and answered; some customers never answer."""
        willing = self.customers.willing[self.columns["customer"]]
        return self.dice.chance("answers " + survey, self.rate(survey) * willing)


def with_share(mix: dict[str, float], emotion: str, share: float) -> dict[str, float]:
    """The mix with one emotion set to a share, the others keeping their proportions."""
    others = sum(mix.values()) - mix.get(emotion, 0.0)
    return {label: part * (1 - share) / others for label, part in mix.items()} | {emotion: share}


def with_mean(good: dict[str, float], bad: dict[str, float], mean: float) -> dict[str, float]:
    """Two mixes put together so that the mean of the default valences is the one asked for."""
    high, low = (
        sum(share * VALENCES[label] for label, share in mix.items()) for mix in (good, bad)
    )
    weight = (high - mean) / (high - low)
    return {label: part * (1 - weight) for label, part in good.items()} | {
        label: part * weight for label, part in bad.items()
    }


def mixes(planted: bool) -> np.ndarray:
    """For each touchpoint the cumulative shares of the emotions, from the worst to the best."""
    table = [touchpoint.mix for touchpoint in TOUCHPOINTS]
    late, bot, bill = (
        getattr(finding.cells[0], "planted" if planted else "baseline")
        for finding in (story.LATE_DELIVERY, story.ANNOYING_BOT, story.BILL_SHOCK)
    )
    for touchpoint, mix in {
        "Delivery update": with_share(table[CODE["Delivery update"]], "anxiety", late),
        "Chatbot": with_share(table[CODE["Chatbot"]], "frustration", bot),
        "Monthly bill": with_mean(table[CODE["Monthly bill"]], BILL_BAD, bill),
    }.items():
        table[CODE[touchpoint]] = mix
    shares = np.array([[mix.get(label, 0.0) for label in EMOTIONS] for mix in table])
    return np.cumsum(shares / shares.sum(1, keepdims=True), axis=1)


def emotions(events: Events) -> np.ndarray:
    """The code of each event's emotion, NOBODY where none is recorded."""
    planted = np.zeros(len(events.columns["id"]), bool)
    for touchpoint, finding in {
        "Delivery update": story.LATE_DELIVERY,
        "Chatbot": story.ANNOYING_BOT,
        "Monthly bill": story.BILL_SHOCK,
    }.items():
        planted |= events.at(touchpoint) & events.happening(finding)
    edges, rows = (
        np.concatenate([mixes(False), mixes(True)]),
        events.columns["touchpoint"] + planted * len(NAMES),
    )
    felt, own = events.felt("emotion"), events.changes.edges(events, "emotion", edges[rows])
    codes = sum((felt >= own[:, column]).astype(np.int8) for column in range(len(EMOTIONS) - 1))
    return np.where(events.dice.chance("shows", events.rate("felt")), codes, NOBODY)


def valences(events: Events, emotion: np.ndarray) -> np.ndarray:
    """A measured valence for about half of the emotions, evenly around the label's own."""
    usual = DEFAULT[emotion]
    spread = np.minimum(0.2, 1 - np.abs(usual))
    measured = (emotion != NOBODY) & events.dice.chance("measured", 0.55)
    return np.where(
        measured, np.round(usual + spread * events.dice.uniform("measure", -1, 1), 2), np.nan
    )


def nps(events: Events) -> np.ndarray:
    """0 to 10 from those who answered; a quarter are passive."""
    business = events.customers.are("segment", "business")[events.columns["customer"]]
    finding = story.LOVED_BUT_LEAVING
    points = np.where(business, finding.value(events.plans), finding.cells[0].baseline)
    detractors = (0.75 - points / 100) / 2
    edges = np.stack([detractors, detractors + 0.25], axis=1)
    low_edge, high_edge = events.changes.edges(events, "nps", edges).T
    felt, within_group = events.felt("nps"), events.dice.uniform("nps score")
    low = np.floor(7 * np.sqrt(within_group))
    score = np.where(felt < low_edge, low, np.where(felt < high_edge, 7, 9) + (within_group < 0.55))
    return np.where(events.answered("nps"), score, np.nan)


def csat(events: Events) -> np.ndarray:
    """1 to 5 from those who answered."""
    channel, finding = events.columns["channel"], story.PHONE_BEATS_BOT
    good = np.full(len(channel), BASE_CSAT)
    good[channel == CHANNELS.index("phone")] = finding.value(events.plans)
    good[channel == CHANNELS.index("chatbot")] = finding.value(events.plans, 1)
    bad = events.changes.edges(events, "csat", 1 - good[:, np.newaxis])[:, 0]
    score = events.dice.uniform("csat score")
    pleased = np.where(score < 0.55, 5, 4)
    cross = np.where(score < 0.5, 3, np.where(score < 0.8, 2, 1))
    return np.where(
        events.answered("csat"), np.where(events.felt("csat") >= bad, pleased, cross), np.nan
    )


def ces(events: Events) -> np.ndarray:
    """1 to 7 (high: easy) from those who answered."""
    journey = events.columns["journey"]
    welcomed = np.isin(journey, journey[events.at("Welcome mail")])
    effort = np.where(
        events.at("Activation") & welcomed, story.ONBOARDING_MAIL.value(events.plans), 1 - BASE_EASY
    )
    effort = events.changes.edges(events, "ces", effort[:, np.newaxis])[:, 0]
    score = events.dice.uniform("ces score")
    easy, hard = 5 + np.floor(3 * np.sqrt(score)), 1 + np.floor(4 * np.sqrt(score))
    return np.where(
        events.answered("ces"), np.where(events.felt("ces") >= effort, easy, hard), np.nan
    )


def channels(columns: dict[str, np.ndarray], customers: Customers) -> np.ndarray:
    """The code of each event's channel; nobody uses the app on a desktop, and bots answer where they are asked."""
    dice = Dice(customers.dice.seed, columns["id"])
    codes = np.zeros(len(columns["id"]), np.int8)
    desktop = customers.are("device", "desktop")[columns["customer"]]
    for code, touchpoint in enumerate(TOUCHPOINTS):
        rows = np.flatnonzero(columns["touchpoint"] == code)
        names, shares = zip(*touchpoint.channels)
        drawn = dice.of(rows).choice("channel", shares)
        codes[rows] = np.array([CHANNELS.index(name) for name in names])[
            np.where(desktop[rows], 0, drawn)
        ]
    bot = (columns["touchpoint"] == CODE["Case message"]) & (columns["actor"] == BOT)
    return np.where(bot, CHANNELS.index("chatbot"), codes)


def promises(events: Events) -> np.ndarray:
    """The second promised in delivery updates (past, while the carrier is on strike) and for complaints."""
    second, dice = events.columns["second"], events.dice
    ahead = np.where(
        events.happening(story.LATE_DELIVERY),
        dice.uniform("late", -5, -0.2),
        dice.uniform("ahead", 0.3, 3),
    )
    offered = events.columns["case_event"] == CASE_EVENTS.index("timeline_offered")
    promised = np.where(offered, second + dice.uniform("offer", 1, 9) * DAY, second + ahead * DAY)
    return np.where(
        offered | events.at("Delivery update"), np.floor(promised / 3600) * 3600, np.nan
    )


def first_responses(events: Events) -> np.ndarray:
    """When a person first answered a case, kept with its first contact: at once by phone or chat, later in writing."""
    second, kind = events.columns["second"], events.columns["case_event"]
    queue = np.ceil(30 - 240 * np.log1p(-events.dice.uniform("queue")))
    live = (kind == CASE_EVENTS.index("opened")) & (
        events.at("Support call") | events.at("Live chat")
    )
    noted = np.append(kind[1:] == CASE_EVENTS.index("acknowledged"), False)
    same = np.append(events.columns["journey"][1:] == events.columns["journey"][:-1], False)
    heard = (kind == CASE_EVENTS.index("complaint")) & noted & same
    return np.where(live, second + queue, np.where(heard, np.append(second[1:], np.nan), np.nan))


def revenues(events: Events) -> np.ndarray:
    """What an order is worth, kept with its confirmation: mostly a phone, some only a plan, a long tail."""
    dice = events.dice
    phone = np.round(np.exp(6.1 + 0.55 * dice.normal("price")) / 10) * 10 - 0.01
    small = np.choose(dice.choice("small", (0.5, 0.3, 0.2)), [9.99, 19.99, 29.99])
    return np.where(
        events.at("Order confirmation"),
        np.where(dice.chance("plan only", 0.28), small, phone),
        np.nan,
    )


def costs(events: Events) -> np.ndarray:
    """What an event costs the retailer."""
    usual = events.rate("cost")
    return np.where(
        usual > 0, np.round(usual * np.exp(0.3 * events.dice.normal("cost")), 2), np.nan
    )


def texts(rows: np.ndarray, words: list[str], count: int) -> np.ndarray:
    """A column of texts: words at some rows, nothing elsewhere."""
    column = np.full(count, None, object)
    column[rows] = words
    return column


def written(events: Events, emotion: np.ndarray) -> np.ndarray:
    """Comments with about one feeling in eleven."""
    rows = np.flatnonzero((emotion != NOBODY) & events.dice.chance("writes", 0.09))
    columns, languages = events.columns, np.array(list(ATTRIBUTES["language"]))
    spoken = languages[events.customers.codes["language"][columns["customer"][rows]]]
    names = np.array(NAMES)[columns["touchpoint"][rows]]
    return texts(
        rows, comments(names, DEFAULT[emotion[rows]], spoken, events.dice.of(rows)), len(emotion)
    )


def pains(events: Events, emotion: np.ndarray) -> np.ndarray:
    """Pain points noted by staff or software with some of the bad feelings."""
    touchpoint = events.columns["touchpoint"]
    known = np.array([bool(one.pain) for one in TOUCHPOINTS])[touchpoint]
    bad = (emotion != NOBODY) & (DEFAULT[emotion] <= -0.3) & known
    rows = np.flatnonzero(bad & events.dice.chance("noted", 0.3))
    picks = events.dice.of(rows).bits("pain").tolist()
    words = [
        TOUCHPOINTS[code].pain[bits % len(TOUCHPOINTS[code].pain)]
        for code, bits in zip(touchpoint[rows], picks)
    ]
    return texts(rows, words, len(emotion))


def recordings(events: Events) -> np.ndarray:
    """Links to some recorded sessions (nothing is there)."""
    online = np.isin(
        events.columns["channel"], [CHANNELS.index("web"), CHANNELS.index("mobile app")]
    )
    rows = np.flatnonzero(online & events.dice.chance("recorded", 0.02))
    bits = events.dice.of(rows).bits("url").tolist()
    words = [f"https://recordings.example.com/s/{number & 0xFFFFFFFF:08x}" for number in bits]
    return texts(rows, words, len(online))


def referrers(events: Events) -> np.ndarray:
    """The earlier customer who recommended us, where known (a number), else NOBODY."""
    customer = events.columns["customer"]
    known = events.at("Friend's recommendation") & events.dice.chance("known", 0.7) & (customer > 0)
    return np.where(known, np.floor(events.dice.uniform("referrer") * customer), NOBODY).astype(
        np.int64
    )
