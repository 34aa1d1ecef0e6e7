-- One row per journey whose path has these two touchpoints from this step on, the first event being step 0.
select journey_no from journeys where substr(path, $step + 1, 2) = $symbols
