-- One row per attribute and value that some journey has, or, of an attribute of events, some event: its number, and the journeys that have it first.
with
counted as (
    select attribute_no, value, count(*) as journeys
    from first_values
    group by attribute_no, value
),
known as (
    select attribute_no, value from counted
    union
    select attribute_no, value from changing_values
)
select
    cast(row_number() over (order by k.attribute_no, k.value) as integer) as value_no,
    k.attribute_no,
    k.value as attribute_value,
    coalesce(c.journeys, 0) as journeys
from known as k
left join counted as c on c.attribute_no = k.attribute_no and c.value = k.value
