-- One row per journey that passes none of the way's touchpoints.
select journey_no from journeys where length(translate(path, $way, '')) = length(path)
