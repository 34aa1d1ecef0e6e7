-- One row per event in the range and in the journeys that attributes and cohorts keep; without these `events_in_range` itself.
select *
from events_in_range
where journey_no in (select journey_no from event_journeys)
