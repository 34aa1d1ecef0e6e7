-- One row per journey that ends with this outcome at this step, the first event being step 0, at the touchpoint.
select journey_no from journeys where length(path) = $step + 1 and substr(path, $step + 1, 1) = $symbols and end_no = $outcome
