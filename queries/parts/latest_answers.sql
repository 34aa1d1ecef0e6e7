-- One row per group, metric and customer: the latest answer, of equal times the one read last.
-- group_1 to group_3: whatever the view groups its answers by.
with
times as (
    select group_1, group_2, group_3, metric_no, customer_no, max(occurred_s) as latest_s
    from grouped_answers
    group by group_1, group_2, group_3, metric_no, customer_no
),
lasts as (
    select a.group_1, a.group_2, a.group_3, a.metric_no, a.customer_no, max(a.event_no) as latest_event_no
    from grouped_answers as a
    join times as t
        on t.group_1 = a.group_1 and t.group_2 = a.group_2 and t.group_3 = a.group_3 and t.metric_no = a.metric_no
        and t.customer_no = a.customer_no and t.latest_s = a.occurred_s
    group by a.group_1, a.group_2, a.group_3, a.metric_no, a.customer_no
)
select a.*
from grouped_answers as a
join lasts as l
    on l.group_1 = a.group_1 and l.group_2 = a.group_2 and l.group_3 = a.group_3 and l.metric_no = a.metric_no
    and l.customer_no = a.customer_no and l.latest_event_no = a.event_no
