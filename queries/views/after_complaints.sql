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
complained_in as (
    select distinct stage_no from case_steps where case_no > 0 and case_event = 'complaint' and stage_no > 0
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
),
there as (
    select s.journey_no, min(s.occurred_s) as entered_s
    from selected_steps as s
    join complained_in as i on i.stage_no = s.stage_no
    group by s.journey_no
),
valued as (
    select
        t.journey_no,
        max(case when a.attribute_no = $attribute_1 then a.value_no else 0 end) as value_1,
        max(case when a.attribute_no = $attribute_2 then a.value_no else 0 end) as value_2,
        max(case when a.attribute_no = $attribute_3 then a.value_no else 0 end) as value_3,
        max(case when a.attribute_no = $attribute_4 then a.value_no else 0 end) as value_4,
        max(case when a.attribute_no = $attribute_5 then a.value_no else 0 end) as value_5,
        max(case when a.attribute_no = $attribute_6 then a.value_no else 0 end) as value_6,
        max(case when a.attribute_no = $attribute_7 then a.value_no else 0 end) as value_7,
        max(case when a.attribute_no = $attribute_8 then a.value_no else 0 end) as value_8,
        max(case when a.attribute_no = $attribute_9 then a.value_no else 0 end) as value_9,
        max(case when a.attribute_no = $attribute_10 then a.value_no else 0 end) as value_10,
        max(case when a.attribute_no = $attribute_11 then a.value_no else 0 end) as value_11,
        max(case when a.attribute_no = $attribute_12 then a.value_no else 0 end) as value_12
    from there as t
    join journey_attributes as a on a.journey_no = t.journey_no
    group by t.journey_no
)
select
    t.journey_no,
    j.customer_no,
    case when r.is_resolved = 1 then 1 when r.is_resolved = 0 then 2 else 0 end as complained_no,
    case when j.is_in_progress = 1 then -1 else j.is_dropped_off end as leaves,
    j.last_s - t.entered_s as stayed_s,
    coalesce(v.value_1, 0) as value_1,
    coalesce(v.value_2, 0) as value_2,
    coalesce(v.value_3, 0) as value_3,
    coalesce(v.value_4, 0) as value_4,
    coalesce(v.value_5, 0) as value_5,
    coalesce(v.value_6, 0) as value_6,
    coalesce(v.value_7, 0) as value_7,
    coalesce(v.value_8, 0) as value_8,
    coalesce(v.value_9, 0) as value_9,
    coalesce(v.value_10, 0) as value_10,
    coalesce(v.value_11, 0) as value_11,
    coalesce(v.value_12, 0) as value_12
from there as t
join selected_journeys as j on j.journey_no = t.journey_no
left join resolved as r on r.journey_no = t.journey_no
left join valued as v on v.journey_no = t.journey_no
order by t.journey_no
