-- One row per step of the way through the stages, stage, and next stage or end: the journeys that go there.
with
placed as (
    select
        n.number as step,
        customer_no,
        is_only,
        substr(stage_path, n.number + 1, 1) as stage_mark,
        substr(stage_path, n.number + 2, 1) as next_mark,
        is_completed + 2 * is_in_progress + 3 * is_dropped_off as outcome_no
    from selected_journeys
    join numbers as n on n.number <= $depth and n.number < length(stage_path)
),
flows as (
    select
        step,
        customer_no,
        is_only,
        cast(stage_mark as integer) as source_no,
        case when next_mark = '' or step = $depth then -1 else cast(next_mark as integer) end as target_no,
        case when next_mark = '' then outcome_no when step = $depth then 4 else 0 end as end_no
    from placed
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
