-- One row per journey in whose path these touchpoints come in this order, whatever lies between.
select journey_no from journeys where path like $pattern
