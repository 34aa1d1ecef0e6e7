-- One row per journey that begins in the range of dates and that all filters keep.
select *
from journeys
where first_s >= $from_s and first_s < $to_s
    and $is_kept
