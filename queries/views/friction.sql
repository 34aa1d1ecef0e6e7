-- One row per group and cell (stage, touchpoint): journeys passing it and, for each part, where it could be seen and where it was.
with
passed as (
    select
        g1, g2, g3, stage_no, touchpoint_no,
        count(*) as passings,
        cast(sum(is_only) as bigint) as only_customers,
        cast(sum(is_leaving) as bigint) as leaves,
        cast(sum(sees_leaving) as bigint) as leaves_n,
        cast(sum(sees_leaving * is_only) as bigint) as leaves_only,
        cast(sum(is_repeating) as bigint) as repeats,
        cast(sum(sees_repeating) as bigint) as repeats_n,
        cast(sum(sees_repeating * is_only) as bigint) as repeats_only,
        cast(sum(is_waiting) as bigint) as waits,
        cast(sum(sees_waiting) as bigint) as waits_n,
        cast(sum(sees_waiting * is_only) as bigint) as waits_only,
        cast(sum(is_feeling_bad) as bigint) as feels_bad,
        cast(sum(sees_feeling_bad) as bigint) as feels_bad_n,
        cast(sum(sees_feeling_bad * is_only) as bigint) as feels_bad_only,
        cast(sum(is_effort) as bigint) as effort,
        cast(sum(sees_effort) as bigint) as effort_n,
        cast(sum(sees_effort * is_only) as bigint) as effort_only
    from grouped_passings
    group by g1, g2, g3, stage_no, touchpoint_no
),
returners as (
    select
        g1, g2, g3, stage_no, touchpoint_no, customer_no,
        max(sees_leaving) as seen_leaving,
        max(sees_repeating) as seen_repeating,
        max(sees_waiting) as seen_waiting,
        max(sees_feeling_bad) as seen_feeling_bad,
        max(sees_effort) as seen_effort
    from grouped_passings
    where is_only = 0
    group by g1, g2, g3, stage_no, touchpoint_no, customer_no
),
returned as (
    select
        g1, g2, g3, stage_no, touchpoint_no,
        count(*) as customers,
        cast(sum(seen_leaving) as bigint) as leaves_customers,
        cast(sum(seen_repeating) as bigint) as repeats_customers,
        cast(sum(seen_waiting) as bigint) as waits_customers,
        cast(sum(seen_feeling_bad) as bigint) as feels_bad_customers,
        cast(sum(seen_effort) as bigint) as effort_customers
    from returners
    group by g1, g2, g3, stage_no, touchpoint_no
)
select
    p.g1,
    p.g2,
    p.g3,
    p.stage_no,
    p.touchpoint_no,
    p.passings,
    p.only_customers + coalesce(r.customers, 0) as customers,
    p.leaves,
    p.leaves_n,
    p.leaves_only + coalesce(r.leaves_customers, 0) as leaves_customers,
    p.repeats,
    p.repeats_n,
    p.repeats_only + coalesce(r.repeats_customers, 0) as repeats_customers,
    p.waits,
    p.waits_n,
    p.waits_only + coalesce(r.waits_customers, 0) as waits_customers,
    p.feels_bad,
    p.feels_bad_n,
    p.feels_bad_only + coalesce(r.feels_bad_customers, 0) as feels_bad_customers,
    p.effort,
    p.effort_n,
    p.effort_only + coalesce(r.effort_customers, 0) as effort_customers
from passed as p
left join returned as r
    on r.g1 = p.g1 and r.g2 = p.g2 and r.g3 = p.g3 and r.stage_no = p.stage_no and r.touchpoint_no = p.touchpoint_no
order by p.g1, p.g2, p.g3, case when p.stage_no = 0 then 1 else 0 end, p.stage_no, p.touchpoint_no
