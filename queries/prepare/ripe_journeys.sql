-- One row per ripe journey, begun at least the ripe age before the end of observation: what had become of it at that age.
with
ripe as (
    select j.*, o.ripe_age_s
    from journeys as j
    cross join observation as o
    where o.observed_until_s - j.first_s >= o.ripe_age_s
),
first_part as (
    select
        s.journey_no,
        s.stage_no,
        s.touchpoint_no,
        case when t.is_passive = 1 then s.step_no - 1000000000 else s.step_no end as exit_rank,
        case when t.is_good_end = 1 or m.is_good_end = 1 then s.step_no end as good_step,
        case when t.is_undoing = 1 or m.is_undoing = 1 then s.step_no end as undoing_step
    from ripe as r
    join steps as s on s.journey_no = r.journey_no
    join touchpoints as t on t.touchpoint_no = s.touchpoint_no
    left join marked_events as m on m.event_no = s.event_no
    where r.last_s - r.first_s > r.ripe_age_s and s.occurred_s - r.first_s <= r.ripe_age_s
),
spans as (
    select
        journey_no,
        max(stage_no) as furthest_stage_no,
        arg_max(stage_no, exit_rank) as exit_stage_no,
        arg_max(touchpoint_no, exit_rank) as exit_touchpoint_no,
        max(good_step) as last_good_step,
        coalesce(max(undoing_step), 0) as last_undoing_step
    from first_part
    group by journey_no
),
goal as (
    select max(stage_no) as goal_no from stages
),
judged as (
    select journey_no, furthest_stage_no, is_completed, is_ended_well, exit_stage_no, exit_touchpoint_no
    from ripe
    where last_s - first_s <= ripe_age_s
    union all
    select
        s.journey_no,
        s.furthest_stage_no,
        case when s.furthest_stage_no = g.goal_no then 1 else 0 end as is_completed,
        case when s.furthest_stage_no < g.goal_no and s.last_good_step >= s.last_undoing_step then 1 else 0 end as is_ended_well,
        s.exit_stage_no,
        s.exit_touchpoint_no
    from spans as s
    cross join goal as g
)
select
    journey_no,
    furthest_stage_no,
    cast(is_completed as tinyint) as is_completed,
    cast(is_ended_well as tinyint) as is_ended_well,
    exit_stage_no,
    exit_touchpoint_no
from judged
order by journey_no
