-- One row per group: how many customers were active, how many cases they opened, and the sum of their squared numbers of cases.
-- group_1 to group_3: the codes of what --by names, in its order; 0 where it names fewer.
with
by_customer as (
    select e.group_1, e.group_2, e.group_3, e.customer_no, count(c.case_no) as opened
    from grouped_events as e
    join touchpoints as t on t.touchpoint_no = e.touchpoint_no and t.is_passive = 0
    left join cases as c on c.first_event_no = e.event_no
    group by e.group_1, e.group_2, e.group_3, e.customer_no
)
select
    group_1, group_2, group_3,
    count(*) as customers,
    cast(sum(opened) as bigint) as cases,
    cast(sum(opened * opened) as bigint) as cases2,
    count(*) filter (where opened > 0) as opening_customers
from by_customer
group by group_1, group_2, group_3
order by group_1, group_2, group_3
