-- One row per journey: when, how far, how it ended and where, what it was worth, its path in symbols and its times.
-- end_no: 1 completed, 2 in progress, 3 dropped off, 4 ended well. The exit is the last event at a touchpoint that is not passive.
with
symbolised as (
    select
        s.*,
        t.symbol,
        case when s.next_touchpoint_no = s.touchpoint_no then '' else t.symbol end as symbol_if_last,
        case when s.next_stage_no = s.stage_no then '' else cast(s.stage_no as varchar) end as stage_if_last,
        case when t.is_passive = 1 then s.step_no - 1000000000 else s.step_no end as exit_rank,
        case when t.is_good_end = 1 or m.is_good_end = 1 then s.step_no end as good_step,
        case when t.is_undoing = 1 or m.is_undoing = 1 then s.step_no end as undoing_step
    from steps as s
    join touchpoints as t on t.touchpoint_no = s.touchpoint_no
    left join marked_events as m on m.event_no = s.event_no
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
        max(exit_rank) as last_exit_rank,
        arg_max(occurred_s, exit_rank) as exit_s,
        arg_max(event_no, exit_rank) as exit_event_no,
        arg_max(stage_no, exit_rank) as exit_stage_no,
        arg_max(touchpoint_no, exit_rank) as exit_touchpoint_no,
        arg_max(channel_no, exit_rank) as exit_channel_no,
        max(good_step) as last_good_step,
        coalesce(max(undoing_step), 0) as last_undoing_step,
        string_agg(symbol, '' order by step_no) as path,
        string_agg(symbol_if_last, '' order by step_no) as collapsed_path,
        string_agg(stage_if_last, '' order by step_no) as stage_path,
        string_agg(cast(stage_no as varchar), '' order by step_no) as step_stages,
        in_order(occurred_s, step_no) as step_seconds
    from symbolised
    group by journey_no, customer_no, is_single_journey
),
lasts as (
    select journey_no, stage_no, touchpoint_no
    from steps
    where next_touchpoint_no is null
),
goal as (
    select max(stage_no) as goal_no from stages
),
judged as (
    select
        s.*,
        case when s.last_exit_rank > 0 then s.last_exit_rank else s.steps end as exit_step,
        case
            when s.furthest_stage_no = g.goal_no then 1
            when s.last_good_step >= s.last_undoing_step then 4
            when o.observed_until_s - s.exit_s <= o.silence_allowed_s then 2
            else 3
        end as end_no
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
    cast(e.end_no as tinyint) as end_no,
    cast(case when e.end_no = 1 then 1 else 0 end as tinyint) as is_completed,
    cast(case when e.end_no = 2 then 1 else 0 end as tinyint) as is_in_progress,
    cast(case when e.end_no = 3 then 1 else 0 end as tinyint) as is_dropped_off,
    cast(case when e.end_no = 4 then 1 else 0 end as tinyint) as is_ended_well,
    e.first_stage_no,
    e.first_touchpoint_no,
    l.stage_no as last_stage_no,
    l.touchpoint_no as last_touchpoint_no,
    e.exit_step,
    e.exit_stage_no,
    e.exit_touchpoint_no,
    e.exit_channel_no,
    e.exit_event_no,
    b.touchpoint_no as before_exit_touchpoint_no,
    e.journey_revenue,
    e.path,
    e.collapsed_path,
    e.stage_path,
    e.step_stages,
    e.step_seconds
from judged as e
join lasts as l on l.journey_no = e.journey_no
join journey_keys as k on k.journey_no = e.journey_no
left join touchpoints as b on e.exit_step > 1 and b.symbol = substr(e.path, e.exit_step - 1, 1)
order by e.journey_no
