-- One row per touchpoint that no earlier load has, most events first: its events, and those of them in no stage.
select t.touchpoint, count(*) as events, sum(case when coalesce(s.stage_no, 0) = 0 then 1 else 0 end) as without_stage
from steps as s
join touchpoints as t on t.touchpoint_no = s.touchpoint_no
group by t.touchpoint
having min(s.load_no) = $load_no
order by events desc, t.touchpoint
