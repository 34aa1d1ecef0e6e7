-- One row per selected journey and stage that it reached; where a stage is given, of that one alone.
select *
from journey_stages
where ($at_stage is null or stage_no = $at_stage)
    and $is_kept
