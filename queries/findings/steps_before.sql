-- One row per step of a journey with an answer or a low score: its touchpoint, so that what was passed before can be counted.
with
answering as (
    select distinct journey_no from answers where metric_no between 1 and 3
)
select s.touchpoint_no, s.journey_no, s.step_no
from steps as s
join answering as a on a.journey_no = s.journey_no
order by s.touchpoint_no, s.journey_no, s.step_no
