-- One row per journey that ends in this way at the touchpoint, so many steps after the first of another.
select journey_no from journeys where strpos(path, $from_symbol) > 0 and length(path) = strpos(path, $from_symbol) + $step and substr(path, length(path), 1) = $way and is_completed + 2 * is_in_progress + 3 * is_dropped_off = $outcome
