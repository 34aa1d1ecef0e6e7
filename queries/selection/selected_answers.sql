-- One row per answer in the range and in the journeys that attributes and cohorts keep; without these `answers_in_range` itself.
select *
from answers_in_range
where journey_no in (select journey_no from event_journeys)
