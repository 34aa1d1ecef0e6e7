-- One row per journey: a number by its cluster, then in the order in which journeys begin; whether it is its customer's only one.
with
keys as (
    select customer_no, journey_id, part, min(occurred_s) as first_s, arg_min(cluster, occurred_s) as first_cluster
    from event_parts
    group by customer_no, journey_id, part
)
select
    cast(row_number() over (order by coalesce(first_cluster, ''), first_s, customer_no, journey_id, part) as integer) as journey_no,
    customer_no,
    journey_id,
    cast(part as integer) as part,
    cast(case when count(*) over (partition by customer_no) = 1 then 1 else 0 end as tinyint) as is_single_journey
from keys
