-- One row per answer or feeling, also in no stage: what it counts as, and at which step of its journey.
with
asked as (
    select * from selected_answers where metric_no between 1 and 4
)
select
    cast(a.metric_no as tinyint) as metric_no,
    a.stage_no,
    a.touchpoint_no,
    a.channel_no,
    a.journey_no,
    a.customer_no,
    a.occurred_s as at_s,
    s.step_no,
    cast(least(s.standing_events, 127) as tinyint) as standing_events,
    cast(a.mark as tinyint) as mark,
    cast(a.score as float) as score
from asked as a
join steps as s on s.event_no = a.event_no
order by a.metric_no, a.stage_no, a.touchpoint_no, a.journey_no, a.event_no
