-- One row: journey ids, those that several customers share, how widely, and the first of them with its customers.
-- A running number is a shared id no greater than the most journeys that one customer has.
with
pairs as (
    select distinct journey_id, customer_no from journey_keys where journey_id <> ''
),
by_id as (
    select journey_id, count(*) as customers from pairs group by journey_id
),
by_customer as (
    select customer_no, count(*) as ids from pairs group by customer_no
),
most as (
    select coalesce(max(ids), 0) as ids from by_customer
),
shared as (
    select
        b.journey_id,
        b.customers,
        case when try_cast(b.journey_id as integer) between 0 and m.ids then 1 else 0 end as is_running
    from by_id as b
    cross join most as m
    where b.customers > 1
)
select
    (select count(*) from by_id) as ids,
    count(*) as shared,
    count(*) filter (where customers = 2) as shared_by_two,
    cast(coalesce(sum(is_running), 0) as bigint) as running,
    min(journey_id) as sample,
    arg_min(customers, journey_id) as sample_customers,
    (select count(journey_id) from events) as named_events
from shared
