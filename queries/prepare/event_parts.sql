-- One row per event: its customer, its journey_id, and the part of that journey after long silences.
with
gaps as (
    select
        e.event_no,
        c.customer_no,
        coalesce(e.journey_id, case when s.has_cases = 1 then e.case_id end, '') as journey_id,
        e.occurred_at,
        e.occurred_s,
        e.cluster,
        e.occurred_s - lag(e.occurred_s) over (
            partition by c.customer_no, coalesce(e.journey_id, case when s.has_cases = 1 then e.case_id end, '')
            order by e.occurred_at, e.event_no
        ) as silence_s
    from clustered_events as e
    join customers as c on c.customer_id = e.customer_id
    cross join settings as s
)
select
    g.event_no,
    g.customer_no,
    g.journey_id,
    g.occurred_s,
    g.cluster,
    sum(case when s.split_s > 0 and g.silence_s > s.split_s then 1 else 0 end) over (
        partition by g.customer_no, g.journey_id order by g.occurred_at, g.event_no
        rows between unbounded preceding and current row
    ) as part
from gaps as g
cross join settings as s
