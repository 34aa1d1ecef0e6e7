-- One row per case with an answer and metric: how it was served (-1: cannot be told), and whether its last answer is a good one.
with
asked as (
    select c.*, coalesce(least(c.agent_s, c.told_response_s), c.agent_s, c.told_response_s) as response_s
    from cases as c
    join selected_events as e on e.event_no = c.first_event_no
),
lasts as (
    select p.case_no, a.metric_no, arg_max(a.mark, p.case_step_no) as last_mark
    from asked as k
    join case_steps as p on p.case_no = k.case_no
    join answers as a on a.event_no = p.event_no
    where a.metric_no between $first_metric and $last_metric
    group by p.case_no, a.metric_no
)
select
    l.metric_no,
    k.case_no,
    k.customer_no,
    k.reason_no,
    k.channel_no,
    k.contacts,
    case when k.response_s >= k.opened_s then k.response_s - k.opened_s else -1 end as response_after_s,
    case when k.resolved_s >= k.opened_s and (k.reopened_s is null or k.reopened_s <= k.resolved_s) then k.resolved_s - k.opened_s else -1 end as resolution_after_s,
    case when l.last_mark = 1 then 1 else 0 end as is_good
from lasts as l
join asked as k on k.case_no = l.case_no
order by l.metric_no, k.case_no
