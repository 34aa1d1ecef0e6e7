-- One row per variant that journeys take, the most frequent first: how many take it, how it ends and how long it lasts.
with
chosen as (
    select
        case when $is_collapsed = 1 then collapsed_path else path end as variant,
        customer_no, is_single_journey, is_completed, is_in_progress, is_dropped_off, is_ended_well,
        last_s - first_s as seconds
    from selected_journeys
),
counted as (
    select variant, count(*) as journeys from chosen group by variant
),
whole as (
    select coalesce(cast(sum(journeys) as bigint), 0) as all_journeys, count(*) as all_variants from counted
),
most as (
    select variant, journeys from counted order by journeys desc, variant limit $top
),
told as (
    select
        c.variant,
        count(*) filter (where c.is_single_journey = 1) + count(distinct case when c.is_single_journey = 0 then c.customer_no end) as customers,
        cast(sum(c.is_completed) as bigint) as completed,
        cast(sum(c.is_ended_well) as bigint) as ended_well,
        cast(sum(c.is_in_progress) as bigint) as in_progress,
        cast(sum(c.is_dropped_off) as bigint) as dropped_off,
        percentile(c.seconds, [0.5, 0.9]) as quantiles
    from chosen as c
    join most as m on m.variant = c.variant
    group by c.variant
)
select
    m.variant,
    m.journeys,
    t.customers,
    t.completed,
    t.ended_well,
    t.in_progress,
    t.dropped_off,
    t.quantiles[1] as median_seconds,
    t.quantiles[2] as p90_seconds,
    w.all_journeys,
    w.all_variants
from most as m
join told as t on t.variant = m.variant
cross join whole as w
order by m.journeys desc, m.variant
