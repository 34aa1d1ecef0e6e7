-- One row per touchpoint: how often and by how many it is passed, begun at, ended at and come back to, and how long they stay.
with
by_stage as (
    select touchpoint_no, stage_no as own_stage_no, count(*) as own_events
    from selected_steps
    group by touchpoint_no, stage_no
),
staged as (
    select
        touchpoint_no,
        arg_max(own_stage_no, 100 * own_events + case when own_stage_no = 0 then 0 else 100 - own_stage_no end) as stage_no
    from by_stage
    group by touchpoint_no
),
stayed as (
    select
        touchpoint_no,
        count(*) as events,
        count(seconds_to_next) as moves,
        percentile(seconds_to_next, [0.5, 0.9]) as quantiles,
        cast(coalesce(sum(seconds_to_next), 0) as bigint) as waited_seconds
    from selected_steps
    group by touchpoint_no
),
passed as (
    select
        touchpoint_no,
        count(*) as journeys,
        cast(sum(is_single_journey) as bigint) as single_journey_customers,
        cast(sum(is_repeating) as bigint) as again
    from selected_journey_touchpoints
    where is_first_of_touchpoint = 1
    group by touchpoint_no
),
returners as (
    select distinct touchpoint_no, customer_no from selected_journey_touchpoints where is_single_journey = 0
),
returned as (
    select touchpoint_no, count(*) as customers from returners group by touchpoint_no
),
begun as (
    select first_touchpoint_no as touchpoint_no, count(*) as journeys from selected_journeys group by first_touchpoint_no
),
ended as (
    select
        exit_touchpoint_no as touchpoint_no,
        count(*) as journeys,
        cast(sum(is_completed) as bigint) as completed,
        cast(sum(is_ended_well) as bigint) as ended_well,
        cast(sum(is_in_progress) as bigint) as in_progress,
        cast(sum(is_dropped_off) as bigint) as dropped_off
    from selected_journeys
    group by exit_touchpoint_no
)
select
    s.touchpoint_no,
    g.stage_no,
    s.events,
    p.journeys,
    p.single_journey_customers + coalesce(r.customers, 0) as customers,
    coalesce(b.journeys, 0) as begun,
    coalesce(e.journeys, 0) as ended,
    coalesce(e.completed, 0) as completed,
    coalesce(e.ended_well, 0) as ended_well,
    coalesce(e.in_progress, 0) as in_progress,
    coalesce(e.dropped_off, 0) as dropped_off,
    p.again,
    s.moves,
    s.quantiles[1] as median_seconds,
    s.quantiles[2] as p90_seconds,
    s.waited_seconds
from stayed as s
join staged as g on g.touchpoint_no = s.touchpoint_no
join passed as p on p.touchpoint_no = s.touchpoint_no
left join returned as r on r.touchpoint_no = s.touchpoint_no
left join begun as b on b.touchpoint_no = s.touchpoint_no
left join ended as e on e.touchpoint_no = s.touchpoint_no
order by p.journeys desc, s.touchpoint_no
