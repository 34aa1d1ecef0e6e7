-- One row per journey and attribute: the number of its first value that is not blank.
with
firsts as (
    select attribute_no, journey_no, value from first_values
)
select f.attribute_no, f.journey_no, v.value_no
from firsts as f
join attribute_values as v on v.attribute_no = f.attribute_no and v.attribute_value = f.value
order by f.attribute_no, f.journey_no
