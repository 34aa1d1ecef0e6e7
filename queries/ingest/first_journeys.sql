-- The events of the first journeys, those of several events before the others; a journey is a customer or the file's own.
with
journeys as (
    select coalesce(journey_id, customer_id) as journey, count(*) > 1 as has_several, min(event_no) as first_no
    from events
    group by coalesce(journey_id, customer_id)
),
chosen as (
    select journey, first_no from journeys order by has_several desc, first_no limit $journeys
)
select
    c.journey, e.customer_id, e.occurred_at, e.touchpoint, e.stage, e.channel, e.emotion, e.nps, e.csat, e.ces, e.comment
from chosen as c
join events as e on coalesce(e.journey_id, e.customer_id) = c.journey
order by c.first_no, e.occurred_at, e.event_no
