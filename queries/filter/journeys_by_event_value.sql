-- One row per event with one of the values of an attribute of events, in the column $event_value: its journey.
select journey_no from steps where list_contains($values, $event_value)
