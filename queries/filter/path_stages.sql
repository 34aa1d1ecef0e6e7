-- One row per journey whose path through the stages has these two from this step on, the first being step 0.
select journey_no from journeys where substr(stage_path, $step + 1, 2) = $symbols
