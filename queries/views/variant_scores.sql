-- One row per frequent way and metric: the sums over answers and over customers that a figure and its interval need.
with
chosen as (
    select journey_no, case when $is_collapsed = 1 then collapsed_path else path end as way from selected_journeys
),
counted as (
    select way, count(*) as journeys from chosen group by way
),
most as (
    select way, journeys from counted order by journeys desc, way limit $top
),
on_way as (
    select c.journey_no, c.way, m.journeys from chosen as c join most as m on m.way = c.way
),
by_customer as (
    select
        w.way, w.journeys, a.metric_no, a.customer_no,
        count(*) as n,
        count(*) filter (where a.mark = 1) as goods,
        count(*) filter (where a.mark = -1) as bads,
        cast(sum(a.score) as double) as subtotal
    from on_way as w
    join answers as a on a.journey_no = w.journey_no
    where a.metric_no between $first_metric and $last_metric
    group by w.way, w.journeys, a.metric_no, a.customer_no
)
select
    way, metric_no,
    cast(sum(n) as bigint) as answers,
    count(*) as customers,
    cast(sum(n * n) as bigint) as sizes2,
    cast(sum(goods) as bigint) as good,
    cast(sum(goods * goods) as bigint) as good2,
    cast(sum(goods * n) as bigint) as good_cross,
    cast(sum(bads) as bigint) as bad,
    cast(sum(bads * bads) as bigint) as bad2,
    cast(sum(bads * n) as bigint) as bad_cross,
    cast(sum(goods * bads) as bigint) as good_bad,
    sum(subtotal) as total,
    sum(subtotal * subtotal) as totals2,
    sum(subtotal * n) as cross_total
from by_customer
group by way, journeys, metric_no
order by journeys desc, way, metric_no
