-- One row per step before the first time at a touchpoint, touchpoint, and the one it came from or a beginning: the journeys that came.
with
zero as (
    select journey_no, min(step_no) as zero_step from selected_steps where touchpoint_no = $target group by journey_no
),
near as (
    select
        s.journey_no, s.step_no, s.customer_no, s.is_only, s.touchpoint_no, s.next_touchpoint_no,
        s.step_no - z.zero_step as step
    from selected_steps as s
    join zero as z on z.journey_no = s.journey_no
    where s.step_no - z.zero_step between -$depth and 0
),
flows as (
    select step, customer_no, is_only, touchpoint_no as source_no, next_touchpoint_no as target_no, 0 as end_no
    from near
    where step < 0
    union all
    select step, customer_no, is_only, -1 as source_no, touchpoint_no as target_no, case when step_no = 1 then 5 else 6 end as end_no
    from near
    where step_no = 1 or step = -$depth
),
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
