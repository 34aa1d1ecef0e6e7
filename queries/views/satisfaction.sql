-- One row per group and metric: the sums over answers and over customers that a figure and its interval need.
-- group_1 to group_3: the codes of what --by names, in its order; 0 where it names fewer.
with
asked as (
    select * from answer_sums where metric_no between $first_metric and $last_metric
)
select * from asked order by group_1, group_2, group_3, metric_no
