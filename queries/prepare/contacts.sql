-- One row per contact that a customer makes with a machine or alone: its mode, and when a person next dealt with the same reason of theirs.
-- service_mode_no 1 self-service, 2 automated. A person: an event by an agent, or a contact served by one; without a reason that of the case's first
-- contact counts.
with
reasoned as (
    select
        c.event_no,
        c.journey_no,
        c.customer_no,
        c.occurred_at,
        c.occurred_s,
        c.is_contact,
        c.actor_no,
        s.service_mode_no,
        case
            when s.reason_no = 0 and c.case_no > 0 then max(case when c.is_contact = 1 then s.reason_no else 0 end) over (partition by c.case_no)
            else s.reason_no
        end as asked_reason_no
    from case_steps as c
    join steps as s on s.event_no = c.event_no
),
ahead as (
    select
        *,
        min(case when actor_no = 2 or (is_contact = 1 and service_mode_no = 3) then occurred_s end) over (
            partition by customer_no, asked_reason_no order by occurred_at, event_no rows between 1 following and unbounded following
        ) as person_s
    from reasoned
)
select event_no, journey_no, customer_no, occurred_s, service_mode_no, person_s
from ahead
where is_contact = 1 and service_mode_no between 1 and 2
order by event_no
