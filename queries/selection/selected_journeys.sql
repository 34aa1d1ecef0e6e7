-- One row per journey that begins in the range of dates and that all filters keep; without filters `journeys_in_range` itself.
select *
from journeys_in_range
where journey_no in (select journey_no from filtered_journeys)
