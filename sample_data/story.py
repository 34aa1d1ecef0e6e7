"""What is planted in the sample, how strongly, and which cell of which view shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

HALF_YEAR = ("--to", "2025-06-30")


@dataclass(frozen=True)
class Cell:
    """One figure of one view: its true value with the plan switched on and off."""

    view: str
    options: tuple[str, ...]
    row: tuple[tuple[str, str], ...]
    column: str
    planted: float
    baseline: float

    @property
    def command(self) -> str:
        """The command that prints the view with this cell in it."""
        quoted = (f'"{word}"' if set(word) & {" ", "'"} else word for word in self.options)
        return " ".join(("python -m journey show", self.view, *quoted))


@dataclass(frozen=True)
class Finding:
    """Something true about the customers that an analyst should find."""

    name: str
    sentence: str
    cells: tuple[Cell, ...]
    since: date = date(2025, 1, 1)
    until: date = date(2025, 12, 31)

    def value(self, plans: frozenset[str], cell: int = 0) -> float:
        """The true value of a cell, given the plans that are switched on."""
        chosen = self.cells[cell]
        return chosen.planted if self.name in plans else chosen.baseline


def where(*pairs: str) -> tuple[str, ...]:
    """The --where options of a command."""
    return tuple(word for pair in pairs for word in ("--where", pair))


CHECKOUT_MOBILE = Finding(
    "checkout_mobile",
    "A campaign of three weeks in May led people on mobile phones into a checkout whose card payment fails: "
    "most of those who got as far as buying left there.",
    (
        Cell(
            "funnel",
            ("--from", "2025-05-05", "--to", "2025-05-25", *where("device=mobile")),
            (("stage", "purchase"),),
            "drop_off_rate",
            0.62,
            0.30,
        ),
    ),
    date(2025, 5, 5),
    date(2025, 5, 25),
)

CHAT_TO_PHONE = Finding(
    "chat_to_phone",
    "Live chat hands customers on to the phone, and those handed on have to call again.",
    (
        Cell(
            "transitions",
            HALF_YEAR,
            (("source", "Live chat"), ("target", "Support call")),
            "moves / all moves from Live chat",
            0.45,
            0.12,
        ),
        Cell(
            "friction",
            (*HALF_YEAR, *where("touchpoint=Live chat")),
            (("stage", "retention"), ("touchpoint", "Support call")),
            "repeats",
            0.60,
            0.15,
        ),
    ),
)

LATE_DELIVERY = Finding(
    "late_delivery",
    "While the carrier was on strike parcels came late, and delivery updates made people anxious.",
    (
        Cell(
            "emotions",
            ("--by", "touchpoint", "--from", "2025-11-03", "--to", "2025-12-07"),
            (("touchpoint", "Delivery update"), ("emotion", "anxiety")),
            "share",
            0.50,
            0.12,
        ),
    ),
    date(2025, 11, 3),
    date(2025, 12, 7),
)

ONBOARDING_MAIL = Finding(
    "onboarding_mail",
    "Activation is less effort for those who were sent the welcome mail.",
    (
        Cell(
            "friction",
            where("touchpoint=Welcome mail"),
            (("stage", "retention"), ("touchpoint", "Activation")),
            "effort",
            0.15,
            0.40,
        ),
    ),
)

LOVED_BUT_LEAVING = Finding(
    "loved_but_leaving",
    "Business customers recommend us more than anyone else, and leave us more than anyone else.",
    (
        Cell(
            "satisfaction",
            ("--by", "segment"),
            (("segment", "business"), ("metric", "nps")),
            "value",
            60.0,
            20.0,
        ),
        Cell(
            "funnel",
            (*HALF_YEAR, *where("segment=business")),
            (("stage", "retention"),),
            "drop_off_rate",
            0.84,
            0.56,
        ),
    ),
)

STORE_VISIT = Finding(
    "store_visit",
    "Who visits a store while making up their mind buys far more often.",
    (
        Cell(
            "funnel",
            (*HALF_YEAR, *where("touchpoint=Store visit")),
            (("stage", "consideration"),),
            "conversion_rate",
            0.75,
            0.50,
        ),
    ),
)

SLOW_ISLANDS = Finding(
    "slow_islands",
    "On the islands the next step after the parcel often takes more than a month.",
    (
        Cell(
            "friction",
            (*HALF_YEAR, *where("region=Islands")),
            (("stage", "purchase"), ("touchpoint", "Delivery")),
            "waits",
            0.45,
            0.08,
        ),
    ),
)

PRICE_CONFUSION = Finding(
    "price_confusion",
    "Bargain hunters come back to the plan comparison again and again: they do not understand the prices.",
    (
        Cell(
            "friction",
            (*HALF_YEAR, *where("persona=bargain hunter")),
            (("stage", "consideration"), ("touchpoint", "Plan comparison")),
            "repeats",
            0.60,
            0.25,
        ),
    ),
)

ANNOYING_BOT = Finding(
    "annoying_bot",
    "Since its update on 1 August the chatbot frustrates people.",
    (
        Cell(
            "emotions",
            ("--by", "touchpoint", "--from", "2025-08-01"),
            (("touchpoint", "Chatbot"), ("emotion", "frustration")),
            "share",
            0.42,
            0.12,
        ),
    ),
    date(2025, 8, 1),
)

REFERRALS = Finding(
    "referrals",
    "Who comes on a friend's recommendation nearly always looks closer.",
    (
        Cell(
            "funnel",
            (*HALF_YEAR, *where("touchpoint=Friend's recommendation")),
            (("stage", "awareness"),),
            "conversion_rate",
            0.85,
            0.54,
        ),
    ),
)

PHONE_BEATS_BOT = Finding(
    "phone_beats_bot",
    "People on the phone leave customers satisfied, the chatbot does not.",
    (
        Cell(
            "satisfaction",
            ("--by", "channel"),
            (("channel", "phone"), ("metric", "csat")),
            "value",
            0.82,
            0.65,
        ),
        Cell(
            "satisfaction",
            ("--by", "channel"),
            (("channel", "chatbot"), ("metric", "csat")),
            "value",
            0.35,
            0.65,
        ),
    ),
)

SILENT_COMPLAINTS = Finding(
    "silent_complaints",
    "Nearly half of the complaints are never answered, and that is the last we see of those customers.",
    (
        Cell(
            "friction",
            (*HALF_YEAR, *where("segment=consumer")),
            (("stage", "retention"), ("touchpoint", "Complaint")),
            "leaves",
            0.45,
            0.10,
        ),
    ),
)

BILL_SHOCK = Finding(
    "bill_shock",
    "Since the price rise in October the monthly bill makes people feel bad.",
    (
        Cell(
            "satisfaction",
            ("--by", "touchpoint", "--from", "2025-10-01"),
            (("touchpoint", "Monthly bill"), ("metric", "sentiment")),
            "value",
            -0.40,
            0.05,
        ),
    ),
    date(2025, 10, 1),
)

ALL: tuple[Finding, ...] = (
    CHECKOUT_MOBILE,
    CHAT_TO_PHONE,
    LATE_DELIVERY,
    ONBOARDING_MAIL,
    LOVED_BUT_LEAVING,
    STORE_VISIT,
    SLOW_ISLANDS,
    PRICE_CONFUSION,
    ANNOYING_BOT,
    REFERRALS,
    PHONE_BEATS_BOT,
    SILENT_COMPLAINTS,
    BILL_SHOCK,
)
ALL_NAMES: frozenset[str] = frozenset(finding.name for finding in ALL)
