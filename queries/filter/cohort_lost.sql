-- One row per journey that dropped off with its last event at the touchpoint in the stage.
select journey_no from journeys where is_dropped_off = 1 and last_stage_no = $stage and last_touchpoint_no = $touchpoint
