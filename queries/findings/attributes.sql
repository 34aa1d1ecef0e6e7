-- One row per journey and attribute of whole journeys: the number of its value, where it has one.
with
named as (
    select journey_no, attribute_no, value_no from journey_attributes
)
select journey_no, attribute_no, value_no
from named
order by attribute_no, journey_no
