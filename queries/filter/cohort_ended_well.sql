-- One row per journey that ended well in the stage, or that is in no stage where it is 0.
select journey_no from journey_stages where stage_no = $stage and is_ended_well = 1
union all
select journey_no from journeys where furthest_stage_no = 0 and $stage = 0 and is_ended_well = 1
