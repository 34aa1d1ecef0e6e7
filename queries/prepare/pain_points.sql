-- One row per recorded pain point: a number in alphabetical order.
with
recorded as (
    select distinct friction as pain_point from events where friction is not null
)
select cast(row_number() over (order by pain_point) as integer) as pain_point_no, pain_point
from recorded
