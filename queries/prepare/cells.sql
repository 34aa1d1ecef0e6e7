-- One row per cell (stage, touchpoint): the median of the step at which journeys first pass it, its place on the map.
with
firsts as (
    select stage_no, touchpoint_no, first_step from journey_touchpoints
)
select stage_no, touchpoint_no, percentile(first_step, 0.5) as median_first_step
from firsts
group by stage_no, touchpoint_no
