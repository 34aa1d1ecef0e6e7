-- One row per group, stage, touchpoint and channel: its events, who passed it, how they felt, and how many journeys left there.
with
passed as (
    select
        g1, g2, g3, stage_no, touchpoint_no, channel_no,
        count(*) as events,
        count(*) filter (where same_cell_before_s < since_s) as journeys,
        count(*) filter (where same_cell_before_s < since_s and is_single_journey = 1) as single_journey_customers
    from grouped_events
    group by g1, g2, g3, stage_no, touchpoint_no, channel_no
),
returners as (
    select distinct g1, g2, g3, stage_no, touchpoint_no, channel_no, customer_no
    from grouped_events
    where is_single_journey = 0 and same_cell_before_s < since_s
),
returned as (
    select g1, g2, g3, stage_no, touchpoint_no, channel_no, count(*) as customers
    from returners
    group by g1, g2, g3, stage_no, touchpoint_no, channel_no
),
felt_by_customer as (
    select
        g1, g2, g3, stage_no, touchpoint_no, channel_no, customer_no,
        count(*) as n,
        cast(sum(score) as double) as subtotal
    from grouped_answers
    where metric_no = 4
    group by g1, g2, g3, stage_no, touchpoint_no, channel_no, customer_no
),
felt as (
    select
        g1, g2, g3, stage_no, touchpoint_no, channel_no,
        cast(sum(n) as bigint) as answers,
        count(*) as answering_customers,
        cast(sum(n * n) as bigint) as sizes2,
        sum(subtotal) as total,
        sum(subtotal * subtotal) as totals2,
        sum(subtotal * n) as cross_total
    from felt_by_customer
    group by g1, g2, g3, stage_no, touchpoint_no, channel_no
),
left_there as (
    select
        g1, g2, g3,
        last_stage_no as stage_no,
        last_touchpoint_no as touchpoint_no,
        last_channel_no as channel_no,
        count(*) as exits
    from grouped_journeys
    where is_dropped_off = 1
    group by g1, g2, g3, last_stage_no, last_touchpoint_no, last_channel_no
),
keys as (
    select g1, g2, g3, stage_no, touchpoint_no, channel_no from passed
    union
    select g1, g2, g3, stage_no, touchpoint_no, channel_no from left_there
)
select
    k.g1,
    k.g2,
    k.g3,
    k.stage_no,
    k.touchpoint_no,
    k.channel_no,
    coalesce(p.events, 0) as events,
    coalesce(p.journeys, 0) as journeys,
    coalesce(p.single_journey_customers, 0) + coalesce(r.customers, 0) as customers,
    coalesce(l.exits, 0) as exits,
    f.answers,
    f.answering_customers,
    f.total,
    f.sizes2,
    f.totals2,
    f.cross_total,
    c.median_first_step
from keys as k
left join passed as p
    on p.g1 = k.g1 and p.g2 = k.g2 and p.g3 = k.g3
    and p.stage_no = k.stage_no and p.touchpoint_no = k.touchpoint_no and p.channel_no = k.channel_no
left join returned as r
    on r.g1 = k.g1 and r.g2 = k.g2 and r.g3 = k.g3
    and r.stage_no = k.stage_no and r.touchpoint_no = k.touchpoint_no and r.channel_no = k.channel_no
left join felt as f
    on f.g1 = k.g1 and f.g2 = k.g2 and f.g3 = k.g3
    and f.stage_no = k.stage_no and f.touchpoint_no = k.touchpoint_no and f.channel_no = k.channel_no
left join left_there as l
    on l.g1 = k.g1 and l.g2 = k.g2 and l.g3 = k.g3
    and l.stage_no = k.stage_no and l.touchpoint_no = k.touchpoint_no and l.channel_no = k.channel_no
left join cells as c on c.stage_no = k.stage_no and c.touchpoint_no = k.touchpoint_no
order by
    k.g1, k.g2, k.g3,
    case when k.stage_no = 0 then 1 else 0 end, k.stage_no, c.median_first_step, k.touchpoint_no, k.channel_no
