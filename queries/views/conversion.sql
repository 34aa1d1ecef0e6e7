-- One row per group and span of time: of the journeys or customers that pass the source, how many come to the target, and then.
-- group_1 to group_3: the codes of what --by names, in its order; 0 where it names fewer.
with
passed as (
    select
        case when $is_per_customer = 1 then customer_no else journey_no end as unit_no,
        customer_no, is_single_journey, touchpoint_no, occurred_at, occurred_s, event_no
    from selected_steps
    where touchpoint_no = $source or touchpoint_no = $target
),
first_times as (
    select unit_no, min(occurred_at) as first_at from passed where touchpoint_no = $source group by unit_no
),
entered as (
    select p.unit_no, p.customer_no, p.is_single_journey, f.first_at, min(p.occurred_s) as first_s, min(p.event_no) as first_event_no
    from passed as p
    join first_times as f on f.unit_no = p.unit_no and f.first_at = p.occurred_at
    where p.touchpoint_no = $source
    group by p.unit_no, p.customer_no, p.is_single_journey, f.first_at
),
targets as (
    select
        e.unit_no,
        min(case when p.occurred_at > e.first_at or (p.occurred_at = e.first_at and p.event_no > e.first_event_no)
            then p.occurred_s - e.first_s end) as seconds_after,
        max(case when p.occurred_at < e.first_at or (p.occurred_at = e.first_at and p.event_no < e.first_event_no)
            then 1 else 0 end) as is_before
    from entered as e
    join passed as p on p.unit_no = e.unit_no
    where p.touchpoint_no = $target
    group by e.unit_no
),
judged as (
    select
        coalesce(g.group_1, 0) as group_1,
        coalesce(g.group_2, 0) as group_2,
        coalesce(g.group_3, 0) as group_3,
        e.customer_no,
        case when t.seconds_after <= $within_s then t.seconds_after end as seconds,
        case when t.seconds_after <= $within_s or ($is_anywhere = 1 and t.is_before = 1) then 1 else 0 end as is_converted
    from entered as e
    left join targets as t on t.unit_no = e.unit_no
    left join unit_groups as g on g.unit_no = e.unit_no
),
spanned as (
    select
        group_1, group_2, group_3,
        count(*) as entered,
        count(distinct customer_no) as customers,
        cast(sum(is_converted) as bigint) as converted,
        percentile(seconds, [0.5, 0.9]) as quantiles
    from judged
    group by group_1, group_2, group_3
),
binned as (
    select j.group_1, j.group_2, j.group_3, w.span_no, count(*) as units
    from judged as j
    join spans as w on j.seconds >= w.from_seconds and j.seconds < w.to_seconds
    group by j.group_1, j.group_2, j.group_3, w.span_no
)
select
    s.group_1,
    s.group_2,
    s.group_3,
    w.span_no,
    w.from_seconds,
    w.to_seconds,
    coalesce(b.units, 0) as units,
    s.entered,
    s.customers,
    s.converted,
    s.quantiles[1] as median_seconds,
    s.quantiles[2] as p90_seconds
from spanned as s
cross join spans as w
left join binned as b on b.group_1 = s.group_1 and b.group_2 = s.group_2 and b.group_3 = s.group_3 and b.span_no = w.span_no
order by s.group_1, s.group_2, s.group_3, w.span_no
