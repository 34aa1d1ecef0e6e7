"""The fields of an event that the product knows by name; every other column becomes an attribute."""

from journey.model.filters import COHORT
from journey.model.former_names import FILTER_KEYS

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
# Words that name a dimension, a filter or a column of an answer; an attribute so called is told apart by a suffix.
RESERVED = frozenset(
    (
        *FIELDS,
        COHORT,
        *FILTER_KEYS,
        "events",
        "journeys",
        "customers",
        "share",
        "metric",
        "definition",
        "value",
        "low",
        "high",
        "n",
        "mean_valence",
        "recorded_share",
        "base",
        "groups",
    )
)
