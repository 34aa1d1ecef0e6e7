-- One row per group and customer: orders, what they bring, what the customer costs, and whether somebody referred them.
-- group_1 to group_3: the codes of what --by names, in its order; 0 where it names fewer.
with
there as (
    select group_1, group_2, group_3, journey_no, customer_no from grouped_journeys
),
ordered as (
    select
        t.group_1, t.group_2, t.group_3, t.customer_no,
        count(*) as orders,
        cast(sum(o.revenue) as double) as brought
    from there as t
    join orders as o on o.journey_no = t.journey_no
    group by t.group_1, t.group_2, t.group_3, t.customer_no
),
served as (
    select
        t.group_1, t.group_2, t.group_3, t.customer_no,
        cast(sum(c.total_cost) as double) as cost,
        max(c.is_referred) as was_referred
    from there as t
    join journey_costs as c on c.journey_no = t.journey_no
    group by t.group_1, t.group_2, t.group_3, t.customer_no
),
customers_there as (
    select group_1, group_2, group_3, customer_no
    from there
    group by group_1, group_2, group_3, customer_no
)
select
    c.group_1,
    c.group_2,
    c.group_3,
    c.customer_no,
    coalesce(o.orders, 0) as orders,
    coalesce(o.brought, 0) as revenue,
    coalesce(s.cost, 0) as cost,
    coalesce(s.was_referred, 0) as is_referred
from customers_there as c
left join ordered as o on o.group_1 = c.group_1 and o.group_2 = c.group_2 and o.group_3 = c.group_3 and o.customer_no = c.customer_no
left join served as s on s.group_1 = c.group_1 and s.group_2 = c.group_2 and s.group_3 = c.group_3 and s.customer_no = c.customer_no
order by c.group_1, c.group_2, c.group_3, c.customer_no
