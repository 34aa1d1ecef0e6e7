-- One row per pair of touchpoints that follow each other directly: how often, and in how many journeys.
with
counted as (
    select touchpoint_no, next_touchpoint_no, count(*) as moves, cast(sum(is_first_of_edge) as bigint) as journeys
    from selected_steps
    where next_touchpoint_no is not null
    group by touchpoint_no, next_touchpoint_no
)
select touchpoint_no as source_no, next_touchpoint_no as target_no, moves, journeys
from counted
order by moves desc, source_no, target_no
