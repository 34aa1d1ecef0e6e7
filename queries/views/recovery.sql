-- One row per group and step of complaint recovery: complaints, those that came to the step, their customers, and how long it took.
-- group_1 to group_3: the codes of what --by names, in its order; 0 where it names fewer. step_no 1 complaint, 2 acknowledged,
-- 3 a solution or a time for one offered, 4 resolved, 5 followed up, 6 never answered: no later step of the case by anyone but the customer.
with
begun as (
    select
        j.group_1, j.group_2, j.group_3,
        c.case_no, c.customer_no,
        min(c.case_step_no) as complaint_step_no,
        min(c.occurred_s) as complained_s
    from case_steps as c
    join grouped_journeys as j on j.journey_no = c.journey_no
    cross join observation as o
    where c.case_no > 0 and c.case_event = 'complaint' and c.occurred_s <= o.observed_until_s - o.silence_allowed_s
    group by j.group_1, j.group_2, j.group_3, c.case_no, c.customer_no
),
later as (
    select
        b.*,
        c.case_event,
        c.actor_no,
        c.occurred_s - b.complained_s as after_s,
        case when c.resolved_s >= b.complained_s then c.resolved_s - b.complained_s end as resolved_after_s
    from begun as b
    left join case_steps as c on c.case_no = b.case_no and c.case_step_no >= b.complaint_step_no
),
reached as (
    select
        group_1, group_2, group_3, case_no, customer_no,
        min(case when case_event = 'acknowledged' then after_s end) as acknowledged_s,
        min(case when case_event = 'solution_offered' or case_event = 'timeline_offered' then after_s end) as offered_s,
        min(resolved_after_s) as resolved_s,
        min(case when case_event = 'followed_up' then after_s end) as followed_up_s,
        min(case
            when actor_no > 1 then after_s
            when case_event in ('acknowledged', 'solution_offered', 'timeline_offered', 'resolved', 'followed_up') then after_s
            when resolved_after_s is not null then resolved_after_s
        end) as answered_s
    from later
    group by group_1, group_2, group_3, case_no, customer_no
),
long as (
    select group_1, group_2, group_3, customer_no, 1 as step_no, 0 as took_s from reached
    union all
    select group_1, group_2, group_3, customer_no, 2 as step_no, acknowledged_s as took_s from reached where acknowledged_s is not null
    union all
    select group_1, group_2, group_3, customer_no, 3 as step_no, offered_s as took_s from reached where offered_s is not null
    union all
    select group_1, group_2, group_3, customer_no, 4 as step_no, resolved_s as took_s from reached where resolved_s is not null
    union all
    select group_1, group_2, group_3, customer_no, 5 as step_no, followed_up_s as took_s from reached where followed_up_s is not null
    union all
    select group_1, group_2, group_3, customer_no, 6 as step_no, null as took_s from reached where answered_s is null
)
select
    group_1,
    group_2,
    group_3,
    step_no,
    count(*) as cases,
    count(distinct customer_no) as customers,
    percentile(took_s, 0.5) as median_s,
    percentile(took_s, 0.9) as p90_s
from long
group by group_1, group_2, group_3, step_no
order by group_1, group_2, group_3, step_no
