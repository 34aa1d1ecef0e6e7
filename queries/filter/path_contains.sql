-- One row per journey in whose path the steps of the way follow each other directly.
select journey_no from journeys where strpos(path, $way) > 0
