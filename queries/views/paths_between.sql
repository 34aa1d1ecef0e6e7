-- One row per way taken from the first time at one touchpoint to the next time at another and in time, the most frequent first.
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
ways as (
    select
        customer_no,
        is_single_journey,
        substr(path, first_place, steps + 1) as way,
        at_place(step_seconds, first_place + steps) - at_place(step_seconds, first_place) as seconds
    from ended
    where steps > 0
        and at_place(step_seconds, first_place + steps) - at_place(step_seconds, first_place) <= $within_s
),
counted as (
    select
        way,
        count(*) as journeys,
        count(*) filter (where is_single_journey = 1) + count(distinct case when is_single_journey = 0 then customer_no end) as customers,
        percentile(seconds, [0.5, 0.9]) as quantiles
    from ways
    group by way
),
whole as (
    select coalesce(cast(sum(journeys) as bigint), 0) as all_journeys, count(*) as all_ways from counted
)
select
    c.way, c.journeys, c.customers, w.all_journeys, w.all_ways,
    c.quantiles[1] as median_seconds, c.quantiles[2] as p90_seconds
from counted as c
cross join whole as w
order by c.journeys desc, c.way
limit $top
