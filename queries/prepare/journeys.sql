-- One row per journey: when, how far, how it ended and where, what it was worth, its path in symbols and its times.
with
observation as (
    select coalesce(max(s.end_s), max(e.occurred_s)) as observed_until_s, max(s.inactivity_s) as silence_allowed_s
    from steps as e
    cross join settings as s
),
symbolised as (
    select
        s.*,
        t.symbol,
        case when s.next_touchpoint_no = s.touchpoint_no then '' else t.symbol end as symbol_if_last,
        case when s.next_stage_no = s.stage_no then '' else cast(s.stage_no as varchar) end as stage_if_last,
        case when s.next_touchpoint_no is null then 0 else s.step_no end as step_unless_last
    from steps as s
    join touchpoints as t on t.touchpoint_no = s.touchpoint_no
),
spans as (
    select
        journey_no,
        customer_no,
        is_single_journey,
        min(occurred_s) as first_s,
        max(occurred_s) as last_s,
        count(*) as steps,
        max(stage_no) as furthest_stage_no,
        sum(revenue) as journey_revenue,
        arg_min(stage_no, step_no) as first_stage_no,
        arg_min(touchpoint_no, step_no) as first_touchpoint_no,
        arg_max(touchpoint_no, step_unless_last) as before_last_touchpoint_no,
        string_agg(symbol, '' order by step_no) as path,
        string_agg(symbol_if_last, '' order by step_no) as collapsed_path,
        string_agg(stage_if_last, '' order by step_no) as stage_path,
        string_agg(cast(stage_no as varchar), '' order by step_no) as step_stages,
        in_order(occurred_s, step_no) as step_seconds
    from symbolised
    group by journey_no, customer_no, is_single_journey
),
lasts as (
    select journey_no, stage_no, touchpoint_no, channel_no
    from steps
    where next_touchpoint_no is null
),
goal as (
    select max(stage_no) as goal_no from stages
),
ended as (
    select
        s.*,
        case when s.furthest_stage_no = g.goal_no then 1 else 0 end as at_goal,
        case when o.observed_until_s - s.last_s <= o.silence_allowed_s then 1 else 0 end as is_recent
    from spans as s
    cross join goal as g
    cross join observation as o
)
select
    e.journey_no,
    e.customer_no,
    k.journey_id,
    k.part,
    e.is_single_journey,
    e.first_s,
    e.last_s,
    e.steps,
    e.furthest_stage_no,
    cast(e.at_goal as tinyint) as is_completed,
    cast(case when e.at_goal = 0 and e.is_recent = 1 then 1 else 0 end as tinyint) as is_in_progress,
    cast(case when e.at_goal = 0 and e.is_recent = 0 then 1 else 0 end as tinyint) as is_dropped_off,
    e.first_stage_no,
    e.first_touchpoint_no,
    case when e.steps > 1 then e.before_last_touchpoint_no end as before_last_touchpoint_no,
    l.stage_no as last_stage_no,
    l.touchpoint_no as last_touchpoint_no,
    l.channel_no as last_channel_no,
    e.journey_revenue,
    e.path,
    e.collapsed_path,
    e.stage_path,
    e.step_stages,
    e.step_seconds
from ended as e
join lasts as l on l.journey_no = e.journey_no
join journey_keys as k on k.journey_no = e.journey_no
order by e.journey_no
