-- One row per group, metric and customer: the answers, the good and the bad among them, and their sum.
select
    g1, g2, g3, metric_no, customer_no,
    count(*) as n,
    count(*) filter (where mark = 1) as goods,
    count(*) filter (where mark = -1) as bads,
    cast(sum(score) as double) as subtotal
from counted_answers
group by g1, g2, g3, metric_no, customer_no
