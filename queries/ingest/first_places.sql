-- One row per touchpoint of the rows read so far: its events of customers with an event at one of the touchpoints $purchases, and the
-- share of these that come after the first such event.
with
ordered as (
    select customer_id, touchpoint, row_number() over (partition by customer_id order by occurred_at, event_no) as place from events
),
firsts as (
    select customer_id, min(place) as first_place
    from ordered
    where list_contains($purchases, touchpoint)
    group by customer_id
)
select
    o.touchpoint,
    count(*) as events_placed,
    avg(case when o.place > f.first_place then 1.0 else 0.0 end) as share_after
from ordered as o
join firsts as f on f.customer_id = o.customer_id
group by o.touchpoint
order by o.touchpoint
