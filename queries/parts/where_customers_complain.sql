-- One row per selected journey with an event in a stage where customers complain, with the time of its first event there.
select s.journey_no, min(s.occurred_s) as entered_s
from selected_steps as s
where s.stage_no in (
    select stage_no from case_steps where case_no > 0 and case_event = 'complaint' and stage_no > 0
)
group by s.journey_no
