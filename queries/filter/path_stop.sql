-- One row per journey that ends in this way at this step, the first event being step 0, at the touchpoint.
select journey_no from journeys where length(path) = $step + 1 and substr(path, $step + 1, 1) = $way and is_completed + 2 * is_in_progress + 3 * is_dropped_off = $outcome
