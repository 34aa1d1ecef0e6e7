-- One row per selected journey and metric: its first answer, and whether that is a good one.
with
answered as (
    select a.journey_no, a.metric_no, a.event_no, a.mark, s.step_no, s.customer_no, s.stage_no, s.touchpoint_no, s.occurred_s
    from answers as a
    join selected_steps as s on s.event_no = a.event_no
    where a.metric_no between $first_metric and $last_metric
),
firsts as (
    select journey_no, metric_no, min(step_no) as first_step from answered group by journey_no, metric_no
)
select a.journey_no, a.metric_no, a.event_no, a.step_no, a.customer_no, a.stage_no, a.touchpoint_no, a.occurred_s, case when a.mark = 1 then 1 else 0 end as is_good
from answered as a
join firsts as f on f.journey_no = a.journey_no and f.metric_no = a.metric_no and f.first_step = a.step_no
