-- One row per selected journey and cell (stage, touchpoint) that it passed; where all are selected, `journey_touchpoints_in_place` itself.
select *
from journey_touchpoints_in_place
where journey_no in (select journey_no from kept_journeys)
