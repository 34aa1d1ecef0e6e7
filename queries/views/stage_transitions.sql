-- One row per group of customers, cell and next cell, beginning or end: how often journeys go there; the model of the journey is made from it.
-- A journey ends at its exit: passive touchpoints that follow it are no steps of the model.
with
tails as (
    select journey_no, exit_step
    from selected_journeys
    where exit_step < steps
),
moved as (
    select
        (cast(s.customer_no as bigint) * 2654435761 % 4294967296) % 100 as group_no,
        s.stage_no as source_stage_no,
        s.touchpoint_no as source_no,
        s.next_stage_no as target_stage_no,
        s.next_touchpoint_no as target_no
    from selected_steps as s
    left join tails as t on t.journey_no = s.journey_no
    where s.next_touchpoint_no is not null and (t.journey_no is null or s.step_no < t.exit_step)
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
        exit_stage_no as source_stage_no,
        exit_touchpoint_no as source_no,
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
