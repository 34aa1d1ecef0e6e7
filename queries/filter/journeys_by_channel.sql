-- One row per event on one of the channels: its journey.
select journey_no from steps where list_contains($values, channel_no)
