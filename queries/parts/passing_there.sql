-- One row per selected journey that passes the place asked for, as `selected_journey_touchpoints` has it.
select *
from selected_journey_touchpoints
where $at_touchpoint is not null
