-- One row per event of a customer who ever makes contact: whether it is a contact, and when that customer's next contact comes after it.
-- A contact: an event by the customer with a case or a reason, not at a passive touchpoint; without any actor every such event but good ends.
with
contacts as (
    select e.event_no, s.customer_no
    from events as e
    join steps as s on s.event_no = e.event_no
    join touchpoints as t on t.touchpoint_no = s.touchpoint_no
    cross join field_counts as f
    where (e.case_id is not null or e.reason is not null)
        and t.is_passive = 0
        and ((f.actors = 0 and t.is_good_end = 0) or lower(e.actor) = 'customer')
),
callers as (
    select distinct customer_no from contacts
),
seen as (
    select
        s.event_no,
        s.customer_no,
        s.occurred_at,
        s.occurred_s,
        case when c.event_no is null then 0 else 1 end as is_contact
    from steps as s
    join callers as k on k.customer_no = s.customer_no
    left join contacts as c on c.event_no = s.event_no
)
select
    event_no,
    cast(is_contact as tinyint) as is_contact,
    min(case when is_contact = 1 then occurred_s end) over (
        partition by customer_no order by occurred_at, event_no rows between 1 following and unbounded following
    ) as next_contact_s
from seen
