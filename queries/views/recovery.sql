-- One row per group and step of complaint recovery: complaints, those that came to the step, their customers, and how long it took.
-- group_1 to group_3: the codes of what --by names, in its order; 0 where it names fewer. step_no 1 complaint, 2 acknowledged,
-- 3 a solution or a time for one offered, 4 resolved, 5 followed up, 6 never answered: no later step of the case by anyone but the customer, and
-- no step of it, an earlier one neither, tells of a first response or resolution from the complaint on.
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
told as (
    select
        b.*,
        case when c.case_step_no > b.complaint_step_no then c.case_event end as later_event,
        case when c.case_step_no > b.complaint_step_no and c.actor_no > 1 then 1 else 0 end as is_by_another,
        case when c.first_response_s >= b.complained_s then 1 else 0 end as is_responded,
        c.occurred_s - b.complained_s as after_s,
        case
            when c.resolved_s > b.complained_s or (c.resolved_s = b.complained_s and c.case_step_no >= b.complaint_step_no)
            then c.resolved_s - b.complained_s
        end as resolved_after_s
    from begun as b
    join case_steps as c on c.case_no = b.case_no
),
reached as (
    select
        group_1, group_2, group_3, case_no, customer_no,
        min(case when later_event = 'acknowledged' then after_s end) as acknowledged_s,
        min(case when later_event = 'solution_offered' or later_event = 'timeline_offered' then after_s end) as offered_s,
        min(resolved_after_s) as resolved_s,
        min(case when later_event = 'followed_up' then after_s end) as followed_up_s,
        max(case
            when is_by_another = 1 or is_responded = 1 or resolved_after_s is not null then 1
            when later_event in ('acknowledged', 'solution_offered', 'timeline_offered', 'resolved', 'followed_up') then 1
            else 0
        end) as is_answered
    from told
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
    select group_1, group_2, group_3, customer_no, 6 as step_no, null as took_s from reached where is_answered = 0
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
