"""Who are the customers, and when does each journey begin?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .draws import Dice

DAY = 86_400.0
YEAR_BEGINS = np.datetime64("2025-01-01T00:00:00", "s")
YEAR_ENDS = 365 * DAY
MONTH_DAYS = np.array([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])
BUSY = np.array([1.15, 1.05, 1.1, 1.05, 1.5, 1.1, 0.9, 0.8, 1.0, 0.9, 0.7, 0.1])

ATTRIBUTES: dict[str, dict[str, float]] = {
    "segment": {
        "consumer": 0.50,
        "family": 0.16,
        "business": 0.14,
        "student": 0.12,
        "senior": 0.08,
    },
    "region": {"North": 0.24, "South": 0.21, "Islands": 0.20, "East": 0.18, "West": 0.17},
    "device": {"mobile": 0.56, "desktop": 0.32, "tablet": 0.12},
    "plan": {"M": 0.30, "S": 0.22, "L": 0.16, "prepaid": 0.14, "unlimited": 0.08, "": 0.10},
    "persona": {
        "bargain hunter": 0.27,
        "busy professional": 0.20,
        "cautious switcher": 0.18,
        "early adopter": 0.12,
        "loyal regular": 0.11,
        "": 0.12,
    },
    "language": {"en": 0.79, "es": 0.12, "de": 0.09},
}


@dataclass(frozen=True)
class Customers:
    """Everybody there is: codes of their attributes, how busy they are, how they feel, how willing to answer."""

    dice: Dice
    codes: dict[str, np.ndarray]
    activity: np.ndarray
    mood: np.ndarray
    willing: np.ndarray

    def are(self, attribute: str, value: str) -> np.ndarray:
        """Which customers have this value of an attribute."""
        return self.codes[attribute] == list(ATTRIBUTES[attribute]).index(value)


@dataclass(frozen=True)
class Journeys:
    """Some journeys: of which customer, which of theirs, and the second of the year at which each begins."""

    customers: Customers
    customer: np.ndarray
    number: int
    begins: np.ndarray

    @property
    def dice(self) -> Dice:
        """Chance, for each journey its own."""
        return Dice(
            self.customers.dice.seed,
            self.customer.astype(np.uint64) * np.uint64(2) + np.uint64(self.number),
        )

    def are(self, attribute: str, value: str) -> np.ndarray:
        """Which journeys belong to customers with this value."""
        return self.customers.are(attribute, value)[self.customer]


def people(count: int, seed: int) -> Customers:
    """As many customers as asked for."""
    dice = Dice(seed, np.arange(count, dtype=np.uint64))
    codes = {name: dice.choice(name, tuple(shares.values())) for name, shares in ATTRIBUTES.items()}
    activity = np.exp(0.75 * dice.normal("activity") - 0.28)
    willing = np.where(dice.chance("never answers", 0.4), 0.0, dice.uniform("willing", 0.8, 2.5))
    return Customers(dice, codes, activity, dice.uniform("mood"), willing)


def first_journeys(customers: Customers, busy: np.ndarray = BUSY) -> Journeys:
    """Everyone's first journey, begun when people look for phones."""
    weight = np.repeat(busy, MONTH_DAYS)
    edges = np.concatenate([[0.0], np.cumsum(weight) / weight.sum()])
    begins = np.interp(customers.dice.uniform("begins"), edges, np.arange(366) * DAY)
    return Journeys(customers, np.arange(len(begins)), 1, begins)


def second_journeys(first: Journeys, bought: np.ndarray, last: np.ndarray) -> Journeys:
    """A later purchase by some of those who bought, begun after the first journey has ended."""
    begins = last + first.dice.uniform("pause", 12 * DAY, 110 * DAY)
    who = np.flatnonzero(
        bought & first.dice.chance("comes back", 0.62) & (begins < YEAR_ENDS - DAY)
    )
    return Journeys(first.customers, first.customer[who], 2, begins[who])
