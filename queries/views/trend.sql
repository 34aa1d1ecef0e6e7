-- One row per group, metric, customer, period and place: the answers, the good and the bad among them, their sum and the sum of their squares.
-- group_1 to group_3: the codes of what --by names, in its order; 0 where it names fewer.
with
asked as (
    select * from answers_in_periods where metric_no between $first_metric and $last_metric
)
select
    group_1, group_2, group_3, metric_no, customer_no, period_no, stage_no, touchpoint_no,
    count(*) as n,
    count(*) filter (where mark = 1) as good,
    count(*) filter (where mark = -1) as bad,
    cast(sum(is_best) as bigint) as best,
    cast(sum(score) as double) as total,
    cast(sum(score * score) as double) as squares
from asked
group by group_1, group_2, group_3, metric_no, customer_no, period_no, stage_no, touchpoint_no
order by group_1, group_2, group_3, metric_no, customer_no, period_no, stage_no, touchpoint_no
