-- One row per stage in journey order, and one with stage 0 for journeys in no stage: what became of those who reached it.
with
reached as (
    select
        stage_no,
        count(*) as reached,
        count(*) filter (where is_only = 1) + count(distinct case when is_only = 0 then customer_no end) as customers,
        cast(sum(is_advanced) as bigint) as advanced,
        cast(sum(is_dropped_off) as bigint) as dropped_off,
        cast(sum(is_in_progress) as bigint) as in_progress,
        cast(sum(is_completed) as bigint) as completed,
        cast(sum(is_skipped) as bigint) as skipped,
        count(*) filter (where is_dropped_off = 1 and is_only = 1)
            + count(distinct case when is_dropped_off = 1 and is_only = 0 then customer_no end) as dropped_off_customers,
        count(*) filter (where is_in_progress = 1 and is_only = 1)
            + count(distinct case when is_in_progress = 1 and is_only = 0 then customer_no end) as in_progress_customers,
        count(*) filter (where is_completed = 1 and is_only = 1)
            + count(distinct case when is_completed = 1 and is_only = 0 then customer_no end) as completed_customers,
        percentile(seconds_to_next, 0.5) as median_seconds_to_next
    from selected_journey_stages
    group by stage_no
),
staged as (
    select
        s.stage_no,
        coalesce(r.reached, 0) as reached,
        coalesce(r.customers, 0) as customers,
        coalesce(r.advanced, 0) as advanced,
        coalesce(r.dropped_off, 0) as dropped_off,
        coalesce(r.in_progress, 0) as in_progress,
        coalesce(r.completed, 0) as completed,
        coalesce(r.skipped, 0) as skipped,
        coalesce(r.dropped_off_customers, 0) as dropped_off_customers,
        coalesce(r.in_progress_customers, 0) as in_progress_customers,
        coalesce(r.completed_customers, 0) as completed_customers,
        r.median_seconds_to_next
    from stages as s
    left join reached as r on r.stage_no = s.stage_no
),
unassigned as (
    select
        0 as stage_no,
        count(*) as reached,
        count(distinct customer_no) as customers,
        0 as advanced,
        cast(sum(is_dropped_off) as bigint) as dropped_off,
        cast(sum(is_in_progress) as bigint) as in_progress,
        cast(sum(is_completed) as bigint) as completed,
        0 as skipped,
        count(distinct case when is_dropped_off = 1 then customer_no end) as dropped_off_customers,
        count(distinct case when is_in_progress = 1 then customer_no end) as in_progress_customers,
        0 as completed_customers,
        cast(null as double) as median_seconds_to_next
    from selected_journeys
    where furthest_stage_no = 0
    having count(*) > 0
),
both_kinds as (
    select * from staged
    union all
    select * from unassigned
)
select * from both_kinds
order by case when stage_no = 0 then 1 else 0 end, stage_no
