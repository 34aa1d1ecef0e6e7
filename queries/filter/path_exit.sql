-- One row per journey that dropped off in the stage with its exit at the touchpoint.
select journey_no from journeys where is_dropped_off = 1 and furthest_stage_no = $stage and exit_touchpoint_no = $touchpoint
