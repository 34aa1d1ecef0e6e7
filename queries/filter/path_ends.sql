-- One row per journey whose path ends with the way.
select journey_no from journeys where length(path) >= length($way) and substr(path, length(path) - length($way) + 1) = $way
