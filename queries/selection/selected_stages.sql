-- One row per selected journey and stage that it reached; where all journeys are selected, `stages_in_place` itself.
select *
from stages_in_place
where journey_no in (select journey_no from kept_journeys)
