-- One row per journey whose first value of the attribute is one of those asked.
select journey_no from journey_attributes where attribute_no = $attribute and list_contains($values, value_no)
