-- One row per element of a list, each after the one before and in time: how many came so far, and what became of them.
with
judged as (
    select
        element_no,
        customer_no,
        is_single_journey,
        is_in_progress,
        is_ended_well,
        case when next_step > 0 then 1 else 0 end as is_further,
        case when furthest_element_no > element_no then 1 else 0 end as is_elsewhere,
        case when next_step > 0 then at_place(step_seconds, next_step) - at_place(step_seconds, found_step) end as seconds
    from chain
    where found_step > 0
),
counted as (
    select
        element_no,
        count(*) as reached,
        cast(sum(is_further) as bigint) as advanced,
        cast(sum((1 - is_further) * is_elsewhere) as bigint) as out_of_order,
        cast(sum((1 - is_further) * (1 - is_elsewhere) * is_in_progress) as bigint) as in_progress,
        cast(sum((1 - is_further) * (1 - is_elsewhere) * is_ended_well) as bigint) as ended_well,
        cast(sum((1 - is_further) * (1 - is_elsewhere) * (1 - is_in_progress - is_ended_well)) as bigint) as stopped,
        count(*) filter (where is_single_journey = 1) + count(distinct case when is_single_journey = 0 then customer_no end) as customers,
        percentile(seconds, 0.5) as median_seconds_to_next
    from judged
    group by element_no
)
select
    e.element_no,
    e.code,
    e.is_stage,
    coalesce(c.reached, 0) as reached,
    coalesce(c.advanced, 0) as advanced,
    coalesce(c.out_of_order, 0) as out_of_order,
    coalesce(c.in_progress, 0) as in_progress,
    coalesce(c.ended_well, 0) as ended_well,
    coalesce(c.stopped, 0) as stopped,
    coalesce(c.customers, 0) as customers,
    c.median_seconds_to_next
from elements as e
left join counted as c on c.element_no = e.element_no
order by e.element_no
