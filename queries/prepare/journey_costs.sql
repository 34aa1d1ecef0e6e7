-- One row per journey with a cost or a referrer: what it cost, and whether any event names who referred the customer.
with
told as (
    select s.journey_no, e.cost, e.referred_by
    from steps as s
    join events as e on e.event_no = s.event_no
    where e.cost is not null or e.referred_by is not null
)
select
    journey_no,
    coalesce(sum(cost), 0) as total_cost,
    max(case when referred_by is not null then 1 else 0 end) as is_referred
from told
group by journey_no
order by journey_no
