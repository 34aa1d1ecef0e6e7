-- One row per event on one of the channels: its journey.
select journey_no from steps where channel_no in ($values)
