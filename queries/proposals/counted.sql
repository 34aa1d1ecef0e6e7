-- One row: the journeys whose last value of the events' column $counted is a number, and those of them where it is above zero.
with
lasts as (
    select s.journey_no, try_cast(arg_max(e.$counted, s.step_no) as double) as last_count
    from steps as s
    join events as e on e.event_no = s.event_no
    where e.$counted is not null
    group by s.journey_no
)
select count(last_count) as journeys, count(case when last_count > 0 then 1 end) as above_zero
from lasts
