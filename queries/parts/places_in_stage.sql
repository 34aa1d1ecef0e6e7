-- One row per selected journey and place in the stage asked for, up to $landmarks: its first event at the touchpoint, and every event elsewhere before that.
with
passed as (
    select journey_no, min(step_no) as first_step
    from selected_steps
    where stage_no = $at_stage and touchpoint_no = $at_touchpoint
    group by journey_no
)
select
    s.journey_no,
    s.customer_no,
    s.event_no,
    s.step_no,
    s.occurred_s,
    s.stage_no,
    s.standing_events as place,
    case when s.step_no = p.first_step then 1 else 0 end as is_with
from selected_steps as s
left join passed as p on p.journey_no = s.journey_no
where $at_touchpoint is not null
    and s.stage_no = $at_stage
    and s.standing_stage_no = s.stage_no
    and s.standing_events <= $landmarks
    and s.step_no <= coalesce(p.first_step, s.step_no)
