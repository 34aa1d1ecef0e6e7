-- One row per comment in the range of dates, on the channels, in the stages and at the touchpoints asked for, where other filters keep its journey.
select *
from comments
where occurred_s >= $from_s and occurred_s < $to_s
    and ($event_channels is null or list_contains($event_channels, channel_no))
    and ($event_stages is null or list_contains($event_stages, stage_no))
    and ($event_touchpoints is null or list_contains($event_touchpoints, touchpoint_no))
    and ($at_stage is null or stage_no = $at_stage)
    and ($at_touchpoint is null or touchpoint_no = $at_touchpoint)
    and $is_kept
