-- One row per journey that has reached the stage, or that is in no stage where it is 0.
select journey_no from journey_stages where stage_no = $stage
union all
select journey_no from journeys where furthest_stage_no = 0 and $stage = 0
