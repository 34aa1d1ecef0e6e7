-- One row per pair of touchpoints that follow each other directly: how often, in how many journeys, how long it takes.
with
moves as (
    select
        touchpoint_no,
        next_touchpoint_no,
        count(*) as moves,
        cast(sum(is_first_of_edge) as bigint) as journeys,
        cast(sum(is_first_of_edge * is_single_journey) as bigint) as single_journey_customers,
        percentile(seconds_to_next, [0.5, 0.9]) as quantiles,
        cast(sum(seconds_to_next) as bigint) as waited_seconds
    from selected_steps
    where next_touchpoint_no is not null
    group by touchpoint_no, next_touchpoint_no
),
returners as (
    select distinct touchpoint_no, next_touchpoint_no, customer_no
    from selected_steps
    where is_first_of_edge = 1 and is_single_journey = 0
),
returned as (
    select touchpoint_no, next_touchpoint_no, count(*) as customers
    from returners
    group by touchpoint_no, next_touchpoint_no
),
lost as (
    select before_exit_touchpoint_no, exit_touchpoint_no, count(*) as journeys
    from selected_journeys
    where is_dropped_off = 1 and before_exit_touchpoint_no is not null
    group by before_exit_touchpoint_no, exit_touchpoint_no
)
select
    m.touchpoint_no as source_no,
    m.next_touchpoint_no as target_no,
    m.moves,
    m.journeys,
    m.single_journey_customers + coalesce(r.customers, 0) as customers,
    m.quantiles[1] as median_seconds,
    m.quantiles[2] as p90_seconds,
    m.waited_seconds,
    coalesce(l.journeys, 0) as lost_after
from moves as m
left join returned as r on r.touchpoint_no = m.touchpoint_no and r.next_touchpoint_no = m.next_touchpoint_no
left join lost as l on l.before_exit_touchpoint_no = m.touchpoint_no and l.exit_touchpoint_no = m.next_touchpoint_no
order by m.moves desc, source_no, target_no
