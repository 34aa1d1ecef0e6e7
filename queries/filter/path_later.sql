-- One row per journey in whose path the steps of the way come in this order, whatever lies between.
select journey_no from journeys where path like $pattern
