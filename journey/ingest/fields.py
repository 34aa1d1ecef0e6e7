"""The fields of an event that the product knows by name; every other column becomes an attribute."""

from journey.data.groups import OF_CLOCK, PERIODS
from journey.data.views import all_views
from journey.model.filters import COHORT, FIRST
from journey.model.former_names import FILTER_KEYS

SUFFIX = " (column)"
REQUIRED = ("customer_id", "occurred_at", "touchpoint")
IDS = (
    "event_id",
    "customer_id",
    "journey_id",
    "case_id",
    "order_id",
    "referred_by",
    "recording_url",
)
LABELS = (
    "touchpoint",
    "stage",
    "channel",
    "service_mode",
    "initiative",
    "emotion",
    "language",
    "reason",
    "actor",
    "case_event",
    "friction",
    "comment",
)
TIMES = ("occurred_at", "promised_at", "first_response_at", "resolved_at")
NUMBERS = ("valence", "nps", "csat", "ces", "revenue", "cost")
SCORES = ("nps", "csat", "ces")
ALWAYS_STAGED = (
    *REQUIRED,
    "event_id",
    "journey_id",
    "referred_by",
)  # fields that the staged rows have even where the file has not
FIELDS = IDS + LABELS + TIMES + NUMBERS
# The clock of `occurred_at` where a file keeps it beside the day: a column can be it, and joined they are the field.
TIME_OF_DAY = "time_of_day"
# When the event was over: read for how long it took, which is kept as an attribute; it is no field of the events itself.
ENDED_AT = "ended_at"
STAGED = (*FIELDS, ENDED_AT)
MAPPED = (*FIELDS, TIME_OF_DAY, ENDED_AT)
# Words that name a field, a filter, a period, or a figure beside which a group may stand; an attribute so called is told apart
# by a suffix.
RESERVED = frozenset(
    (
        *MAPPED,
        COHORT,
        *FILTER_KEYS,
        *PERIODS,
        *OF_CLOCK,
        *("metric", "definition", "base", "groups"),
        *(
            name
            for view in all_views().values()
            if view.by is not None
            for name in view.measured - view.helpers
        ),
    )
)


def attribute_name(name: str, columns: tuple[str, ...]) -> str:
    """The column's name, told apart from the words of the product and from the other columns."""
    is_key = name.startswith(FIRST) and name.removeprefix(FIRST) in columns
    if name not in RESERVED and not is_key:
        return name
    name += SUFFIX
    while name in columns:
        name += SUFFIX
    return name
