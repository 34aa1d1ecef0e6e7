-- One row per journey that skipped the stage.
select journey_no from journey_stages where stage_no = $stage and is_skipped = 1
