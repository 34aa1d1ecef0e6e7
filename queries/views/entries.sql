-- One row per touchpoint and channel at which journeys begin: how many begin there, and what becomes of them.
with
begun as (
    select j.customer_no, j.is_single_journey, j.is_completed, j.is_in_progress, j.is_dropped_off, j.is_ended_well, s.touchpoint_no, s.channel_no
    from selected_journeys as j
    join selected_steps as s on s.journey_no = j.journey_no and s.step_no = 1
)
select
    touchpoint_no,
    channel_no,
    count(*) as journeys,
    count(*) filter (where is_single_journey = 1) + count(distinct case when is_single_journey = 0 then customer_no end) as customers,
    cast(sum(is_completed) as bigint) as completed,
    cast(sum(is_ended_well) as bigint) as ended_well,
    cast(sum(is_in_progress) as bigint) as in_progress,
    cast(sum(is_dropped_off) as bigint) as dropped_off
from begun
group by touchpoint_no, channel_no
order by journeys desc, touchpoint_no, channel_no
