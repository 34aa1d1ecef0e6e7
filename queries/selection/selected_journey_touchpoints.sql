-- One row per selected journey and cell (stage, touchpoint) that it passed; where a stage or touchpoint is given, of that one alone.
select *
from journey_touchpoints
where ($at_stage is null or stage_no = $at_stage)
    and ($at_touchpoint is null or touchpoint_no = $at_touchpoint)
    and $is_kept
