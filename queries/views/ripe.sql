-- One row per group and stage in journey order: what had become of the ripe journeys that had reached it by the ripe age, and how many are younger.
-- group_1 to group_3: the codes of what --by names, in its order; 0 where it names fewer.
with
reached as (
    select
        group_1, group_2, group_3, stage_no,
        cast(sum(is_ripe) as bigint) as ripe,
        cast(sum(is_ripe * is_single_journey) as bigint) as single_journey_customers,
        cast(sum(had_gone_on) as bigint) as went_on,
        cast(sum(had_ended_well) as bigint) as ended_well,
        cast(sum(had_neither) as bigint) as neither,
        cast(sum(had_completed) as bigint) as completed,
        cast(sum(had_skipped) as bigint) as skipped,
        cast(sum(is_young) as bigint) as young
    from grouped_stages
    group by group_1, group_2, group_3, stage_no
),
returned as (
    select group_1, group_2, group_3, stage_no, count(distinct customer_no) as customers
    from grouped_stages
    where is_single_journey = 0 and is_ripe = 1
    group by group_1, group_2, group_3, stage_no
),
groups as (
    select group_1, group_2, group_3 from reached
    union
    select 0, 0, 0 where $is_grouped = 0
),
rows_wanted as (
    select g.group_1, g.group_2, g.group_3, s.stage_no from groups as g cross join stages as s
)
select
    w.group_1,
    w.group_2,
    w.group_3,
    w.stage_no,
    coalesce(c.ripe, 0) as ripe,
    coalesce(c.single_journey_customers, 0) + coalesce(r.customers, 0) as customers,
    coalesce(c.went_on, 0) as went_on,
    coalesce(c.ended_well, 0) as ended_well,
    coalesce(c.neither, 0) as neither,
    coalesce(c.completed, 0) as completed,
    coalesce(c.skipped, 0) as skipped,
    coalesce(c.young, 0) as young
from rows_wanted as w
left join reached as c on c.group_1 = w.group_1 and c.group_2 = w.group_2 and c.group_3 = w.group_3 and c.stage_no = w.stage_no
left join returned as r on r.group_1 = w.group_1 and r.group_2 = w.group_2 and r.group_3 = w.group_3 and r.stage_no = w.stage_no
order by w.group_1, w.group_2, w.group_3, w.stage_no
