"""Where can a world differ from the ordinary year? Here alone; the ordinary year changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .people import BUSY, Customers, Journeys

if TYPE_CHECKING:
    from .answers import Events
    from .walks import Habits


class Changes:
    """Nothing is changed. What is planted in a world (planting.py) says otherwise, method by method."""

    @property
    def busy(self) -> np.ndarray:
        """How many journeys begin in each month, beside each other."""
        return BUSY

    @property
    def keeps_complainers(self) -> bool:
        """Whether complaints are left without an answer only where the customer leaves anyhow."""
        return False

    def people(self, customers: Customers) -> Customers:
        """The customers with the attributes that they have in this year."""
        return customers

    def going_on(
        self, stage: int, journeys: Journeys, habits: Habits, share: np.ndarray
    ) -> np.ndarray:
        """The share of each journey's like that goes on from a stage."""
        return share

    def leaving(
        self, stage: int, journeys: Journeys, habits: Habits, share: np.ndarray
    ) -> np.ndarray:
        """The share of each journey's like that leaves in a stage."""
        return share

    def walked(self, columns: dict[str, np.ndarray], journeys: Journeys) -> dict[str, np.ndarray]:
        """The steps of the journeys, each journey's in its order, with their seconds."""
        return columns

    def edges(self, events: Events, survey: str, edges: np.ndarray) -> np.ndarray:
        """A row an event: up to where of 0 to 1 each answer reaches, from the worst to the best but one."""
        return edges


ORDINARY = Changes()
