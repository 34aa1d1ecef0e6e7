-- One row per journey with a cost or a referrer: what it cost, of how many events that is known, and whether any event names who referred the customer.
select
    s.journey_no,
    coalesce(sum(e.cost), 0) as cost,
    count(e.cost) as costs,
    max(case when e.referred_by is not null then 1 else 0 end) as is_referred
from steps as s
join events as e on e.event_no = s.event_no
where e.cost is not null or e.referred_by is not null
group by s.journey_no
order by s.journey_no
