-- One row per selected journey with an event in a stage where customers complain: whether it did and was recovered, what became of it, how
-- long it was seen from its first event there on, and its attributes' values. complained_no: 0 never, 1 complaint resolved, 2 not. A complaint is
-- resolved by its case's resolution from then on, whichever step tells of it.
with
complaints as (
    select c.journey_no, c.case_no, min(c.case_step_no) as complaint_step_no, min(c.occurred_s) as complained_s
    from case_steps as c
    where c.case_no > 0 and c.case_event = 'complaint'
    group by c.journey_no, c.case_no
),
resolved as (
    select
        c.journey_no,
        max(case
            when r.resolved_s > c.complained_s or (r.resolved_s = c.complained_s and r.case_step_no >= c.complaint_step_no) then 1
            else 0
        end) as is_resolved
    from complaints as c
    join case_steps as r on r.case_no = c.case_no
    group by c.journey_no
)
select
    v.*,
    j.customer_no,
    case when r.is_resolved = 1 then 1 when r.is_resolved = 0 then 2 else 0 end as complained_no,
    case when j.is_in_progress = 1 then -1 else j.is_dropped_off end as leaves,
    j.last_s - t.entered_s as stayed_s
from compared_journeys as t
join selected_journeys as j on j.journey_no = t.journey_no
left join resolved as r on r.journey_no = t.journey_no
join values_of_journeys as v on v.journey_no = t.journey_no
order by t.journey_no
