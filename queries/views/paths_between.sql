-- One row per path taken from the first time at one touchpoint to the next time at another and in time, the most frequent first.
with
begun as (
    select customer_no, is_single_journey, path, step_seconds, strpos(path, $from_symbol) as first_place
    from selected_journeys
    where strpos(path, $from_symbol) > 0
),
ended as (
    select customer_no, is_single_journey, path, step_seconds, first_place, strpos(substr(path, first_place + 1), $to_symbol) as steps
    from begun
),
taken as (
    select
        customer_no,
        is_single_journey,
        substr(path, first_place, steps + 1) as variant,
        at_place(step_seconds, first_place + steps) - at_place(step_seconds, first_place) as seconds
    from ended
    where steps > 0
        and at_place(step_seconds, first_place + steps) - at_place(step_seconds, first_place) <= $within_s
),
counted as (
    select
        variant,
        count(*) as journeys,
        count(*) filter (where is_single_journey = 1) + count(distinct case when is_single_journey = 0 then customer_no end) as customers,
        percentile(seconds, [0.5, 0.9]) as quantiles
    from taken
    group by variant
),
whole as (
    select coalesce(cast(sum(journeys) as bigint), 0) as all_journeys, count(*) as all_variants from counted
)
select
    c.variant, c.journeys, c.customers, w.all_journeys, w.all_variants,
    c.quantiles[1] as median_seconds, c.quantiles[2] as p90_seconds
from counted as c
cross join whole as w
order by c.journeys desc, c.variant
limit $top
