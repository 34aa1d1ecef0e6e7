-- One row per event in one of the stages: its journey.
select journey_no from steps where list_contains($values, stage_no)
