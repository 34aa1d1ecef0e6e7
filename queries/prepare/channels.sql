-- One row per channel as written in the events: its name by the definition and the number that all spellings share.
with
written as (
    select distinct channel as written_channel from events where channel is not null
),
named as (
    select w.written_channel, coalesce(a.channel, w.written_channel) as channel
    from written as w
    left join channel_aliases as a on a.alias = lower(w.written_channel)
)
select written_channel, channel, cast(dense_rank() over (order by channel) as integer) as channel_no
from named
