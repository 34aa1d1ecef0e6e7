-- One row per journey that ends with this outcome at the touchpoint, so many steps after the first of another.
select journey_no from journeys where strpos(path, $from_symbol) > 0 and length(path) = strpos(path, $from_symbol) + $step and substr(path, length(path), 1) = $symbols and end_no = $outcome
