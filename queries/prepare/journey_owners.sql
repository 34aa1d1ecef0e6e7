-- One row per event of a journey id that several customers share: the customer with whom that journey begins.
with
named as (
    select
        e.event_no,
        e.customer_id,
        coalesce(e.journey_id, case when s.has_cases = 1 then e.case_id end) as journey_id,
        e.occurred_at
    from events as e
    cross join settings as s
),
shared as (
    select journey_id
    from named
    where journey_id is not null
    group by journey_id
    having count(distinct customer_id) > 1
),
placed as (
    select
        n.event_no,
        n.journey_id,
        n.customer_id,
        row_number() over (partition by n.journey_id order by n.occurred_at, n.event_no) as place
    from named as n
    join shared as s on s.journey_id = n.journey_id
)
select p.event_no, f.customer_id
from placed as p
join placed as f on f.journey_id = p.journey_id and f.place = 1
