-- One row per journey whose path begins with the way.
select journey_no from journeys where substr(path, 1, length($way)) = $way
