-- One row per journey whose path ends with these touchpoints.
select journey_no from journeys where length(path) >= length($symbols) and substr(path, length(path) - length($symbols) + 1) = $symbols
