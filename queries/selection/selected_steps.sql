-- One row per step of the selected journeys.
select *
from steps
where $is_kept
