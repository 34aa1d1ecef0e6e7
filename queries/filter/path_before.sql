-- One row per journey whose path has these two touchpoints from so many steps before the first of another.
select journey_no from journeys where strpos(path, $from_symbol) + $step > 0 and substr(path, strpos(path, $from_symbol) + $step, 2) = $symbols
