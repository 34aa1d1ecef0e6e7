-- One row per attribute and value that some journey has: its number and how many journeys have it.
with
counted as (
    select attribute_no, value, count(*) as journeys
    from first_values
    group by attribute_no, value
)
select
    cast(row_number() over (order by attribute_no, value) as integer) as value_no,
    attribute_no,
    value as attribute_value,
    journeys
from counted
