-- One row per order: its customer, the journey in which it begins, and what it brings. An event with revenue and without an order is one of its own.
with
priced as (
    select
        s.customer_no,
        s.journey_no,
        s.event_no,
        s.occurred_s,
        s.revenue,
        case when e.order_id is null then s.event_no else 0 end as own_no,
        coalesce(e.order_id, '') as order_id
    from steps as s
    join events as e on e.event_no = s.event_no
    where e.order_id is not null or s.revenue is not null
),
first_events as (
    select customer_no, order_id, own_no, min(event_no) as first_event_no, sum(revenue) as order_revenue
    from priced
    group by customer_no, order_id, own_no
)
select p.customer_no, p.journey_no, p.event_no, p.occurred_s, coalesce(f.order_revenue, 0) as revenue
from first_events as f
join priced as p on p.event_no = f.first_event_no
order by p.journey_no, p.event_no
