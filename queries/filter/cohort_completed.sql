-- One row per journey that is completed in the stage.
select journey_no from journey_stages where stage_no = $stage and is_completed = 1
