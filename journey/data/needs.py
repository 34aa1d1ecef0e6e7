"""Which fields a figure needs, and whether the events have them: what the columns cannot show is named, never guessed."""

from dataclasses import dataclass

from journey.data.generation import Generation

NOT_COMPUTABLE = "not computable"


@dataclass(frozen=True)
class Need:
    """A figure needs one field of each group; `fields` are names of events' fields, as loads map columns to them."""

    fields: tuple[tuple[str, ...], ...]

    def words(self, has: frozenset[str]) -> str:
        """'not computable: needs case_id or reason'; '' where the events have all of it."""
        missing = [" or ".join(group) for group in self.fields if not has & set(group)]
        return f"{NOT_COMPUTABLE}: needs {' and '.join(missing)}" if missing else ""


# The column of `field_counts` that counts a field's values.
COUNTED = {
    "case_id": "cases",
    "reason": "reasons",
    "actor": "actors",
    "channel": "channels",
    "case_event": "case_events",
    "service_mode": "service_modes",
    "promised_at": "promises",
    "first_response_at": "first_responses",
    "resolved_at": "resolutions",
    "order_id": "orders",
    "revenue": "revenues",
    "cost": "costs",
    "referred_by": "referrers",
    "friction": "frictions",
    "emotion": "emotions",
    "valence": "valences",
    "csat": "csats",
    "ces": "ces_answers",
}
CASE = Need((("case_id",),))
CONTAINMENT = Need((("case_id", "reason"), ("service_mode",)))
CONTACT_AGAIN = Need((("case_id", "reason"),))
FEELS_BAD = Need((("emotion", "valence"),))
EFFORT = Need((("csat", "ces"),))
HAND_OFF = Need((("case_id",), ("channel",)))
PROMISE = Need((("promised_at",), ("case_id", "order_id")))
COMPLAINT = Need((("case_id",), ("case_event",)))
SERVICE_MODE = Need((("service_mode",),))
RESOLUTION = Need((("case_id",), ("case_event", "resolved_at")))
PAIN_POINT = Need((("friction",),))
CHANNEL = Need((("channel",),))
REVENUE = Need((("revenue",),))
ORDER = Need((("order_id", "revenue"),))
COST = Need((("cost",),))
REFERRER = Need((("referred_by",),))


def lacking(generation: Generation, need: Need) -> str:
    """What the figure needs and the events lack, in words; '' where nothing is lacking."""
    counts = generation.field_counts
    return need.words(frozenset(field for field, column in COUNTED.items() if counts[column]))


def contact_words(generation: Generation) -> str:
    """What counts as a contact in these data."""
    contact = (
        "a contact is an event by the customer with a case or a reason, not at a passive touchpoint"
    )
    if generation.field_counts["actors"]:
        return contact
    return f"{contact}; nothing says who acts (no actor), so that every such event but a good end counts"
