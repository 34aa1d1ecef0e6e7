"""What was observed of a dataset: from when to when, how long journeys may be silent, and whether the silent come back."""

from dataclasses import dataclass

MOST_WHO_COME_BACK = 0.05


@dataclass(frozen=True)
class Silence:
    """Of the `silent` journeys, silent for longer than the window at two thirds of the observed time, `came_back` went on later."""

    silent: int
    came_back: int

    @property
    def came_back_share(self) -> float:
        return self.came_back / self.silent if self.silent else 0.0

    @property
    def come_back(self) -> bool:
        """Whether more than a few of the silent came back, so that silence is no end."""
        return self.came_back_share > MOST_WHO_COME_BACK


@dataclass(frozen=True)
class Observation(Silence):
    """Seconds since 1970 and lengths in seconds, as METRICS.md has them ("Inactivity window", "Ripe")."""

    from_second: int
    until_second: int
    window_seconds: int
    ripe_age_seconds: float
