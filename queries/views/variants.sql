-- One row per way that journeys take, the most frequent first: how many take it, how it ends and how long it lasts.
with
chosen as (
    select
        case when $is_collapsed = 1 then collapsed_path else path end as way,
        customer_no, is_single_journey, is_completed, is_in_progress, is_dropped_off,
        last_s - first_s as seconds
    from selected_journeys
),
counted as (
    select way, count(*) as journeys from chosen group by way
),
whole as (
    select coalesce(cast(sum(journeys) as bigint), 0) as all_journeys, count(*) as all_variants from counted
),
most as (
    select way, journeys from counted order by journeys desc, way limit $top
),
told as (
    select
        c.way,
        count(*) filter (where c.is_single_journey = 1) + count(distinct case when c.is_single_journey = 0 then c.customer_no end) as customers,
        cast(sum(c.is_completed) as bigint) as completed,
        cast(sum(c.is_in_progress) as bigint) as in_progress,
        cast(sum(c.is_dropped_off) as bigint) as dropped_off,
        percentile(c.seconds, [0.5, 0.9]) as quantiles
    from chosen as c
    join most as m on m.way = c.way
    group by c.way
)
select
    m.way,
    m.journeys,
    t.customers,
    t.completed,
    t.in_progress,
    t.dropped_off,
    t.quantiles[1] as median_seconds,
    t.quantiles[2] as p90_seconds,
    w.all_journeys,
    w.all_variants
from most as m
join told as t on t.way = m.way
cross join whole as w
order by m.journeys desc, m.way
