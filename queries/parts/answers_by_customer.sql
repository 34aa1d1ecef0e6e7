-- One row per group, metric and customer: the answers, the good and the bad among them, and their sum.
-- group_1 to group_3: whatever the view groups its answers by.
select
    group_1, group_2, group_3, metric_no, customer_no,
    count(*) as n,
    count(*) filter (where mark = 1) as goods,
    count(*) filter (where mark = -1) as bads,
    sum(is_best) as bests,
    cast(sum(score) as double) as subtotal
from counted_answers
group by group_1, group_2, group_3, metric_no, customer_no
