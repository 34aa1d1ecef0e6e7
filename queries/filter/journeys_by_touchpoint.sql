-- One row per event at one of the touchpoints: its journey.
select journey_no from steps where list_contains($values, touchpoint_no)
