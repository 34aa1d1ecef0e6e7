-- One row per manner in which journeys keep to an expected list or not, element, and metric (0: the journeys themselves): sums for figures.
-- group_1, group_2 of answer_sums: the kind and the element.
with
outcomes as (
    select
        k.kind_no, k.element_no,
        count(*) as journeys,
        count(*) filter (where j.is_single_journey = 1) + count(distinct case when j.is_single_journey = 0 then j.customer_no end) as customers,
        cast(sum(j.is_completed) as bigint) as completed
    from kinds as k
    join selected_journeys as j on j.journey_no = k.journey_no
    group by k.kind_no, k.element_no
)
select
    o.kind_no, o.element_no, coalesce(s.metric_no, 0) as metric_no, o.journeys, o.customers as journey_customers, o.completed,
    coalesce(s.answers, 0) as answers, coalesce(s.customers, 0) as customers, s.sizes2, s.good, s.good2, s.good_cross, s.bad, s.bad2,
    s.bad_cross, s.good_bad, s.total, s.totals2, s.cross_total
from outcomes as o
left join answer_sums as s on s.group_1 = o.kind_no and s.group_2 = o.element_no
order by o.kind_no, o.element_no, metric_no
