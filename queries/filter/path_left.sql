-- One row per journey that dropped off with its exit at the touchpoint, in whatever stage.
select journey_no from journeys where is_dropped_off = 1 and exit_touchpoint_no = $touchpoint
