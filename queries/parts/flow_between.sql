-- One row per step from the first time at one touchpoint to the next time at another, and touchpoints: one journey that goes there.
with
zero as (
    select journey_no, min(step_no) as zero_step
    from selected_steps
    where touchpoint_no = $source
    group by journey_no
),
arrived as (
    select z.journey_no, min(s.step_no) as last_step
    from zero as z
    join selected_steps as s on s.journey_no = z.journey_no
    where s.touchpoint_no = $target and s.step_no > z.zero_step
    group by z.journey_no
)
select
    s.step_no - z.zero_step as step,
    s.touchpoint_no as source_no, s.next_touchpoint_no as target_no, 0 as end_no
from selected_steps as s
join zero as z on z.journey_no = s.journey_no
join arrived as a on a.journey_no = s.journey_no
where s.step_no >= z.zero_step and s.step_no < a.last_step and a.last_step - z.zero_step <= $depth
union all
select
    0 as step, $source as source_no, -1 as target_no,
    case when a.last_step is null then 8 else 9 end as end_no
from zero as z
left join arrived as a on a.journey_no = z.journey_no
where a.last_step is null or a.last_step - z.zero_step > $depth
