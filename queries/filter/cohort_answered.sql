-- One row per answer to the question in the stage, at the touchpoint unless that is 0: its journey.
select journey_no from answers
where metric_no = $metric and stage_no = $stage and (touchpoint_no = $touchpoint or $touchpoint = 0)
