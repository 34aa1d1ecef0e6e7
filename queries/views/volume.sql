-- One row per group: how many events it has; how many customers they come from only where that is asked for.
-- group_1 to group_3: the codes of what --by names, in its order; 0 where it names fewer.
with
counted as (
    select
        group_1, group_2, group_3,
        count(*) as events,
        count(distinct case when $count_customers = 1 then customer_no end) as customers
    from grouped_events
    group by group_1, group_2, group_3
)
select group_1, group_2, group_3, events, customers
from counted
order by group_1, group_2, group_3
