-- One row per group: how many events it has; how many customers they come from only where that is asked for.
with
counted as (
    select
        g1, g2, g3,
        count(*) as events,
        count(distinct case when $count_customers = 1 then customer_no end) as customers
    from grouped_events
    group by g1, g2, g3
)
select g1, g2, g3, events, customers
from counted
order by g1, g2, g3
