-- One row per outcome (end_no) and last status of a journey: how many journeys. $status is a column of the events.
with
lasts as (
    select s.journey_no, arg_max(e.$status, s.step_no) as last_status
    from steps as s
    join events as e on e.event_no = s.event_no
    where e.$status is not null
    group by s.journey_no
)
select j.end_no, l.last_status, count(*) as journeys
from lasts as l
join journeys as j on j.journey_no = l.journey_no
group by j.end_no, l.last_status
order by journeys desc, j.end_no, l.last_status
