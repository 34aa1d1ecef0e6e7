"""What a view can be asked for beside filters and groups: each option with its default, its bounds and its help."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from journey.model.cells import EVERYWHERE, Place
from journey.model.metrics import FRICTION_PARTS, MEASURED_METRICS, METRIC_NUMBERS
from journey.model.path_filters import DAYS_LIMIT

TOP, LONGEST_LIST = 100, 100_000
JOURNEY, CUSTOMER = "journey", "customer"
STAGES, TOUCHPOINTS = "stages", "touchpoints"
CHANNEL = "channel"
DEPTH, DEEPEST = 6, 50
FIELDS = ("score", "nps", "csat", "ces", "valence", "emotion", "comment")
FLAG, TEXT, LIST, NAMES, WHOLE, DAYS = "flag", "text", "list", "names", "whole number", "days"
HEAVIEST = 1_000_000
Value = bool | int | float | str | tuple[str, ...] | None  # by the option's kind


@dataclass(frozen=True)
class Option:
    """One of the options: `takes` says in words what values it takes, `fits` whether a value is one of them.

    `kind` is how it is written: FLAG; TEXT; LIST (given several times); NAMES (parted by commas); WHOLE; DAYS.
    A view that does not list a `strict` one refuses it; the others are passed over where they mean nothing. Numbers lie from
    `lowest` to `highest`; days above it.
    """

    name: str
    kind: str
    default: Value
    help: str
    metavar: str = ""
    takes: str = ""
    fits: Callable[[Any], bool] = lambda value: True
    strict: bool = True
    lowest: float | None = None
    highest: float | None = None

    @property
    def flag(self) -> str:
        """The option on the command line."""
        return f"--{self.name.removesuffix('s') if self.kind == NAMES else self.name}"


def is_weight(text: str) -> bool:
    """Whether it gives a part of friction a weight: 'waits=2'."""
    part, _, number = text.partition("=")
    try:
        return part in FRICTION_PARTS and 0 <= float(number) < HEAVIEST
    except ValueError:
        return False


def _choice(name: str, choices: tuple[str, ...], help: str) -> Option:
    return Option(
        name, TEXT, choices[0], help, "|".join(choices), " or ".join(choices), choices.__contains__
    )


def _whole(
    name: str, default: int, highest: int, help: str, unit: str = "", *, strict: bool = True
) -> Option:
    return Option(
        name,
        WHOLE,
        default,
        f"{help} (default {default})",
        "K",
        f"a number {unit}from 1 to {highest:,}",
        lambda value: 1 <= value <= highest,
        lowest=1,
        highest=highest,
        strict=strict,
    )


OPTIONS = {
    option.name: option
    for option in (
        Option(
            "metrics",
            NAMES,
            MEASURED_METRICS,
            f"which of {', '.join(METRIC_NUMBERS)}",
            "METRIC,METRIC",
            ", ".join(METRIC_NUMBERS),
            lambda value: bool(value) and set(value) <= set(METRIC_NUMBERS),
            strict=False,
        ),
        _whole(
            "top",
            TOP,
            LONGEST_LIST,
            "how many rows: the latest, or the most frequent, come first",
            strict=False,
        ),
        Option(
            "having",
            TEXT,
            "",
            f"only those with {', '.join(FIELDS)}",
            "FIELD",
            ", ".join(FIELDS),
            ("", *FIELDS).__contains__,
            strict=False,
        ),
        Option("latest", FLAG, False, "only the latest answer of each customer in each group"),
        Option("collapse", FLAG, False, "repeats in a row count once"),
        Option("source", TEXT, "", "from where", "TOUCHPOINT"),
        Option("target", TEXT, "", "to where", "TOUCHPOINT"),
        Option(
            "within",
            DAYS,
            None,
            "no later than so many days after",
            "DAYS",
            f"a number of days above 0 and up to {DAYS_LIMIT:,}",
            lambda value: value is None or 0 < value <= DAYS_LIMIT,
            lowest=0,
            highest=DAYS_LIMIT,
        ),
        Option("anywhere", FLAG, False, "the target may also come before the source"),
        _choice("per", (JOURNEY, CUSTOMER), "what is counted"),
        _choice("over", (STAGES, TOUCHPOINTS), "whether the steps are stages or touchpoints"),
        _whole("depth", DEPTH, DEEPEST, "how many steps", "of steps "),
        Option(
            "through",
            LIST,
            (),
            "touchpoints or stages in the order in which they should come, each given on its own "
            "(default: the stages)",
            "NAME",
        ),
        Option(
            "attribute",
            TEXT,
            CHANNEL,
            f"whose best value the others are held against (default {CHANNEL})",
            "KEY",
        ),
        Option(
            "weight",
            LIST,
            (),
            f"PART=NUMBER: another weight of a part of the friction score ({', '.join(FRICTION_PARTS)})",
            "PART=NUMBER",
            "a part of friction and a number from 0, as waits=2",
            lambda value: all(map(is_weight, value)),
        ),
        Option("stage", TEXT, "", "in which stage, or to reaching which", "STAGE"),
        Option("customer", TEXT, "", "whose", "ID"),
        Option(
            "change",
            LIST,
            (),
            "leaving/STAGE/TOUCHPOINT=SHARE (fewer leave there) or "
            "return/STAGE/TOUCHPOINT/STAGE/TOUCHPOINT=SHARE (fewer go back); the share from 0 to 1, names "
            "percent-encoded",
            "CHANGE",
        ),
    )
}


@dataclass(frozen=True)
class ViewOptions:
    """What a view is asked for beside the filters: group columns, one place, and a value for each of OPTIONS.

    `protected`: asked in shared mode.
    """

    by: tuple[str, ...] = ()
    metrics: tuple[str, ...] = MEASURED_METRICS
    top: int = TOP
    having: str = ""
    at: Place = EVERYWHERE
    protected: bool = False
    latest: bool = False
    collapse: bool = False
    source: str = ""
    target: str = ""
    within: float | None = None
    anywhere: bool = False
    per: str = JOURNEY
    over: str = STAGES
    depth: int = DEPTH
    through: tuple[str, ...] = ()
    attribute: str = CHANNEL
    weight: tuple[str, ...] = ()
    stage: str = ""
    customer: str = ""
    change: tuple[str, ...] = ()

    def given(self) -> list[tuple[Option, Any]]:
        """Those of OPTIONS that differ from their default, each with its value."""
        values = ((option, getattr(self, option.name)) for option in OPTIONS.values())
        return [(option, value) for option, value in values if value != option.default]

    def words(self) -> list[tuple[str, str]]:
        """The same as flags and words of the command line; of a list one pair an entry, of a flag an empty word."""
        found = []
        for option, value in self.given():
            if option.kind == FLAG:
                found.append((option.flag, ""))
            elif option.kind == NAMES:
                found.append((option.flag, ",".join(value)))
            else:
                entries = value if isinstance(value, tuple) else (value,)
                found += [(option.flag, str(entry)) for entry in entries]
        return found

    @property
    def values(self) -> dict[str, int | str]:
        """What the queries want of it: the range of numbers that holds the metrics, how long a list, of which events."""
        numbers = [METRIC_NUMBERS[metric] for metric in self.metrics]
        return {
            "first_metric": min(numbers),
            "last_metric": max(numbers),
            "top": self.top,
            "wanted_field": self.having,
            "count_customers": int(self.protected),
            "is_collapsed": int(self.collapse),
            "depth": self.depth,
            "is_anywhere": int(self.anywhere),
            "is_per_customer": int(self.per == CUSTOMER),
        }
