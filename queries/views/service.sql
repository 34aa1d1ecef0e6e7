-- One row per case whose first contact is among the events asked for: how long until it was answered and resolved, and what followed.
-- group_1 to group_3: the codes of what --by names, in its order; 0 where it names fewer. _told: whether the time is known; one before the
-- contact is below zero. again_after_s: from the resolution on, $never_s where no contact for the same reason came.
with
asked as (
    select *, coalesce(least(agent_s, told_response_s), agent_s, told_response_s) as response_s
    from grouped_cases
)
select
    a.group_1,
    a.group_2,
    a.group_3,
    a.case_no,
    a.customer_no,
    a.contacts,
    a.transfers,
    a.cost,
    a.opened_s,
    a.reason_no,
    a.channel_no,
    case when a.response_s is null then 0 else 1 end as response_told,
    coalesce(a.response_s - a.opened_s, 0) as response_after_s,
    case when a.resolved_s is null then 0 else 1 end as resolution_told,
    coalesce(a.resolved_s - a.opened_s, 0) as resolved_after_s,
    case when a.reopened_s is not null then 1 else coalesce(r.was_reopened, 0) end as is_reopened,
    case when a.resolved_s is null or a.reopened_s > a.resolved_s then 1 else 0 end as is_open,
    coalesce(a.again_s - a.resolved_s, $never_s) as again_after_s,
    o.observed_until_s - a.opened_s as age_s
from asked as a
cross join observation as o
left join counted_reopenings as r on r.case_no = a.case_no
order by a.group_1, a.group_2, a.group_3, a.case_no
