-- One row: the journeys whose last event may not be the last, as an event of another touchpoint at the beginning of that day may have come after it.
-- $midnights: the seconds of the day, in UTC, at which a day of the file begins.
with
lasts as (
    select journey_no, max(step_no) as last_step, max(occurred_s) as last_s, arg_max(touchpoint_no, step_no) as last_touchpoint_no
    from steps
    group by journey_no
)
select count(distinct l.journey_no) as journeys
from lasts as l
join steps as s on s.journey_no = l.journey_no
where s.touchpoint_no <> l.last_touchpoint_no
    and list_contains($midnights, s.occurred_s % 86400)
    and s.occurred_s > l.last_s - 86400
