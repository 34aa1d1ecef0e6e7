-- One row per journey whose path is this one.
select journey_no from journeys where path = $symbols
