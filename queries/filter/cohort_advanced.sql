-- One row per journey that has advanced from the stage.
select journey_no from journey_stages where stage_no = $stage and is_advanced = 1
