-- One row per group of customers, cell and next cell, beginning or end: how often journeys go there; the model of the journey is made from it.
with
moved as (
    select
        (cast(customer_no as bigint) * 2654435761 % 4294967296) % 100 as group_no,
        stage_no as source_stage_no,
        touchpoint_no as source_no,
        next_stage_no as target_stage_no,
        next_touchpoint_no as target_no
    from selected_steps
    where next_touchpoint_no is not null
),
begun as (
    select
        (cast(customer_no as bigint) * 2654435761 % 4294967296) % 100 as group_no,
        first_stage_no as target_stage_no,
        first_touchpoint_no as target_no
    from selected_journeys
),
ended as (
    select
        (cast(customer_no as bigint) * 2654435761 % 4294967296) % 100 as group_no,
        last_stage_no as source_stage_no,
        last_touchpoint_no as source_no,
        end_no
    from selected_journeys
),
counted as (
    select group_no, source_stage_no, source_no, target_stage_no, target_no, 0 as end_no, count(*) as moves
    from moved
    group by group_no, source_stage_no, source_no, target_stage_no, target_no
    union all
    select group_no, -1 as source_stage_no, -1 as source_no, target_stage_no, target_no, 0 as end_no, count(*) as moves
    from begun
    group by group_no, target_stage_no, target_no
    union all
    select group_no, source_stage_no, source_no, -1 as target_stage_no, -1 as target_no, end_no, count(*) as moves
    from ended
    group by group_no, source_stage_no, source_no, end_no
)
select * from counted
order by group_no, source_stage_no, source_no, target_stage_no, target_no, end_no
