-- One row per step of all journeys.
select *
from steps
