-- One row per group and metric: the sums over answers and over customers that a figure and its interval need.
with
by_customer as (
    select
        g1, g2, g3, metric_no, customer_no,
        count(*) as answers,
        count(*) filter (where mark = 1) as good,
        count(*) filter (where mark = -1) as bad,
        cast(sum(score) as double) as total
    from grouped_answers
    group by g1, g2, g3, metric_no, customer_no
)
select
    g1, g2, g3, metric_no,
    cast(sum(answers) as bigint) as answers,
    count(*) as customers,
    cast(sum(answers * answers) as bigint) as sizes2,
    cast(sum(good) as bigint) as good,
    cast(sum(good * good) as bigint) as good2,
    cast(sum(good * answers) as bigint) as good_cross,
    cast(sum(bad) as bigint) as bad,
    cast(sum(bad * bad) as bigint) as bad2,
    cast(sum(bad * answers) as bigint) as bad_cross,
    cast(sum(good * bad) as bigint) as good_bad,
    sum(total) as total,
    sum(total * total) as totals2,
    sum(total * answers) as cross_total
from by_customer
group by g1, g2, g3, metric_no
order by g1, g2, g3, metric_no
