-- One row per step, place, and next place or end: the journeys that go there; `flows` has them one by one.
with
counted as (
    select step, source_no, target_no, end_no, count(*) as journeys, cast(sum(is_only) as bigint) as only_customers
    from flows
    group by step, source_no, target_no, end_no
),
returners as (
    select distinct step, source_no, target_no, end_no, customer_no from flows where is_only = 0
),
returned as (
    select step, source_no, target_no, end_no, count(*) as customers
    from returners
    group by step, source_no, target_no, end_no
)
select
    c.step,
    c.source_no,
    c.target_no,
    c.end_no,
    c.journeys,
    c.only_customers + coalesce(r.customers, 0) as customers
from counted as c
left join returned as r
    on r.step = c.step and r.source_no = c.source_no and r.target_no = c.target_no and r.end_no = c.end_no
order by c.step, c.journeys desc, c.source_no, c.target_no, c.end_no
