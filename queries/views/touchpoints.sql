-- One row per group, stage, touchpoint and channel: its events, who passed it, how they felt, and how many journeys left there.
-- group_1 to group_3: the codes of what --by names, in its order; 0 where it names fewer.
-- An event that is the first of its journey in its cell need not be the first of those with a value (has_event_values).
with
passed as (
    select
        group_1, group_2, group_3, stage_no, touchpoint_no, channel_no,
        count(*) as events,
        count(*) filter (where $has_event_values = 0 and same_cell_before_s < since_s)
            + count(distinct case when $has_event_values = 1 then journey_no end) as journeys,
        count(*) filter (where $has_event_values = 0 and same_cell_before_s < since_s and is_single_journey = 1)
            + count(distinct case when $has_event_values = 1 and is_single_journey = 1 then journey_no end) as single_journey_customers
    from grouped_events
    group by group_1, group_2, group_3, stage_no, touchpoint_no, channel_no
),
returners as (
    select distinct group_1, group_2, group_3, stage_no, touchpoint_no, channel_no, customer_no
    from grouped_events
    where is_single_journey = 0 and ($has_event_values = 1 or same_cell_before_s < since_s)
),
returned as (
    select group_1, group_2, group_3, stage_no, touchpoint_no, channel_no, count(*) as customers
    from returners
    group by group_1, group_2, group_3, stage_no, touchpoint_no, channel_no
),
felt_by_customer as (
    select
        group_1, group_2, group_3, stage_no, touchpoint_no, channel_no, customer_no,
        count(*) as n,
        count(*) filter (where mark = 1) as goods,
        count(*) filter (where mark = -1) as bads,
        cast(sum(score) as double) as subtotal
    from grouped_answers
    where metric_no = 4
    group by group_1, group_2, group_3, stage_no, touchpoint_no, channel_no, customer_no
),
felt as (
    select
        group_1, group_2, group_3, stage_no, touchpoint_no, channel_no,
        cast(sum(n) as bigint) as answers,
        count(*) as answering_customers,
        count(*) filter (where goods > 0) as good_customers,
        count(*) filter (where goods + bads < n) as middle_customers,
        count(*) filter (where bads > 0) as bad_customers,
        cast(sum(n * n) as bigint) as sizes2,
        sum(subtotal) as total,
        sum(subtotal * subtotal) as totals2,
        sum(subtotal * n) as cross_total
    from felt_by_customer
    group by group_1, group_2, group_3, stage_no, touchpoint_no, channel_no
),
left_there as (
    select
        group_1, group_2, group_3,
        exit_stage_no as stage_no,
        exit_touchpoint_no as touchpoint_no,
        exit_channel_no as channel_no,
        count(*) as exits
    from grouped_journeys
    where is_dropped_off = 1
    group by group_1, group_2, group_3, exit_stage_no, exit_touchpoint_no, exit_channel_no
),
keys as (
    select group_1, group_2, group_3, stage_no, touchpoint_no, channel_no from passed
    union
    select group_1, group_2, group_3, stage_no, touchpoint_no, channel_no from left_there
)
select
    k.group_1,
    k.group_2,
    k.group_3,
    k.stage_no,
    k.touchpoint_no,
    k.channel_no,
    coalesce(p.events, 0) as events,
    coalesce(p.journeys, 0) as journeys,
    coalesce(p.single_journey_customers, 0) + coalesce(r.customers, 0) as customers,
    coalesce(l.exits, 0) as exits,
    f.answers,
    f.answering_customers,
    f.good_customers,
    f.middle_customers,
    f.bad_customers,
    f.total,
    f.sizes2,
    f.totals2,
    f.cross_total,
    c.median_first_step
from keys as k
left join passed as p
    on p.group_1 = k.group_1 and p.group_2 = k.group_2 and p.group_3 = k.group_3
    and p.stage_no = k.stage_no and p.touchpoint_no = k.touchpoint_no and p.channel_no = k.channel_no
left join returned as r
    on r.group_1 = k.group_1 and r.group_2 = k.group_2 and r.group_3 = k.group_3
    and r.stage_no = k.stage_no and r.touchpoint_no = k.touchpoint_no and r.channel_no = k.channel_no
left join felt as f
    on f.group_1 = k.group_1 and f.group_2 = k.group_2 and f.group_3 = k.group_3
    and f.stage_no = k.stage_no and f.touchpoint_no = k.touchpoint_no and f.channel_no = k.channel_no
left join left_there as l
    on l.group_1 = k.group_1 and l.group_2 = k.group_2 and l.group_3 = k.group_3
    and l.stage_no = k.stage_no and l.touchpoint_no = k.touchpoint_no and l.channel_no = k.channel_no
left join cells as c on c.stage_no = k.stage_no and c.touchpoint_no = k.touchpoint_no
order by
    k.group_1, k.group_2, k.group_3,
    case when k.stage_no = 0 then 1 else 0 end, k.stage_no, c.median_first_step, k.touchpoint_no, k.channel_no
