"""Attributes that name customers: a name, a mail address, an order number. Most of their values belong to fewer than five."""

from collections import defaultdict

from journey.data.generation import Generation
from journey.model.local_rule import HIDDEN_BELOW

OF_JOURNEYS = """
select a.attribute_no, a.value_no, count(distinct j.customer_no)
from journey_attributes as a join journeys as j on j.journey_no = a.journey_no
group by a.attribute_no, a.value_no
"""


def naming_attributes(generation: Generation) -> frozenset[str]:
    """Their names, as the file has them."""
    customers: dict[int, list[int]] = defaultdict(list)
    for number, _, count in generation.rows(OF_JOURNEYS):
        customers[number].append(count)
    for number in generation.event_keys.values():
        sql = f"select e{number}, count(distinct customer_no) from steps where e{number} > 0 group by 1"
        customers[number] += [count for _, count in generation.rows(sql)]
    return frozenset(
        name for name, number in generation.attributes.items() if _names(customers[number])
    )


def without_names(generation: Generation) -> Generation:
    """The same version for whoever may not see single customers: it has none of these attributes."""
    hidden = naming_attributes(generation)
    return generation.with_attributes(
        [name for name in generation.attributes if name not in hidden]
    )


def _names(customers: list[int]) -> bool:
    return 2 * sum(count < HIDDEN_BELOW for count in customers) > len(customers)
