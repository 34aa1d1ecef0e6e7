-- One row per step before the first time at a touchpoint, touchpoint, and the one it came from or a beginning: one journey that came.
with
zero as (
    select journey_no, min(step_no) as zero_step from selected_steps where touchpoint_no = $target group by journey_no
),
near as (
    select
        s.journey_no, s.step_no, s.touchpoint_no, s.next_touchpoint_no,
        s.step_no - z.zero_step as step
    from selected_steps as s
    join zero as z on z.journey_no = s.journey_no
    where s.step_no - z.zero_step between -$depth and 0
)
select step, touchpoint_no as source_no, next_touchpoint_no as target_no, 0 as end_no
from near
where step < 0
union all
select step, -1 as source_no, touchpoint_no as target_no, case when step_no = 1 then 6 else 7 end as end_no
from near
where step_no = 1 or step = -$depth
