-- One row per journey that begins in the range of dates.
select *
from journeys
where first_s >= $from_s and first_s < $to_s
