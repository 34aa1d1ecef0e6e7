"""The state of a page beside the filters, as one value: what was chosen, and what of a link had no meaning."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from journey.data.views.options import OPTIONS

GRAPH = ("open", "coverage", "width", "colour", "find", "change", "by")
FLOW = ("over", "source", "target", "depth", "branches")
CONVERSION = ("source", "target", "within", "anywhere", "per", "side", "attribute")
VARIANTS = ("collapse", "pattern", "top", "expected", "deviation")
DROP_OFF = ("rule", "within", "stage", "cohort", "attribute", "who", "begun", "group", "trait")
FINDINGS = ("finding", "more")
FRICTION = ("part", "open", "attribute", "split", "weights", "changes")
SATISFACTION = ("part", "metric", "variant", "split", "days", "served", "within", "group", "behind")
CUSTOMER = ("customer", "gaps", "every")
HOME = ("attribute",)  # of a survey
DECK = "deck"
PRESENT = (DECK,)
WORKSHOP = ("workshop",)
PATHS = ("part", *dict.fromkeys((*GRAPH, *FLOW, *CONVERSION, *VARIANTS, "stage")))
KEYS = tuple(
    dict.fromkeys(
        (
            *HOME,
            *FINDINGS,
            *PATHS,
            *DROP_OFF,
            *FRICTION,
            *SATISFACTION,
            *CUSTOMER,
            *PRESENT,
            *WORKSHOP,
        )
    )
)
DIGITS_LIMIT = 9


@dataclass(frozen=True)
class PageState:
    """`values` differ from their defaults; of `unread` ones of a link nobody knows yet whether they mean anything here.

    `left_out` are those that do not; notices name them until the values change from `noticed`. `round` names the widgets: a
    new one makes them start from the values.
    """

    values: Mapping[str, str] = field(default_factory=dict)
    unread: frozenset[str] = frozenset()
    left_out: tuple[str, ...] = ()
    noticed: Mapping[str, str] | None = None
    round: int = 0

    def read(self, address: Mapping[str, list[str]]) -> "PageState":
        """The state of an address that this session did not write, with widgets of a new round."""
        values = {key: address[key][0] for key in KEYS if address.get(key)}
        return PageState(values, frozenset(values), round=self.round + 1)

    def get(self, name: str, default: str = "") -> str:
        return self.values.get(name, default)

    def put(self, name: str, value: str, default: str = "") -> "PageState":
        """With this value; defaults are not kept, so that addresses stay short."""
        values = {key: kept for key, kept in self.values.items() if key != name}
        return replace(self, values=values if value == default else {**values, name: value})

    def with_new_widgets(self) -> "PageState":
        return replace(self, round=self.round + 1)

    def understood(self, name: str, is_known: bool) -> "PageState":
        """After the value was looked at: one of a link that is not known is left out."""
        state = self
        if name in self.unread and not is_known:
            state = replace(
                self.put(name, ""), left_out=(*self.left_out, f"{name}={self.get(name)}")
            )
        return replace(state, unread=self.unread - {name})

    def noticing(self) -> "PageState":
        """The state once its notices are shown: those of earlier values are dropped."""
        is_changed = self.noticed not in (None, self.values)
        return replace(self, left_out=() if is_changed else self.left_out, noticed=self.values)

    @property
    def notices(self) -> list[str]:
        """A sentence for each value of the link that was left out."""
        return [
            f"Ignored from the link: '{part}' does not apply to this dataset under these filters."
            for part in self.left_out
        ]


def bounds(name: str, lowest: int, highest: int) -> tuple[int, int]:
    """The bounds of a number on a screen: of an option of the views never beyond its own."""
    option = OPTIONS.get(name)
    if option is None or option.lowest is None or option.highest is None:
        return lowest, highest
    return max(lowest, int(option.lowest)), min(highest, int(option.highest))


def is_whole(text: str) -> bool:
    """Whether the text is a whole number, not negative, of few digits."""
    return text.isascii() and text.isdigit() and len(text) <= DIGITS_LIMIT
