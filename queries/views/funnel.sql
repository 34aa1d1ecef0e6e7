-- One row per group and stage in journey order, and one with stage 0 for journeys in no stage: what became of those who reached it.
-- group_1 to group_3: the codes of what --by names, in its order; 0 where it names fewer.
with
placed as (
    select
        group_1, group_2, group_3, stage_no, customer_no, is_single_journey, is_advanced, is_dropped_off, is_in_progress, is_completed, is_ended_well, is_skipped,
        seconds_to_next
    from grouped_stages
    union all
    select group_1, group_2, group_3, 0 as stage_no, customer_no, is_single_journey, 0, is_dropped_off, is_in_progress, is_completed, is_ended_well, 0, null
    from grouped_journeys
    where furthest_stage_no = 0
),
reached as (
    select
        group_1, group_2, group_3, stage_no,
        count(*) as reached,
        cast(sum(is_single_journey) as bigint) as single_journey_customers,
        cast(sum(is_advanced) as bigint) as advanced,
        cast(sum(is_dropped_off) as bigint) as dropped_off,
        cast(sum(is_in_progress) as bigint) as in_progress,
        cast(sum(is_completed) as bigint) as completed,
        cast(sum(is_ended_well) as bigint) as ended_well,
        cast(sum(is_skipped) as bigint) as skipped,
        cast(sum(is_dropped_off * is_single_journey) as bigint) as single_journey_dropped_off,
        cast(sum(is_in_progress * is_single_journey) as bigint) as single_journey_in_progress,
        cast(sum(is_completed * is_single_journey) as bigint) as single_journey_completed,
        cast(sum(is_ended_well * is_single_journey) as bigint) as single_journey_ended_well,
        percentile(seconds_to_next, 0.5) as median_seconds_to_next
    from placed
    group by group_1, group_2, group_3, stage_no
),
returners as (
    select
        group_1, group_2, group_3, stage_no, customer_no,
        max(is_dropped_off) as has_dropped_off,
        max(is_in_progress) as has_in_progress,
        max(is_completed) as has_completed,
        max(is_ended_well) as has_ended_well
    from placed
    where is_single_journey = 0
    group by group_1, group_2, group_3, stage_no, customer_no
),
returned as (
    select
        group_1, group_2, group_3, stage_no,
        count(*) as customers,
        cast(sum(has_dropped_off) as bigint) as dropped_off_customers,
        cast(sum(has_in_progress) as bigint) as in_progress_customers,
        cast(sum(has_completed) as bigint) as completed_customers,
        cast(sum(has_ended_well) as bigint) as ended_well_customers
    from returners
    group by group_1, group_2, group_3, stage_no
),
groups as (
    select group_1, group_2, group_3 from reached
    union
    select 0, 0, 0 where $is_grouped = 0
),
rows_wanted as (
    select g.group_1, g.group_2, g.group_3, s.stage_no from groups as g cross join stages as s
    union
    select group_1, group_2, group_3, stage_no from reached
)
select
    w.group_1,
    w.group_2,
    w.group_3,
    w.stage_no,
    coalesce(c.reached, 0) as reached,
    coalesce(c.single_journey_customers, 0) + coalesce(r.customers, 0) as customers,
    coalesce(c.advanced, 0) as advanced,
    coalesce(c.dropped_off, 0) as dropped_off,
    coalesce(c.in_progress, 0) as in_progress,
    coalesce(c.completed, 0) as completed,
    coalesce(c.ended_well, 0) as ended_well,
    coalesce(c.skipped, 0) as skipped,
    coalesce(c.single_journey_dropped_off, 0) + coalesce(r.dropped_off_customers, 0) as dropped_off_customers,
    coalesce(c.single_journey_in_progress, 0) + coalesce(r.in_progress_customers, 0) as in_progress_customers,
    coalesce(c.single_journey_completed, 0) + coalesce(r.completed_customers, 0) as completed_customers,
    coalesce(c.single_journey_ended_well, 0) + coalesce(r.ended_well_customers, 0) as ended_well_customers,
    c.median_seconds_to_next
from rows_wanted as w
left join reached as c on c.group_1 = w.group_1 and c.group_2 = w.group_2 and c.group_3 = w.group_3 and c.stage_no = w.stage_no
left join returned as r on r.group_1 = w.group_1 and r.group_2 = w.group_2 and r.group_3 = w.group_3 and r.stage_no = w.stage_no
order by w.group_1, w.group_2, w.group_3, case when w.stage_no = 0 then 1 else 0 end, w.stage_no
