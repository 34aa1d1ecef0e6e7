-- One row: how often journeys go round a circle without a step between, and how many do; $symbols ends with its first symbol.
with
gone as (
    select
        customer_no,
        is_single_journey,
        replace(path, substr($symbols, 1, 1), concat(substr($symbols, 1, 1), substr($symbols, 1, 1))) as doubled
    from selected_journeys
    where strpos(path, $symbols) > 0
),
counted as (
    select customer_no, is_single_journey, (length(doubled) - length(replace(doubled, $symbols, ''))) / length($symbols) as own_rounds from gone
)
select
    cast(coalesce(sum(own_rounds), 0) as bigint) as rounds,
    count(*) as journeys,
    count(*) filter (where is_single_journey = 1) + count(distinct case when is_single_journey = 0 then customer_no end) as customers
from counted
order by rounds
