-- One row: the seconds between the first event and the end of observation.
select coalesce(max(s.end_s), max(e.occurred_s)) - min(e.occurred_s) as observed_s
from steps as e
cross join settings as s
