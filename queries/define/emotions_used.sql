-- One row per emotion label of the events: how many there are.
with
own as (
    select lower(emotion) as emotion from events where emotion is not null
)
select emotion, count(*) as events
from own
group by emotion
order by events desc, emotion
