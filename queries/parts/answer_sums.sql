-- One row per group and metric: the sums over answers and over customers that a figure and its interval need.
-- group_1 to group_3: whatever the view groups its answers by.
select
    group_1, group_2, group_3, metric_no,
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
    cast(sum(bests) as bigint) as best,
    cast(sum(bests * bests) as bigint) as best2,
    cast(sum(bests * n) as bigint) as best_cross,
    count(*) filter (where bests > 0) as best_customers,
    count(*) filter (where bests < n) as not_best_customers,
    count(*) filter (where bests < goods) as only_good_customers,
    count(*) filter (where goods > 0) as good_customers,
    count(*) filter (where goods < n) as other_customers,
    count(*) filter (where bads > 0) as bad_customers,
    count(*) filter (where goods + bads < n) as middle_customers,
    sum(subtotal) as total,
    sum(subtotal * subtotal) as totals2,
    sum(subtotal * n) as cross_total
from answers_by_customer
group by group_1, group_2, group_3, metric_no
