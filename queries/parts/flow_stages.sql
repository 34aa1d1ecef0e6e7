-- One row per step of the way through the stages, stage, and next stage or end: one journey that goes there.
with
placed as (
    select
        n.number as step,
        substr(stage_path, n.number + 1, 1) as stage_symbol,
        substr(stage_path, n.number + 2, 1) as next_symbol,
        end_no as outcome_no
    from selected_journeys
    join numbers as n on n.number <= $depth and n.number < length(stage_path)
)
select
    step,
    cast(stage_symbol as integer) as source_no,
    case when next_symbol = '' or step = $depth then -1 else cast(next_symbol as integer) end as target_no,
    case when next_symbol = '' then outcome_no when step = $depth then 5 else 0 end as end_no
from placed
