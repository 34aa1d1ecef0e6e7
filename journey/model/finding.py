"""A finding: a difference that holds against how much was looked at, as screens, map, deck and workspace get it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any
from urllib.parse import quote, unquote

from journey.model.cells import UNCODED, Cell
from journey.model.filters import COHORT, Filters
from journey.model.metrics import FRICTION_PARTS
from journey.model.path_filters import PathFilter

ATTRIBUTE, PERIOD, PATH, BOTH = "attribute", "period", "path", "attribute x period"
PAIR, PLACE = "pair of attributes", "place"
OF_GROUPS = (ATTRIBUTE, PAIR, PATH, PLACE)  # held against the others, at all times
# What stands where others have the attribute: the first touchpoint, one passed before, the one come straight from.
FIRST, BEFORE, FROM = "began at", "passed", "straight from"
DROP_OFF, VALENCE, LEAVES = "drop_off", "valence", "leaves"
TIME, NEXT = "days to the next stage", "next"
TOUCHPOINT, CHANNEL = "touchpoint", "channel"
# what follows an event, known of early ones alone
FOLLOWED = (LEAVES, "repeats", "waits", "contact_again", NEXT)
HEAD, ALSO, SHADOW = "finding", "tells the same", "explained by it"
WHERE, WATCH = "where", "worth watching"
AND = " & "  # between the attributes of a pair, and their values
KINDS_OF_CELL = {DROP_OFF: "dropped_off", LEAVES: "lost", TIME: "advanced", NEXT: "passes"}
ARROW = " → "


@dataclass(frozen=True)
class TrendPoint:
    """A period of a finding's measure: cases and their mean, of its group and of the others; None where there are none."""

    first_day: str
    n: int
    value: float | None
    others_n: int
    others_value: float | None


@dataclass(frozen=True)
class Finding:
    """`rank` is that of its story, whose first row has the role HEAD; those that tell the same and those it explains follow.

    `measure` at `stage` and at `touchpoint` ('' of the whole stage; both '' of all), of moves `onward` to another one; of the group
    `value` of `attribute` ('' of everybody), from `first_day` to `last_day` ('' of all the time; without a last day it lasts).
    `inside` and `outside` are shares, NPS, mean valences or seconds with their intervals and n; `low` and `high` those of the
    difference, of times of the ratio; `excess` how many more fare badly than usual.
    `begun_until`: the last day on which a case could begin that is counted. `least_customers`: the customers on the smallest side,
    of those that fare well or badly, inside or outside.
    """

    rank: int
    role: str
    family: str
    measure: str
    stage: str
    touchpoint: str
    onward: str
    attribute: str
    value: str
    first_day: str
    last_day: str
    inside: float
    inside_low: float
    inside_high: float
    inside_n: int
    outside: float
    outside_low: float
    outside_high: float
    outside_n: int
    low: float
    high: float
    excess: float
    excess_low: float
    excess_high: float
    p: float
    is_bad_news: bool
    is_share: bool
    begun_until: str
    least_customers: int
    group_and_time: str
    compared_with: str
    title: str
    detail: str
    sentence: str
    definition: str
    trend: tuple[TrendPoint, ...] = ()

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> "Finding":
        """From what `as_dict` made of one; raises TypeError or KeyError of anything else."""
        trend = tuple(TrendPoint(**point) for point in kept["trend"])
        return cls(**{**{field.name: kept[field.name] for field in fields(cls)}, "trend": trend})

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def is_head(self) -> bool:
        return self.role == HEAD


@dataclass(frozen=True)
class FindingName:
    """What tells a finding apart from one version of the data to the next."""

    stage: str
    touchpoint: str
    attribute: str
    value: str

    def __str__(self) -> str:
        """'purchase//device/mobile': parts are encoded as browsers encode a URI's component."""
        parts = (self.stage, self.touchpoint, self.attribute, self.value)
        return "/".join(quote(part, safe=UNCODED) for part in parts)


def parse_name(text: str) -> FindingName | None:
    """The name that the word is of; None where it is of none."""
    parts = [unquote(part) for part in text.split("/")]
    return FindingName(*parts) if len(parts) == 4 else None


Row = Mapping[str, Any]  # of the view `findings`


def name_of(row: Row) -> FindingName:
    touchpoint = row["touchpoint"] or ""
    if row["onward"]:
        touchpoint = f"{touchpoint}{ARROW}{row['onward']}"
    return FindingName(row["stage"], touchpoint, row["attribute"] or "", row["value"] or "")


def careful_excess(row: Row) -> float:
    """The end of the excess nearer to zero; 0 where it holds zero."""
    ends = (row["excess_low"], row["excess_high"])
    return min(map(abs, ends)) if ends[0] * ends[1] > 0 else 0.0


def cell_of(row: Row) -> Cell | None:
    """The cell of the map that it speaks of; of all stages none, of a channel neither."""
    measure: str = row["measure"]
    kind = KINDS_OF_CELL.get(measure, measure)
    if not row["stage"]:
        return None
    return Cell("passes" if kind in FRICTION_PARTS else kind, row["stage"], row["touchpoint"] or "")


def filters_of(row: Row, under: Filters) -> Filters:
    """Those of its group and its time, within the filters that it was found under."""
    if row["family"] == PATH:
        under = under.with_values(COHORT, (*under.values(COHORT), str(_way(row))))
    elif row["family"] == PLACE:
        under = (
            under.with_values(row["attribute"], [row["value"]])
            if row["attribute"] == CHANNEL
            else under
        )
    elif row["attribute"]:
        for key, value in zip(row["attribute"].split(AND), (row["value"] or "").split(AND)):
            under = under.with_values(key, [value])
    if not row["first_day"]:
        return under
    first = date.fromisoformat(row["first_day"])
    last = date.fromisoformat(row["last_day"]) if row["last_day"] else None
    return under.with_dates(
        max(first, under.from_date or first),
        min((day for day in (last, under.to_date) if day), default=None),
    )


def _way(row: Row) -> PathFilter:
    if row["attribute"] == FIRST:
        return PathFilter("starts", (row["value"],))
    parts = (row["value"], row["touchpoint"]) if row["attribute"] == FROM else (row["value"],)
    return PathFilter("contains", parts)
