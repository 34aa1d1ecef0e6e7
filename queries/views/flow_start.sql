-- One row per step from the beginning of a journey, touchpoint, and next touchpoint or end: the journeys that go there.
with
ends as (
    select journey_no, is_completed + 2 * is_in_progress + 3 * is_dropped_off as outcome_no from selected_journeys where steps <= $depth + 1
),
flows as (
    select
        s.step_no - 1 as step,
        s.customer_no,
        s.is_only,
        s.touchpoint_no as source_no,
        case when s.next_touchpoint_no is null or s.step_no = $depth + 1 then -1 else s.next_touchpoint_no end as target_no,
        case when s.next_touchpoint_no is null then j.outcome_no when s.step_no = $depth + 1 then 4 else 0 end as end_no
    from selected_steps as s
    left join ends as j on j.journey_no = s.journey_no and s.next_touchpoint_no is null
    where s.step_no <= $depth + 1
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
