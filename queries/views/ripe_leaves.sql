-- One row per group and cell (stage, touchpoint): ripe journeys that had passed it by the ripe age, those that had left there, and the younger ones.
-- group_1 to group_3: the codes of what --by names, in its order; 0 where it names fewer.
with
passed as (
    select
        group_1, group_2, group_3, stage_no, touchpoint_no,
        cast(sum(had_left) as bigint) as leaves,
        cast(sum(is_ripe) as bigint) as ripe,
        cast(sum(is_young) as bigint) as young,
        cast(sum(is_ripe * is_single_journey) as bigint) as single_journey_customers,
        count(distinct case when is_ripe = 1 and is_single_journey = 0 then customer_no end) as returners
    from grouped_journey_touchpoints
    group by group_1, group_2, group_3, stage_no, touchpoint_no
)
select
    group_1,
    group_2,
    group_3,
    stage_no,
    touchpoint_no,
    leaves,
    ripe,
    young,
    single_journey_customers + returners as customers
from passed
order by group_1, group_2, group_3, case when stage_no = 0 then 1 else 0 end, stage_no, touchpoint_no
