-- One row per promise of a time: when it was to be kept, and when it was (null: not seen to be).
-- That of a case is kept by the case's first resolution from then on; that of an order without a case by the order's first later event at a
-- touchpoint that promises nothing. is_judged: there is a case or an order, and its time came before the end of observation.
with
made as (
    select
        s.event_no,
        s.journey_no,
        s.customer_no,
        s.is_single_journey,
        s.stage_no,
        s.touchpoint_no,
        s.channel_no,
        s.occurred_at,
        s.occurred_s,
        epoch_seconds(e.promised_at) as promised_s,
        e.order_id,
        coalesce(c.case_no, 0) as case_no,
        c.case_step_no
    from events as e
    join steps as s on s.event_no = e.event_no
    left join case_steps as c on c.event_no = e.event_no
    where e.promised_at is not null
),
promising as (
    select distinct touchpoint_no from made
),
ordered as (
    select s.customer_no, s.touchpoint_no, s.occurred_at, s.occurred_s, s.event_no, e.order_id
    from events as e
    join steps as s on s.event_no = e.event_no
    where e.order_id is not null
        and e.order_id in (select order_id from made where order_id is not null)
        and s.touchpoint_no not in (select touchpoint_no from promising)
),
kept as (
    select m.event_no, min(c.resolved_s) as kept_s
    from made as m
    join case_steps as c on c.case_no = m.case_no
        and (c.resolved_s > m.occurred_s or (c.resolved_s = m.occurred_s and c.case_step_no >= m.case_step_no))
    where m.case_no > 0
    group by m.event_no
    union all
    select m.event_no, min(o.occurred_s) as kept_s
    from made as m
    join ordered as o on o.customer_no = m.customer_no and o.order_id = m.order_id
        and (o.occurred_at > m.occurred_at or (o.occurred_at = m.occurred_at and o.event_no > m.event_no))
    where m.case_no = 0
    group by m.event_no
)
select
    m.event_no,
    m.journey_no,
    m.customer_no,
    m.is_single_journey,
    m.stage_no,
    m.touchpoint_no,
    m.channel_no,
    m.occurred_s,
    m.promised_s,
    k.kept_s,
    cast(case
        when m.case_no = 0 and m.order_id is null then 0
        when m.promised_s < v.observed_until_s then 1
        else 0
    end as tinyint) as is_judged
from made as m
cross join observation as v
left join kept as k on k.event_no = m.event_no
order by m.journey_no, m.event_no
