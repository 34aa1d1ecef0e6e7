-- One row, where a journey id alone is the journey: journey ids, those with events of several customers, the first of them.
with
pairs as (
    select distinct k.journey_id, e.customer_id
    from steps as s
    join journey_keys as k on k.journey_no = s.journey_no
    join events as e on e.event_no = s.event_no
    where k.journey_id <> ''
),
by_id as (
    select journey_id, count(*) as customers from pairs group by journey_id
)
select
    count(*) as ids,
    count(*) filter (where customers > 1) as shared,
    min(journey_id) filter (where customers > 1) as sample,
    arg_min(customers, journey_id) filter (where customers > 1) as sample_customers,
    (select count(journey_id) from events) as named_events
from by_id
