-- One row per journey that begins in the range of dates and that the filters on journeys keep: filters on customers look at these.
select journey_no, customer_no
from journeys_in_range
where journey_no in (select journey_no from plain_journeys)
