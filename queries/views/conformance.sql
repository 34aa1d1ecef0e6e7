-- One row per way in which journeys keep to an expected list or not, element, and metric (0: the journeys themselves): sums for figures.
with
placed as (
    select s.journey_no, e.place, min(s.step_no) as first_step, max(s.step_no) as last_step
    from element_steps as s
    join elements as e on e.code = s.code
    group by s.journey_no, e.place
),
furthest as (
    select journey_no, max(place) as furthest_place from placed group by journey_no
),
goal as (
    select max(place) as goal_place from elements
),
turned as (
    select distinct p.journey_no, p.place
    from placed as p
    join placed as q on q.journey_no = p.journey_no and q.place > p.place and q.first_step < p.last_step
),
deviations as (
    select f.journey_no, 3 as kind_no, e.place
    from furthest as f
    join elements as e on e.place < f.furthest_place
    left join placed as p on p.journey_no = f.journey_no and p.place = e.place
    where p.journey_no is null
    union all
    select journey_no, 4 as kind_no, place from turned
    union all
    select f.journey_no, 5 as kind_no, f.furthest_place as place
    from furthest as f
    join selected_journeys as j on j.journey_no = f.journey_no
    cross join goal as g
    where f.furthest_place < g.goal_place and j.is_in_progress = 0
),
deviating as (
    select distinct journey_no from deviations
),
kinds as (
    select journey_no, kind_no, place from deviations
    union all
    select journey_no, 2 as kind_no, 0 as place from deviating
    union all
    select f.journey_no, 1 as kind_no, 0 as place
    from furthest as f
    left join deviating as d on d.journey_no = f.journey_no
    where d.journey_no is null
    union all
    select j.journey_no, 6 as kind_no, 0 as place
    from selected_journeys as j
    left join furthest as f on f.journey_no = j.journey_no
    where f.journey_no is null
),
outcomes as (
    select
        k.kind_no, k.place,
        count(*) as journeys,
        count(*) filter (where j.is_only = 1) + count(distinct case when j.is_only = 0 then j.customer_no end) as customers,
        cast(sum(j.is_completed) as bigint) as completed
    from kinds as k
    join selected_journeys as j on j.journey_no = k.journey_no
    group by k.kind_no, k.place
),
by_customer as (
    select
        k.kind_no, k.place, a.metric_no, a.customer_no,
        count(*) as n,
        count(*) filter (where a.mark = 1) as goods,
        count(*) filter (where a.mark = -1) as bads,
        cast(sum(a.score) as double) as subtotal
    from kinds as k
    join answers as a on a.journey_no = k.journey_no
    where a.metric_no in (2, 4)
    group by k.kind_no, k.place, a.metric_no, a.customer_no
),
scores as (
    select
        kind_no, place, metric_no,
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
    group by kind_no, place, metric_no
)
select
    o.kind_no, o.place, coalesce(s.metric_no, 0) as metric_no, o.journeys, o.customers as journey_customers, o.completed,
    coalesce(s.answers, 0) as answers, coalesce(s.customers, 0) as customers, s.sizes2, s.good, s.good2, s.good_cross, s.bad, s.bad2,
    s.bad_cross, s.good_bad, s.total, s.totals2, s.cross_total
from outcomes as o
left join scores as s on s.kind_no = o.kind_no and s.place = o.place
order by o.kind_no, o.place, metric_no
