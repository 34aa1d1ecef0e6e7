-- One row per comment: the event it was given at, what that event felt like, and its words as they came.
with
said as (
    select event_no, trim("comment") as words
    from events
    where "comment" is not null and trim("comment") <> ''
)
select
    s.journey_no,
    s.customer_no,
    s.event_no,
    s.stage_no,
    s.touchpoint_no,
    s.channel_no,
    s.occurred_at,
    s.occurred_s,
    s.valence,
    c.words
from said as c
join steps as s on s.event_no = c.event_no
order by s.journey_no, s.event_no
