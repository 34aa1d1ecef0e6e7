-- One row per journey that passes none of these touchpoints.
select journey_no from journeys where length(translate(path, $symbols, '')) = length(path)
