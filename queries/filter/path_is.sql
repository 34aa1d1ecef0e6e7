-- One row per journey whose path is the way.
select journey_no from journeys where path = $way
