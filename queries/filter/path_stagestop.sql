-- One row per journey that ends in this way in the stage, the last of so many on its way.
select journey_no from journeys where length(stage_path) = $step + 1 and substr(stage_path, $step + 1, 1) = $way and is_completed + 2 * is_in_progress + 3 * is_dropped_off = $outcome
