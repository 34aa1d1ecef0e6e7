-- One row per cell (stage, touchpoint): journeys passing it and, for each part, where it could be seen and where it was.
with
passed as (
    select *, case when is_only = 0 then customer_no end as shared_customer_no from selected_passings
)
select
    p.stage_no,
    p.touchpoint_no,
    count(*) as passings,
    count(*) filter (where is_only = 1) + count(distinct shared_customer_no) as customers,
    cast(sum(is_leaving) as bigint) as leaves,
    cast(sum(sees_leaving) as bigint) as leaves_n,
    count(*) filter (where is_only = 1 and sees_leaving = 1)
        + count(distinct case when sees_leaving = 1 then shared_customer_no end) as leaves_customers,
    cast(sum(is_repeating) as bigint) as repeats,
    cast(sum(sees_repeating) as bigint) as repeats_n,
    count(*) filter (where is_only = 1 and sees_repeating = 1)
        + count(distinct case when sees_repeating = 1 then shared_customer_no end) as repeats_customers,
    cast(sum(is_waiting) as bigint) as waits,
    cast(sum(sees_waiting) as bigint) as waits_n,
    count(*) filter (where is_only = 1 and sees_waiting = 1)
        + count(distinct case when sees_waiting = 1 then shared_customer_no end) as waits_customers,
    cast(sum(is_feeling_bad) as bigint) as feels_bad,
    cast(sum(sees_feeling_bad) as bigint) as feels_bad_n,
    count(*) filter (where is_only = 1 and sees_feeling_bad = 1)
        + count(distinct case when sees_feeling_bad = 1 then shared_customer_no end) as feels_bad_customers,
    cast(sum(is_effort) as bigint) as effort,
    cast(sum(sees_effort) as bigint) as effort_n,
    count(*) filter (where is_only = 1 and sees_effort = 1)
        + count(distinct case when sees_effort = 1 then shared_customer_no end) as effort_customers
from passed as p
group by p.stage_no, p.touchpoint_no
order by case when p.stage_no = 0 then 1 else 0 end, p.stage_no, p.touchpoint_no
