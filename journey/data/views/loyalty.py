"""What customers are worth and whether they come back: orders, repeat purchase, revenue to date, cost to serve, referral."""

import numpy as np

from journey.data.generation import Generation
from journey.data.groups import GROUPS, labels
from journey.data.needs import COST, ORDER, REFERRER, REVENUE, lacking
from journey.data.views.form import (
    COUNT,
    MONEY,
    SHARE,
    SOMETIMES,
    Column,
    Columns,
    OfColumns,
    Row,
    View,
    in_order,
    ranged,
    with_interval_and_n,
)
from journey.data.views.groups_of_columns import groups_of
from journey.data.views.options import ViewOptions
from journey.data.views.service import share_of
from journey.model import shared_mode
from journey.model.intervals import Clusters, mean_interval
from journey.model.quantiles import clusters_of

NEEDS = {
    "repeat_purchase": ORDER,
    "average_order": REVENUE,
    "revenue_per_customer": REVENUE,
    "cost_per_customer": COST,
    "referred": REFERRER,
}


def missing(generation: Generation) -> dict[str, str]:
    """Of each figure why it is not computable from these data; '' where it is."""
    return {name: lacking(generation, need) for name, need in NEEDS.items()}


def _finish(generation: Generation, columns: Columns, options: ViewOptions) -> list[Row]:
    group, lacks = labels(generation, options.by), missing(generation)
    return [
        group(codes) | in_order(VIEW.columns, _row(own, lacks))
        for codes, own in groups_of(columns, GROUPS)
    ]


def _row(columns: Columns, lacks: dict[str, str]) -> Row:
    orders, customers = columns["orders"].astype(float), columns["customer_no"]
    revenue, cost = columns["revenue"].astype(float), columns["cost"].astype(float)
    buys = orders > 0
    referred = columns["is_referred"] == 1
    of_orders = Clusters(
        int(orders.sum()),
        int(buys.sum()),
        float(revenue.sum()),
        float(orders @ orders),
        float(revenue @ revenue),
        float(orders @ revenue),
    )
    return {
        "customers": len(customers),
        "orders": int(orders.sum()) if not lacks["repeat_purchase"] else None,
        "buyers": int(buys.sum()) if not lacks["repeat_purchase"] else None,
        **_share("repeat_purchase", (orders >= 2)[buys], customers[buys], lacks),
        **_mean("average_order", of_orders, lacks),
        **_mean("revenue_per_customer", clusters_of(revenue, customers), lacks),
        **_mean("cost_per_customer", clusters_of(cost, customers), lacks),
        **_share("referred", referred, customers, lacks),
    }


def _share(name: str, hits: np.ndarray, customers: np.ndarray, lacks: dict[str, str]) -> Row:
    known = np.full(len(hits), not lacks[name])
    return share_of(name, hits[known], customers[known])


def _mean(name: str, clusters: Clusters, lacks: dict[str, str]) -> Row:
    """A mean with its interval, on how many it rests, and the customers behind it."""
    if lacks[name] or not clusters.answers:
        empty: Row = dict.fromkeys((name, f"{name}_low", f"{name}_high"))
        return empty | {f"{name}_n": 0, f"{name}_customers": 0}
    low, high = mean_interval(clusters, -np.inf, np.inf)
    return {
        name: clusters.mean,
        f"{name}_low": low,
        f"{name}_high": high,
        f"{name}_n": clusters.answers,
        f"{name}_customers": clusters.customers,
    }


def _shares(name: str, words: str) -> tuple[Column, ...]:
    figure = Column(
        name,
        SHARE,
        lambda generation: missing(generation)[name] or words,
        rests_on=f"{name}_customers",
        implies=f"{name}_parts",
    )
    return (
        *with_interval_and_n(figure),
        Column(f"{name}_customers", COUNT, is_helper=True),
        Column(f"{name}_parts", COUNT, is_helper=True),
    )


def _means(name: str, words: str) -> tuple[Column, ...]:
    behind = f"{name}_customers"
    first, *ends = ranged(name, MONEY, words, behind)
    meaning = Column(
        name,
        MONEY,
        lambda generation: missing(generation)[name] or words,
        rests_on=behind,
        blank=first.blank,
    )
    return (meaning, *ends, Column(f"{name}_n", COUNT), Column(behind, COUNT, is_helper=True))


VIEW = View(
    "loyalty",
    "customers",
    (
        Column("customers", COUNT),
        Column(
            "orders", COUNT, "order_id, else each event with revenue, 0 included", blank=SOMETIMES
        ),
        Column("buyers", COUNT, "customers with an order", blank=SOMETIMES),
        *_shares("repeat_purchase", "customers with two orders or more / customers with an order"),
        *_means("average_order", "revenue / orders; interval robust where customers order again"),
        *_means(
            "revenue_per_customer",
            "revenue to date of a customer, 0 where none: realised, not projected",
        ),
        *_means("cost_per_customer", "cost to date of serving a customer, 0 where none is known"),
        *_shares("referred", "customers whom somebody referred / customers"),
    ),
    OfColumns(_finish),
    shared=shared_mode.LOYALTY,
    by=(),
)
