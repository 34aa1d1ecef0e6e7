-- One row per group and metric that is answered anywhere: its journeys, those that answer there, and the sums that figures and interval need.
-- group_1 to group_3: the codes of what --by names, in its order; 0 where it names fewer. good, bad, best, score: summed over the
-- journeys that answer, of each the mean of its answers; good2 to score_cross: the same of customers, squared, multiplied, and with the
-- number of their journeys that answer. good_customers to not_best_customers: those with such an answer, and with another one.
with
reached as (
    select group_1, group_2, group_3, journey_no, customer_no
    from grouped_events
    group by group_1, group_2, group_3, journey_no, customer_no
),
told as (
    select
        e.group_1, e.group_2, e.group_3, a.metric_no, e.journey_no, e.customer_no,
        avg(case when a.mark = 1 then 1.0 else 0.0 end) as mean_good,
        avg(case when a.mark = -1 then 1.0 else 0.0 end) as mean_bad,
        avg(cast(a.is_best as double)) as mean_best,
        avg(cast(a.score as double)) as mean_score
    from grouped_events as e
    join answers as a on a.event_no = e.event_no
    where a.metric_no between $first_metric and $last_metric
    group by e.group_1, e.group_2, e.group_3, a.metric_no, e.journey_no, e.customer_no
),
reached_by_customer as (
    select group_1, group_2, group_3, customer_no, count(*) as own_journeys
    from reached
    group by group_1, group_2, group_3, customer_no
),
told_by_customer as (
    select
        group_1, group_2, group_3, metric_no, customer_no,
        count(*) as replies,
        sum(mean_good) as goods,
        sum(mean_bad) as bads,
        sum(mean_best) as bests,
        sum(mean_score) as scores
    from told
    group by group_1, group_2, group_3, metric_no, customer_no
),
groups as (
    select
        group_1, group_2, group_3,
        cast(sum(own_journeys) as bigint) as journeys,
        cast(sum(own_journeys * own_journeys) as bigint) as journeys2,
        count(*) as customers
    from reached_by_customer
    group by group_1, group_2, group_3
),
metrics_told as (
    select metric_no from told_by_customer group by metric_no
),
answers_told as (
    select
        t.group_1, t.group_2, t.group_3, t.metric_no,
        cast(sum(t.replies) as bigint) as answered,
        cast(sum(t.replies * t.replies) as bigint) as answered2,
        cast(sum(t.replies * r.own_journeys) as bigint) as cross_answered,
        count(*) as answering,
        count(*) filter (where t.replies = r.own_journeys) as answering_throughout,
        sum(t.goods) as good,
        sum(t.bads) as bad,
        sum(t.bests) as best,
        sum(t.scores) as score,
        count(*) filter (where t.goods > 0) as good_customers,
        count(*) filter (where t.goods < t.replies) as other_customers,
        count(*) filter (where t.bads > 0) as bad_customers,
        count(*) filter (where t.goods + t.bads < t.replies) as middle_customers,
        count(*) filter (where t.bests > 0) as best_customers,
        count(*) filter (where t.bests < t.replies) as not_best_customers,
        sum(t.goods * t.goods) as good2,
        sum(t.bads * t.bads) as bad2,
        sum(t.goods * t.bads) as good_bad,
        sum(t.bests * t.bests) as best2,
        sum(t.scores * t.scores) as score2,
        sum(t.goods * t.replies) as good_cross,
        sum(t.bads * t.replies) as bad_cross,
        sum(t.bests * t.replies) as best_cross,
        sum(t.scores * t.replies) as score_cross
    from told_by_customer as t
    join reached_by_customer as r
        on r.group_1 = t.group_1 and r.group_2 = t.group_2 and r.group_3 = t.group_3 and r.customer_no = t.customer_no
    group by t.group_1, t.group_2, t.group_3, t.metric_no
)
select
    g.group_1, g.group_2, g.group_3, m.metric_no,
    g.journeys, g.journeys2, g.customers,
    coalesce(a.answered, 0) as answered,
    coalesce(a.answered2, 0) as answered2,
    coalesce(a.cross_answered, 0) as cross_answered,
    coalesce(a.answering, 0) as answering,
    g.customers - coalesce(a.answering_throughout, 0) as silent,
    coalesce(a.good, 0) as good,
    coalesce(a.bad, 0) as bad,
    coalesce(a.best, 0) as best,
    coalesce(a.score, 0) as score,
    coalesce(a.good_customers, 0) as good_customers,
    coalesce(a.other_customers, 0) as other_customers,
    coalesce(a.bad_customers, 0) as bad_customers,
    coalesce(a.middle_customers, 0) as middle_customers,
    coalesce(a.best_customers, 0) as best_customers,
    coalesce(a.not_best_customers, 0) as not_best_customers,
    a.good2, a.bad2, a.good_bad, a.best2, a.score2, a.good_cross, a.bad_cross, a.best_cross, a.score_cross
from groups as g
cross join metrics_told as m
left join answers_told as a
    on a.group_1 = g.group_1 and a.group_2 = g.group_2 and a.group_3 = g.group_3 and a.metric_no = m.metric_no
order by g.group_1, g.group_2, g.group_3, m.metric_no
