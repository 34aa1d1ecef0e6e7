-- One row per journey that ends with this outcome in the stage, the last of so many on its path.
select journey_no from journeys where length(stage_path) = $step + 1 and substr(stage_path, $step + 1, 1) = $symbols and end_no = $outcome
