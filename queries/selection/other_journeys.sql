-- One row per journey that begins in the range of dates and that the filters on journeys keep: filters on customers look at these.
select journey_no, customer_no
from journeys
where first_s >= $from_s and first_s < $to_s
    and $is_kept
