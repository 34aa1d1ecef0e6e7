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
    cast(sum(leaves) as bigint) as leaves,
    cast(sum(leaves_seen) as bigint) as leaves_n,
    count(*) filter (where is_only = 1 and leaves_seen = 1)
        + count(distinct case when leaves_seen = 1 then shared_customer_no end) as leaves_customers,
    cast(sum(repeats) as bigint) as repeats,
    cast(sum(repeats_seen) as bigint) as repeats_n,
    count(*) filter (where is_only = 1 and repeats_seen = 1)
        + count(distinct case when repeats_seen = 1 then shared_customer_no end) as repeats_customers,
    cast(sum(waits) as bigint) as waits,
    cast(sum(waits_seen) as bigint) as waits_n,
    count(*) filter (where is_only = 1 and waits_seen = 1)
        + count(distinct case when waits_seen = 1 then shared_customer_no end) as waits_customers,
    cast(sum(feels_bad) as bigint) as feels_bad,
    cast(sum(feels_bad_seen) as bigint) as feels_bad_n,
    count(*) filter (where is_only = 1 and feels_bad_seen = 1)
        + count(distinct case when feels_bad_seen = 1 then shared_customer_no end) as feels_bad_customers,
    cast(sum(effort) as bigint) as effort,
    cast(sum(effort_seen) as bigint) as effort_n,
    count(*) filter (where is_only = 1 and effort_seen = 1)
        + count(distinct case when effort_seen = 1 then shared_customer_no end) as effort_customers
from passed as p
group by p.stage_no, p.touchpoint_no
order by case when p.stage_no = 0 then 1 else 0 end, p.stage_no, p.touchpoint_no
