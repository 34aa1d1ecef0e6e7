-- One row per journey of `compared_journeys`: its values of the attributes whose numbers are attribute_1 to attribute_12; 0 where it has none.
select
    c.journey_no,
    max(case when a.attribute_no = $attribute_1 then a.value_no else 0 end) as value_1,
    max(case when a.attribute_no = $attribute_2 then a.value_no else 0 end) as value_2,
    max(case when a.attribute_no = $attribute_3 then a.value_no else 0 end) as value_3,
    max(case when a.attribute_no = $attribute_4 then a.value_no else 0 end) as value_4,
    max(case when a.attribute_no = $attribute_5 then a.value_no else 0 end) as value_5,
    max(case when a.attribute_no = $attribute_6 then a.value_no else 0 end) as value_6,
    max(case when a.attribute_no = $attribute_7 then a.value_no else 0 end) as value_7,
    max(case when a.attribute_no = $attribute_8 then a.value_no else 0 end) as value_8,
    max(case when a.attribute_no = $attribute_9 then a.value_no else 0 end) as value_9,
    max(case when a.attribute_no = $attribute_10 then a.value_no else 0 end) as value_10,
    max(case when a.attribute_no = $attribute_11 then a.value_no else 0 end) as value_11,
    max(case when a.attribute_no = $attribute_12 then a.value_no else 0 end) as value_12
from compared_journeys as c
left join journey_attributes as a on a.journey_no = c.journey_no
group by c.journey_no
