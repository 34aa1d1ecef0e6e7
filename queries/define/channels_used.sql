-- One row per word that files write for a channel: the channel that it stands for, and its events.
with
own as (
    select channel as written_channel from events where channel is not null
)
select o.written_channel, c.channel, count(*) as events
from own as o
join channels as c on c.written_channel = o.written_channel
group by o.written_channel, c.channel
order by events desc, o.written_channel
