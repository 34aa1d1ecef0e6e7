-- One row per pair of touchpoints that follow each other directly: how often, in how many journeys, how long it takes.
with
moves as (
    select * from selected_steps where next_touchpoint_no is not null
)
select
    touchpoint_no as source_no,
    next_touchpoint_no as target_no,
    count(*) as moves,
    cast(sum(is_first_of_edge) as bigint) as journeys,
    count(*) filter (where is_first_of_edge = 1 and is_only = 1)
        + count(distinct case when is_only = 0 then customer_no end) as customers,
    percentile(seconds_to_next, 0.5) as median_seconds,
    percentile(seconds_to_next, 0.9) as p90_seconds
from moves
group by touchpoint_no, next_touchpoint_no
order by moves desc, source_no, target_no
