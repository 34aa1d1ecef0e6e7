-- One row per comment in the stage, at the touchpoint unless that is 0: its journey.
select journey_no from comments
where stage_no = $stage and (touchpoint_no = $touchpoint or $touchpoint = 0)
