-- One row per journey and attribute: the number of its first value that is not blank, and the step that has it.
with
firsts as (
    select attribute_no, journey_no, step_no, value from first_values
)
select f.attribute_no, f.journey_no, v.value_no, f.step_no
from firsts as f
join attribute_values as v on v.attribute_no = f.attribute_no and v.attribute_value = f.value
order by f.attribute_no, f.journey_no
