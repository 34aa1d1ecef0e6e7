-- One row per element of a list, each after the one before and in time: how many came so far, and what became of them.
with
judged as (
    select
        c.place,
        c.customer_no,
        c.is_only,
        case when n.journey_no is null then 0 else 1 end as is_further,
        case when length(translate(j.marks, e.later_marks, '')) < length(j.marks) then 1 else 0 end as is_elsewhere,
        j.is_in_progress
    from chain as c
    join elements as e on e.place = c.place
    join marked_journeys as j on j.journey_no = c.journey_no
    left join chain as n on n.journey_no = c.journey_no and n.place = c.place + 1
),
counted as (
    select
        place,
        count(*) as reached,
        cast(sum(is_further) as bigint) as advanced,
        cast(sum((1 - is_further) * is_elsewhere) as bigint) as out_of_order,
        cast(sum((1 - is_further) * (1 - is_elsewhere) * is_in_progress) as bigint) as in_progress,
        cast(sum((1 - is_further) * (1 - is_elsewhere) * (1 - is_in_progress)) as bigint) as stopped,
        count(*) filter (where is_only = 1) + count(distinct case when is_only = 0 then customer_no end) as customers
    from judged
    group by place
),
moved as (
    select place - 1 as place, percentile(found_s - before_s, 0.5) as median_seconds_to_next
    from chain
    where place > 1
    group by place
)
select
    e.place,
    e.code,
    e.is_stage,
    coalesce(c.reached, 0) as reached,
    coalesce(c.advanced, 0) as advanced,
    coalesce(c.out_of_order, 0) as out_of_order,
    coalesce(c.in_progress, 0) as in_progress,
    coalesce(c.stopped, 0) as stopped,
    coalesce(c.customers, 0) as customers,
    m.median_seconds_to_next
from elements as e
left join counted as c on c.place = e.place
left join moved as m on m.place = e.place
order by e.place
