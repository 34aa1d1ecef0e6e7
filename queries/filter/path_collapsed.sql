-- One row per journey whose path is this one when repeats in a row count once.
select journey_no from journeys where collapsed_path = $symbols
