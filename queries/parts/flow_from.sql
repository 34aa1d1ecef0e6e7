-- One row per step from the first time at a touchpoint, touchpoint, and next touchpoint or end: one journey that goes there.
with
zero as (
    select journey_no, min(step_no) as zero_step from selected_steps where touchpoint_no = $source group by journey_no
),
near as (
    select s.step_no - z.zero_step as step, s.touchpoint_no, s.next_touchpoint_no
    from selected_steps as s
    join zero as z on z.journey_no = s.journey_no
    where s.step_no - z.zero_step between 0 and $depth and s.next_touchpoint_no is not null
)
select
    step, touchpoint_no as source_no,
    case when step = $depth then -1 else next_touchpoint_no end as target_no,
    case when step = $depth then 5 else 0 end as end_no
from near
union all
select
    j.steps - z.zero_step as step, j.last_touchpoint_no as source_no, -1 as target_no,
    j.end_no
from selected_journeys as j
join zero as z on z.journey_no = j.journey_no
where j.steps - z.zero_step <= $depth
