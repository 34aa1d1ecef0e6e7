-- One row per step from the beginning of a journey, touchpoint, and next touchpoint or end: the journeys that go there.
with
flows as (
    select step_no - 1 as step, customer_no, is_only, touchpoint_no as source_no, next_touchpoint_no as target_no, 0 as end_no
    from selected_steps
    where step_no <= $depth and next_touchpoint_no is not null
    union all
    select step_no - 1 as step, customer_no, is_only, touchpoint_no as source_no, -1 as target_no, 4 as end_no
    from selected_steps
    where step_no = $depth + 1 and next_touchpoint_no is not null
    union all
    select steps - 1 as step, customer_no, is_only, last_touchpoint_no as source_no, -1 as target_no, is_completed + 2 * is_in_progress + 3 * is_dropped_off as end_no
    from selected_journeys
    where steps <= $depth + 1
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
