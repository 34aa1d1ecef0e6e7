-- One row per stage and service mode (0: not told): events, journeys, customers, and of cases first met so, how many were resolved later.
with
served as (
    select stage_no, service_mode_no, journey_no, customer_no from selected_events
),
counted as (
    select
        stage_no,
        service_mode_no,
        count(*) as events,
        count(distinct journey_no) as journeys,
        count(distinct customer_no) as customers
    from served
    group by stage_no, service_mode_no
),
first_steps as (
    select c.case_no, c.customer_no, s.stage_no, s.service_mode_no
    from case_steps as c
    join selected_events as s on s.event_no = c.event_no
    where c.case_no > 0 and c.case_step_no = 1
),
resolutions as (
    select case_no, max(case when resolved_s is not null then 1 else 0 end) as is_resolved
    from case_steps
    where case_no > 0
    group by case_no
),
solved as (
    select
        f.stage_no,
        f.service_mode_no,
        count(*) as cases,
        cast(sum(r.is_resolved) as bigint) as resolved_cases,
        count(distinct f.customer_no) as case_customers
    from first_steps as f
    join resolutions as r on r.case_no = f.case_no
    group by f.stage_no, f.service_mode_no
)
select
    c.stage_no,
    c.service_mode_no,
    c.events,
    c.journeys,
    c.customers,
    coalesce(s.cases, 0) as cases,
    coalesce(s.resolved_cases, 0) as resolved_cases,
    coalesce(s.case_customers, 0) as case_customers
from counted as c
left join solved as s on s.stage_no = c.stage_no and s.service_mode_no = c.service_mode_no
order by case when c.stage_no = 0 then 1 else 0 end, c.stage_no, case when c.service_mode_no = 0 then 1 else 0 end, c.service_mode_no
