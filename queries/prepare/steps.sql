-- One row per event: what it is in numbers, its place in the journey, what follows it and how long that takes, from its own end on.
-- standing_stage_no: the furthest stage so far, in which the journey is then (0: none yet); standing_events: how many events it has had there. lasting_s: how long of the
-- time to the next event's start it still went on; with it, the two starts lie seconds_to_next + lasting_s apart.
with
assigned as (
    select
        k.journey_no,
        k.customer_no,
        k.is_single_journey,
        e.event_no,
        e.load_no,
        e.occurred_at,
        e.occurred_s,
        coalesce(s.stage_no, t.stage_no) as stage_no,
        t.touchpoint_no,
        t.wait_target_s,
        coalesce(c.channel_no, 0) as channel_no,
        coalesce(m.emotion_no, 0) as emotion_no,
        coalesce(e.valence, m.valence) as valence,
        cast(case when e.valence is not null then 1 else 0 end as tinyint) as is_recorded,
        e.nps,
        e.csat,
        e.ces,
        e.revenue,
        coalesce(w.service_mode_no, 0) as service_mode_no,
        coalesce(f.pain_point_no, 0) as pain_point_no,
        coalesce(r.reason_no, 0) as reason_no,
        d.duration_s
    from events as e
    join event_parts as p on p.event_no = e.event_no
    join journey_keys as k on k.customer_no = p.customer_no and k.journey_id = p.journey_id and k.part = p.part
    left join touchpoint_names as n on n.written_touchpoint = e.touchpoint
    join touchpoints as t on t.touchpoint = coalesce(n.touchpoint, e.touchpoint)
    left join stage_words as s on s.word = lower(e.stage)
    left join channels as c on c.written_channel = e.channel
    left join emotions as m on m.emotion = lower(e.emotion)
    left join service_modes as w on w.service_mode = lower(e.service_mode)
    left join pain_points as f on f.pain_point = e.friction
    left join reasons as r on r.reason = e.reason
    left join durations as d on d.event_no = e.event_no
),
placed as (
    select
        *,
        row_number() over journey as step_no,
        lead(touchpoint_no) over journey as next_touchpoint_no,
        lead(stage_no) over journey as next_stage_no,
        lead(valence) over journey as next_valence,
        lead(occurred_s) over journey - occurred_s as start_to_start_s,
        lag(occurred_at) over journey as before_at,
        max(stage_no) over journey as standing_stage_no,
        lag(occurred_s) over (
            partition by journey_no, touchpoint_no, stage_no, channel_no order by occurred_at, event_no
        ) as same_cell_before_s
    from assigned
    window journey as (partition by journey_no order by occurred_at, event_no)
),
edged as (
    select
        *,
        case when start_to_start_s < duration_s then start_to_start_s else coalesce(duration_s, 0) end as lasting_s,
        row_number() over (partition by journey_no, touchpoint_no, next_touchpoint_no order by step_no) as edge_turn,
        sum(case when stage_no = standing_stage_no then 1 else 0 end) over (
            partition by journey_no, standing_stage_no order by step_no rows between unbounded preceding and current row
        ) as standing_events
    from placed
)
select
    journey_no,
    cast(step_no as integer) as step_no,
    customer_no,
    is_single_journey,
    event_no,
    load_no,
    occurred_at,
    occurred_s,
    stage_no,
    standing_stage_no,
    cast(standing_events as integer) as standing_events,
    touchpoint_no,
    wait_target_s,
    channel_no,
    emotion_no,
    valence,
    is_recorded,
    nps,
    csat,
    ces,
    revenue,
    service_mode_no,
    pain_point_no,
    reason_no,
    duration_s,
    next_touchpoint_no,
    next_stage_no,
    next_valence,
    start_to_start_s - lasting_s as seconds_to_next,
    lasting_s,
    coalesce(same_cell_before_s, -9000000000000) as same_cell_before_s,
    cast(case when edge_turn = 1 and next_touchpoint_no is not null then 1 else 0 end as tinyint) as is_first_of_edge,
    cast(case when before_at = occurred_at then 1 else 0 end as tinyint) as is_tie
from edged
order by journey_no, step_no
