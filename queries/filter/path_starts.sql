-- One row per journey whose path begins with these touchpoints.
select journey_no from journeys where substr(path, 1, length($symbols)) = $symbols
