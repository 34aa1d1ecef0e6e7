-- One row per case that its customer began or took part in: its first contact, when that was answered and the case resolved, and what followed.
-- first_event_no: the first contact. agent_s: the first later event of the case by an agent, which
-- no resolution is where the data tell first responses (a case closed without a reply has none); told_response_s: the earliest time of a first response
-- that any of its events tells. resolved_s: its last resolution (null: open). cost: of all its events. agent_event_no: its first event by an agent. again_s: the customer's next contact for the same reason.
with
reasoned as (
    select
        c.*,
        s.reason_no,
        lead(case when c.is_contact = 1 then c.occurred_s end) over (
            partition by c.customer_no, s.reason_no, c.is_contact order by c.occurred_at, c.event_no
        ) as next_same_reason_s
    from case_steps as c
    join steps as s on s.event_no = c.event_no
),
opened as (
    select case_no, min(case_step_no) as first_step_no
    from reasoned
    where case_no > 0 and is_contact = 1
    group by case_no
),
first_contacts as (
    select r.*
    from reasoned as r
    join opened as o on o.case_no = r.case_no and o.first_step_no = r.case_step_no
),
followed as (
    select
        r.case_no,
        cast(sum(r.is_contact) as bigint) as contacts,
        min(case
            when r.actor_no = 2 and r.case_step_no > o.first_step_no and (f.first_responses = 0 or r.case_event <> 'resolved') then r.occurred_s
        end) as agent_s,
        arg_min(r.event_no, case when r.actor_no = 2 then r.case_step_no end) as agent_event_no,
        min(r.first_response_s) as told_response_s,
        max(r.resolved_s) as last_resolved_s,
        max(case when r.case_event = 'reopened' then r.occurred_s end) as reopened_s,
        count(case when r.case_event = 'transferred' then 1 end) as transfers,
        coalesce(sum(r.cost), 0) as case_cost
    from reasoned as r
    join opened as o on o.case_no = r.case_no
    cross join field_counts as f
    group by r.case_no
)
select
    f.case_no,
    f.customer_no,
    f.journey_no,
    f.event_no as first_event_no,
    f.occurred_s as opened_s,
    w.contacts,
    w.agent_s,
    w.agent_event_no,
    w.told_response_s,
    w.last_resolved_s as resolved_s,
    w.reopened_s,
    w.transfers,
    w.case_cost as cost,
    f.reason_no,
    f.channel_no,
    f.next_same_reason_s as again_s
from first_contacts as f
join followed as w on w.case_no = f.case_no
order by f.case_no
