-- The events of the first journeys, those of several events before the others; a journey is a customer or the file's own.
with
named as (
    select
        *,
        coalesce(journey_id, customer_id) as journey,
        case when $id_is_journey and journey_id is not null then '' else customer_id end as owner
    from events
),
journeys as (
    select journey, owner, count(*) > 1 as has_several, min(event_no) as first_no
    from named
    group by journey, owner
),
chosen as (
    select journey, owner, first_no from journeys order by has_several desc, first_no limit $journeys
)
select
    c.first_no, c.journey, e.customer_id, e.occurred_at, e.touchpoint, e.stage, e.channel, e.emotion, e.nps, e.csat, e.ces,
    e.comment
from chosen as c
join named as e on e.journey = c.journey and e.owner = c.owner
order by c.first_no, e.occurred_at, e.event_no
