-- One row per touchpoint in no stage: its events, the most frequent first.
select t.touchpoint, count(*) as events
from steps as s
join touchpoints as t on t.touchpoint_no = s.touchpoint_no
where coalesce(s.stage_no, 0) = 0
group by t.touchpoint
order by events desc, t.touchpoint
