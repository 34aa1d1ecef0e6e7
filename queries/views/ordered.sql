-- One row per element of a list, each after the one before and in time: how many came so far, and what became of them.
with
lasts as (
    select journey_no, max(place) as last_place from chain group by journey_no
),
anywhere as (
    select s.journey_no, max(e.place) as furthest_place
    from selected_steps as s
    join elements as e on (e.is_stage = 1 and e.code = s.stage_no) or (e.is_stage = 0 and e.code = s.touchpoint_no)
    group by s.journey_no
),
judged as (
    select
        c.place,
        c.customer_no,
        c.is_only,
        case when l.last_place > c.place then 1 else 0 end as is_further,
        case when a.furthest_place > c.place then 1 else 0 end as is_elsewhere,
        j.is_in_progress
    from chain as c
    join lasts as l on l.journey_no = c.journey_no
    join anywhere as a on a.journey_no = c.journey_no
    join selected_journeys as j on j.journey_no = c.journey_no
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
