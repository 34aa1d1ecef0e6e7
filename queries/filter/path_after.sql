-- One row per journey whose path has these two touchpoints so many steps after the first of another.
select journey_no from journeys where strpos(path, $from_symbol) > 0 and substr(path, strpos(path, $from_symbol) + $step, 2) = $symbols
