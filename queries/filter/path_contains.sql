-- One row per journey in whose path these touchpoints follow each other directly.
select journey_no from journeys where strpos(path, $symbols) > 0
