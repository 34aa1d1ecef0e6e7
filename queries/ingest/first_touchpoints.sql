-- Touchpoints of the rows read so far, with the stage that the file itself gives them most often.
select touchpoint, count(*) as events, mode(stage) as stage, count(*) filter (stage is null) as without_stage
from events
group by touchpoint
order by events desc, touchpoint
