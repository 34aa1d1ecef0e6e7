-- One row per group and metric: the sums over answers and over customers that a figure and its interval need.
with
asked as (
    select * from answer_sums where metric_no between $first_metric and $last_metric
)
select * from asked order by g1, g2, g3, metric_no
