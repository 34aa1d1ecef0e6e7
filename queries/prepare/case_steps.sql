-- One row per event with a case or a reason: who acts, its place in the case, when it says that it was answered and solved, when a contact follows, and where the case is handed on to.
-- actor_no: 1 customer, 2 agent, 3 bot, 4 system, 0 not told. later_contact_s: the customer's next contact later than the next step of the
-- case; where no step of it follows, than the event itself. handed_to_channel_no: the channel of the next step by customer or agent, where
-- that is another channel (0: none); contact_after_s: the customer's next contact later than that step.
with
named as (
    select
        s.event_no,
        s.journey_no,
        s.customer_no,
        s.is_single_journey,
        s.step_no,
        s.stage_no,
        s.touchpoint_no,
        s.channel_no,
        s.occurred_at,
        s.occurred_s,
        e.case_id,
        e.reason,
        case lower(e.actor) when 'customer' then 1 when 'agent' then 2 when 'bot' then 3 when 'system' then 4 else 0 end as actor_no,
        coalesce(lower(e.case_event), '') as case_event,
        epoch_seconds(e.first_response_at) as first_response_s,
        case when e.resolved_at is not null then epoch_seconds(e.resolved_at) when lower(e.case_event) = 'resolved' then s.occurred_s end as resolved_s,
        e.cost,
        n.is_contact,
        n.next_contact_s
    from events as e
    join steps as s on s.event_no = e.event_no
    left join next_contacts as n on n.event_no = e.event_no
    where e.case_id is not null or e.reason is not null
),
numbered as (
    select
        n.*,
        case
            when n.case_id is null then 0
            else dense_rank() over (order by case when n.case_id is null then 1 else 0 end, n.customer_no, n.case_id)
        end as case_no,
        case when f.actors = 0 or n.actor_no between 1 and 2 then 1 else 0 end as is_human
    from named as n
    cross join field_counts as f
),
placed as (
    select
        *,
        row_number() over in_case as case_step_no,
        lead(next_contact_s) over in_case as contact_after_next_s,
        lead(event_no) over in_case as next_event_no
    from numbered
    window in_case as (partition by customer_no, case_no order by occurred_at, event_no)
),
ahead as (
    select
        *,
        min(case when is_human = 1 then case_step_no end) over (
            partition by customer_no, case_no order by case_step_no rows between 1 following and unbounded following
        ) as next_human_step_no
    from placed
)
select
    a.event_no,
    a.journey_no,
    a.customer_no,
    a.is_single_journey,
    a.step_no,
    a.stage_no,
    a.touchpoint_no,
    a.channel_no,
    a.occurred_at,
    a.occurred_s,
    cast(a.case_no as integer) as case_no,
    cast(a.case_step_no as integer) as case_step_no,
    cast(a.actor_no as tinyint) as actor_no,
    a.case_event,
    a.first_response_s,
    a.resolved_s,
    a.cost,
    cast(coalesce(a.is_contact, 0) as tinyint) as is_contact,
    case when a.case_no > 0 and a.next_event_no is not null then a.contact_after_next_s else a.next_contact_s end as later_contact_s,
    case when h.channel_no <> a.channel_no and a.channel_no > 0 then h.channel_no else 0 end as handed_to_channel_no,
    h.occurred_s as handed_s,
    h.next_contact_s as contact_after_s
from ahead as a
left join placed as h on a.case_no > 0 and h.case_no = a.case_no and h.case_step_no = a.next_human_step_no
order by a.case_no, a.case_step_no
