-- One row per group, drop-off stage and the cell of the exit: the journeys that left there, and what they had brought.
-- group_1 to group_3: the codes of what --by names, in its order; 0 where it names fewer.
with
lost as (
    select * from grouped_journeys where is_dropped_off = 1
)
select
    group_1,
    group_2,
    group_3,
    furthest_stage_no as drop_stage_no,
    exit_touchpoint_no as touchpoint_no,
    exit_stage_no as stage_no,
    count(*) as journeys,
    count(*) filter (where is_single_journey = 1) + count(distinct case when is_single_journey = 0 then customer_no end) as customers,
    coalesce(sum(journey_revenue), 0) as lost_revenue
from lost
group by group_1, group_2, group_3, furthest_stage_no, exit_touchpoint_no, exit_stage_no
order by group_1, group_2, group_3, journeys desc, drop_stage_no, touchpoint_no, stage_no
