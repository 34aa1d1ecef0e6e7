-- One row per journey and stage it has reached: whether by an event of its own, what became of it, how long moving on took.
with
own as (
    select journey_no, stage_no, min(step_no) as first_step, min(occurred_s) as first_s
    from steps
    where stage_no > 0
    group by journey_no, stage_no
),
onward as (
    select
        *,
        min(first_step) over later as next_step,
        min(first_s) over later as next_s
    from own
    window later as (partition by journey_no order by stage_no rows between 1 following and unbounded following)
),
reached as (
    select j.*, s.stage_no
    from journeys as j
    join stages as s on s.stage_no <= j.furthest_stage_no
)
select
    r.journey_no,
    r.customer_no,
    r.is_only,
    r.stage_no,
    r.first_s,
    cast(case when r.furthest_stage_no > r.stage_no then 1 else 0 end as tinyint) as is_advanced,
    cast(case when r.furthest_stage_no = r.stage_no then r.is_dropped_off else 0 end as tinyint) as is_dropped_off,
    cast(case when r.furthest_stage_no = r.stage_no then r.is_in_progress else 0 end as tinyint) as is_in_progress,
    cast(case when r.furthest_stage_no = r.stage_no then r.is_completed else 0 end as tinyint) as is_completed,
    cast(case when o.first_step is null then 1 else 0 end as tinyint) as is_skipped,
    case when o.first_step < o.next_step then o.next_s - o.first_s end as seconds_to_next
from reached as r
left join onward as o on o.journey_no = r.journey_no and o.stage_no = r.stage_no
order by r.journey_no, r.stage_no
