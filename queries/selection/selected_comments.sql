-- One row per comment in the range and in the journeys that attributes and cohorts keep; without these `comments_in_range` itself.
select *
from comments_in_range
where journey_no in (select journey_no from event_journeys)
