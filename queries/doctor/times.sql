-- One row: events of this load in the future and long before the others, and pairs of times that contradict each other.
with
load_events as (
    select occurred_at, occurred_s, first_response_at, resolved_at from events where load_no = $load_no
),
median_time as (
    select quantile_cont(occurred_s, 0.5) as median_s from load_events
)
select
    count(*) filter (occurred_at > $now) as in_future,
    max(occurred_at) as last_at,
    count(*) filter (occurred_s < median_s - $far_s) as far_before,
    min(occurred_at) as first_at,
    count(*) filter (first_response_at < occurred_at) as answered_before,
    count(*) filter (resolved_at < first_response_at) as resolved_before_answered,
    count(*) filter (resolved_at < occurred_at) as resolved_before
from load_events
cross join median_time
