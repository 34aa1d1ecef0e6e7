"""Who a journey is: journey ids that several customers share, what counts as one journey, and what else could."""

from dataclasses import dataclass

from journey.data.query_rows import Ask
from journey.ingest.answers import BY_CUSTOMER, BY_ID
from journey.ingest.report import Finding
from journey.model.definition import Definition, overlaid, parse_definition
from journey.model.errors import Setting
from journey.model.words import count, plural

SHARED_IDS = "shared_ids"
APART, AS_ONE = (
    "each customer's part counts as a journey of its own",
    "the id alone is the journey, of the customer with whom it begins",
)


@dataclass(frozen=True)
class SharedIds:
    """The ids that name journeys, and how many of them several customers share; `sample` is one, at `sample_customers`.

    `are_global`: one numbering for all customers, so that who shares an id may share the journey. `noun`: journey or case.
    """

    noun: str
    ids: int
    shared: int
    sample: str
    sample_customers: int
    are_global: bool
    is_one: bool

    @property
    def sentence(self) -> str:
        """How many are shared, and what is in force."""
        number = f"{count(self.shared)} of {plural(self.ids, f'{self.noun} id')}"
        if not self.are_global:
            return f"{number} stand at several customers, as running numbers of each do: {APART}"
        verb = "is" if self.shared == 1 else "are"
        return (
            f"{self.noun} {self.sample!r} belongs to {plural(self.sample_customers, 'customer')}; "
            f"{number} {verb} shared: {AS_ONE if self.is_one else APART}"
        )


@dataclass(frozen=True)
class JoinedJourneys:
    """Journey ids where the id alone is the journey, and those with events of several customers."""

    ids: int
    shared: int
    sample: str
    sample_customers: int
    named_events: int


@dataclass(frozen=True)
class SharedJourneys(JoinedJourneys):
    """Journey ids that several customers have; of these those of two customers, and those that look like running numbers."""

    shared_by_two: int
    running: int


def shared_ids(ask: Ask, definition: Definition) -> SharedIds | None:
    """The shared ids; None where no customer shares one.

    They are of one numbering for all where at least half of them stand at exactly two customers, and at most half are numbers
    no greater than the most journeys of one customer: customers who count 1, 2, 3 each share most of their ids with many.
    """
    is_one = definition.id_is_journey
    row: JoinedJourneys
    if is_one:
        [row] = ask("joined_journeys", JoinedJourneys)
        are_global = True
    else:
        [row] = [apart] = ask("shared_journeys", SharedJourneys)
        are_global = 2 * apart.shared_by_two >= apart.shared and 2 * apart.running <= apart.shared
    if not row.shared:
        return None
    return SharedIds(
        "journey" if row.named_events else "case",
        row.ids,
        row.shared,
        row.sample,
        row.sample_customers,
        are_global,
        is_one,
    )


def examine_journey_ids(ask: Ask, definition: Definition) -> list[Finding]:
    """What is said of shared ids, with the other choice where there is one to make."""
    found = shared_ids(ask, definition)
    if found is None:
        return []
    other = BY_CUSTOMER if found.is_one else BY_ID
    return [
        Finding(
            "look" if found.are_global and not found.is_one else "assumed",
            SHARED_IDS,
            found.sentence,
            found.shared,
            [found.sample],
            (Setting("assume", f"journeys={other}"),) if found.are_global else (),
        )
    ]


def with_shared_ids(definition: Definition, is_one: bool) -> Definition:
    """The definition under the answer what a shared id is."""
    return parse_definition(overlaid(definition.toml, "journeys", {"id_is_journey": is_one}))
