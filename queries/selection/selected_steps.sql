-- One row per step of the selected journeys; where all are selected, `all_steps` itself.
select *
from steps
where journey_no in (select journey_no from kept_journeys)
