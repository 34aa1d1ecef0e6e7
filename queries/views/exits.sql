-- One row per group, drop-off stage and the cell of the last event: the journeys that left there, and what they had brought.
with
lost as (
    select * from grouped_journeys where is_dropped_off = 1
)
select
    g1,
    g2,
    g3,
    furthest_stage_no as drop_stage_no,
    last_touchpoint_no as touchpoint_no,
    last_stage_no as stage_no,
    count(*) as journeys,
    count(*) filter (where is_single_journey = 1) + count(distinct case when is_single_journey = 0 then customer_no end) as customers,
    coalesce(sum(journey_revenue), 0) as lost_revenue
from lost
group by g1, g2, g3, furthest_stage_no, last_touchpoint_no, last_stage_no
order by g1, g2, g3, journeys desc, drop_stage_no, touchpoint_no, stage_no
