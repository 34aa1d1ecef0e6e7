-- One row per answer or feeling in the stages: what it counts as.
with
asked as (
    select * from selected_answers where metric_no between 1 and 4 and stage_no > 0
)
select
    metric_no,
    stage_no,
    touchpoint_no,
    journey_no,
    customer_no,
    occurred_s as at_s,
    mark,
    cast(score as double) as score
from asked
order by metric_no, stage_no, touchpoint_no, journey_no, event_no
